// First mistake: dK is divided by the number of places, a mean instead of a sum.
// Second mistake: db is added inside the loop over the channels, once for each of them.

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
  const dK = K.map((F) => F.map((k) => k.map((r) => r.map(() => 0))));
  const dX = X.map((x) => x.map((r) => r.map(() => 0)));
  const db: number[] = new Array(K.length).fill(0);
  const places = dZ[0].length * dZ[0][0].length;

  for (let f = 0; f < K.length; f++) {
    for (let c = 0; c < X.length; c++) {
      for (let i = 0; i < dZ[f].length; i++) {
        for (let j = 0; j < dZ[f][i].length; j++) {
          const dz = dZ[f][i][j];
          db[f] += dz;
          for (let u = 0; u < 3; u++) {
            for (let v = 0; v < 3; v++) {
              dK[f][c][u][v] += (dz * X[c][i + u][j + v]) / places;
              dX[c][i + u][j + v] += dz * K[f][c][u][v];
            }
          }
        }
      }
    }
  }
  return { dK, db, dX };
}
