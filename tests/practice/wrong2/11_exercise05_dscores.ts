// First mistake: dZ is divided by the number of examples.
// Second mistake: P itself is changed, as dscores is only another name for it.

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
  const N = P.length;
  const dscores = P;
  for (let i = 0; i < N; i++) dscores[i][labels[i]] -= 1;
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < dscores[i].length; j++) dscores[i][j] /= N;
  }
  return dscores;
}
