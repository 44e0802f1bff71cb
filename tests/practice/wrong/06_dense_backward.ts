import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => Array<number>(columns).fill(0));

const dot = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));

const T = (a: Matrix): Matrix => a[0].map((_, j) => a.map((row) => row[j]));

export const wrong: readonly WrongSolution[] = [
  {
    name: "dW without /m",
    mistakes: ["dW is not divided by the number of examples"],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = dot(T(X), dZ);
        const db = dZ[0].map((_, j) => dZ.reduce((sum, row) => sum + row[j], 0) / m);
        const dX = dot(dZ, T(W));
        return { dW, db, dX };
      },
    },
  },
  {
    name: "dX with W as it is",
    mistakes: ["dX takes W in place of its transpose"],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = zeros(W.length, W[0].length);
        const db = zeros(1, W[0].length)[0];
        const dX = zeros(m, W.length);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < W[0].length; j++) {
            db[j] += dZ[i][j] / m;
            for (let k = 0; k < W.length; k++) {
              dW[k][j] += X[i][k] * dZ[i][j] / m;
              dX[i][k] += dZ[i][j] * W[j][k];
            }
          }
        }
        return { dW, db, dX };
      },
    },
  },
  {
    name: "db along the rows",
    mistakes: ["db sums each row of dZ, not each column"],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = dot(T(X), dZ).map((row) => row.map((x) => x / m));
        const db = dZ.map((row) => row.reduce((a, b) => a + b, 0) / m);
        return { dW, db, dX: dot(dZ, T(W)) };
      },
    },
  },
  {
    name: "dW with = for +=",
    mistakes: ["dW keeps the last example only: = in place of +="],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length, n = W.length, h = W[0].length;
        const dW = zeros(n, h), db = Array(h).fill(0), dX = zeros(m, n);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < h; j++) {
            db[j] += dZ[i][j] / m;
            for (let k = 0; k < n; k++) {
              dW[k][j] = X[i][k] * dZ[i][j] / m;
              dX[i][k] += W[k][j] * dZ[i][j];
            }
          }
        }
        return { dW, db, dX };
      },
    },
  },
  {
    name: "/m on the wrong one",
    mistakes: ["db is the sum, not the mean", "dX is divided by the number of examples"],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = dot(T(X), dZ).map((row) => row.map((x) => x / m));
        const db = dZ.reduce((sum, row) => sum.map((s, j) => s + row[j]));
        const dX = dot(dZ, T(W)).map((row) => row.map((x) => x / m));
        return { dW, db, dX };
      },
    },
  },
  {
    name: "m of W, and dX by fill",
    mistakes: [
      "m is the number of inputs, W.length, not of examples",
      "fill() shares one row: dX adds up all examples in each of its rows",
    ],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = W.length;
        const dW = W.map((row) => row.map(() => 0));
        const db = W[0].map(() => 0);
        const dX: Matrix = Array(X.length).fill(Array(W.length).fill(0));
        for (let i = 0; i < X.length; i++) {
          for (let j = 0; j < db.length; j++) {
            db[j] += dZ[i][j] / m;
            for (let k = 0; k < W.length; k++) {
              dW[k][j] += X[i][k] * dZ[i][j] / m;
              dX[i][k] += dZ[i][j] * W[k][j];
            }
          }
        }
        return { dW, db, dX };
      },
    },
  },
  {
    name: "dZᵀ·X, and db without /m",
    mistakes: ["dW is transposed: dZᵀ·X in place of Xᵀ·dZ", "db is the sum, not the mean"],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = dot(T(dZ), X).map((row) => row.map((x) => x / m));
        const db = T(dZ).map((column) => column.reduce((a, b) => a + b, 0));
        const dX = dot(dZ, T(W));
        return { dW, db, dX };
      },
    },
  },
  {
    name: "db from i = 1, and a line pasted",
    mistakes: [
      "db leaves the first example out",
      "dX takes X in place of W, pasted from the line of dW",
    ],
    functions: {
      denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
        const m = X.length;
        const dW = zeros(W.length, W[0].length);
        const db: number[] = [];
        const dX = zeros(m, W.length);
        for (let j = 0; j < W[0].length; j++) {
          db[j] = 0;
          for (let i = 1; i < m; i++) db[j] += dZ[i][j];
          db[j] /= m;
        }
        for (let i = 0; i < m; i++) {
          for (let k = 0; k < W.length; k++) {
            for (let j = 0; j < W[0].length; j++) {
              dW[k][j] += X[i][k] * dZ[i][j] / m;
              dX[i][k] += X[i][k] * dZ[i][j];
            }
          }
        }
        return { dW, db, dX };
      },
    },
  },
];
