/** Right solutions of exercise 5, written differently. */
type Matrix = number[][];

export default [
  {
    softmaxGradient(_: Matrix, P: Matrix, labels: number[]) {
      const dZ = P.map((row) => [...row]);
      for (let i = 0; i < labels.length; i++) dZ[i][labels[i]] -= 1;
      return dZ;
    },
  },
  {
    softmaxGradient(_: Matrix, P: Matrix, labels: number[]) {
      const Y = labels.map((label) => P[0].map((_, j) => Number(j === label)));
      const dZ: Matrix = [];
      for (let i = 0; i < P.length; i++) {
        dZ[i] = [];
        for (let j = 0; j < P[i].length; j++) dZ[i][j] = P[i][j] - Y[i][j];
      }
      return dZ;
    },
  },
  {
    // Through the whole Jacobian of softmax, from −1/p.
    softmaxGradient(_: Matrix, P: Matrix, labels: number[]) {
      return P.map((row, i) => {
        const dP = row.map((p, j) => j === labels[i] ? -1 / p : 0);
        return row.map((p, j) =>
          row.reduce((sum, q, k) => sum + dP[k] * q * (Number(j === k) - p), 0)
        );
      });
    },
  },
  {
    // From the scores, in f32.
    softmaxGradient(Z: Matrix, _: Matrix, labels: number[]) {
      return Z.map((row, i) => {
        const most = Math.max(...row), e = Float32Array.from(row, (z) => Math.exp(z - most));
        const sum = e.reduce((a, b) => a + b);
        const dZ = e.map((x) => x / sum);
        dZ[labels[i]]--;
        return dZ;
      });
    },
  },
];
