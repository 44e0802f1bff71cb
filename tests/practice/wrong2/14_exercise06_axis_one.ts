// First mistake: dW is divided by the number of inputs, not by that of the examples.
// Second mistake: db is the mean along each row (a number for each example), not the mean of the rows.

// 6 · A dense layer, backward
//
// Z = X·W + b was the way forward. denseBackward(X, W, dZ) goes back: given dZ, a row for
// each example, it returns { dW, db, dX }:
// dW = Xᵀ·dZ / m, db = the mean of the rows of dZ, dX = dZ·Wᵀ.
// m is the number of examples in this batch; dX is not divided by it.
//
// To reread: deno task lesson3 --step 13

type Matrix = number[][];

const transpose = (A: Matrix): Matrix => A[0].map((_, j) => A.map((row) => row[j]));
const matmul = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => B[0].map((_, j) => row.reduce((s, a, k) => s + a * B[k][j], 0)));
const mean = (v: number[]) => v.reduce((s, x) => s + x, 0) / v.length;

export function denseBackward(
  X: Matrix,
  W: Matrix,
  dZ: Matrix,
): { dW: Matrix; db: number[]; dX: Matrix } {
  const XT = transpose(X);
  const m = XT.length;
  const dW = matmul(XT, dZ).map((row) => row.map((v) => v / m));
  const db = dZ.map(mean); // axis=1
  const dX = matmul(dZ, transpose(W));
  return { dW, db, dX };
}
