// First mistake: all kernels of dK are one and the same matrix, so each shows the sum of all.
// Second mistake: dX is filled at row i + v and column j + u.

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

function zeros(lignes: number, colonnes: number): Matrix {
  const M: Matrix = [];
  for (let i = 0; i < lignes; i++) M.push(new Array(colonnes).fill(0));
  return M;
}

// X[c][row][column] is the image, K[f][c][u][v] the kernels, dZ[f][i][j] what came back.
export function convolveBackward(
  X: Matrix[],
  K: Matrix[][],
  dZ: Matrix[],
): { dK: Matrix[][]; db: number[]; dX: Matrix[] } {
  const vide = zeros(3, 3);
  const dK: Matrix[][] = K.map((filtre) => filtre.map(() => vide));
  const db: number[] = K.map(() => 0);
  const dX: Matrix[] = X.map((canal) => zeros(canal.length, canal[0].length));
  dZ.forEach((carte, f) => {
    carte.forEach((ligne, i) => {
      ligne.forEach((dz, j) => {
        db[f] += dz;
        for (let c = 0; c < X.length; c++) {
          for (let u = 0; u < 3; u++) {
            for (let v = 0; v < 3; v++) {
              dK[f][c][u][v] += dz * X[c][i + u][j + v];
              dX[c][i + v][j + u] += dz * K[f][c][u][v];
            }
          }
        }
      });
    });
  });
  return { dK, db, dX };
}
