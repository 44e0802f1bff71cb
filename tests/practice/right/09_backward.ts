/** Right solutions of exercise 9, written differently. */
type Matrix = number[][];

const times = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, x, k) => sum + x * B[k][j], 0)));
const T = (A: Matrix): Matrix => A[0].map((_, j) => A.map((row) => row[j]));
const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array(columns).fill(0));

export default [
  {
    // As in the book: products and transposes.
    backward(X: Matrix, labels: number[], Z1: Matrix, A1: Matrix, P: Matrix, W2: Matrix) {
      const m = X.length, ones = [X.map(() => 1 / m)];
      const Y = P.map((row, i) => row.map((_, j) => Number(labels[i] === j)));
      const dZ2 = P.map((row, i) => row.map((p, j) => p - Y[i][j]));
      const dW2 = times(T(A1), dZ2).map((row) => row.map((x) => x / m));
      const [db2] = times(ones, dZ2);
      const dA1 = times(dZ2, T(W2));
      const dZ1 = dA1.map((row, i) => row.map((x, j) => x * Number(Z1[i][j] > 0)));
      const dW1 = times(T(X), dZ1).map((row) => row.map((x) => x / m));
      const [db1] = times(ones, dZ1);
      return { dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
    },
  },
  {
    // One loop over the examples, which adds to every gradient.
    backward(X: Matrix, labels: number[], Z1: Matrix, A1: Matrix, P: Matrix, W2: Matrix) {
      const m = X.length, d = X[0].length, h = W2.length, k = W2[0].length;
      const dW1 = zeros(d, h), dW2 = zeros(h, k), db1 = zeros(1, h)[0], db2 = zeros(1, k)[0];
      const dZ2 = structuredClone(P), dA1 = zeros(m, h), dZ1 = zeros(m, h);
      for (let i = 0; i < m; i++) {
        dZ2[i][labels[i]] -= 1;
        for (let c = 0; c < k; c++) {
          db2[c] += dZ2[i][c] / m;
          for (let j = 0; j < h; j++) {
            dW2[j][c] += A1[i][j] * dZ2[i][c] / m;
            dA1[i][j] += dZ2[i][c] * W2[j][c];
          }
        }
        for (let j = 0; j < h; j++) {
          if (Z1[i][j] <= 0) continue;
          dZ1[i][j] = dA1[i][j];
          db1[j] += dZ1[i][j] / m;
          for (let n = 0; n < d; n++) dW1[n][j] += X[i][n] * dZ1[i][j] / m;
        }
      }
      return { dW1, db1, dW2, db2, dA1, dZ1, dZ2 };
    },
  },
  {
    // In float32, rows as typed arrays, the mask taken from A1.
    backward(X: Matrix, labels: number[], _: Matrix, A1: Matrix, P: Matrix, W2: Matrix) {
      const m = X.length;
      const dZ2 = P.map((row, i) =>
        Float32Array.from(row, (p, j) => p - (j === labels[i] ? 1 : 0))
      );
      const grad = (A: Matrix, dZ: Float32Array[]) =>
        A[0].map((_, k) =>
          Float32Array.from(dZ[0], (_, j) => A.reduce((s, a, i) => s + a[k] * dZ[i][j], 0) / m)
        );
      const mean = (dZ: Float32Array[]) =>
        Float32Array.from(dZ[0], (_, j) => dZ.reduce((s, row) => s + row[j], 0) / m);
      const dA1 = dZ2.map((dz) =>
        Float32Array.from(W2, (w) => w.reduce((s, x, k) => s + x * dz[k], 0))
      );
      const dZ1 = dA1.map((row, i) => row.map((x, j) => A1[i][j] === 0 ? 0 : x));
      return {
        dZ2,
        dW2: grad(A1, dZ2),
        db2: mean(dZ2),
        dA1,
        dZ1,
        dW1: grad(X, dZ1),
        db1: mean(dZ1),
      };
    },
  },
  {
    // A layer backward as a function, called twice.
    backward(X: Matrix, labels: number[], Z1: Matrix, A1: Matrix, P: Matrix, W2: Matrix) {
      const layer = (inputs: Matrix, dZ: Matrix, W?: Matrix) => {
        const m = dZ.length, sums = T(dZ).map((column) => column.reduce((a, b) => a + b) / m);
        const dW = T(inputs).map((x) =>
          T(dZ).map((column) => x.reduce((sum, value, i) => sum + value * column[i], 0) * (1 / m))
        );
        return { dW, db: sums, dX: W ? dZ.map((row) => times([row], T(W))[0]) : [] };
      };
      const dZ2 = P.map((row, i) => row.map((p, j) => j !== labels[i] ? p : p - 1));
      const second = layer(A1, dZ2, W2), dA1 = second.dX;
      const dZ1 = dA1.map((row, i) => row.map((x, j) => Z1[i][j] >= 0 ? x : 0));
      const first = layer(X, dZ1);
      return { dZ2, dW2: second.dW, db2: second.db, dA1, dZ1, dW1: first.dW, db1: first.db };
    },
  },
];
