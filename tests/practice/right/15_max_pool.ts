/** Right solutions of exercise 15, written differently. */
type Matrix = number[][];

const window = (X: Matrix, i: number, j: number) =>
  [0, 1].flatMap((u) =>
    [0, 1].map((v) => ({ y: 2 * i + u, x: 2 * j + v, value: X[2 * i + u][2 * j + v] }))
  );
const half = (n: number) => Math.floor(n / 2);
const pooled = (X: Matrix) =>
  Array.from({ length: half(X.length) }, (_, i) =>
    Array.from(
      { length: half(X[0].length) },
      (_, j) => Math.max(...window(X, i, j).map(({ value }) => value)),
    ));

export default [
  {
    // Back by comparing with what was pooled, once for each window.
    maxPool: pooled,
    maxPoolBackward(X: Matrix, dP: Matrix) {
      const P = pooled(X), given = dP.map((row) => row.map(() => false));
      return X.map((row, y) =>
        row.map((value, x) => {
          const i = half(y), j = half(x);
          if (i >= dP.length || j >= dP[0].length || given[i][j] || value !== P[i][j]) return 0;
          // Row by row, the second row of a window comes after the whole of the first.
          given[i][j] = true;
          return dP[i][j];
        })
      );
    },
  },
  {
    // Sorted windows; the last of equals.
    maxPool: (X: Matrix) => pooled(X).map((row) => Float32Array.from(row)),
    maxPoolBackward(X: Matrix, dP: Matrix) {
      const dX = X.map((row) => new Float64Array(row.length));
      dP.forEach((row, i) =>
        row.forEach((dp, j) => {
          const last = window(X, i, j).sort((a, b) => a.value - b.value).at(-1)!;
          dX[last.y][last.x] += dp;
        })
      );
      return dX;
    },
  },
  {
    // Both by one search that starts at −∞.
    maxPool(X: Matrix) {
      const P: Matrix = [];
      for (let y = 0; y < 2 * half(X.length); y++) {
        P[half(y)] ??= Array(half(X[0].length)).fill(-Infinity);
        for (let x = 0; x < 2 * half(X[0].length); x++) {
          if (X[y][x] > P[half(y)][half(x)]) P[half(y)][half(x)] = X[y][x];
        }
      }
      return P;
    },
    maxPoolBackward(X: Matrix, dP: Matrix) {
      const best = dP.map((row) => row.map(() => [-Infinity, 0, 0]));
      for (let y = 0; y < 2 * dP.length; y++) {
        for (let x = 0; x < 2 * dP[0].length; x++) {
          if (X[y][x] > best[half(y)][half(x)][0]) best[half(y)][half(x)] = [X[y][x], y, x];
        }
      }
      const dX = X.map((row) => row.map(() => 0));
      best.forEach((row, i) => row.forEach(([, y, x], j) => dX[y][x] = dP[i][j]));
      return dX;
    },
  },
  {
    // By index, with reduce.
    maxPool: (X: Matrix) => pooled(X),
    maxPoolBackward: (X: Matrix, dP: Matrix) => {
      const winner = (i: number, j: number) =>
        window(X, i, j).reduce((best, pixel) => pixel.value > best.value ? pixel : best);
      return X.map((row, y) =>
        row.map((_, x) => {
          const [i, j] = [half(y), half(x)];
          if (dP[i]?.[j] === undefined) return 0;
          const { y: row, x: column } = winner(i, j);
          return row === y && column === x ? dP[i][j] : 0;
        })
      );
    },
  },
];
