/**
 * L-BFGS: Newton's method without its matrix, which is guessed from the last few steps.
 *
 * @module
 */
import { wolfeSearch } from "./wolfe.ts";

/** A smooth function of n variables: returns f(x) and overwrites `gradient` with ∇f(x). */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** How L-BFGS works, and when it stops. */
export interface LbfgsOptions {
  /** How many of the last steps are remembered (m); 10 by default. */
  readonly history?: number;
  /** The most iterations; 1000 by default. */
  readonly iterations?: number;
  /** Stops where no partial derivative is larger than this: max |∂f/∂xᵢ|; 1e-5 by default. */
  readonly tolerance?: number;
  /**
   * Stops when an iteration gains less than this, relatively: (f − f′) / max(|f|, |f′|, 1); 1e-12 by
   * default. The convention of `ftol` in scipy.optimize.minimize(method="L-BFGS-B"),
   * https://docs.scipy.org/doc/scipy/reference/optimize.minimize-lbfgsb.html
   */
  readonly decrease?: number;
  /**
   * Multiplies a vector, in place, by a symmetric positive definite matrix P that is already like the
   * inverse Hessian; the identity by default. The better the likeness, the fewer the iterations.
   */
  readonly precondition?: (vector: Float64Array) => void;
}

/** Where an iteration arrived. */
export interface LbfgsIteration {
  /** How many were made: 0 for the start. */
  readonly iteration: number;
  /** The point; it belongs to the search, which overwrites it in its next iteration. */
  readonly x: Float64Array;
  /** f(x). */
  readonly objective: number;
  /** max |∂f/∂xᵢ|. */
  readonly gradientNorm: number;
  /** How many times the objective was computed so far. */
  readonly evaluations: number;
}

/**
 * Why the search ended: the gradient is small, the last decrease was, there were as many iterations as
 * allowed, or nothing lower could be found down the gradient (rounding, or a gradient that is wrong).
 */
export type LbfgsReason = "gradient" | "decrease" | "iterations" | "line-search";

/** A step and what it changed, for the guess of the curvature. */
interface Correction {
  /** s = x′ − x. */
  readonly s: Float64Array;
  /** y = ∇f(x′) − ∇f(x). */
  readonly y: Float64Array;
  /** ρ = 1 / yᵀ·s. */
  readonly rho: number;
}

/**
 * Looks for a minimum of a smooth function, one iteration for each value taken from it, so that the
 * caller decides what happens between two: drawing, listening for Ctrl-C, stopping. The first value is
 * the start itself; what it returns says why it ended at the last.
 *
 * Each iteration goes down p = −H·∇f, where H is the inverse Hessian as the last m steps show it, by a
 * step that meets the strong Wolfe conditions (see {@linkcode wolfeSearch}), so that yᵀ·s > 0 and H
 * stays positive definite. When rounding spoils that direction, the history is forgotten and the
 * search goes on from the gradient alone. J. Nocedal and S. Wright, Numerical Optimization (2nd ed.,
 * 2006), algorithms 7.4 and 7.5.
 *
 * @param objective What to minimise.
 * @param start Where to start; it is left as it is.
 * @param options How, and until when.
 * @throws {RangeError} When the objective or its gradient is not finite at the start.
 *
 * @example
 * ```ts
 * import { lbfgs } from "./lbfgs.ts";
 *
 * const bowl = (x: Float64Array, gradient: Float64Array) => {
 *   gradient[0] = 2 * (x[0] - 3);
 *   return (x[0] - 3) ** 2;
 * };
 * let found = NaN;
 * for (const { x } of lbfgs(bowl, new Float64Array(1))) found = x[0];
 * if (Math.abs(found - 3) > 1e-5) throw new Error("the bottom lies at 3");
 * ```
 */
export function* lbfgs(
  objective: Objective,
  start: ArrayLike<number>,
  options: LbfgsOptions = {},
): Generator<LbfgsIteration, LbfgsReason> {
  const { history = 10, iterations = 1000, tolerance = 1e-5, decrease = 1e-12 } = options;
  const { precondition = () => {} } = options;
  const x = Float64Array.from(start), gradient = new Float64Array(x.length);
  const trial = new Float64Array(x.length), trialGradient = new Float64Array(x.length);
  let value = objective(x, gradient), evaluations = 1;
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) {
    throw new RangeError(`the objective must be finite at the start: found ${value}`);
  }
  let corrections: Correction[] = [];

  for (let iteration = 0;; iteration++) {
    const gradientNorm = largestSize(gradient);
    yield { iteration, x, objective: value, gradientNorm, evaluations };
    if (gradientNorm <= tolerance) return "gradient";
    if (iteration === iterations) return "iterations";

    let moved = false, gain = 0;
    while (!moved) {
      const direction = descentDirection(gradient, { corrections, precondition });
      const slope = dot(gradient, direction);
      // Without a history, a step of length 1 at most (measured by P): the gradient says nothing of distances.
      const first = corrections.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(-slope));
      const phi = (step: number) => {
        for (let i = 0; i < x.length; i++) trial[i] = x[i] + step * direction[i];
        const value = objective(trial, trialGradient);
        return { value, slope: dot(trialGradient, direction) };
      };
      if (slope < 0) {
        const search = wolfeSearch(phi, { start: { value, slope }, first });
        evaluations += search.evaluations;
        moved = search.found;
        if (moved) {
          gain = (value - search.value) / Math.max(Math.abs(value), Math.abs(search.value), 1);
          value = search.value;
        }
      }
      if (!moved && corrections.length === 0) return "line-search";
      if (!moved) corrections = [];
    }
    const s = new Float64Array(x.length), y = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      s[i] = trial[i] - x[i];
      y[i] = trialGradient[i] - gradient[i];
    }
    x.set(trial);
    gradient.set(trialGradient);
    const curvature = dot(s, y);
    if (curvature > 0) corrections.push({ s, y, rho: 1 / curvature }); // rounding can make it 0
    if (corrections.length > history) corrections.shift();
    if (gain <= decrease) {
      const gradientNorm = largestSize(gradient);
      yield { iteration: iteration + 1, x, objective: value, gradientNorm, evaluations };
      return gradientNorm <= tolerance ? "gradient" : "decrease";
    }
  }
}

/**
 * −H·gradient by the two loops of algorithm 7.4. The first guess of H is γ·P with γ = sᵀy / yᵀPy of
 * the last step (7.20, where P is the identity): the scale of the inverse Hessian along that step.
 */
function descentDirection(
  gradient: Float64Array,
  { corrections, precondition }: {
    corrections: readonly Correction[];
    precondition: (vector: Float64Array) => void;
  },
): Float64Array {
  const q = gradient.map((g) => -g);
  const alphas = new Float64Array(corrections.length);
  for (let i = corrections.length - 1; i >= 0; i--) {
    const { s, y, rho } = corrections[i];
    alphas[i] = rho * dot(s, q);
    addScaled(q, -alphas[i], y);
  }
  precondition(q);
  const last = corrections[corrections.length - 1];
  if (last) {
    const scaled = last.y.slice();
    precondition(scaled);
    const gamma = 1 / (last.rho * dot(last.y, scaled));
    for (let i = 0; i < q.length; i++) q[i] *= gamma;
  }
  for (const [i, { s, y, rho }] of corrections.entries()) {
    addScaled(q, alphas[i] - rho * dot(y, q), s);
  }
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** a = a + scale · b. */
function addScaled(a: Float64Array, scale: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] += scale * b[i];
}

function largestSize(a: Float64Array): number {
  let largest = 0;
  for (const value of a) largest = Math.max(largest, Math.abs(value));
  return largest;
}
