// First mistake: it is the binary cross-entropy, summed over the classes: each wrong class adds −ln(1 − p).

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
  const m = P.length;
  const losses: number[] = new Array(m).fill(0);
  // - (y log p + (1 - y) log(1 - p))
  P.forEach((row, i) => {
    row.forEach((p, j) => {
      if (j === labels[i]) losses[i] -= Math.log(p);
      else losses[i] -= Math.log(1 - p);
    });
  });
  let L = 0;
  for (const l of losses) L += l;
  L /= m;
  return { losses, L };
}
