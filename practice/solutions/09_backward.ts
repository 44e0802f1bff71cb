type Matrix = number[][];

// en: Forward it was: Z1 = X·W1 + b1, A1 = relu(Z1), Z2 = A1·W2 + b2, P = softmax(Z2).
// fr: L’aller était : Z1 = X·W1 + b1, A1 = relu(Z1), Z2 = A1·W2 + b2, P = softmax(Z2).
export function backward(
  X: Matrix,
  labels: number[],
  Z1: Matrix,
  A1: Matrix,
  P: Matrix,
  W2: Matrix,
): {
  dZ2: Matrix;
  dW2: Matrix;
  db2: number[];
  dA1: Matrix;
  dZ1: Matrix;
  dW1: Matrix;
  db1: number[];
} {
  // <solution>
  // en: Notice: the same three lines twice, with another X and another dZ. Each gradient has the
  // en: shape of its matrix: that alone tells most of the transposes.
  // fr: À remarquer : les trois mêmes lignes deux fois, avec un autre X et un autre dZ. Chaque
  // fr: gradient a les dimensions de sa matrice : cela suffit presque à placer les transposées.
  const m = X.length;
  const weights = (inputs: Matrix, dZ: Matrix) =>
    inputs[0].map((_, k) =>
      dZ[0].map((_, j) => inputs.reduce((sum, row, i) => sum + row[k] * dZ[i][j], 0) / m)
    );
  const biases = (dZ: Matrix) =>
    dZ[0].map((_, j) => dZ.reduce((total, row) => total + row[j], 0) / m);

  const dZ2 = P.map((row, i) => row.map((p, j) => j === labels[i] ? p - 1 : p));
  const dW2 = weights(A1, dZ2);
  const db2 = biases(dZ2);
  const dA1 = dZ2.map((slopes) =>
    W2.map((row) => row.reduce((sum, w, j) => sum + w * slopes[j], 0))
  );
  const dZ1 = dA1.map((row, i) => row.map((slope, j) => Z1[i][j] > 0 ? slope : 0));
  const dW1 = weights(X, dZ1);
  const db1 = biases(dZ1);
  return { dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
  // </solution>
}
