// First mistake: dW is divided by m after each example that is added, so the first ones are divided several times.
// Second mistake: db is added inside the loop over the inputs, so as many times as there are inputs.

// 6 · A dense layer, backward
//
// Z = X·W + b was the way forward. denseBackward(X, W, dZ) goes back: given dZ, a row for
// each example, it returns { dW, db, dX }:
// dW = Xᵀ·dZ / m, db = the mean of the rows of dZ, dX = dZ·Wᵀ.
// m is the number of examples in this batch; dX is not divided by it.
//
// To reread: deno task lesson3 --step 13

type Matrix = number[][];

export function denseBackward(
  X: Matrix,
  W: Matrix,
  dZ: Matrix,
): { dW: Matrix; db: number[]; dX: Matrix } {
  const m = dZ.length;
  const dW: Matrix = W.map((ligne) => ligne.map(() => 0));
  const db: number[] = dZ[0].map(() => 0);
  const dX: Matrix = X.map((ligne) => ligne.map(() => 0));

  for (let ex = 0; ex < m; ex++) {
    for (let e = 0; e < W.length; e++) {
      for (let n = 0; n < W[e].length; n++) {
        dW[e][n] = (dW[e][n] + X[ex][e] * dZ[ex][n]) / m;
        db[n] += dZ[ex][n] / m;
        dX[ex][e] += dZ[ex][n] * W[e][n];
      }
    }
  }
  return { dW, db, dX };
}
