// First mistake: backward, every pixel that equals the maximum gets dP, not the first alone.

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
  const P: Matrix = [];
  for (let i = 0; i + 1 < X.length; i += 2) {
    const row: number[] = [];
    for (let j = 0; j + 1 < X[i].length; j += 2) {
      row.push(Math.max(X[i][j], X[i][j + 1], X[i + 1][j], X[i + 1][j + 1]));
    }
    P.push(row);
  }
  return P;
}

// What comes back, dP, at the places of the largest; zeros elsewhere.
export function maxPoolBackward(X: Matrix, dP: Matrix): Matrix {
  const P = maxPool(X);
  return X.map((row, y) =>
    row.map((x, c) => {
      const i = y >> 1;
      const j = c >> 1;
      if (i >= P.length || j >= P[0].length) return 0;
      return x === P[i][j] ? dP[i][j] : 0;
    })
  );
}
