/** Right solutions of exercise 6, written differently. */
type Matrix = number[][];
const turned = (a: Matrix) => a[0].map((_, j) => a.map((row) => row[j]));
const times = (a: Matrix, b: Matrix) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));

export default [
  {
    denseBackward: (X: Matrix, W: Matrix, dZ: Matrix) => ({
      dX: times(dZ, turned(W)),
      dW: times(turned(X), dZ).map((row) => row.map((x) => x / X.length)),
      db: turned(dZ).map((column) => column.reduce((a, b) => a + b) / dZ.length),
    }),
  },
  {
    // dZ divided first, where it is needed.
    denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
      const mean = dZ.map((row) => row.map((x) => x / dZ.length));
      const db = mean.reduce((sum, row) => sum.map((x, j) => x + row[j]));
      return { dW: turned(times(turned(mean), X)), db, dX: turned(times(W, turned(dZ))) };
    },
  },
  {
    // The bias as one more row of weights.
    denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
      const all = times(turned(X.map((row) => [...row, 1])), dZ);
      for (const row of all) for (let j = 0; j < row.length; j++) row[j] *= 1 / X.length;
      return { dW: all.slice(0, -1), db: all.at(-1), dX: times(dZ, turned(W)) };
    },
  },
  {
    // A running mean, in f32, the examples from the last to the first.
    denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
      const dW = W.map((row) => new Float32Array(row.length));
      const db = new Float32Array(W[0].length);
      const dX = X.map(() => new Float32Array(W.length));
      for (let i = X.length - 1, n = 1; i >= 0; i--, n++) {
        for (const [j, dz] of dZ[i].entries()) {
          db[j] += (dz - db[j]) / n;
          for (let k = 0; k < W.length; k++) {
            dW[k][j] += (X[i][k] * dz - dW[k][j]) / n;
            dX[i][k] += W[k][j] * dz;
          }
        }
      }
      return { dW, db, dX };
    },
  },
];
