/**
 * A training that somebody watches, and may interrupt.
 *
 * @module
 */
import type { FloatArray } from "../engine/engine.ts";
import { Progress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { evaluate, type Evaluation } from "../train/evaluate.ts";
import { DivergenceError } from "../train/divergence.ts";
import type { TrainingEvent } from "../train/loop.ts";
import type { Session } from "../train/session.ts";
import { activeClock } from "./active_clock.ts";
import { Interrupted, type Interruption } from "./interruption.ts";
import { CommandEnd } from "./run.ts";

/**
 * What came of a training. The network holds the weights of the last finished epoch or, with patience,
 * of the best one.
 */
export interface Watched {
  /**
   * How the network of the last epoch reads the validation images or, where there are none, the test
   * images; nothing where no epoch was finished.
   */
  readonly evaluation?: Evaluation;
  /** Whether a signal ended it before its last epoch. */
  readonly interrupted: boolean;
}

/** When a training is saved, and how. */
export interface Saving {
  /** Saves where the session is: after each epoch, before it is told, and when a signal comes. */
  readonly save: () => void;
  /** Gives up what was saved, when the loss is no longer finite. */
  readonly drop: () => void;
  /** Also after every so many steps. */
  readonly every?: number;
}

/**
 * Trains to the end of the recipe, or to a signal, and shows a line for each epoch.
 *
 * @param session What to train.
 * @param options `interruption` to heed; `terminal` to draw on; `keep`: whether the line of a finished
 * epoch stays, true by default; `saving`, where it is to be gone on with.
 * @throws {CommandEnd} With status 1 when the loss is no longer finite.
 */
export function trainAndWatch(
  session: Session,
  options: {
    interruption: Interruption;
    terminal: Terminal;
    keep?: boolean;
    saving?: Saving;
  },
): Watched {
  const { network, recipe, train, best, epochs } = session;
  const judge = session.validation ?? session.test;
  const { terminal, interruption, keep = true, saving } = options;
  const watch = { signal: interruption, clock: activeClock() };
  let read: Evaluation | undefined;
  let weights: FloatArray[] = [];
  const progress = new Progress(terminal, {
    epochs: recipe.epochs,
    images: train.count,
    judged: session.validation ? "validation" : "test",
  });
  try {
    if (recipe.epochs === 0) read = evaluate(network, judge, watch);
    for (const event of session.run(watch)) {
      const isEnd = interruption.requested;
      if (isEnd || isDue(event, saving)) saving?.save();
      if (event.kind === "step") {
        const images = Math.min(event.step * recipe.batch, train.count);
        progress.update({ epoch: event.epoch, images, loss: event.trainLoss });
      } else {
        const { metrics, evaluation } = event;
        const state = { epoch: metrics.epoch, images: train.count, loss: metrics.trainLoss };
        if (keep) progress.finish({ ...state, accuracy: evaluation.accuracy }, metrics.seconds);
        read = evaluation;
        if (!best) weights = network.parameters.map(({ value }) => value.data.slice());
      }
      if (isEnd) break;
    }
  } catch (error) {
    if (error instanceof DivergenceError) {
      saving?.drop();
      throw new CommandEnd(1, error.text);
    }
    if (!(error instanceof Interrupted)) throw error;
  }
  if (!keep) progress.clear();
  const interrupted = interruption.requested && epochs.length < recipe.epochs && !best?.isPast;
  if (interrupted) {
    // The steps after the last finished epoch are given up: nobody measured what they gave.
    for (const [i, weight] of weights.entries()) network.parameters[i].value.data.set(weight);
  }
  return { evaluation: read, interrupted };
}

/** Whether an epoch has ended, or as many steps as are saved after. */
function isDue(event: TrainingEvent, saving: Saving | undefined): boolean {
  if (event.kind === "epoch") return true;
  const { epoch, step, steps } = event;
  return saving?.every !== undefined && ((epoch - 1) * steps + step) % saving.every === 0;
}
