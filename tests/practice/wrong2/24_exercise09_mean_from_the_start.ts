// First mistake: dZ2 is divided by m at once, and nothing after it: dW and db come out right, but dZ2, dA1 and dZ1 are m times too small.

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
  const m = X.length;
  // dscores = probs; dscores[range(m), y] -= 1; dscores /= m
  const dZ2 = P.map((row, i) => row.map((p, k) => (p - (k === labels[i] ? 1 : 0)) / m));
  const dW2 = Tdot(A1, dZ2);
  const db2 = sum0(dZ2);
  const dA1 = dZ2.map((row) => W2.map((w) => w.reduce((s, wk, k) => s + wk * row[k], 0)));
  const dZ1 = dA1.map((row, i) => row.map((d, h) => (Z1[i][h] > 0 ? d : 0)));
  const dW1 = Tdot(X, dZ1);
  const db1 = sum0(dZ1);
  return { dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
}

// np.dot(A.T, B)
function Tdot(A: Matrix, B: Matrix): Matrix {
  const out = A[0].map(() => B[0].map(() => 0));
  for (let i = 0; i < A.length; i++) {
    for (let r = 0; r < A[0].length; r++) {
      for (let c = 0; c < B[0].length; c++) out[r][c] += A[i][r] * B[i][c];
    }
  }
  return out;
}

// np.sum(A, axis=0)
function sum0(A: Matrix): number[] {
  return A.reduce((acc, row) => acc.map((a, j) => a + row[j]), A[0].map(() => 0));
}
