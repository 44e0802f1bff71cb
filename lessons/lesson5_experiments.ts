/**
 * Two experiments of lesson 5: the same images in three orders, and the last steps of a training.
 *
 * @module
 */
import { DivergenceError } from "../src/train/divergence.ts";
import { evaluate } from "../src/train/evaluate.ts";
import { type Asked, laps, trial, trialSizes, type TrialSpec } from "./lesson5_trials.ts";

/** Shuffled, as they are in the file, sorted: an epoch each of twice as many images as other trials. */
export function ordersOf({ engine }: Asked): readonly TrialSpec[] {
  const spec = { epochs: 1, learnt: 2 * trialSizes(engine).learnt };
  return [spec, { ...spec, shuffle: false }, { ...spec, shuffle: false, sorted: true }];
}

/** What a trial of one epoch comes to: the loss while it learns, then that of the validation images. */
export function outcome(asked: Asked, spec: TrialSpec) {
  const { metrics, evaluation } = [...laps(trial(asked, spec))].at(-1)!.end!;
  return { loss: metrics.trainLoss, unseen: evaluation.loss, accuracy: evaluation.accuracy };
}

/** The worst and the best accuracy of some. */
export interface Swing {
  /** The worst. */
  readonly worst: number;
  /** The best. */
  readonly best: number;
}

/** How far accuracy swings over the last steps of a training: 0 where the weights are lost. */
export function lastSteps(
  asked: Asked,
  { last, ...spec }: TrialSpec & { readonly last: number },
): Swing {
  const session = trial(asked, spec), { epochs } = session.recipe, found: number[] = [];
  try {
    for (const event of session.run()) {
      if (event.kind !== "step" || event.epoch < epochs || event.step <= event.steps - last) {
        continue;
      }
      found.push(evaluate(session.network, session.test).accuracy);
    }
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
    found.push(0);
  }
  return { worst: Math.min(...found), best: Math.max(...found) };
}
