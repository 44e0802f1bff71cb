// First mistake: isRight takes Number.EPSILON for epsilon, so small that rounding drowns the slope.

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
  return W.map((_, i) => {
    const plus = W.slice();
    const moins = W.slice();
    plus[i] += epsilon;
    moins[i] -= epsilon;
    return (L(plus) - L(moins)) / (2 * epsilon);
  });
}

// ‖a − b‖ / (‖a‖ + ‖b‖); 0 if both are zero everywhere.
export function relativeError(a: number[], b: number[]): number {
  const norme = (v: number[]) => Math.hypot(...v);
  const total = norme(a) + norme(b);
  if (total === 0) return 0;
  const difference = a.map((x, i) => x - b[i]);
  return norme(difference) / total;
}

// Is dW the gradient of L at W?
export function isRight(L: Loss, W: number[], dW: number[]): boolean {
  const mesure = slopes(L, W, Number.EPSILON);
  return relativeError(mesure, dW) <= 1e-5;
}
