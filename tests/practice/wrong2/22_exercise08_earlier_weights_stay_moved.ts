// First mistake: the two copies are made once and never put back, so all weights before stay moved when the next is measured.
// Second mistake: relativeError gives NaN where both lists are 0 everywhere.

// 8 · A gradient checker
//
// L(W) gives the loss for a list of weights. Three functions:
// slopes(L, W, epsilon): for each weight alone, (L(w + ε) − L(w − ε)) / 2ε, all others as
// they are. W is afterwards what it was.
// relativeError(a, b) = ‖a − b‖ / (‖a‖ + ‖b‖) of two lists, where ‖a‖ = √(a[0]² + a[1]² +
// …); 0 if both are 0 everywhere.
// isRight(L, W, dW): true if dW is the gradient. Take your two functions, an ε and a limit
// of 10⁻⁵. It is then given a bank of backward passes: it must find each that is wrong, and
// accuse none that is right.
//
// To reread: deno task lesson4 --step 3

// L gives a loss for any list of weights.
type Loss = (W: number[]) => number;

export function slopes(L: Loss, W: number[], epsilon: number): number[] {
  const Wplus = [...W];
  const Wminus = [...W];
  const grad: number[] = [];
  for (let i = 0; i < W.length; i++) {
    Wplus[i] = W[i] + epsilon;
    Wminus[i] = W[i] - epsilon;
    grad.push((L(Wplus) - L(Wminus)) / (2 * epsilon));
  }
  return grad;
}

// ‖a − b‖ / (‖a‖ + ‖b‖); 0 if both are zero everywhere.
export function relativeError(a: number[], b: number[]): number {
  let diff = 0;
  let na = 0;
  let nb = 0;
  for (let i = 0; i < a.length; i++) {
    diff += (a[i] - b[i]) * (a[i] - b[i]);
    na += a[i] * a[i];
    nb += b[i] * b[i];
  }
  return Math.sqrt(diff) / (Math.sqrt(na) + Math.sqrt(nb));
}

// Is dW the gradient of L at W?
export function isRight(L: Loss, W: number[], dW: number[]): boolean {
  return relativeError(dW, slopes(L, W, 1e-4)) < 1e-5;
}
