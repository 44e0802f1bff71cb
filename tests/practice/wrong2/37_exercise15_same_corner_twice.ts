// First mistake: forward, the top right pixel is looked at twice and the bottom left one never.
// Second mistake: backward, of equal pixels the last gets dP (>= instead of >).

// 15 · Max-pooling, both ways
//
// maxPool(X) cuts a matrix into windows of 2×2 that do not overlap, and keeps the largest
// number of each: P[i][j] = the largest of X[2i][2j], X[2i][2j+1], X[2i+1][2j],
// X[2i+1][2j+1].
// maxPoolBackward(X, dP) gives dX: each dP[i][j] goes to the pixel that was the largest, all
// others get 0. Of equal ones the first gets it, row by row. A last row or column that fills
// no window is left out, and gets 0.
//
// After a convolution one often asks only whether something was found around here, not at
// which pixel. Pooling makes the map half as high and half as wide, and what is found may
// move by a pixel without a change. There is nothing to learn in it. A network that reads
// digits puts one behind each convolution: the maps get smaller, the window of the next
// kernel covers more of the image.
// Backward: the loss depends on the largest number of a window only. Change one of the
// others a little, and nothing happens: its slope is 0. So what comes back goes to the
// largest alone. Where two are equal there is no slope (the maximum has a corner there), and
// one of them is chosen: the first, so that a window never hands on more than it got.

type Matrix = number[][];

// The largest number of each window of 2×2.
export function maxPool(X: Matrix): Matrix {
  const lignes = Math.floor(X.length / 2);
  const colonnes = Math.floor(X[0].length / 2);
  const P: Matrix = [];
  for (let i = 0; i < lignes; i++) {
    P[i] = [];
    for (let j = 0; j < colonnes; j++) {
      let max = X[2 * i][2 * j];
      if (X[2 * i][2 * j + 1] > max) max = X[2 * i][2 * j + 1];
      if (X[2 * i][2 * j + 1] > max) max = X[2 * i][2 * j + 1];
      if (X[2 * i + 1][2 * j + 1] > max) max = X[2 * i + 1][2 * j + 1];
      P[i][j] = max;
    }
  }
  return P;
}

// What comes back, dP, at the places of the largest; zeros elsewhere.
export function maxPoolBackward(X: Matrix, dP: Matrix): Matrix {
  const dX: Matrix = X.map((ligne) => ligne.map(() => 0));
  for (let i = 0; i < dP.length; i++) {
    for (let j = 0; j < dP[0].length; j++) {
      let max = -Infinity;
      let ligneMax = 0;
      let colonneMax = 0;
      for (const u of [0, 1]) {
        for (const v of [0, 1]) {
          if (X[2 * i + u][2 * j + v] >= max) {
            max = X[2 * i + u][2 * j + v];
            ligneMax = 2 * i + u;
            colonneMax = 2 * j + v;
          }
        }
      }
      dX[ligneMax][colonneMax] = dP[i][j];
    }
  }
  return dX;
}
