/** Right solutions of exercise 2, written differently. */
type Matrix = number[][];

export default [
  {
    softmax(Z: Matrix): Matrix {
      const P: Matrix = [];
      for (let i = 0; i < Z.length; i++) {
        let most = Z[i][0], sum = 0;
        for (let j = 1; j < Z[i].length; j++) if (Z[i][j] > most) most = Z[i][j];
        for (let j = 0; j < Z[i].length; j++) sum += Math.exp(Z[i][j] - most);
        P.push([]);
        for (let j = 0; j < Z[i].length; j++) P[i][j] = Math.exp(Z[i][j] - most) / sum;
      }
      return P;
    },
  },
  {
    // By the logarithm of the sum.
    softmax: (Z: Matrix) =>
      Z.map((row) => {
        const most = Math.max(...row);
        const log = most + Math.log(row.reduce((sum, z) => sum + Math.exp(z - most), 0));
        return row.map((z) => Math.exp(z - log));
      }),
  },
  {
    // 1 / Σ e^(z[k] − z[j]).
    softmax: (Z: Matrix) =>
      Z.map((row) => row.map((z) => 1 / row.reduce((sum, other) => sum + Math.exp(other - z), 0))),
  },
  {
    // In f32, in rows of a typed array, the sum from the right.
    softmax(Z: Matrix) {
      return Z.map((row) => {
        const most = row.toSorted((a, b) => b - a)[0];
        const e = Float32Array.from(row, (z) => Math.exp(z - most));
        const sum = e.reduceRight((total, x) => Math.fround(total + x), 0);
        return e.map((x) => x / sum);
      });
    },
  },
  {
    // Another number than the maximum: a little above it.
    softmax: (Z: Matrix) =>
      Z.map((row) => {
        const c = row.reduce((most, z) => z > most ? z : most, -Infinity) + 3;
        const e = row.map((z) => Math.exp(z - c)), scale = 1 / e.reduce((a, b) => a + b);
        return e.map((x) => scale * x);
      }),
  },
];
