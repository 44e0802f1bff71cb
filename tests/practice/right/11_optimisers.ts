/** Right solutions of exercise 11, written differently. */
type Matrix = number[][];

const copy = (matrix: Matrix) => matrix.map((row) => [...row]);
const map2 = (a: Matrix, b: Matrix, f: (x: number, y: number) => number) =>
  a.map((row, i) => row.map((x, j) => f(x, b[i][j])));

export default [
  {
    // Loops that write into copies.
    momentum(W: Matrix, dW: Matrix, V: Matrix, rate: number) {
      const Vnew = copy(V), Wm = copy(W);
      for (let i = 0; i < W.length; i++) {
        for (let j = 0; j < W[i].length; j++) {
          Vnew[i][j] *= 0.9;
          Vnew[i][j] += dW[i][j];
          Wm[i][j] -= rate * Vnew[i][j];
        }
      }
      return { Vnew, Wm };
    },
    adam(W: Matrix, dW: Matrix, M: Matrix, S: Matrix, t: number, rate: number) {
      const Mnew = copy(M), Snew = copy(S), Wa = copy(W);
      for (let i = 0; i < W.length; i++) {
        for (let j = 0; j < W[i].length; j++) {
          const g = dW[i][j];
          Mnew[i][j] += (1 - 0.9) * (g - Mnew[i][j]);
          Snew[i][j] += (1 - 0.999) * (g * g - Snew[i][j]);
          Wa[i][j] -= rate * (Mnew[i][j] / (1 - Math.pow(0.9, t))) /
            (Math.sqrt(Snew[i][j] / (1 - Math.pow(0.999, t))) + 1e-8);
        }
      }
      return { Mnew, Snew, Wa };
    },
  },
  {
    // Matrix by matrix.
    momentum(W: Matrix, dW: Matrix, V: Matrix, rate: number) {
      const Vnew = map2(V, dW, (v, g) => v - 0.1 * v + g);
      return { Vnew, Wm: map2(W, Vnew, (w, v) => w - v * rate) };
    },
    adam(W: Matrix, dW: Matrix, M: Matrix, S: Matrix, t: number, rate: number) {
      const Mnew = map2(M, dW, (m, g) => 0.9 * m + 0.1 * g);
      const Snew = map2(S, dW, (s, g) => 0.999 * s + 0.001 * g * g);
      // Both corrections in one factor of the rate.
      const factor = rate * Math.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t);
      const Wa = map2(
        W,
        map2(Mnew, Snew, (m, s) => m / (Math.sqrt(s) + 1e-8)),
        (w, step) => w - factor * step,
      );
      return { Mnew, Snew, Wa };
    },
  },
  {
    // In f32.
    momentum(W: Matrix, dW: Matrix, V: Matrix, rate: number) {
      const Vnew = V.map((row, i) => Float32Array.from(row, (v, j) => 0.9 * v + dW[i][j]));
      const Wm = W.map((row, i) => Float32Array.from(row, (w, j) => w - rate * Vnew[i][j]));
      return { Vnew, Wm };
    },
    adam(W: Matrix, dW: Matrix, M: Matrix, S: Matrix, t: number, rate: number) {
      const Mnew = M.map((row, i) => Float32Array.from(row, (m, j) => 0.9 * m + 0.1 * dW[i][j]));
      const Snew = S.map((row, i) =>
        Float32Array.from(row, (s, j) => 0.999 * s + 0.001 * dW[i][j] ** 2)
      );
      const Wa = W.map((row, i) =>
        Float32Array.from(
          row,
          (w, j) =>
            w - rate * Mnew[i][j] / (1 - 0.9 ** t) /
              (Math.sqrt(Snew[i][j] / (1 - 0.999 ** t)) + 1e-8),
        )
      );
      return { Mnew, Snew, Wa };
    },
  },
  {
    // Powers of β by products, ε inside the root: the difference is not to be seen.
    momentum(W: Matrix, dW: Matrix, V: Matrix, rate: number) {
      const step = map2(V, dW, (v, g) => 0.9 * v + g);
      return { Wm: map2(W, step, (w, v) => -(rate * v) + w), Vnew: step };
    },
    adam(W: Matrix, dW: Matrix, M: Matrix, S: Matrix, t: number, rate: number) {
      let power1 = 1, power2 = 1;
      for (let i = 0; i < t; i++) {
        power1 *= 0.9;
        power2 *= 0.999;
      }
      const Mnew = map2(M, dW, (m, g) => 0.9 * m + (1 - 0.9) * g);
      const Snew = map2(S, dW, (s, g) => 0.999 * s + (1 - 0.999) * g ** 2);
      const means = map2(
        Mnew,
        Snew,
        (m, s) => m / (1 - power1) / Math.sqrt(s / (1 - power2) + 1e-16),
      );
      return { Mnew, Snew, Wa: map2(W, means, (w, x) => w - rate * x) };
    },
  },
];
