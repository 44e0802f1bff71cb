import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

export const wrong: readonly WrongSolution[] = [
  {
    name: "Array.fill with one row",
    mistakes: ["fill() puts the same row everywhere: each example overwrites the one before"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        const Z: Matrix = Array(X.length).fill(Array(b.length).fill(0));
        for (let i = 0; i < X.length; i++) {
          for (let j = 0; j < b.length; j++) {
            let sum = b[j];
            for (let k = 0; k < W.length; k++) sum += X[i][k] * W[k][j];
            Z[i][j] = sum;
          }
        }
        return Z;
      },
    },
  },
  {
    name: "bias in the inner loop",
    mistakes: ["the bias is added once for each input, not once"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        const Z: Matrix = [];
        for (let i = 0; i < X.length; i++) {
          Z.push([]);
          for (let j = 0; j < W[0].length; j++) {
            Z[i][j] = 0;
            for (let k = 0; k < W.length; k++) {
              Z[i][j] += X[i][k] * W[k][j] + b[j];
            }
          }
        }
        return Z;
      },
    },
  },
  {
    name: "b[i]",
    mistakes: ["the bias of the example's number, not of the neuron's: b[i] for b[j]"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        return X.map((row, i) =>
          W[0].map((_, j) => row.reduce((sum, x, k) => sum + x * W[k][j], 0) + b[i])
        );
      },
    },
  },
  {
    name: "sum for the whole row, no bias",
    mistakes: ["the sum is not set back to 0 for each neuron", "the bias is missing"],
    functions: {
      dense(X: Matrix, W: Matrix, _b: number[]): Matrix {
        const Z: Matrix = [];
        for (let i = 0; i < X.length; i++) {
          const row: number[] = [];
          let sum = 0;
          for (let j = 0; j < W[0].length; j++) {
            for (let k = 0; k < W.length; k++) {
              sum += X[i][k] * W[k][j];
            }
            row.push(sum);
          }
          Z.push(row);
        }
        return Z;
      },
    },
  },
  {
    name: "W[j][k] and b[i]",
    mistakes: ["W is read by columns: W[j][k] for W[k][j]", "b[i] for b[j]"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        const Z: Matrix = [];
        for (let i = 0; i < X.length; i++) {
          Z[i] = [];
          for (let j = 0; j < b.length; j++) {
            let z = b[i];
            for (let k = 0; k < X[i].length; k++) z += X[i][k] * W[j][k];
            Z[i][j] = z;
          }
        }
        return Z;
      },
    },
  },
  {
    name: "k from 1, and ReLU already",
    mistakes: ["the first input is left out", "ReLU is applied, which belongs to the next layer"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        const Z: Matrix = [];
        for (let i = 0; i < X.length; i++) {
          Z[i] = [];
          for (let j = 0; j < b.length; j++) {
            let z = 0;
            for (let k = 1; k < W.length; k++) z += X[i][k] * W[k][j];
            Z[i][j] = Math.max(0, z + b[j]);
          }
        }
        return Z;
      },
    },
  },
  {
    name: "= for +=, and minus b",
    mistakes: ["only the last product is kept: = in place of +=", "the bias is subtracted"],
    functions: {
      dense(X: Matrix, W: Matrix, b: number[]): Matrix {
        const Z: Matrix = [];
        for (const x of X) {
          const row = [];
          for (let j = 0; j < b.length; j++) {
            let z = 0;
            for (let k = 0; k < x.length; k++) {
              z = x[k] * W[k][j];
            }
            row.push(z - b[j]);
          }
          Z.push(row);
        }
        return Z;
      },
    },
  },
];
