type Matrix = number[][];

// en: One step of momentum: Vnew = 0.9·V + dW, Wm = W − rate·Vnew.
// fr: Un pas avec inertie : Vnew = 0,9·V + dW, Wm = W − rate·Vnew.
export function momentum(
  W: Matrix,
  dW: Matrix,
  V: Matrix,
  rate: number,
): { Vnew: Matrix; Wm: Matrix } {
  // <solution>
  const Vnew = V.map((row, i) => row.map((v, j) => 0.9 * v + dW[i][j]));
  const Wm = W.map((row, i) => row.map((w, j) => w - rate * Vnew[i][j]));
  return { Vnew, Wm };
  // </solution>
}

// en: Step number t of Adam, from 1; M and S are zeros before the first.
// fr: Le pas numéro t d’Adam, à partir de 1 ; M et S sont nuls avant le premier.
export function adam(
  W: Matrix,
  dW: Matrix,
  M: Matrix,
  S: Matrix,
  t: number,
  rate: number,
): { Mnew: Matrix; Snew: Matrix; Wa: Matrix } {
  // <solution>
  // en: Notice: multiply dW by 1000, and the step stays the same.
  // fr: À remarquer : multipliez dW par 1000, le pas reste le même.
  const Mnew = M.map((row, i) => row.map((m, j) => 0.9 * m + 0.1 * dW[i][j]));
  const Snew = S.map((row, i) => row.map((s, j) => 0.999 * s + 0.001 * dW[i][j] ** 2));
  const Wa = W.map((row, i) =>
    row.map((w, j) => {
      const mean = Mnew[i][j] / (1 - 0.9 ** t), square = Snew[i][j] / (1 - 0.999 ** t);
      return w - rate * mean / (Math.sqrt(square) + 1e-8);
    })
  );
  return { Mnew, Snew, Wa };
  // </solution>
}
