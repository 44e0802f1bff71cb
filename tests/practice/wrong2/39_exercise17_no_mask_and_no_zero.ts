// First mistake: the way back does not stop at the hidden neurons that are off (dZ1 is dA1).
// Second mistake: a pixel whose gradient is 0 is moved down by epsilon instead of staying.

// 17 · One step that fools the network
//
// A network X → Z1 = X·W1 + b1 → A1 = relu(Z1) → Z2 = A1·W2 + b2 → softmax has learnt to
// read. Now its weights stay, and the image changes.
// pixelGradient(X, W1, b1, W2, b2, labels) gives dX, the gradient of each image's own loss
// by its pixels: a row for each image, not divided by their number.
// fool(X, dX, epsilon) gives fooled: each pixel moved by epsilon in the direction in which
// the loss grows, and kept between 0 and 1.
//
// A backward pass ends at the first weights, but it can go one step further: dX = dZ1·W1ᵀ
// says, for every pixel, how fast the loss grows with it. Training moves weights down the
// gradient of the loss; somebody who wants the network to err moves pixels up.
// How far? If no pixel may change by more than ε, the loss grows most when each changes by
// ε, with the sign of its gradient: x + ε·sign(dX). A pixel is between 0 and 1, so the
// result is clipped. With ε = 0.1 a person hardly sees a difference, and a network that
// reads 97 % of the test digits reads fewer than one in five of these; noise of the same
// size does nearly nothing, because it does not go the same way in all 784 pixels at once.
// (Goodfellow, Shlens, Szegedy, Explaining and harnessing adversarial examples, 2015.)

type Matrix = number[][];

function dense(X: Matrix, W: Matrix, b: number[]): Matrix {
  return X.map((x) => b.map((bj, j) => x.reduce((s, xk, k) => s + xk * W[k][j], bj)));
}

function softmaxRow(z: number[]): number[] {
  const top = Math.max(...z);
  const e = z.map((v) => Math.exp(v - top));
  const sum = e.reduce((a, v) => a + v, 0);
  return e.map((v) => v / sum);
}

// d·Wᵀ
function back(d: Matrix, W: Matrix): Matrix {
  return d.map((row) => W.map((w) => w.reduce((s, wj, j) => s + wj * row[j], 0)));
}

// The gradient of each image's own loss by its pixels.
export function pixelGradient(
  X: Matrix,
  W1: Matrix,
  b1: number[],
  W2: Matrix,
  b2: number[],
  labels: number[],
): Matrix {
  const A1 = dense(X, W1, b1).map((row) => row.map((z) => Math.max(z, 0)));
  const P = dense(A1, W2, b2).map(softmaxRow);
  const dZ2 = P.map((row, i) => row.map((p, k) => p - Number(k === labels[i])));
  const dA1 = back(dZ2, W2);
  const dX = back(dA1, W1);
  return dX;
}

// Each pixel moved by epsilon, so that the loss grows, and kept between 0 and 1.
export function fool(X: Matrix, dX: Matrix, epsilon: number): Matrix {
  return X.map((row, i) =>
    row.map((x, j) => {
      const moved = dX[i][j] > 0 ? x + epsilon : x - epsilon;
      return Math.min(1, Math.max(0, moved));
    })
  );
}
