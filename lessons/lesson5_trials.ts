/**
 * The short trainings of lesson 5: what each learns from, and what judges it.
 *
 * @module
 */
import type { Dataset, Split } from "../src/data/dataset.ts";
import { splitValidation } from "../src/data/validation.ts";
import type { EngineName } from "../src/engine/engine.ts";
import type { Surroundings } from "../src/lesson/lesson.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import type { Evaluation } from "../src/train/evaluate.ts";
import { DivergenceError } from "../src/train/divergence.ts";
import type { EpochMetrics } from "../src/train/meter.ts";
import { DEFAULT_RECIPE, type Recipe } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";

/** How many training images are kept out, to choose by. */
export const VALIDATION = 5_000;

/** How the lesson was asked for. */
export interface Asked {
  /** All of MNIST. */
  readonly dataset: Dataset;
  /** The training images to learn from: without the validation images. */
  readonly train: Split;
  /** The validation images: those of `deno task train --validation 5000`. */
  readonly validation: Split;
  /** What computes. */
  readonly engine: EngineName;
  /** Makes an engine. */
  readonly createEngine: Surroundings["createEngine"];
  /** The seed of the weights, of the orders and of the choice of validation images. */
  readonly seed: number;
}

/** Keeps the validation images out, as a session with this seed does. */
export function keepValidation(
  asked: Omit<Asked, "train" | "validation">,
): Asked {
  const random = new Xoshiro128(asked.seed, 2);
  return { ...asked, ...splitValidation(asked.dataset, { count: VALIDATION, random }) };
}

/** How many images a trial learns from, unless it says so, and how many validation images judge it. */
export function trialSizes(
  engine: EngineName,
): { readonly learnt: number; readonly judges: number } {
  // Whole mini-batches of 64: a last one of 16 images is a step so noisy that it hides what is
  // compared. Fewer on the plain engine, so that nobody waits for long.
  return engine === "plain"
    ? { learnt: 1_920, judges: 1_000 }
    : { learnt: 3_200, judges: VALIDATION };
}

/** What is told of a trial; all else is as in the default recipe, but for the rate, which is constant. */
export interface TrialSpec extends Partial<Recipe> {
  /** How many images it learns from. */
  readonly learnt?: number;
  /** Whether all zeros come first, then all ones, and so on. */
  readonly sorted?: boolean;
}

/** A trial. What judges it, its `test`, are validation images. */
export function trial(
  { dataset, train, validation, engine, createEngine, seed }: Asked,
  { learnt = trialSizes(engine).learnt, sorted = false, ...recipe }: TrialSpec = {},
): Session {
  const first = part(train, { from: 0, to: learnt });
  const rest = { rate: 0.1, schedule: "constant", epochs: 3, ...recipe } as const;
  return new Session(createEngine(engine), {
    recipe: { ...DEFAULT_RECIPE, ...rest, engine, seed },
    dataset: {
      ...dataset,
      train: sorted ? byClass(first) : first,
      test: part(validation, { from: 0, to: trialSizes(engine).judges }),
    },
  });
}

/** The accuracy of a trial with each of some rates: 0 where the weights were lost. */
export interface Tuned {
  /** Those that are known so far, in the order of the rates. */
  readonly accuracies: readonly number[];
  /** The place of the best of them. */
  readonly best: number;
  /** The shortest time of an epoch, in seconds. */
  readonly seconds: number;
}

/** Each trial with each rate: gives what is known after each of them. */
export function* tune(
  asked: Asked,
  { trials, rates }: { readonly trials: readonly TrialSpec[]; readonly rates: readonly number[] },
): Generator<Tuned[]> {
  const all = trials.map((): number[] => []), times = trials.map(() => Infinity);
  for (const [i, spec] of trials.entries()) {
    for (const rate of rates) {
      const { accuracy, seconds } = finished(trial(asked, { ...spec, rate }));
      all[i].push(accuracy);
      times[i] = Math.min(times[i], seconds);
      yield all.map((accuracies, i) => ({
        accuracies: [...accuracies],
        best: accuracies.indexOf(Math.max(...accuracies)),
        seconds: times[i],
      }));
    }
  }
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

/** Trains to the end: the accuracy that is left, 0 where the weights are lost, and the time of an epoch. */
export function finished(session: Session): { accuracy: number; seconds: number } {
  let accuracy = 0, seconds = Infinity;
  for (const { end } of laps(session)) {
    if (end?.metrics.epoch !== session.recipe.epochs) continue;
    accuracy = end.evaluation.accuracy;
    seconds = end.metrics.seconds;
  }
  return { accuracy, seconds };
}
