// en: A matrix is a list of its rows: Z[i][j] is row i, column j.
// fr: Une matrice est la liste de ses lignes : Z[i][j] est à la ligne i, colonne j.
type Matrix = number[][];

export function softmax(Z: Matrix): Matrix {
  // <solution>
  // en: Notice: the maximum changes no probability, only the exponents; without it, one score of
  // en: 1000 makes NaN of its whole row. Each row has its own.
  // fr: À remarquer : le maximum ne change aucune probabilité, seulement les exposants ; sans lui,
  // fr: un score de 1000 met des NaN dans toute sa ligne. Chaque ligne a le sien.
  return Z.map((row) => {
    const largest = Math.max(...row);
    const exponentials = row.map((z) => Math.exp(z - largest));
    const sum = exponentials.reduce((total, e) => total + e, 0);
    return exponentials.map((e) => e / sum);
  });
  // </solution>
}
