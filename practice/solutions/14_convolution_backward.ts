type Matrix = number[][];

// en: X[c][row][column] is the image, K[f][c][u][v] the kernels, dZ[f][i][j] what came back.
// fr: X[c][ligne][colonne] est l’image, K[f][c][u][v] les noyaux, dZ[f][i][j] ce qui revient.
export function convolveBackward(
  X: Matrix[],
  K: Matrix[][],
  dZ: Matrix[],
): { dK: Matrix[][]; db: number[]; dX: Matrix[] } {
  // <solution>
  // en: Notice: these are the loops of the forward pass. Who was used twice hears twice.
  // fr: À remarquer : ce sont les boucles de l’aller. Qui a servi deux fois entend deux fois.
  const zeros = (matrix: Matrix) => matrix.map((row) => row.map(() => 0));
  const dK = K.map((kernels) => kernels.map(zeros)), dX = X.map(zeros), db = dZ.map(() => 0);
  for (let f = 0; f < K.length; f++) {
    for (let i = 0; i < dZ[f].length; i++) {
      for (let j = 0; j < dZ[f][i].length; j++) {
        const dz = dZ[f][i][j];
        db[f] += dz;
        for (let c = 0; c < X.length; c++) {
          for (let u = 0; u < K[f][c].length; u++) {
            for (let v = 0; v < K[f][c][u].length; v++) {
              dK[f][c][u][v] += dz * X[c][i + u][j + v];
              dX[c][i + u][j + v] += dz * K[f][c][u][v];
            }
          }
        }
      }
    }
  }
  return { dK, db, dX };
  // </solution>
}
