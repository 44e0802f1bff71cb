type Matrix = number[][];

// en: X has a row for each example, W a row for each input and a column for each neuron.
// fr: X a une ligne par exemple, W une ligne par entrée et une colonne par neurone.
export function dense(X: Matrix, W: Matrix, b: number[]): Matrix {
  // <solution>
  // en: Notice: the bias is where the sum starts. Every example meets the same W and b.
  // fr: À remarquer : la somme part du biais. Tous les exemples rencontrent les mêmes W et b.
  const Z: Matrix = [];
  for (let i = 0; i < X.length; i++) {
    const row: number[] = [];
    for (let j = 0; j < b.length; j++) {
      let z = b[j];
      for (let k = 0; k < W.length; k++) z += X[i][k] * W[k][j];
      row.push(z);
    }
    Z.push(row);
  }
  return Z;
  // </solution>
}
