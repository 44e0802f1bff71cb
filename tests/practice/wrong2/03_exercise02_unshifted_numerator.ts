// First mistake: the numerator is e^z without the maximum taken away, while the denominator has it taken away.
// Second mistake: the sum is declared outside the loop over rows, so it goes on growing from row to row.

// 2 · Softmax
//
// softmax(Z) turns each row of scores into probabilities:
// P[i][j] = e^Z[i][j] / (the sum of e^Z[i][k] over all k of the row).
// It must hold for any scores, 1000 and −1000 too: Math.exp(1000) is Infinity.
//
// To reread: deno task lesson2 --step 4

type Matrix = number[][];

export function softmax(Z: Matrix): Matrix {
  const P: Matrix = [];
  let somme = 0;
  for (let i = 0; i < Z.length; i++) {
    const maxi = Math.max(...Z[i]);
    for (let k = 0; k < Z[i].length; k++) {
      somme += Math.exp(Z[i][k] - maxi);
    }
    const ligne: number[] = [];
    for (let j = 0; j < Z[i].length; j++) {
      ligne.push(Math.exp(Z[i][j]) / somme);
    }
    P.push(ligne);
  }
  return P;
}
