// First mistake: dX is overwritten for each neuron instead of added up, so only the last neuron counts.

// 6 · A dense layer, backward
//
// Z = X·W + b was the way forward. denseBackward(X, W, dZ) goes back: given dZ, a row for
// each example, it returns { dW, db, dX }:
// dW = Xᵀ·dZ / m, db = the mean of the rows of dZ, dX = dZ·Wᵀ.
// m is the number of examples in this batch; dX is not divided by it.
//
// To reread: deno task lesson3 --step 13

type Matrix = number[][];

function zeros(r: number, c: number): Matrix {
  return Array.from({ length: r }, () => new Array<number>(c).fill(0));
}

export function denseBackward(
  X: Matrix,
  W: Matrix,
  dZ: Matrix,
): { dW: Matrix; db: number[]; dX: Matrix } {
  const m = X.length;
  const nIn = W.length;
  const nOut = W[0].length;
  const dW = zeros(nIn, nOut);
  const db = new Array<number>(nOut).fill(0);
  const dX = zeros(m, nIn);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < nOut; j++) {
      db[j] += dZ[i][j] / m;
      for (let k = 0; k < nIn; k++) {
        dW[k][j] += (X[i][k] * dZ[i][j]) / m;
        dX[i][k] = dZ[i][j] * W[k][j];
      }
    }
  }
  return { dW, db, dX };
}
