/**
 * The short trainings of lesson 5.
 *
 * @module
 */
import type { Dataset, Split } from "../src/data/dataset.ts";
import type { EngineName } from "../src/engine/engine.ts";
import type { Surroundings } from "../src/lesson/lesson.ts";
import type { Evaluation } from "../src/train/evaluate.ts";
import { DivergenceError } from "../src/train/divergence.ts";
import type { EpochMetrics } from "../src/train/meter.ts";
import { DEFAULT_RECIPE, type Recipe } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";

/** How the lesson was asked for. */
export interface Asked {
  /** All of MNIST. */
  readonly dataset: Dataset;
  /** What computes. */
  readonly engine: EngineName;
  /** Makes an engine. */
  readonly createEngine: Surroundings["createEngine"];
  /** The seed of the weights and of the orders. */
  readonly seed: number;
}

/** How many images a trial takes. */
export interface TrialSizes {
  /** It learns from so many, unless it says so. */
  readonly learnt: number;
  /** So many judge it: the last ones of the training set, never the test set. */
  readonly judges: number;
}

/** Fewer on the plain engine, so that nobody waits for long. */
export function trialSizes(engine: EngineName): TrialSizes {
  return engine === "plain" ? { learnt: 5_000, judges: 2_000 } : { learnt: 10_000, judges: 5_000 };
}

/** A trial: a training whose recipe is the default one but for the rate, which is constant, and what is told. */
export function trial(
  { dataset, engine, createEngine, seed }: Asked,
  { learnt = trialSizes(engine).learnt, sorted = false, ...recipe }: Partial<Recipe> & {
    /** How many images it learns from. */
    readonly learnt?: number;
    /** Whether all zeros come first, then all ones, and so on. */
    readonly sorted?: boolean;
  },
): Session {
  const { train } = dataset;
  const first = part(train, { from: 0, to: learnt });
  const data = {
    ...dataset,
    train: sorted ? byClass(first) : first,
    test: part(train, { from: train.count - trialSizes(engine).judges, to: train.count }),
  };
  const rest = { rate: 0.1, schedule: "constant", epochs: 3, ...recipe } as const;
  return new Session(createEngine(engine), {
    recipe: { ...DEFAULT_RECIPE, ...rest, engine, seed },
    dataset: data,
  });
}

/** Some examples of a split, from one place to another. */
export function part(
  { images, labels, count }: Split,
  { from, to }: { readonly from: number; readonly to: number },
): Split {
  const size = images.length / count;
  return {
    images: images.subarray(from * size, to * size),
    labels: labels.subarray(from, to),
    count: to - from,
  };
}

function byClass({ images, labels, count }: Split): Split {
  const size = images.length / count;
  const order = [...labels.keys()].sort((a, b) => labels[a] - labels[b] || a - b);
  const sorted = new Uint8Array(images.length);
  for (const [place, i] of order.entries()) {
    sorted.set(images.subarray(i * size, (i + 1) * size), place * size);
  }
  return { images: sorted, labels: Uint8Array.from(order, (i) => labels[i]), count };
}

/** How far a training is. */
export interface Lap {
  /** In epochs: 1.5 in the middle of the second one. */
  readonly at: number;
  /** The mean loss of the images since the last lap. */
  readonly loss: number;
  /** At the end of an epoch. */
  readonly end?: { readonly metrics: EpochMetrics; readonly evaluation: Evaluation };
}

/** Trains, a lap every so many steps and at the end of each epoch; it stops where the weights are lost. */
export function* laps(session: Session, { every = 20 } = {}): Generator<Lap> {
  const { batch } = session.recipe, { count } = session.train;
  let images = 0, sum = 0, loss = NaN;
  try {
    for (const event of session.run()) {
      if (event.kind === "epoch") {
        images = sum = 0;
        yield { at: event.metrics.epoch, loss, end: event };
      } else if (event.step % every === 0 || event.step === event.steps) {
        const now = Math.min(event.step * batch, count), all = event.trainLoss * now;
        loss = (all - sum) / (now - images);
        [images, sum] = [now, all];
        if (event.step < event.steps) yield { at: event.epoch - 1 + now / count, loss };
      }
    }
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
  }
}
