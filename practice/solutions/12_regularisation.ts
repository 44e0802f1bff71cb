type Matrix = number[][];

// en: What L2 adds to the loss, λ/2·ΣW², and the gradient with it, dW + λ·W.
// fr: Ce que L2 ajoute à la perte, λ/2·ΣW², et le gradient qui en tient compte, dW + λ·W.
export function l2(W: Matrix, dW: Matrix, lambda: number): { penalty: number; dWl2: Matrix } {
  // <solution>
  let penalty = 0;
  const dWl2 = W.map((row, i) =>
    row.map((w, j) => {
      penalty += lambda / 2 * w * w;
      return dW[i][j] + lambda * w;
    })
  );
  return { penalty, dWl2 };
  // </solution>
}

// en: In training: mask has 1 for what stays, 0 for what is dropped.
// fr: À l’entraînement : mask a 1 pour ce qui reste, 0 pour ce qui est éteint.
export function dropout(A: Matrix, mask: Matrix, rate: number): Matrix {
  // <solution>
  return A.map((row, i) => row.map((a, j) => a * mask[i][j] / (1 - rate)));
  // </solution>
}

// en: The way back through the same mask.
// fr: Le retour à travers le même masque.
export function dropoutBackward(dA: Matrix, mask: Matrix, rate: number): Matrix {
  // <solution>
  // en: Notice: forward and backward are one formula: the layer multiplies.
  // fr: À remarquer : l’aller et le retour sont une même formule : la couche multiplie.
  return dA.map((row, i) => row.map((da, j) => da * mask[i][j] / (1 - rate)));
  // </solution>
}

// en: When nothing is learnt.
// fr: Quand on n’apprend pas.
export function dropoutTest(A: Matrix, rate: number): Matrix {
  // <solution>
  void rate;
  return A;
  // </solution>
}
