type Matrix = number[][];

// en: The gradient of each image's own loss by its pixels.
// fr: Le gradient de la perte propre à chaque image par rapport à ses pixels.
export function pixelGradient(
  X: Matrix,
  W1: Matrix,
  b1: number[],
  W2: Matrix,
  b2: number[],
  labels: number[],
): Matrix {
  // <solution>
  const dense = (x: number[], W: Matrix, b: number[]) =>
    b.map((bias, j) => x.reduce((z, value, k) => z + value * W[k][j], bias));
  const back = (dz: number[], W: Matrix) =>
    W.map((row) => row.reduce((sum, w, j) => sum + dz[j] * w, 0));
  return X.map((x, i) => {
    const z1 = dense(x, W1, b1), a1 = z1.map((z) => Math.max(0, z));
    const z2 = dense(a1, W2, b2), most = Math.max(...z2);
    const e = z2.map((z) => Math.exp(z - most)), sum = e.reduce((a, b) => a + b);
    const dz2 = e.map((each, k) => each / sum - (k === labels[i] ? 1 : 0));
    const dz1 = back(dz2, W2).map((da, j) => z1[j] > 0 ? da : 0);
    return back(dz1, W1);
  });
  // </solution>
}

// en: Each pixel moved by epsilon, so that the loss grows, and kept between 0 and 1.
// fr: Chaque pixel déplacé d’epsilon, pour que la perte augmente, et gardé entre 0 et 1.
export function fool(X: Matrix, dX: Matrix, epsilon: number): Matrix {
  // <solution>
  // en: Notice: only the signs of dX are used; 784 small steps all help one another.
  // fr: À remarquer : seuls les signes de dX servent ; 784 petits pas s’aident tous.
  return X.map((row, i) =>
    row.map((x, j) => Math.min(1, Math.max(0, x + epsilon * Math.sign(dX[i][j]))))
  );
  // </solution>
}
