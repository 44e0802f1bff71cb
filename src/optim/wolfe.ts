/**
 * A line search for the strong Wolfe conditions: how far to go in a direction that goes down.
 *
 * @module
 */

/** A function along a line, φ(α) = f(x + α·p), and its slope φ′(α) = ∇f(x + α·p)ᵀ·p. */
export interface LinePoint {
  /** φ(α). */
  readonly value: number;
  /** φ′(α). */
  readonly slope: number;
}

/** What is known of the line beforehand, and how exact the search is to be. */
export interface WolfeOptions {
  /** φ(0) and φ′(0), which must be negative. */
  readonly start: LinePoint;
  /** The step tried first; 1 by default, which is right for Newton's and quasi-Newton directions. */
  readonly first?: number;
  /** The part of the decrease promised by the slope that is enough, 0 to 1; 1e-4 by default. */
  readonly c1?: number;
  /** The part of the slope that may be left, above c1 and below 1; 0.9 by default. */
  readonly c2?: number;
  /** How many values of φ to look at before giving up; 30 by default. */
  readonly evaluations?: number;
  /** The longest step to try; 1e20 by default. */
  readonly longest?: number;
}

/** Where a search ended. */
export interface WolfeStep extends LinePoint {
  /** α. */
  readonly step: number;
  /** Whether α meets both conditions; if not, they were not met within rounding or in time. */
  readonly found: boolean;
  /** How many values of φ were looked at. */
  readonly evaluations: number;
}

/** A value of φ with its place. */
interface Trial extends LinePoint {
  readonly step: number;
}

/**
 * A step α > 0 that meets the strong Wolfe conditions:
 *
 *     φ(α) ≤ φ(0) + c1·α·φ′(0)     it goes down enough
 *     |φ′(α)| ≤ c2·|φ′(0)|         and stops where the line is flatter
 *
 * The last value asked of φ is the one at the step returned. A value that is infinite or not a number
 * counts as too far. J. Nocedal and S. Wright, Numerical Optimization (2nd ed., 2006), algorithms 3.5
 * (grow the step until an interval surely holds a good one) and 3.6 (`zoom`: shrink that interval),
 * with cubic interpolation (3.59) kept off the ends of the interval, and a bisection where two trials
 * have not shrunk it by a third, as in J. Moré and D. Thuente, "Line search algorithms with guaranteed
 * sufficient decrease", ACM Transactions on Mathematical Software 20 (1994).
 *
 * @throws {RangeError} When φ does not go down at 0, or c1 and c2 do not fit.
 */
export function wolfeSearch(phi: (step: number) => LinePoint, options: WolfeOptions): WolfeStep {
  const { start, c1 = 1e-4, c2 = 0.9, longest = 1e20 } = options;
  if (!(start.slope < 0) || !Number.isFinite(start.value) || !Number.isFinite(start.slope)) {
    throw new RangeError(
      `a line search goes down from a finite value: found ${start.value}, slope ${start.slope}`,
    );
  }
  if (!(c1 > 0 && c1 < c2 && c2 < 1)) {
    throw new RangeError(`0 < c1 < c2 < 1 must hold: found c1 = ${c1}, c2 = ${c2}`);
  }
  let left = options.evaluations ?? 30;
  const all = left;
  const tryStep = (step: number): Trial => {
    left--;
    const { value, slope } = phi(step);
    return Number.isFinite(value) && Number.isFinite(slope)
      ? { step, value, slope }
      : { step, value: Infinity, slope: NaN };
  };
  const line: Line = {
    tryStep,
    isTooHigh: ({ step, value }) => !(value <= start.value + c1 * step * start.slope),
    isFlat: ({ slope }) => Math.abs(slope) <= -c2 * start.slope,
    canTry: () => left > 0,
  };
  const end = (found: boolean, trial: Trial) => ({ ...trial, found, evaluations: all - left });

  let before: Trial = { step: 0, ...start };
  let trial = tryStep(Math.min(options.first ?? 1, longest));
  while (true) {
    if (line.isTooHigh(trial) || (before.step > 0 && trial.value >= before.value)) {
      const { found, last } = zoom(line, { low: before, high: trial });
      return end(found, last ?? trial);
    }
    if (line.isFlat(trial)) return end(true, trial);
    if (trial.slope >= 0) {
      const { found, last } = zoom(line, { low: trial, high: before });
      return end(found, last ?? trial);
    }
    if (!line.canTry() || trial.step >= longest) return end(false, trial);
    // Still going down steeply: further, where the cubic of the last two points has its minimum.
    const { step } = trial;
    const wanted = cubicMinimiser(before, trial);
    const next = wanted > step ? Math.min(Math.max(wanted, 2 * step), 10 * step) : 4 * step;
    before = trial;
    trial = tryStep(Math.min(next, longest));
  }
}

/** The line as both algorithms see it. */
interface Line {
  tryStep(step: number): Trial;
  isTooHigh(trial: Trial): boolean;
  isFlat(trial: Trial): boolean;
  canTry(): boolean;
}

/**
 * Shrinks an interval that surely holds good steps: `low` is the best step known that goes down
 * enough, and the slope there goes down towards `high`.
 */
function zoom(
  line: Line,
  { low, high }: { low: Trial; high: Trial },
): { found: boolean; last?: Trial } {
  let last: Trial | undefined;
  const widths = [Infinity, Infinity];
  while (line.canTry()) {
    const width = Math.abs(high.step - low.step);
    const middle = (low.step + high.step) / 2;
    if (middle === low.step || middle === high.step) break; // no number lies between them
    let step = cubicMinimiser(low, high);
    const margin = 0.1 * width;
    const near = Math.min(low.step, high.step) + margin, far = near + width - 2 * margin;
    const slow = width > 2 / 3 * widths[0];
    step = slow || !Number.isFinite(step) ? middle : Math.min(Math.max(step, near), far);
    widths.push(width);
    widths.shift();

    last = line.tryStep(step);
    if (line.isTooHigh(last) || last.value >= low.value) {
      high = last;
    } else {
      if (line.isFlat(last)) return { found: true, last };
      if (last.slope * (high.step - low.step) >= 0) high = low;
      low = last;
    }
  }
  return { found: false, last };
}

/**
 * Where the cubic that has the values and slopes of two points is least; not finite when it has no
 * minimum or a value is missing. Numerical Optimization, equation 3.59.
 */
export function cubicMinimiser(
  a: LinePoint & { readonly step: number },
  b: LinePoint & { readonly step: number },
): number {
  const d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
  const square = d1 * d1 - a.slope * b.slope;
  if (!(square >= 0)) return NaN;
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(square);
  return b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
}
