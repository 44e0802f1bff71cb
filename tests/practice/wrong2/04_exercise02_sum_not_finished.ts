// First mistake: it divides in the same loop that makes the sum, by the part of the sum that is there so far.

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
  const P: Matrix = [];
  for (const row of Z) {
    const max = row.reduce((a, b) => (b > a ? b : a), -Infinity);
    let total = 0;
    const out: number[] = [];
    for (const z of row) {
      const e = Math.exp(z - max);
      total += e;
      out.push(e / total);
    }
    P.push(out);
  }
  return P;
}
