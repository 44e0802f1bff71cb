import type { WrongSolution } from "./wrong_solution.ts";

type Matrix = number[][];

export const wrong: readonly WrongSolution[] = [
  {
    name: "the mask of dA",
    mistakes: ["the mask is taken of dA, not of Z"],
    functions: {
      relu: (Z: Matrix): Matrix => Z.map((row) => row.map((z) => z > 0 ? z : 0)),
      reluBackward: (dA: Matrix, _Z: Matrix): Matrix =>
        dA.map((row) => row.map((d) => Math.max(0, d))),
    },
  },
  {
    name: "the mask alone",
    mistakes: ["returns the slope of ReLU, without multiplying by dA"],
    functions: {
      relu: (Z: Matrix): Matrix => Z.map((row) => row.map((z) => Math.max(z, 0))),
      reluBackward: (_dA: Matrix, Z: Matrix): Matrix =>
        Z.map((row) => row.map((z) => z > 0 ? 1 : 0)),
    },
  },
  {
    name: "Math.sign",
    mistakes: ["the mask is −1, not 0, where Z is below 0: dA goes back with its sign changed"],
    functions: {
      relu: (Z: Matrix): Matrix => Z.map((row) => row.map((z) => z >= 0 ? z : 0)),
      reluBackward: (dA: Matrix, Z: Matrix): Matrix =>
        dA.map((row, i) => row.map((d, j) => d * Math.sign(Z[i][j]))),
    },
  },
  {
    name: "Math.max(0, ...row), and the mask the wrong way round",
    mistakes: [
      "takes the maximum of the row, not of each number with 0",
      "the mask is the wrong way round: nothing goes back where Z was above 0",
    ],
    functions: {
      relu: (Z: Matrix): Matrix => Z.map((row) => row.map(() => Math.max(0, ...row))),
      reluBackward(dA: Matrix, Z: Matrix): Matrix {
        const dZ = dA.map((row) => row.slice());
        for (let i = 0; i < Z.length; i++) {
          for (let j = 0; j < Z[i].length; j++) {
            if (Z[i][j] > 0) dZ[i][j] = 0;
          }
        }
        return dZ;
      },
    },
  },
  {
    name: "const A = Z, and dA times Z",
    mistakes: [
      "const A = Z copies nothing: the negative numbers of Z are overwritten",
      "multiplies by the value of ReLU, not by its slope",
    ],
    functions: {
      relu(Z: Matrix): Matrix {
        const A = Z;
        for (let i = 0; i < A.length; i++) {
          for (let j = 0; j < A[i].length; j++) {
            if (A[i][j] < 0) A[i][j] = 0;
          }
        }
        return A;
      },
      reluBackward: (dA: Matrix, Z: Matrix): Matrix =>
        dA.map((row, i) => row.map((d, j) => d * Math.max(0, Z[i][j]))),
    },
  },
];
