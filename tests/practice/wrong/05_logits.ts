import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

export const wrong: readonly WrongSolution[] = [
  {
    name: "Y − P",
    mistakes: ["the sign: Y − P in place of P − Y"],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
        return P.map((row, i) => row.map((p, j) => (j === labels[i] ? 1 : 0) - p));
      },
    },
  },
  {
    name: "[...P]",
    mistakes: ["[...P] copies the list and not its rows, so that P itself is changed"],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
        const dZ = [...P];
        for (let i = 0; i < labels.length; i++) dZ[i][labels[i]] -= 1;
        return dZ;
      },
    },
  },
  {
    name: "divided by m",
    mistakes: ["divides by the number of examples, which comes with dW"],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
        const m = P.length;
        const dZ: Matrix = [];
        for (let i = 0; i < m; i++) {
          dZ.push(P[i].slice());
          dZ[i][labels[i]] -= 1;
          for (let j = 0; j < dZ[i].length; j++) dZ[i][j] /= m;
        }
        return dZ;
      },
    },
  },
  {
    name: "i compared with the label, and Y − P",
    mistakes: [
      "Y has its 1 where the example's number is the label, in whole rows: i for j",
      "the sign: Y − P",
    ],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
        return P.map((row, i) => row.map((p) => (i === labels[i] ? 1 : 0) - p));
      },
    },
  },
  {
    name: "at the prediction, divided by m",
    mistakes: [
      "subtracts 1 at the most probable class, not at the label",
      "divides by the number of examples",
    ],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, _labels: number[]): Matrix {
        return P.map((row) => {
          const guess = row.indexOf(Math.max(...row));
          return row.map((p, j) => (p - (j === guess ? 1 : 0)) / P.length);
        });
      },
    },
  },
  {
    name: "one-hot by fill, and p(1 − p)",
    mistakes: [
      "fill() shares one row: Y has the ones of all examples in each row",
      "multiplies by p·(1 − p), the slope of a sigmoid",
    ],
    functions: {
      softmaxGradient(_Z: Matrix, P: Matrix, labels: number[]): Matrix {
        const Y: Matrix = new Array(P.length).fill(new Array(P[0].length).fill(0));
        labels.forEach((label, i) => Y[i][label] = 1);
        return P.map((row, i) => row.map((p, j) => (p - Y[i][j]) * p * (1 - p)));
      },
    },
  },
];
