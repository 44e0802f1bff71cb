// First mistake: epsilon is taken away once after it was added, so the second loss is L(w), and the slope comes out half as large.
// Second mistake: the norms are without their square root.

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
  const result: number[] = [];
  for (let i = 0; i < W.length; i++) {
    const before = W[i];
    W[i] += epsilon;
    const up = L(W);
    W[i] -= epsilon;
    const down = L(W);
    W[i] = before;
    result.push((up - down) / (2 * epsilon));
  }
  return result;
}

function norm(v: number[]): number {
  let s = 0;
  for (const x of v) s += x ** 2;
  return s;
}

// ‖a − b‖ / (‖a‖ + ‖b‖); 0 if both are zero everywhere.
export function relativeError(a: number[], b: number[]): number {
  const denominator = norm(a) + norm(b);
  if (denominator === 0) return 0;
  return norm(a.map((x, i) => x - b[i])) / denominator;
}

// Is dW the gradient of L at W?
export function isRight(L: Loss, W: number[], dW: number[]): boolean {
  return relativeError(slopes(L, W, 1e-5), dW) < 1e-5;
}
