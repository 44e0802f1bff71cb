type Matrix = number[][];

export function denseBackward(
  X: Matrix,
  W: Matrix,
  dZ: Matrix,
): { dW: Matrix; db: number[]; dX: Matrix } {
  // <solution>
  // en: Notice: every product of the forward pass, X[i][k]·W[k][j], is met again twice: its slope
  // en: by W is X, its slope by X is W. A weight serves all examples, so dW sums over them.
  // fr: À remarquer : chaque produit de l’aller, X[i][k]·W[k][j], revient deux fois : sa pente
  // fr: par rapport à W est X, par rapport à X c’est W. Un poids sert à tous les exemples :
  // fr: dW somme donc sur eux.
  const m = X.length;
  const dW = W.map((row) => row.map(() => 0));
  const db = W[0].map(() => 0);
  const dX = X.map((row) => row.map(() => 0));
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < db.length; j++) {
      db[j] += dZ[i][j] / m;
      for (let k = 0; k < W.length; k++) {
        dW[k][j] += X[i][k] * dZ[i][j] / m;
        dX[i][k] += dZ[i][j] * W[k][j];
      }
    }
  }
  return { dW, db, dX };
  // </solution>
}
