// First mistake: db1 is the mean of the rows of dA1, not of dZ1.

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

const T = (A: Matrix): Matrix => A[0].map((_, j) => A.map((r) => r[j]));
const mul = (A: Matrix, B: Matrix): Matrix =>
  A.map((r) => B[0].map((_, j) => r.reduce((s, a, k) => s + a * B[k][j], 0)));
const div = (A: Matrix, m: number): Matrix => A.map((r) => r.map((a) => a / m));
const meanRows = (A: Matrix): number[] =>
  T(A).map((col) => col.reduce((s, a) => s + a, 0) / col.length);

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
  const dZ2 = P.map((r, i) => r.map((p, j) => (j === labels[i] ? p - 1 : p)));
  const dW2 = div(mul(T(A1), dZ2), m);
  const db2 = meanRows(dZ2);
  const dA1 = mul(dZ2, T(W2));
  const dZ1 = dA1.map((r, i) => r.map((d, j) => (Z1[i][j] > 0 ? d : 0)));
  const dW1 = div(mul(T(X), dZ1), m);
  const db1 = meanRows(dA1);
  return { dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
}
