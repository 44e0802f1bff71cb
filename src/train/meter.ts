/**
 * What is measured while an epoch runs.
 *
 * @module
 */

/** What is known after a step. */
export interface StepMetrics {
  /** Tells it from what is known of an epoch. */
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
  /** What it is computed from; a meter that is given it goes on from there. */
  readonly sums: EpochSums;
}

/** What is summed up in an epoch, over the steps taken so far. */
export interface EpochSums {
  /** Steps taken. */
  readonly step: number;
  /** Images learnt from. */
  readonly images: number;
  /** How many of them were read right. */
  readonly right: number;
  /** Sum of their losses, in nats. */
  readonly loss: number;
  /** Time of the steps. */
  readonly milliseconds: number;
}

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
  /** Mean loss of the test images after the epoch, in nats; left out where validation images are read. */
  readonly testLoss?: number;
  /** Share of the test images that are read right after the epoch, 0 to 1; left out likewise. */
  readonly testAccuracy?: number;
  /** Mean loss of the validation images after the epoch, in nats, where there are some. */
  readonly validationLoss?: number;
  /** Share of the validation images that are read right after the epoch, 0 to 1, where there are some. */
  readonly validationAccuracy?: number;
  /** Time of the training steps, without the evaluation. */
  readonly seconds: number;
  /** Training images divided by that time. */
  readonly imagesPerSecond: number;
}

/** Sums up the steps of an epoch, and the time that they take. */
export class EpochMeter {
  readonly #epoch: number;
  readonly #steps: number;
  readonly #clock: () => number;
  #sums: EpochSums;
  #started = 0;

  /**
   * For an epoch, counted from 1, of so many steps; `clock` gives milliseconds, `sums` those of the
   * steps that were taken before.
   */
  constructor(
    { epoch, steps, clock = () => performance.now(), sums = NO_SUMS }: {
      epoch: number;
      steps: number;
      clock?: () => number;
      sums?: EpochSums;
    },
  ) {
    this.#epoch = epoch;
    this.#steps = steps;
    this.#clock = clock;
    this.#sums = sums;
  }

  /** A step begins: what the caller does between two steps is not counted. */
  start(): void {
    this.#started = this.#clock();
  }

  /** A step ends. `loss` is the mean of its images, of which `right` were read right. */
  add({ images, loss, right }: { images: number; loss: number; right: number }): StepMetrics {
    const before = this.#sums;
    const sums = this.#sums = {
      step: before.step + 1,
      images: before.images + images,
      right: before.right + right,
      loss: before.loss + loss * images,
      // A clock may stand still.
      milliseconds: before.milliseconds + Math.max(this.#clock() - this.#started, 1e-3),
    };
    return {
      kind: "step",
      epoch: this.#epoch,
      step: sums.step,
      steps: this.#steps,
      trainLoss: sums.loss / sums.images,
      imagesPerSecond: this.#imagesPerSecond(),
      sums,
    };
  }

  /**
   * The epoch ends, and `judged` images were read. `train` stands for what was summed up, where it is
   * given.
   */
  finish(
    { loss, accuracy }: { readonly loss: number; readonly accuracy: number },
    { judged = "test", train }: {
      readonly judged?: "test" | "validation";
      readonly train?: { readonly loss: number; readonly accuracy: number };
    } = {},
  ): EpochMetrics {
    const { images, right, loss: sum, milliseconds } = this.#sums;
    return {
      epoch: this.#epoch,
      trainLoss: train?.loss ?? sum / images,
      trainAccuracy: train?.accuracy ?? right / images,
      ...(judged === "test"
        ? { testLoss: loss, testAccuracy: accuracy }
        : { validationLoss: loss, validationAccuracy: accuracy }),
      seconds: milliseconds / 1000,
      imagesPerSecond: this.#imagesPerSecond(),
    };
  }

  #imagesPerSecond(): number {
    return this.#sums.images / this.#sums.milliseconds * 1000;
  }
}

const NO_SUMS: EpochSums = { step: 0, images: 0, right: 0, loss: 0, milliseconds: 0 };
