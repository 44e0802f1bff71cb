// First mistake: the maximum that is subtracted is that of the whole matrix, not of the row, so a row far below it becomes 0/0.

// 2 · Softmax
//
// softmax(Z) turns each row of scores into probabilities:
// P[i][j] = e^Z[i][j] / (the sum of e^Z[i][k] over all k of the row).
// It must hold for any scores, 1000 and −1000 too: Math.exp(1000) is Infinity.
//
// To reread: deno task lesson2 --step 4

// A matrix is a list of its rows: Z[i][j] is row i, column j.
type Matrix = number[][];

export function softmax(Z: Matrix): Matrix {
  // z = z - np.max(z)
  const zmax = Math.max(...Z.flat());
  const e = Z.map((row) => row.map((z) => Math.exp(z - zmax)));
  return e.map((row) => {
    const s = row.reduce((a, b) => a + b, 0);
    return row.map((v) => v / s);
  });
}
