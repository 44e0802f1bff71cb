// First mistake: the penalty is divided by the number of rows of W as well, λ/2m, as in a well-known course.
// Second mistake: backward through dropout, what stays is not divided by 1 − rate.

// 12 · L2 and dropout
//
// Two ways to keep a network from learning its images by heart.
// l2(W, dW, lambda) returns { penalty, dWl2 }: what is added to the loss, λ/2·ΣW², and the
// gradient with it, dW + λ·W.
// dropout(A, mask, rate) gives D in training: mask has 1 for each number that stays and 0
// for each that is dropped, a share `rate` of them on average. What stays is divided by 1 −
// rate.
// dropoutBackward(dA, mask, rate) gives dD, the way back through the same mask.
// dropoutTest(A, rate) gives T, what the layer does when nothing is learnt: nothing.
//
// A network that has seen few images fits them too well: its loss on them falls, the loss on
// others rises. L2 makes large weights cost something, so that a weight is only as large as
// the images ask for. Biases are left out: they do not make the answer depend on a pixel
// more.
// Dropout switches neurons off at random, others for each image and step, so that no neuron
// can rely on one other alone. If a share of 0.3 is off, the next layer would get 0.7 of its
// sums; dividing what stays by 0.7 keeps their mean. So at test time, with all neurons on,
// nothing is to be done. Backward, a neuron that was off has changed nothing and gets 0; the
// others get what came back, divided by the same 0.7.

type Matrix = number[][];

// What L2 adds to the loss, λ/2·ΣW², and the gradient with it, dW + λ·W.
export function l2(W: Matrix, dW: Matrix, lambda: number): { penalty: number; dWl2: Matrix } {
  const m = W.length;
  let somme = 0;
  for (const ligne of W) {
    for (const w of ligne) somme += w * w;
  }
  const penalty = (lambda / (2 * m)) * somme;
  const dWl2 = dW.map((ligne, i) => ligne.map((d, j) => d + lambda * W[i][j]));
  return { penalty, dWl2 };
}

// In training: mask has 1 for what stays, 0 for what is dropped.
export function dropout(A: Matrix, mask: Matrix, rate: number): Matrix {
  const garde = 1 - rate;
  return A.map((ligne, i) => ligne.map((a, j) => (a * mask[i][j]) / garde));
}

// The way back through the same mask.
export function dropoutBackward(dA: Matrix, mask: Matrix, _rate: number): Matrix {
  return dA.map((ligne, i) => ligne.map((d, j) => d * mask[i][j]));
}

// When nothing is learnt.
export function dropoutTest(A: Matrix, _rate: number): Matrix {
  return A;
}
