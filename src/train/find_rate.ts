/**
 * Looking for a learning rate: a short training in which it grows from step to step.
 *
 * @module
 */
import { exp, log } from "../elementary.ts";
import type { Network } from "../nn/network.ts";
import type { Optimizer } from "../optim/optimizer.ts";
import type { Examples } from "./examples.ts";

/** The rates that are tried. */
export interface RateRange {
  /** The first. */
  readonly from: number;
  /** The last, if the loss does not run away before. */
  readonly to: number;
  /** How many; each is the one before it times the same factor. */
  readonly steps: number;
}

/** A step of a range test. */
export interface RangeStep {
  /** The learning rate of the step. */
  readonly rate: number;
  /** The loss of its batch, in nats, at the weights that the steps before it left. */
  readonly loss: number;
  /** The running mean of these losses: see {@linkcode rangeTest}. */
  readonly smoothed: number;
}

/** How much of the running mean is left at each step, and how far above its least it ends the test. */
const KEPT = 0.95, RUNAWAY = 4;

/**
 * Trains while the rate grows exponentially, one step for each value taken. Ends after the last rate, or
 * where the smoothed loss is four times its least or no longer finite.
 *
 * The loss of a batch jumps from one to the next, so it is smoothed as Adam's means are:
 * m = 0.95 · m + 0.05 · loss, and m / (1 − 0.95ᵗ) at step t.
 *
 * L. Smith, "Cyclical learning rates for training neural networks", WACV 2017, section 3.3; growing
 * exponentially, smoothed and ended as fastai's `lr_find` does.
 */
export function* rangeTest(
  network: Network,
  plan: RateRange & {
    readonly optimizer: Optimizer;
    readonly train: Examples;
    readonly batch: number;
    readonly reorder?: (order: Uint32Array) => void;
  },
): Generator<RangeStep, void> {
  const { optimizer, train, from, to, steps } = plan;
  const growth = exp(log(to / from) / Math.max(1, steps - 1));
  let rate = from, taken = 0, mean = 0, power = 1, least = Infinity;
  while (true) {
    plan.reorder?.(train.order);
    for (const batch of train.batches(plan.batch)) {
      const { loss } = network.forward(batch);
      network.backward();
      optimizer.step(rate);
      mean = KEPT * mean + (1 - KEPT) * loss;
      power *= KEPT;
      const smoothed = mean / (1 - power);
      least = Math.min(least, smoothed);
      yield { rate, loss, smoothed };
      if (++taken === steps || !(smoothed <= RUNAWAY * least)) return;
      rate *= growth;
    }
  }
}

/** What a range test says. */
export interface RateSuggestion {
  /** The rate at which the smoothed loss fell fastest. */
  readonly rate: number;
  /** The rate at which it was least. */
  readonly least: number;
}

/** Steps until the running mean has seen about as many batches as it looks back on, 1 / (1 − 0.95). */
const SETTLED = 20;

/**
 * The rate at which the smoothed loss falls fastest, per factor of the rate. A rate at the least loss would be too
 * large: by then the loss has stopped falling, and every rate has had a single step to do harm.
 *
 * @returns Nothing when the loss never fell.
 */
export function suggestRate(steps: readonly RangeStep[]): RateSuggestion | undefined {
  const losses = steps.map(({ smoothed }) => smoothed);
  const bottom = losses.indexOf(Math.min(...losses.filter(Number.isFinite)));
  const reach = Math.max(1, Math.round(steps.length / 30)); // a slope between neighbours is noise
  let steepest = 0, place = 0;
  for (let i = SETTLED; i + reach <= bottom; i++) {
    const slope = losses[i + reach] - losses[i - reach];
    if (slope >= steepest) continue;
    steepest = slope;
    place = i;
  }
  if (place === 0) return undefined;
  return { rate: steps[place].rate, least: steps[bottom].rate };
}
