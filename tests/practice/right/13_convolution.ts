/** Right solutions of exercise 13, written differently. */
type Matrix = number[][];

export default [
  {
    // The kernel's numbers outermost: each adds a moved image.
    convolve(X: Matrix[], K: Matrix[][], b: number[]) {
      const rows = X[0].length - 2, columns = X[0][0].length - 2;
      return K.map((kernels, f) => {
        const Z = Array.from({ length: rows }, () => Array(columns).fill(b[f]));
        kernels.forEach((kernel, c) =>
          kernel.forEach((line, u) =>
            line.forEach((k, v) => {
              for (let i = 0; i < rows; i++) {
                for (let j = 0; j < columns; j++) Z[i][j] += k * X[c][i + u][j + v];
              }
            })
          )
        );
        return Z;
      });
    },
  },
  {
    // Windows cut out first, then a product.
    convolve(X: Matrix[], K: Matrix[][], b: number[]) {
      const rows = X[0].length - 2, columns = X[0][0].length - 2;
      const window = (i: number, j: number) =>
        X.flatMap((channel) => channel.slice(i, i + 3).flatMap((row) => row.slice(j, j + 3)));
      return K.map((kernels, f) => {
        const weights = kernels.flat(2);
        return Array.from(
          { length: rows },
          (_, i) =>
            Array.from(
              { length: columns },
              (_, j) => window(i, j).reduce((sum, x, at) => sum + x * weights[at], b[f]),
            ),
        );
      });
    },
  },
  {
    // In f32, channels summed backwards, the bias last.
    convolve(X: Matrix[], K: Matrix[][], b: number[]) {
      const rows = X[0].length - 2, columns = X[0][0].length - 2;
      return K.map((kernels, f) =>
        Array.from({ length: rows }, (_, i) => {
          const row = new Float32Array(columns);
          for (let j = 0; j < columns; j++) {
            for (let c = X.length - 1; c >= 0; c--) {
              for (let at = 8; at >= 0; at--) {
                const u = Math.floor(at / 3), v = at % 3;
                row[j] += X[c][i + u][j + v] * kernels[c][u][v];
              }
            }
            row[j] += b[f];
          }
          return row;
        })
      );
    },
  },
  {
    // Scattered: every pixel goes to the places whose window holds it.
    convolve(X: Matrix[], K: Matrix[][], b: number[]) {
      const rows = X[0].length - 2, columns = X[0][0].length - 2;
      const Z = b.map((bias) => Array.from({ length: rows }, () => Array(columns).fill(bias)));
      for (let c = 0; c < X.length; c++) {
        for (let y = 0; y < rows + 2; y++) {
          for (let x = 0; x < columns + 2; x++) {
            for (let u = Math.max(0, y - rows + 1); u <= Math.min(2, y); u++) {
              for (let v = Math.max(0, x - columns + 1); v <= Math.min(2, x); v++) {
                for (let f = 0; f < b.length; f++) Z[f][y - u][x - v] += X[c][y][x] * K[f][c][u][v];
              }
            }
          }
        }
      }
      return Z;
    },
  },
];
