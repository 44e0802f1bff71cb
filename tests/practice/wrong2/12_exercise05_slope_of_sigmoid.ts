// First mistake: P − Y is multiplied by P·(1 − P), the slope of a sigmoid with a squared error.

// 5 · dZ: how wrong each score is
//
// Softmax makes P of Z, cross-entropy makes a loss of P: softmaxGradient(Z, P, labels) gives
// the slope of each example's own loss by each of its scores,
// dZ = P − Y. Y has a 1 in the column of the label, and 0 elsewhere.
// It is not divided by the number of examples: dW will be. (You need not use Z.)
//
// To reread: deno task lesson2 --step 6

type Matrix = number[][];

export function softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
  const delta: Matrix = [];
  for (let n = 0; n < P.length; n++) {
    const ligne: number[] = [];
    for (let c = 0; c < P[n].length; c++) {
      const cible = c === labels[n] ? 1 : 0;
      const sortie = P[n][c];
      ligne.push((sortie - cible) * sortie * (1 - sortie));
    }
    delta.push(ligne);
  }
  return delta;
}
