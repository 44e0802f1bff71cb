/**
 * The training loop.
 *
 * @module
 */
import type { Network } from "../nn/network.ts";
import type { Optimizer } from "../optim/optimizer.ts";
import { type Schedule, scheduleFactor } from "../optim/schedule.ts";
import { checkLoss, checkWeights } from "./divergence.ts";
import { type Abortable, countRight, evaluate, type Evaluation } from "./evaluate.ts";
import type { Examples } from "./examples.ts";
import { EpochMeter, type EpochMetrics, type EpochSums, type StepMetrics } from "./meter.ts";
import type { Shift } from "./shift.ts";

/** What the loop tells its caller: a step was taken; or an epoch ended, and images that are not learnt from were read. */
export type TrainingEvent =
  | StepMetrics
  | { readonly kind: "epoch"; readonly metrics: EpochMetrics; readonly evaluation: Evaluation };

/** How a training is watched from outside. */
export interface TrainingWatch extends Abortable {
  /** A clock in milliseconds; `performance.now` by default. */
  readonly clock?: () => number;
}

/** What a training needs beside the network; the schedule tells how the learning rate changes. */
export interface TrainingPlan extends TrainingWatch, Schedule {
  /** Changes the network's parameters. */
  readonly optimizer: Optimizer;
  /** What is learnt from. */
  readonly train: Examples;
  /** What is read after each epoch. */
  readonly test: Examples;
  /** What is read after each epoch instead, so that no choice is made by the test images. */
  readonly validation?: Examples;
  /** How many times the training images are gone through. */
  readonly epochs: number;
  /** How many of them make one step. */
  readonly batch: number;
  /** The largest learning rate. */
  readonly rate: number;
  /** Puts the training images in the order of the next epoch; leave it out to keep it. */
  readonly reorder?: (order: Uint32Array) => void;
  /** Moves the training images, anew each time. */
  readonly shift?: Shift;
  /** Measures the training images after an epoch, instead of while it runs. */
  readonly measure?: () => { readonly loss: number; readonly accuracy: number };
  /** Where to go on: after so many epochs and, in the next one, after the steps that were summed up. */
  readonly begun?: { readonly epochs: number; readonly sums?: EpochSums };
}

/**
 * Trains a network, one step for each value taken from it, so that the caller decides what happens
 * between two steps: drawing, listening for Ctrl-C, stopping.
 *
 * Each epoch: a new order of the training images; for every batch forward, backward, step; then the
 * validation images, or the test images, are read once.
 *
 * @throws {DivergenceError} When a loss is no longer finite, or a weight is not at the end of an epoch.
 * @throws What `signal` throws, while the test images are read.
 */
export function* train(network: Network, plan: TrainingPlan): Generator<TrainingEvent, void> {
  const { optimizer, epochs } = plan;
  const stepsPerEpoch = Math.ceil(plan.train.count / plan.batch), steps = epochs * stepsPerEpoch;
  const { epochs: finished, sums: begun } = plan.begun ?? { epochs: 0 };
  let stepsTaken = finished * stepsPerEpoch + (begun?.step ?? 0);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    plan.reorder?.(plan.train.order);
    // Each order follows from the one before: those of earlier epochs are drawn again.
    if (epoch <= finished) continue;
    const sums = epoch === finished + 1 ? begun : undefined, { clock, shift } = plan;
    const meter = new EpochMeter({ epoch, steps: stepsPerEpoch, clock, sums });
    meter.start();
    for (const batch of plan.train.batches(plan.batch, { shift, taken: sums?.step })) {
      const rate = plan.rate * scheduleFactor(plan, { step: stepsTaken++, steps });
      const { loss, probabilities } = network.forward(batch);
      network.backward();
      optimizer.step(rate);
      const right = countRight(probabilities, batch.labels);
      const event = meter.add({ images: batch.labels.length, loss, right });
      checkLoss(loss, { epoch, step: event.step, rate: plan.rate });
      yield event;
      meter.start();
    }
    const evaluation = evaluate(network, plan.validation ?? plan.test, plan);
    checkLoss(evaluation.loss, { epoch, step: stepsPerEpoch, rate: plan.rate });
    checkWeights(network, { epoch, step: stepsPerEpoch, rate: plan.rate });
    const judged = plan.validation ? "validation" : "test", train = plan.measure?.();
    yield { kind: "epoch", metrics: meter.finish(evaluation, { judged, train }), evaluation };
  }
}
