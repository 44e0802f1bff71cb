// First mistake: the row y of zeros and a 1 is made once, outside the loop, so the 1s of the examples before stay in it.

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
  const dZ: Matrix = [];
  const y = P[0].map(() => 0);
  for (let i = 0; i < P.length; i++) {
    y[labels[i]] = 1;
    dZ.push(P[i].map((p, j) => p - y[j]));
  }
  return dZ;
}
