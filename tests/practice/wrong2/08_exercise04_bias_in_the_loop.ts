// First mistake: the bias is added inside the loop over the inputs, once for each of them.

// 4 · A dense layer, forward
//
// dense(X, W, b) gives Z = X·W + b: a row for each example, a column for each neuron.
// Z[i][j] = X[i][0]·W[0][j] + X[i][1]·W[1][j] + … + b[j]. Write it with loops.
//
// To reread: deno task lesson3 --step 5

type Matrix = number[][];

// X has a row for each example, W a row for each input and a column for each neuron.
export function dense(X: Matrix, W: Matrix, b: number[]): Matrix {
  const Z: Matrix = [];
  for (let i = 0; i < X.length; i++) {
    Z[i] = [];
    for (let j = 0; j < W[0].length; j++) {
      Z[i][j] = 0;
      for (let k = 0; k < W.length; k++) {
        Z[i][j] += X[i][k] * W[k][j] + b[j];
      }
    }
  }
  return Z;
}
