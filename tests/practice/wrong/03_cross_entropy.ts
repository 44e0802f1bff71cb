import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

export const wrong: readonly WrongSolution[] = [
  {
    name: "log2",
    mistakes: ["the logarithm to base 2 in place of ln"],
    functions: {
      crossEntropy(P: Matrix, labels: number[]) {
        const losses = labels.map((label, i) => -Math.log2(P[i][label]));
        let L = 0;
        for (const loss of losses) L += loss;
        return { losses, L: L / losses.length };
      },
    },
  },
  {
    name: "classes counted from 1",
    mistakes: ["takes the column before that of the label"],
    functions: {
      crossEntropy(P: Matrix, labels: number[]) {
        const losses: number[] = [];
        for (let i = 0; i < P.length; i++) losses.push(-Math.log(P[i][labels[i] - 1]));
        const L = losses.reduce((a, b) => a + b, 0) / losses.length;
        return { losses, L };
      },
    },
  },
  {
    name: "binary cross-entropy",
    mistakes: ["adds −ln(1 − p) for the wrong classes too, as with a sigmoid for each class"],
    functions: {
      crossEntropy(P: Matrix, labels: number[]) {
        const losses = P.map((row, i) => {
          let loss = 0;
          row.forEach((p, j) => {
            const y = j === labels[i] ? 1 : 0;
            loss -= y * Math.log(p) + (1 - y) * Math.log(1 - p);
          });
          return loss;
        });
        return { losses, L: losses.reduce((a, b) => a + b) / P.length };
      },
    },
  },
  {
    name: "neither minus nor mean",
    mistakes: ["the minus before the logarithm is missing", "L is the sum, not the mean"],
    functions: {
      crossEntropy(P: Matrix, labels: number[]) {
        const losses = P.map((row, i) => Math.log(row[labels[i]]));
        const L = losses.reduce((a, b) => a + b, 0);
        return { losses, L };
      },
    },
  },
  {
    name: "the best guess, over the classes",
    mistakes: [
      "takes the largest probability, not that of the label",
      "divides by the number of classes in place of examples",
    ],
    functions: {
      crossEntropy(P: Matrix, _labels: number[]) {
        const losses: number[] = [];
        let sum = 0;
        for (const row of P) {
          const loss = -Math.log(Math.max(...row));
          losses.push(loss);
          sum += loss;
        }
        return { losses, L: sum / P[0].length };
      },
    },
  },
  {
    name: "length - 1, and a minus that is lost the second time",
    mistakes: ["the last example is left out", "L lacks the minus that the losses have"],
    functions: {
      crossEntropy(P: Matrix, labels: number[]) {
        const m = P.length;
        const losses: number[] = [];
        let L = 0;
        for (let i = 0; i < m - 1; i++) {
          losses.push(-Math.log(P[i][labels[i]]));
          L += Math.log(P[i][labels[i]]) / m;
        }
        return { losses, L };
      },
    },
  },
];
