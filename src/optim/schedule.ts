/**
 * How the learning rate changes while training goes on.
 *
 * @module
 */
import { cos } from "../elementary.ts";

/** The names of the schedules. */
export const SCHEDULE_NAMES = ["constant", "linear", "cosine", "one-cycle"] as const;
/** The name of a schedule. */
export type ScheduleName = typeof SCHEDULE_NAMES[number];

/** A schedule, with its warm-up. */
export interface Schedule {
  /** How the learning rate changes. */
  readonly schedule: ScheduleName;
  /** The share of the steps in which the rate rises first, 0 to below 1; see {@linkcode WARMUPS}. */
  readonly warmup?: number;
}

/** The warm-up of a schedule where nothing is said: one-cycle is made of one. */
export const WARMUPS: Readonly<Record<ScheduleName, number>> = {
  constant: 0,
  linear: 0,
  cosine: 0,
  "one-cycle": 0.3,
};

/** Of one-cycle's largest rate: where it starts, and where it ends. */
const ONE_CYCLE_START = 1 / 25, ONE_CYCLE_END = ONE_CYCLE_START / 1e4;

/**
 * The part of the learning rate that is used at a step, 0 to 1.
 *
 * - `constant`: 1
 * - `linear`: 1 − t
 * - `cosine`: (1 + cos πt) / 2. I. Loshchilov and F. Hutter, "SGDR: Stochastic gradient descent with
 *   warm restarts", ICLR 2017, equation 5.
 * - `one-cycle`: along half a cosine from 1/25 up to 1 and, along another, down to 1/250,000. L. Smith and
 *   N. Topin, "Super-convergence: very fast training of neural networks using large learning rates"
 *   (2017), as PyTorch's `OneCycleLR` has it; the momentum stays as it is.
 *
 * with t from 0 at the first step after the warm-up to almost 1 at the last. A warm-up of n steps
 * rises as 1/(n+1), 2/(n+1), …, n/(n+1), then comes 1: P. Goyal et al., "Accurate, large minibatch SGD"
 * (2017), section 2.2. For one-cycle it is the rise along the first cosine.
 */
export function scheduleFactor(
  { schedule, warmup = WARMUPS[schedule] }: Schedule,
  { step, steps }: { step: number; steps: number },
): number {
  if (schedule === "one-cycle") {
    return oneCycle(step, { peak: warmup * steps - 1, last: steps - 1 });
  }
  const rise = Math.floor(warmup * steps);
  if (step < rise) return (step + 1) / (rise + 1);
  const t = (step - rise) / (steps - rise);
  switch (schedule) {
    case "constant":
      return 1;
    case "linear":
      return 1 - t;
    case "cosine":
      return (1 + cos(Math.PI * t)) / 2;
  }
}

/** The rise to the step `peak`, which may lie between two steps, and the fall to the step `last`. */
function oneCycle(step: number, { peak, last }: { peak: number; last: number }): number {
  if (step < peak) return alongCosine(step / peak, { from: ONE_CYCLE_START, to: 1 });
  return alongCosine((step - peak) / (last - peak), { from: 1, to: ONE_CYCLE_END });
}

function alongCosine(t: number, { from, to }: { from: number; to: number }): number {
  return to + (from - to) * (1 + cos(Math.PI * t)) / 2;
}
