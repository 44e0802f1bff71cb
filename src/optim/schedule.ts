/**
 * How the learning rate falls while training goes on.
 *
 * @module
 */
import { cos } from "../elementary.ts";

/** The names of the schedules. */
export const SCHEDULE_NAMES = ["constant", "linear", "cosine"] as const;
/** The name of a schedule. */
export type ScheduleName = typeof SCHEDULE_NAMES[number];

/**
 * The part of the learning rate that is used at a step, 0 to 1.
 *
 * - `constant`: 1
 * - `linear`: 1 − t
 * - `cosine`: (1 + cos πt) / 2. I. Loshchilov and F. Hutter, "SGDR: Stochastic gradient descent with
 *   warm restarts", ICLR 2017, equation 5.
 *
 * with t = step / steps, from 0 at the first step to almost 1 at the last.
 */
export function scheduleFactor(name: ScheduleName, at: { step: number; steps: number }): number {
  const t = at.step / at.steps;
  switch (name) {
    case "constant":
      return 1;
    case "linear":
      return 1 - t;
    case "cosine":
      return (1 + cos(Math.PI * t)) / 2;
  }
}
