/** Right solutions of exercise 17, written differently. */
type Matrix = number[][];

const times = (a: Matrix, b: Matrix) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
const turned = (a: Matrix) => a[0].map((_, j) => a.map((row) => row[j]));
const softmax = (z: number[]) => {
  const most = Math.max(...z), all = z.map((each) => Math.exp(each - most));
  const sum = all.reduce((a, b) => a + b);
  return all.map((each) => each / sum);
};
type Net = [X: Matrix, W1: Matrix, b1: number[], W2: Matrix, b2: number[], labels: number[]];

/** Matrix by matrix. */
function byMatrices(...[X, W1, b1, W2, b2, labels]: Net): Matrix {
  const Z1 = times(X, W1).map((row) => row.map((z, j) => z + b1[j]));
  const A1 = Z1.map((row) => row.map((z) => z > 0 ? z : 0));
  const P = times(A1, W2).map((row) => softmax(row.map((z, k) => z + b2[k])));
  const dZ2 = P.map((row, i) => row.map((p, k) => k === labels[i] ? p - 1 : p));
  const dZ1 = times(dZ2, turned(W2)).map((row, i) => row.map((d, j) => A1[i][j] > 0 ? d : 0));
  return times(dZ1, turned(W1));
}

/** By the slopes of the scores: Σ (p − y)·∂z/∂x. */
function byScores(...[X, W1, b1, W2, b2, labels]: Net): Matrix {
  return X.map((x, i) => {
    const on = b1.map((b, j) => x.reduce((z, value, d) => z + value * W1[d][j], b));
    const z = b2.map((b, k) => on.reduce((sum, each, j) => sum + Math.max(0, each) * W2[j][k], b));
    const p = softmax(z);
    return x.map((_, d) => {
      let slope = 0;
      for (let k = 0; k < p.length; k++) {
        let score = 0;
        for (let j = 0; j < on.length; j++) if (on[j] > 0) score += W1[d][j] * W2[j][k];
        slope += (p[k] - (labels[i] === k ? 1 : 0)) * score;
      }
      return slope;
    });
  });
}

export default [
  {
    pixelGradient: byMatrices,
    fool: (X: Matrix, dX: Matrix, epsilon: number) =>
      X.map((row, i) =>
        row.map((x, j) => {
          const moved = dX[i][j] > 0 ? x + epsilon : dX[i][j] < 0 ? x - epsilon : x;
          return moved < 0 ? 0 : moved > 1 ? 1 : moved;
        })
      ),
  },
  {
    pixelGradient: byScores,
    fool(X: Matrix, dX: Matrix, epsilon: number) {
      const out = X.map((row) => Float64Array.from(row));
      dX.forEach((row, i) =>
        row.forEach((d, j) =>
          out[i][j] = Math.max(0, Math.min(out[i][j] + epsilon * Math.sign(d), 1))
        )
      );
      return out;
    },
  },
  {
    // In f32.
    pixelGradient: (...net: Net) => byMatrices(...net).map((row) => Float32Array.from(row)),
    fool: (X: Matrix, dX: Matrix, epsilon: number) =>
      X.map((row, i) =>
        Float32Array.from(
          row,
          (x, j) => Math.min(1, Math.max(0, x + epsilon * Math.sign(dX[i][j]))),
        )
      ),
  },
  {
    // Y as a matrix, and a signed step that is clipped at last.
    pixelGradient(...[X, W1, b1, W2, b2, labels]: Net) {
      const one = X.map((x) => [...x, 1]),
        A = times(one, [...W1, b1]).map((row) => row.map((z) => Math.max(z, 0)));
      const P = times(A.map((a) => [...a, 1]), [...W2, b2]).map(softmax);
      const Y = labels.map((label) => P[0].map((_, k) => Number(k === label)));
      const dA = times(P.map((row, i) => row.map((p, k) => p - Y[i][k])), turned(W2));
      return times(dA.map((row, i) => row.map((d, j) => d * Number(A[i][j] > 0))), turned(W1));
    },
    fool(X: Matrix, dX: Matrix, epsilon: number) {
      const step = dX.map((row) => row.map((d) => d === 0 ? 0 : d / Math.abs(d) * epsilon));
      return X.map((row, i) => row.map((x, j) => Math.min(Math.max(x + step[i][j], 0), 1)));
    },
  },
];
