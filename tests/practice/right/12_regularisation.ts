/** Right solutions of exercise 12, written differently. */
type Matrix = number[][];

const map2 = (a: Matrix, b: Matrix, f: (x: number, y: number) => number) =>
  a.map((row, i) => row.map((x, j) => f(x, b[i][j])));

export default [
  {
    l2(W: Matrix, dW: Matrix, lambda: number) {
      const penalty = lambda * W.flat().map((w) => w ** 2).reduce((a, b) => a + b) / 2;
      return { penalty, dWl2: map2(W, dW, (w, g) => g + lambda * w) };
    },
    dropout: (A: Matrix, mask: Matrix, rate: number) =>
      map2(A, mask, (a, on) => on ? a / (1 - rate) : 0),
    dropoutBackward: (dA: Matrix, mask: Matrix, rate: number) =>
      map2(dA, mask, (da, on) => on ? da / (1 - rate) : 0),
    dropoutTest: (A: Matrix) => A.map((row) => [...row]),
  },
  {
    // Loops, and a factor computed once.
    l2(W: Matrix, dW: Matrix, lambda: number) {
      const dWl2: Matrix = [];
      let squares = 0;
      for (let i = W.length - 1; i >= 0; i--) {
        dWl2[i] = [];
        for (let j = 0; j < W[i].length; j++) {
          squares += W[i][j] * W[i][j];
          dWl2[i][j] = lambda * W[i][j] + dW[i][j];
        }
      }
      return { dWl2, penalty: squares * (0.5 * lambda) };
    },
    dropout(A: Matrix, mask: Matrix, rate: number) {
      const factor = 1 / (1 - rate), D: Matrix = [];
      for (let i = 0; i < A.length; i++) {
        D.push([]);
        for (let j = 0; j < A[i].length; j++) D[i].push(factor * mask[i][j] * A[i][j]);
      }
      return D;
    },
    dropoutBackward(dA: Matrix, mask: Matrix, rate: number) {
      const factor = 1 / (1 - rate);
      return dA.map((row, i) => row.map((da, j) => mask[i][j] === 0 ? 0 : factor * da));
    },
    dropoutTest: (A: Matrix) => A,
  },
  {
    // In f32.
    l2(W: Matrix, dW: Matrix, lambda: number) {
      const sum = W.reduce((s, row) => row.reduce((t, w) => Math.fround(t + w * w), s), 0);
      const dWl2 = W.map((row, i) => Float32Array.from(row, (w, j) => dW[i][j] + lambda * w));
      return { penalty: Math.fround(lambda / 2 * sum), dWl2 };
    },
    dropout: (A: Matrix, mask: Matrix, rate: number) =>
      A.map((row, i) => Float32Array.from(row, (a, j) => a * mask[i][j] / (1 - rate))),
    dropoutBackward: (dA: Matrix, mask: Matrix, rate: number) =>
      dA.map((row, i) => Float32Array.from(row, (a, j) => a * mask[i][j] / (1 - rate))),
    dropoutTest: (A: Matrix) => A.map((row) => Float32Array.from(row)),
  },
  {
    // The scaled mask first, once for both ways.
    l2: (W: Matrix, dW: Matrix, lambda: number) => ({
      penalty: W.flat().reduce((sum, w) => sum + lambda * w * w / 2, 0),
      dWl2: map2(dW, W, (g, w) => g - -lambda * w),
    }),
    dropout(A: Matrix, mask: Matrix, rate: number) {
      const scaled = mask.map((row) => row.map((on) => on / (1 - rate)));
      return map2(A, scaled, (a, on) => a * on);
    },
    dropoutBackward(dA: Matrix, mask: Matrix, rate: number) {
      const scaled = mask.map((row) => row.map((on) => on / (1 - rate)));
      return map2(scaled, dA, (on, da) => da * on);
    },
    dropoutTest: (A: Matrix, rate: number) => rate < 1 ? structuredClone(A) : [],
  },
];
