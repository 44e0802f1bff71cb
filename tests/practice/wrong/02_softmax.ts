import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

export const wrong: readonly WrongSolution[] = [
  {
    name: "sum declared outside the loop",
    mistakes: ["the sum is not set back to 0 for each row"],
    functions: {
      softmax(Z: Matrix): Matrix {
        const P: Matrix = [];
        let sum = 0;
        for (let i = 0; i < Z.length; i++) {
          const max = Math.max(...Z[i]);
          const exps = [];
          for (let j = 0; j < Z[i].length; j++) {
            const e = Math.exp(Z[i][j] - max);
            exps.push(e);
            sum += e;
          }
          P.push(exps.map((e) => e / sum));
        }
        return P;
      },
    },
  },
  {
    name: "down the columns",
    mistakes: ["normalises each column, not each row"],
    functions: {
      softmax(Z: Matrix): Matrix {
        const P = Z.map((row) => row.map(() => 0));
        for (let j = 0; j < Z[0].length; j++) {
          let max = -Infinity;
          for (let i = 0; i < Z.length; i++) if (Z[i][j] > max) max = Z[i][j];
          let sum = 0;
          for (let i = 0; i < Z.length; i++) sum += Math.exp(Z[i][j] - max);
          for (let i = 0; i < Z.length; i++) P[i][j] = Math.exp(Z[i][j] - max) / sum;
        }
        return P;
      },
    },
  },
  {
    name: "the formula as it stands",
    mistakes: ["the maximum is not subtracted, so that large scores overflow"],
    functions: {
      softmax(Z: Matrix): Matrix {
        return Z.map((row) => {
          const total = row.reduce((acc, z) => acc + Math.exp(z), 0);
          return row.map((z) => Math.exp(z) / total);
        });
      },
    },
  },
  {
    name: "a maximum that starts at 0",
    mistakes: ["the search for the maximum starts at 0: a row of very negative scores is 0/0"],
    functions: {
      softmax(Z: Matrix): Matrix {
        const P: Matrix = [];
        for (const row of Z) {
          let max = 0;
          for (const z of row) {
            if (z > max) max = z;
          }
          const e = row.map((z) => Math.exp(z - max));
          let sum = 0;
          for (const x of e) sum += x;
          P.push(e.map((x) => x / sum));
        }
        return P;
      },
    },
  },
  {
    name: "np.exp(Z) / np.sum(np.exp(Z))",
    mistakes: [
      "the maximum is not subtracted",
      "divides by the sum of the whole matrix, not of the row",
    ],
    functions: {
      softmax(Z: Matrix): Matrix {
        const E = Z.map((row) => row.map(Math.exp));
        const sum = E.flat().reduce((a, b) => a + b);
        return E.map((row) => row.map((e) => e / sum));
      },
    },
  },
  {
    name: "one loop for everything",
    mistakes: [
      "the maximum is not subtracted",
      "divides by the sum so far, before it is complete",
    ],
    functions: {
      softmax(Z: Matrix): Matrix {
        const P: Matrix = [];
        for (let i = 0; i < Z.length; i++) {
          P[i] = [];
          let sum = 0;
          for (let j = 0; j < Z[i].length; j++) {
            sum += Math.exp(Z[i][j]);
            P[i][j] = Math.exp(Z[i][j]) / sum;
          }
        }
        return P;
      },
    },
  },
  {
    name: "in place, with a maximum that moves",
    mistakes: [
      "the maximum is taken anew of a row that is being overwritten",
      "writes into Z, which belongs to the caller",
    ],
    functions: {
      softmax(Z: Matrix): Matrix {
        for (const row of Z) {
          for (let j = 0; j < row.length; j++) {
            row[j] = Math.exp(row[j] - Math.max(...row));
          }
          const sum = row.reduce((a, b) => a + b, 0);
          for (let j = 0; j < row.length; j++) row[j] /= sum;
        }
        return Z;
      },
    },
  },
  {
    name: "sort() for the maximum",
    mistakes: [
      "sort() sorts the row itself: probabilities come in another order than the scores, and Z is changed",
      "sort() compares as text, so that the last is not the largest",
    ],
    functions: {
      softmax(Z: Matrix): Matrix {
        return Z.map((row) => {
          const sorted = row.sort();
          const max = sorted[sorted.length - 1];
          const exps = row.map((z) => Math.exp(z - max));
          const sum = exps.reduce((a, b) => a + b, 0);
          return exps.map((e) => e / sum);
        });
      },
    },
  },
];
