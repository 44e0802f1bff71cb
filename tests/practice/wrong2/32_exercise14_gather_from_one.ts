// First mistake: dX leaves out the places in row 0 or column 0 of dZ (i > 0 and j > 0 instead of >= 0).

// 14 · A convolution, backward
//
// Z[f][i][j] = b[f] + Σ X[c][i+u][j+v]·K[f][c][u][v] was the way forward.
// convolveBackward(X, K, dZ) goes back, for one image, and returns { dK, db, dX }:
// dK[f][c][u][v] = Σ dZ[f][i][j]·X[c][i+u][j+v], over all places i, j;
// db[f] = Σ dZ[f][i][j];
// dX[c][y][x] = the sum of dZ[f][i][j]·K[f][c][u][v] over every filter and every place whose
// window holds that pixel: y = i+u, x = j+v.
// It is a sum, not a mean.
//
// The rule is that of a dense layer: a weight's gradient is what flowed into it, times the
// slope that came back. But a kernel's number is used at every place, so what each place
// says of it is added up: that is dK, and for the bias db. A pixel, too, is used several
// times, by every window that covers it and by every filter: nine windows of 3×3 in the
// middle of the image, one in a corner. What they say is added up in dX.
// So nobody needs a new formula: run the six loops of the forward pass again, and where it
// said z += x·k, say dk += dz·x and dx += dz·k. Written the other way round, dX is a
// convolution of dZ, with zeros around it, by the kernel turned by 180°.

type Matrix = number[][];

// X[c][row][column] is the image, K[f][c][u][v] the kernels, dZ[f][i][j] what came back.
export function convolveBackward(
  X: Matrix[],
  K: Matrix[][],
  dZ: Matrix[],
): { dK: Matrix[][]; db: number[]; dX: Matrix[] } {
  const h = dZ[0].length;
  const w = dZ[0][0].length;

  const dK = K.map((kf, f) =>
    kf.map((k, c) =>
      k.map((row, u) =>
        row.map((_, v) => {
          let s = 0;
          for (let i = 0; i < h; i++) {
            for (let j = 0; j < w; j++) s += dZ[f][i][j] * X[c][i + u][j + v];
          }
          return s;
        })
      )
    )
  );

  const db = dZ.map((d) => d.flat().reduce((a, x) => a + x, 0));

  const dX = X.map((x, c) =>
    x.map((row, yy) =>
      row.map((_, xx) => {
        let s = 0;
        for (let f = 0; f < K.length; f++) {
          for (let u = 0; u < 3; u++) {
            for (let v = 0; v < 3; v++) {
              const i = yy - u;
              const j = xx - v;
              if (i > 0 && j > 0 && i < h && j < w) s += dZ[f][i][j] * K[f][c][u][v];
            }
          }
        }
        return s;
      })
    )
  );

  return { dK, db, dX };
}
