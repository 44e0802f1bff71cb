/** Right solutions of exercise 3, written differently. */
type Matrix = number[][];

export default [
  {
    crossEntropy(P: Matrix, labels: number[]) {
      const losses: number[] = [];
      let L = 0;
      for (let i = 0; i < P.length; i++) {
        losses.push(Math.log(1 / P[i][labels[i]]));
        L += losses[i] / P.length;
      }
      return { L, losses };
    },
  },
  {
    // With rows Y of a 1 among zeros.
    crossEntropy(P: Matrix, labels: number[]) {
      const Y = labels.map((label) => P[0].map((_, j) => j === label ? 1 : 0));
      const losses = P.map((row, i) => -row.reduce((sum, p, j) => sum + Y[i][j] * Math.log(p), 0));
      return { losses, L: losses.reduce((a, b) => a + b) / losses.length };
    },
  },
  {
    crossEntropy(P: Matrix, labels: number[]) {
      const losses = Float32Array.from(labels, (label, i) => -Math.log(P[i][label]));
      return { losses, L: losses.reduceRight((a, b) => a + b) / labels.length };
    },
  },
  {
    // The logarithm of the product of all.
    crossEntropy(P: Matrix, labels: number[]) {
      const right = labels.map((label, i) => P[i][label]);
      const L = -Math.log(right.reduce((all, p) => all * p, 1)) / right.length;
      return { losses: right.map((p) => -Math.log2(p) * Math.LN2), L, right };
    },
  },
];
