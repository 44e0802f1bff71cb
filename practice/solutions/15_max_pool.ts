type Matrix = number[][];

// en: The largest number of each window of 2×2.
// fr: Le plus grand nombre de chaque fenêtre de 2×2.
export function maxPool(X: Matrix): Matrix {
  // <solution>
  const P: Matrix = [];
  for (let i = 0; 2 * i + 1 < X.length; i++) {
    const row: number[] = [];
    for (let j = 0; 2 * j + 1 < X[0].length; j++) {
      const above = Math.max(X[2 * i][2 * j], X[2 * i][2 * j + 1]);
      const below = Math.max(X[2 * i + 1][2 * j], X[2 * i + 1][2 * j + 1]);
      row.push(Math.max(above, below));
    }
    P.push(row);
  }
  return P;
  // </solution>
}

// en: What comes back, dP, at the places of the largest; zeros elsewhere.
// fr: Ce qui revient, dP, aux places des plus grands ; des zéros ailleurs.
export function maxPoolBackward(X: Matrix, dP: Matrix): Matrix {
  // <solution>
  // en: Notice: nothing is multiplied. The layer only remembers who won.
  // fr: À remarquer : rien n’est multiplié. La couche se souvient seulement de qui a gagné.
  const dX = X.map((row) => row.map(() => 0));
  for (let i = 0; i < dP.length; i++) {
    for (let j = 0; j < dP[i].length; j++) {
      let y = 2 * i, x = 2 * j;
      for (let u = 0; u < 2; u++) {
        for (let v = 0; v < 2; v++) {
          if (X[2 * i + u][2 * j + v] > X[y][x]) [y, x] = [2 * i + u, 2 * j + v];
        }
      }
      dX[y][x] = dP[i][j];
    }
  }
  return dX;
  // </solution>
}
