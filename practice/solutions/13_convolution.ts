type Matrix = number[][];

// en: X[c][row][column] is the image, K[f][c][u][v] the kernels, b[f] the biases; Z[f][i][j].
// fr: X[c][ligne][colonne] est l’image, K[f][c][u][v] les noyaux, b[f] les biais ; Z[f][i][j].
export function convolve(X: Matrix[], K: Matrix[][], b: number[]): Matrix[] {
  // <solution>
  // en: Notice: however large the image, the weights are the same few: 3 × 3 for each channel.
  // fr: À remarquer : quelle que soit l’image, les poids sont les mêmes, 3 × 3 par canal.
  const size = K[0][0].length;
  const rows = X[0].length - size + 1, columns = X[0][0].length - size + 1;
  return K.map((kernels, f) => {
    const map: Matrix = [];
    for (let i = 0; i < rows; i++) {
      const row: number[] = [];
      for (let j = 0; j < columns; j++) {
        let z = b[f];
        for (let c = 0; c < X.length; c++) {
          for (let u = 0; u < size; u++) {
            for (let v = 0; v < size; v++) z += X[c][i + u][j + v] * kernels[c][u][v];
          }
        }
        row.push(z);
      }
      map.push(row);
    }
    return map;
  });
  // </solution>
}
