// First mistake: dW2 is made of Z1, from before the ReLU, instead of A1.
// Second mistake: dZ1 is another name for dA1, so the zeros of the ReLU are in dA1 too.

// 9 · The whole backward pass
//
// The whole way back of a network, from the probabilities P to the first weights: exercises
// 5, 6, 7 and 6 again in one function.
// backward(X, labels, Z1, A1, P, W2) returns { dZ2, dW2, db2, dA1, dZ1, dW1, db1 }:
// dZ2 = P − Y (1 in the column of the label, else 0); dW2 = A1ᵀ·dZ2 / m; db2 = the mean of
// the rows of dZ2;
// dA1 = dZ2·W2ᵀ; dZ1 = dA1 where Z1 > 0, else 0; dW1 = Xᵀ·dZ1 / m; db1 = the mean of the
// rows of dZ1.
// What you wrote before may be copied. At the end it meets real digits, and your own checker
// of exercise 8 judges it.
//
// To reread: deno task lesson3 --step 17

type Matrix = number[][];

function produitTransposeMoyen(A: Matrix, B: Matrix): Matrix {
  const m = A.length;
  const R: Matrix = [];
  for (let i = 0; i < A[0].length; i++) {
    R.push([]);
    for (let j = 0; j < B[0].length; j++) {
      let s = 0;
      for (let e = 0; e < m; e++) s += A[e][i] * B[e][j];
      R[i].push(s / m);
    }
  }
  return R;
}

function moyenne(A: Matrix): number[] {
  const r: number[] = [];
  for (let j = 0; j < A[0].length; j++) {
    let s = 0;
    for (let e = 0; e < A.length; e++) s += A[e][j];
    r.push(s / A.length);
  }
  return r;
}

// Forward it was: Z1 = X·W1 + b1, A1 = relu(Z1), Z2 = A1·W2 + b2, P = softmax(Z2).
export function backward(
  X: Matrix,
  labels: number[],
  Z1: Matrix,
  A1: Matrix,
  P: Matrix,
  W2: Matrix,
): {
  dZ2: Matrix;
  dW2: Matrix;
  db2: number[];
  dA1: Matrix;
  dZ1: Matrix;
  dW1: Matrix;
  db1: number[];
} {
  const dZ2: Matrix = P.map((ligne) => [...ligne]);
  for (let e = 0; e < labels.length; e++) dZ2[e][labels[e]] -= 1;

  const dW2 = produitTransposeMoyen(Z1, dZ2);
  const db2 = moyenne(dZ2);

  const dA1: Matrix = A1.map((ligne) => ligne.map(() => 0));
  for (let e = 0; e < dA1.length; e++) {
    for (let h = 0; h < dA1[e].length; h++) {
      for (let k = 0; k < W2[h].length; k++) dA1[e][h] += dZ2[e][k] * W2[h][k];
    }
  }

  const dZ1 = dA1;
  for (let e = 0; e < dZ1.length; e++) {
    for (let h = 0; h < dZ1[e].length; h++) {
      if (Z1[e][h] <= 0) dZ1[e][h] = 0;
    }
  }

  const dW1 = produitTransposeMoyen(X, dZ1);
  const db1 = moyenne(dZ1);
  return { dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
}
