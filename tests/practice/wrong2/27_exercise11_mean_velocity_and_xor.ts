// First mistake: the velocity of momentum is a running mean, 0.9·V + 0.1·dW.
// Second mistake: in Adam, 0.9 ^ t and 0.999 ^ t are meant as powers, but ^ is the exclusive or of bits.

// 11 · Momentum, then Adam
//
// momentum(W, dW, V, rate) makes one step and returns { Vnew, Wm }:
// Vnew = 0.9·V + dW; Wm = W − rate·Vnew.
// adam(W, dW, M, S, t, rate) makes step number t, from 1, and returns { Mnew, Snew, Wa }:
// Mnew = 0.9·M + 0.1·dW; Snew = 0.999·S + 0.001·dW², element by element;
// Wa = W − rate·(Mnew / (1 − 0.9ᵗ)) / (√(Snew / (1 − 0.999ᵗ)) + 10⁻⁸).
// What is given stays as it was: return new matrices.
//
// In a narrow valley, plain gradient descent goes from wall to wall and hardly forward.
// Momentum keeps a velocity: steps that agree add up, up to ten times with 0.9, and steps
// that alternate cancel.
// Adam keeps two running means of each weight: M of its gradient, S of the gradient's
// square. M / √S is about 1 where the gradient keeps its sign, however large it is, and
// about 0 where it changes: so every weight takes steps of its own size, the rate at most.
// Both means start at 0 and so are too small at first, by 1 − 0.9ᵗ and 1 − 0.999ᵗ: dividing
// by these corrects it. Without it the first step would be 0.1 / √0.001 = 3.16 times the
// rate.
// (Kingma and Ba, Adam, 2015, algorithm 1.)

type Matrix = number[][];

// One step of momentum: Vnew = 0.9·V + dW, Wm = W − rate·Vnew.
export function momentum(
  W: Matrix,
  dW: Matrix,
  V: Matrix,
  rate: number,
): { Vnew: Matrix; Wm: Matrix } {
  const beta = 0.9;
  const Vnew = V.map((r, i) => r.map((v, j) => beta * v + (1 - beta) * dW[i][j]));
  const Wm = W.map((r, i) => r.map((w, j) => w - rate * Vnew[i][j]));
  return { Vnew, Wm };
}

// Step number t of Adam, from 1; M and S are zeros before the first.
export function adam(
  W: Matrix,
  dW: Matrix,
  M: Matrix,
  S: Matrix,
  t: number,
  rate: number,
): { Mnew: Matrix; Snew: Matrix; Wa: Matrix } {
  const beta1 = 0.9;
  const beta2 = 0.999;
  const Mnew = M.map((r, i) => r.map((m, j) => beta1 * m + (1 - beta1) * dW[i][j]));
  const Snew = S.map((r, i) => r.map((s, j) => beta2 * s + (1 - beta2) * dW[i][j] * dW[i][j]));
  const Wa = W.map((r, i) =>
    r.map((w, j) => {
      const mHat = Mnew[i][j] / (1 - (beta1 ^ t));
      const sHat = Snew[i][j] / (1 - (beta2 ^ t));
      return w - (rate * mHat) / (Math.sqrt(sHat) + 1e-8);
    })
  );
  return { Mnew, Snew, Wa };
}
