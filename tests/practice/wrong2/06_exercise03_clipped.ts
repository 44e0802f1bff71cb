// First mistake: the probability is clipped between 10⁻⁷ and 1 − 10⁻⁷, as Keras does, so a very small one costs too little and 1 is not free.

// 3 · Cross-entropy of a batch
//
// crossEntropy(P, labels) says how wrong a batch is: P has a row of probabilities for each
// example, labels the right class of each.
// losses[i] = −ln(P[i][labels[i]]), and L is their mean. Return { losses, L }.
//
// To reread: deno task lesson2 --step 5

type Matrix = number[][];

const EPS = 1e-7;
const clip = (p: number) => Math.min(Math.max(p, EPS), 1 - EPS);

// labels[i] is the class of example i, from 0: the column of P that is right.
export function crossEntropy(P: Matrix, labels: number[]): { losses: number[]; L: number } {
  const losses = labels.map((y, i) => -Math.log(clip(P[i][y])));
  const L = losses.reduce((s, l) => s + l, 0) / losses.length;
  return { losses, L };
}
