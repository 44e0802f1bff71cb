// First mistake: the sum runs over as many inputs as there are examples (k < m).
// Second mistake: all rows of Z are one and the same array, made by fill, so all show the last example.

// 4 · A dense layer, forward
//
// dense(X, W, b) gives Z = X·W + b: a row for each example, a column for each neuron.
// Z[i][j] = X[i][0]·W[0][j] + X[i][1]·W[1][j] + … + b[j]. Write it with loops.
//
// To reread: deno task lesson3 --step 5

type Matrix = number[][];

// X has a row for each example, W a row for each input and a column for each neuron.
export function dense(X: Matrix, W: Matrix, b: number[]): Matrix {
  const m = X.length;
  const n = b.length;
  const Z: Matrix = Array(m).fill(Array(n).fill(0));
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = b[j];
      for (let k = 0; k < m; k++) {
        sum += X[i][k] * W[k][j];
      }
      Z[i][j] = sum;
    }
  }
  return Z;
}
