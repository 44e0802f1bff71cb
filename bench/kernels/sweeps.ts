/**
 * How training grows: with neurons, with the batch, with the images, with threads.
 *
 * @module
 */
import { type Dataset, firstTrainImages } from "../../src/data/dataset.ts";
import { Crew } from "../../src/train/crew.ts";
import type { Recipe } from "../../src/train/recipe.ts";
import { median } from "../peers/comparison.ts";
import { checkSteps, endlessRecipe, endlessTraining, epochOf, stepOf } from "./endless.ts";
import { timeInRounds, type Work } from "./rounds.ts";
import { fittedSlope } from "./slope.ts";

/** Milliseconds of steps in a round. */
const SLICE = 15;

/** The same for threads: those of the others fall asleep meanwhile, and a training's do not. */
const THREADS_SLICE = 50;

/** Training at one size of what grows. */
export interface SweepPoint {
  /** What grows. */
  readonly size: number;
  /** Of a step, or of an epoch where the images grow; the median. */
  readonly seconds: number;
  /** Training steps only. */
  readonly imagesPerSecond: number;
}

/** How training grows with one thing. */
export interface Sweep {
  /** The sizes of the hidden layers, where they stay as they are. */
  readonly hidden?: readonly number[];
  /** From the smallest to the largest. */
  readonly points: readonly SweepPoint[];
  /** The exponent of the growth, fitted to the seconds; `null` for a single point. */
  readonly slope: number | null;
}

/** A training of some size, to be timed. */
interface Subject {
  readonly size: number;
  /** Images learnt from in a call. */
  readonly images: number;
  readonly work: Work;
}

function sweep(
  subjects: readonly Subject[],
  rounds: number,
  slice = SLICE,
): Omit<Sweep, "hidden"> {
  const times = timeInRounds(subjects.map(({ work }) => work), { rounds, slice });
  const points = subjects.map(({ size, images }, i) => {
    const seconds = median(times[i]);
    return { size, seconds, imagesPerSecond: images / seconds };
  });
  return { points, slope: fittedSlope(points.map(({ size, seconds: cost }) => ({ size, cost }))) };
}

function stepsOf(recipe: Recipe, dataset: Dataset): Work {
  checkSteps(recipe, dataset);
  return stepOf(endlessTraining(recipe, dataset));
}

/** By the neurons of one hidden layer. */
export function sweepHidden(dataset: Dataset, rounds: number): Sweep {
  const subjects = [16, 32, 64, 128, 256, 512, 1024].map((size): Subject => {
    const recipe = endlessRecipe({ hidden: [size] });
    return { size, images: recipe.batch, work: stepsOf(recipe, dataset) };
  });
  return sweep(subjects, rounds);
}

/** By the images of a batch. */
export function sweepBatch(dataset: Dataset, rounds: number): Sweep {
  const subjects = [1, 4, 16, 64, 256, 1024].map((size): Subject => {
    return { size, images: size, work: stepsOf(endlessRecipe({ batch: size }), dataset) };
  });
  return { hidden: endlessRecipe().hidden, ...sweep(subjects, rounds) };
}

/** By the number of images: an epoch of each. */
export function sweepImages(dataset: Dataset, rounds: number): Sweep {
  const recipe = endlessRecipe(), { count } = dataset.train;
  checkSteps(recipe, dataset);
  const subjects = [1000, 4000, 16_000, count].map((images): Subject => {
    const work = epochOf(endlessTraining(recipe, firstTrainImages(dataset, images)));
    return { size: images, images, work };
  });
  return { hidden: recipe.hidden, ...sweep(subjects, rounds) };
}

/** 1, 2, 4, … threads, and as many as there are cores. */
export function threadCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, cores];
}

/** By the number of threads: of the default network, and of a larger one. */
export async function sweepThreads(dataset: Dataset, rounds: number): Promise<Sweep[]> {
  const sweeps: Sweep[] = [];
  for (const hidden of [endlessRecipe().hidden, [512, 256]]) {
    const recipe = endlessRecipe({ hidden });
    using crews = new DisposableStack();
    const subjects: Subject[] = [];
    for (const size of threadCounts(navigator.hardwareConcurrency)) {
      const crew = size > 1 ? crews.use(await Crew.start(size)) : undefined;
      checkSteps(recipe, dataset, { crew });
      const work = stepOf(endlessTraining(recipe, dataset, { crew }));
      subjects.push({ size, images: recipe.batch, work });
    }
    sweeps.push({ hidden, ...sweep(subjects, rounds, THREADS_SLICE) });
  }
  return sweeps;
}
