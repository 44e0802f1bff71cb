/** Right solutions of exercise 4, written differently. */
type Matrix = number[][];

export default [
  {
    // Inputs outermost: what each adds to every row.
    dense(X: Matrix, W: Matrix, b: number[]) {
      const Z = X.map(() => [...b]);
      for (let k = W.length - 1; k >= 0; k--) {
        for (let j = 0; j < b.length; j++) {
          for (let i = 0; i < X.length; i++) Z[i][j] += X[i][k] * W[k][j];
        }
      }
      return Z;
    },
  },
  {
    dense: (X: Matrix, W: Matrix, b: number[]) =>
      X.map((x) =>
        b.map((bias, j) => x.reduce((sum, value, k) => sum + value * W[k][j], 0) + bias)
      ),
  },
  {
    dense(X: Matrix, W: Matrix, b: number[]) {
      const columns = b.map((_, j) => Float32Array.from(W, (row) => row[j]));
      return X.map((x) =>
        Float32Array.from(columns, (column, j) => {
          let z = Math.fround(0);
          column.forEach((w, k) => z = Math.fround(z + Math.fround(w * x[k])));
          return z + b[j];
        })
      );
    },
  },
  {
    // The bias as the weight of an input that is always 1.
    dense(X: Matrix, W: Matrix, b: number[]) {
      const weights = [...W, b];
      return X.map((row) => {
        const z = new Float64Array(b.length);
        for (const [k, x] of [...row, 1].entries()) weights[k].forEach((w, j) => z[j] += x * w);
        return Array.from(z);
      });
    },
  },
];
