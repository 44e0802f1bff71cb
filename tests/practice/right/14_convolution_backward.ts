/** Right solutions of exercise 14, written differently. */
type Matrix = number[][];

const zeros = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array<number>(columns).fill(0));
const sum = (map: Matrix) => map.flat().reduce((a, b) => a + b, 0);

export default [
  {
    // Each result by a sum of its own: dX gathers, with the kernel turned.
    convolveBackward(X: Matrix[], K: Matrix[][], dZ: Matrix[]) {
      const at = (f: number, i: number, j: number) => dZ[f][i]?.[j] ?? 0;
      return {
        dK: K.map((kernels, f) =>
          kernels.map((kernel, c) =>
            kernel.map((line, u) =>
              line.map((_, v) =>
                sum(dZ[f].map((row, i) => row.map((dz, j) => dz * X[c][i + u][j + v])))
              )
            )
          )
        ),
        db: dZ.map(sum),
        dX: X.map((channel, c) =>
          channel.map((row, y) =>
            row.map((_, x) => {
              let total = 0;
              for (let f = 0; f < K.length; f++) {
                for (let u = 0; u < 3; u++) {
                  for (let v = 0; v < 3; v++) total += at(f, y - u, x - v) * K[f][c][u][v];
                }
              }
              return total;
            })
          )
        ),
      };
    },
  },
  {
    // dX as a full convolution of dZ in zeros by kernels turned by 180°.
    convolveBackward(X: Matrix[], K: Matrix[][], dZ: Matrix[]) {
      const rows = X[0].length, columns = X[0][0].length;
      const padded = dZ.map((map) => {
        const wide = zeros(rows + 2, columns + 2);
        map.forEach((row, i) => row.forEach((dz, j) => wide[i + 2][j + 2] = dz));
        return wide;
      });
      const dX = X.map(() => zeros(rows, columns));
      K.forEach((kernels, f) =>
        kernels.forEach((kernel, c) => {
          const turned = kernel.toReversed().map((line) => line.toReversed());
          dX[c].forEach((row, y) =>
            row.forEach((_, x) =>
              turned.forEach((line, u) =>
                line.forEach((k, v) => row[x] += k * padded[f][y + u][x + v])
              )
            )
          );
        })
      );
      const dK = K.map((kernels) => kernels.map(() => zeros(3, 3)));
      dZ.forEach((map, f) =>
        map.forEach((row, i) =>
          row.forEach((dz, j) =>
            X.forEach((channel, c) =>
              dK[f][c].forEach((line, u) =>
                line.forEach((_, v) => line[v] += dz * channel[i + u][j + v])
              )
            )
          )
        )
      );
      return {
        dK,
        db: dZ.map((map) => map.reduce((s, row) => row.reduce((a, b) => a + b, s), 0)),
        dX,
      };
    },
  },
  {
    // Backwards through all loops, in f32.
    convolveBackward(X: Matrix[], K: Matrix[][], dZ: Matrix[]) {
      const floats = (like: Matrix) => like.map((row) => new Float32Array(row.length));
      const dK = K.map((kernels) => kernels.map(floats)), dX = X.map(floats);
      const db = new Float32Array(dZ.length);
      for (let f = dZ.length - 1; f >= 0; f--) {
        for (let i = dZ[f].length - 1; i >= 0; i--) {
          for (let j = dZ[f][0].length - 1; j >= 0; j--) {
            db[f] += dZ[f][i][j];
            for (let c = X.length - 1; c >= 0; c--) {
              for (let at = 8; at >= 0; at--) {
                const u = Math.floor(at / 3), v = at % 3;
                dK[f][c][u][v] += dZ[f][i][j] * X[c][i + u][j + v];
                dX[c][i + u][j + v] += dZ[f][i][j] * K[f][c][u][v];
              }
            }
          }
        }
      }
      return { dK, db, dX };
    },
  },
  {
    // As a dense layer over windows.
    convolveBackward(X: Matrix[], K: Matrix[][], dZ: Matrix[]) {
      const columns = dZ[0][0].length, flat = dZ.map((map) => map.flat());
      const index = (p: number, at: number) => {
        const c = Math.floor(at / 9), u = Math.floor(at % 9 / 3), v = at % 3;
        return [c, Math.floor(p / columns) + u, p % columns + v];
      };
      const weights = K.map((kernels) => kernels.flat(2));
      const dW = weights.map((w) => w.map(() => 0));
      const dX = X.map((channel) => zeros(channel.length, channel[0].length));
      for (let at = 0; at < weights[0].length; at++) {
        for (let p = 0; p < flat[0].length; p++) {
          const [c, y, x] = index(p, at);
          for (let f = 0; f < K.length; f++) {
            dW[f][at] += flat[f][p] * X[c][y][x];
            dX[c][y][x] += flat[f][p] * weights[f][at];
          }
        }
      }
      const dK = dW.map((w) =>
        X.map((_, c) => [0, 1, 2].map((u) => w.slice(9 * c + 3 * u, 9 * c + 3 * u + 3)))
      );
      return { dK, db: flat.map((map) => map.reduce((a, b) => a + b)), dX };
    },
  },
];
