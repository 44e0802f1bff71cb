// First mistake: the logarithm is that of base 10.
// Second mistake: L is halved at each example, (L + loss) / 2, which is no mean.

// 3 · Cross-entropy of a batch
//
// crossEntropy(P, labels) says how wrong a batch is: P has a row of probabilities for each
// example, labels the right class of each.
// losses[i] = −ln(P[i][labels[i]]), and L is their mean. Return { losses, L }.
//
// To reread: deno task lesson2 --step 5

type Matrix = number[][];

// labels[i] is the class of example i, from 0: the column of P that is right.
export function crossEntropy(P: Matrix, labels: number[]): { losses: number[]; L: number } {
  const losses: number[] = [];
  let L = 0;
  for (let i = 0; i < P.length; i++) {
    const proba = P[i][labels[i]];
    const perte = -Math.log10(proba);
    losses.push(perte);
    // moyenne
    L = (L + perte) / 2;
  }
  return { losses, L };
}
