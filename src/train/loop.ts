/**
 * The training loop.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import { scheduleFactor, type ScheduleName } from "../optim/schedule.ts";
import { countRight, evaluate, type Evaluation } from "./evaluate.ts";
import type { Examples } from "./examples.ts";

/** What is known of an epoch when it ends. */
export interface EpochMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  /**
   * Mean loss of the training images, in nats: each at the moment it was learnt from, or all after the
   * epoch with the notebook's recipe.
   */
  readonly trainLoss: number;
  /** Share of the training images that were read right, 0 to 1; when, as for the loss. */
  readonly trainAccuracy: number;
  /** Mean loss of the test images after the epoch, in nats. */
  readonly testLoss: number;
  /** Share of the test images that are read right after the epoch, 0 to 1. */
  readonly testAccuracy: number;
  /** Time of the training steps, without the evaluation. */
  readonly seconds: number;
  /** Training images divided by that time. */
  readonly imagesPerSecond: number;
}

/** What the loop tells its caller. */
export type TrainingEvent =
  | {
    /** A step was taken. */
    readonly kind: "step";
    /** The epoch that it belongs to, counted from 1. */
    readonly epoch: number;
    /** Steps taken in this epoch. */
    readonly step: number;
    /** Steps in an epoch. */
    readonly steps: number;
    /** Mean loss of the epoch so far, in nats. */
    readonly trainLoss: number;
    /** Images a second, in this epoch so far. */
    readonly imagesPerSecond: number;
  }
  | {
    /** An epoch ended, and the test images were read. */
    readonly kind: "epoch";
    /** What came of it. */
    readonly metrics: EpochMetrics;
    /** The reading of the test images. */
    readonly evaluation: Evaluation;
  };

/** The loss, or a weight, is infinite or not a number: the weights are lost. */
export class DivergenceError extends Error {
  /** The message in every language; `message` is the English one. */
  readonly text: Text;
  /** The name of the class. */
  override name = "DivergenceError";

  /** Says where it happened. */
  constructor(at: { epoch: number; step: number; rate: number; what?: "loss" | "weight" }) {
    const isLoss = at.what !== "weight";
    const smaller = Number((at.rate / 10).toPrecision(2)); // 0.07, not 0.06999999999999999
    const text = {
      en: `${isLoss ? "the loss" : "a weight"} is no longer finite at step ${at.step} of epoch ` +
        `${at.epoch}: try a smaller rate, for instance --rate ${smaller}`,
      fr: `${isLoss ? "la perte n’est plus finie" : "un poids n’est plus fini"} au pas ` +
        `${at.step} de l’époque ${at.epoch}\u00a0: essayez un taux plus petit, par exemple --rate ${smaller}`,
    };
    super(text.en);
    this.text = text;
  }
}

/**
 * Trains a network with stochastic gradient descent, one step for each value taken from it, so that
 * the caller decides what happens between two steps: drawing, listening for Ctrl-C, stopping.
 *
 * Each epoch: a new order of the training images; for every batch forward, backward, update; then
 * the test images are read once.
 *
 * @throws {DivergenceError} When a loss is no longer finite, or a weight is not at the end of an epoch.
 */
export function* train(
  network: Network,
  plan: {
    train: Examples;
    test: Examples;
    epochs: number;
    batch: number;
    rate: number;
    schedule: ScheduleName;
    /** Puts the training images in the order of the next epoch; leave it out to keep it. */
    reorder?: (order: Uint32Array) => void;
    /** Measures the training images after an epoch, instead of while it runs. */
    measure?: () => { readonly loss: number; readonly accuracy: number };
  },
): Generator<TrainingEvent, void> {
  const { count } = plan.train;
  const stepsPerEpoch = Math.ceil(count / plan.batch);
  const steps = plan.epochs * stepsPerEpoch;

  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    let milliseconds = 0, lossSum = 0, right = 0;
    // The order is read by every thread, and written by one.
    network.engine.meet();
    plan.reorder?.(plan.train.order);
    network.engine.meet();
    for (let step = 1; step <= stepsPerEpoch; step++) {
      const started = performance.now();
      const start = (step - 1) * plan.batch, end = Math.min(start + plan.batch, count);
      const batch = plan.train.batch(start, end);
      const done = (epoch - 1) * stepsPerEpoch + step - 1;
      const rate = plan.rate * scheduleFactor(plan.schedule, { step: done, steps });
      const outcome = network.forward(batch);
      network.backward({ rate });
      // After the step: on threads, the outcome is complete by now and nobody waits for it.
      network.engine.complete(outcome.losses, outcome.probabilities);
      const { loss, probabilities } = outcome;
      right += countRight(probabilities, batch.labels);
      if (!Number.isFinite(loss)) throw new DivergenceError({ epoch, step, rate: plan.rate });
      milliseconds += Math.max(performance.now() - started, 1e-3); // a clock may stand still
      lossSum += loss * (end - start);
      const imagesPerSecond = end / milliseconds * 1000;
      const trainLoss = lossSum / end;
      yield { kind: "step", epoch, step, steps: stepsPerEpoch, trainLoss, imagesPerSecond };
    }
    const evaluation = evaluate(network, plan.test);
    if (!Number.isFinite(evaluation.loss)) {
      throw new DivergenceError({ epoch, step: stepsPerEpoch, rate: plan.rate });
    }
    if (!hasFiniteWeights(network)) {
      throw new DivergenceError({ epoch, step: stepsPerEpoch, rate: plan.rate, what: "weight" });
    }
    const { loss, accuracy } = plan.measure?.() ??
      { loss: lossSum / count, accuracy: right / count };
    const metrics = {
      epoch,
      trainLoss: loss,
      trainAccuracy: accuracy,
      testLoss: evaluation.loss,
      testAccuracy: evaluation.accuracy,
      seconds: milliseconds / 1000,
      imagesPerSecond: count / milliseconds * 1000,
    };
    yield { kind: "epoch", metrics, evaluation };
  }
}

/**
 * Whether every weight is a number still. One that is not may stay unseen: a ReLU makes −∞ a zero, and
 * products that skip the zeros of a pixel never read its weights.
 */
function hasFiniteWeights({ engine, parameters }: Network): boolean {
  for (const { value } of parameters) {
    engine.complete(value);
    for (let i = 0; i < value.data.length; i++) if (!Number.isFinite(value.data[i])) return false;
  }
  return true;
}
