/**
 * The numbers of lesson 1: a network that reads digits, where the ink of images lies, pixels left at
 * 0–255, models that guess, and splits.
 *
 * @module
 */
import type { Dataset, Split } from "../src/data/dataset.ts";
import { trainTestSplit } from "../src/data/split.ts";
import { countBytes } from "../src/data/statistics.ts";
import type { Engine } from "../src/engine/engine.ts";
import { digits } from "../src/lesson/digits.ts";
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { below, normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { countRight, evaluate } from "../src/train/evaluate.ts";
import { Examples } from "../src/train/examples.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";

/** How many training images are learnt from, and how many, after them, are kept apart. */
export const LEARNT = 55_000, KEPT = 5000;

/** The images of a split from one place to another, in the same memory. */
export function slice({ images, labels, count }: Split, from: number, to: number): Split {
  const size = images.length / count;
  return {
    images: images.subarray(from * size, to * size),
    labels: labels.subarray(from, to),
    count: to - from,
  };
}

/** The training images in two parts: what is learnt from, and what is kept apart. */
export function parts({ train }: Dataset): { learnt: Split; kept: Split } {
  return { learnt: slice(train, 0, LEARNT), kept: slice(train, LEARNT, train.count) };
}

/** A network that has learnt to read, and what it reads in the images that were kept apart. */
export interface Reader {
  /** The images that were kept apart. */
  readonly kept: Split;
  /** The share of them that is read right. */
  readonly accuracy: number;
  /** The class that is read in each. */
  readonly read: Uint8Array;
  /** The first five in a row of which one only is misread. */
  readonly five: readonly number[];
  /** That one. */
  readonly misread: number;
  /** The ten probabilities that the network gives to it. */
  readonly probabilities: readonly number[];
}

/** Trains 784-64-10 by the default recipe, for one epoch; gives how many images it has seen. */
export function* reader(
  engine: Engine,
  { dataset, seed }: { dataset: Dataset; seed: number },
): Generator<number, Reader> {
  const { learnt, kept } = parts(dataset);
  const session = new Session(engine, {
    recipe: { ...DEFAULT_RECIPE, epochs: 1, seed, engine: engine.name },
    dataset: { ...dataset, train: learnt, test: kept },
  });
  for (const event of session.run()) if (event.kind === "step") yield event.sums.images;
  const { network, test } = session, { accuracy, predictions: read } = evaluate(network, test);
  const isRight = (i: number) => read[i] === kept.labels[i];
  let first = 0;
  const five = () => [0, 1, 2, 3, 4].map((i) => first + i);
  while (five().filter(isRight).length !== 4) first++;
  const misread = five().find((i) => !isRight(i))!;
  const { probabilities } = network.forward(digits(kept, { engine, first: misread, count: 1 }));
  return {
    kept,
    accuracy,
    read,
    five: five(),
    misread,
    probabilities: Array.from(probabilities.data.subarray(0, 10)),
  };
}

/** Where the ink of an image lies: its box, and the mean place of its ink, in pixels. */
export interface Ink {
  /** Its first row. */
  readonly top: number;
  /** Its last row. */
  readonly bottom: number;
  /** Its first column. */
  readonly left: number;
  /** Its last column. */
  readonly right: number;
  /** Σ i·I / Σ I. */
  readonly row: number;
  /** Σ j·I / Σ I. */
  readonly column: number;
}

/** Where the ink of an image of 28×28 bytes lies. */
export function inkOf(pixels: Uint8Array): Ink {
  let top = 28, bottom = -1, left = 28, right = -1, ink = 0, down = 0, along = 0;
  for (let i = 0; i < 28; i++) {
    for (let j = 0; j < 28; j++) {
      const byte = pixels[28 * i + j];
      if (byte === 0) continue;
      top = Math.min(top, i);
      bottom = i;
      left = Math.min(left, j);
      right = Math.max(right, j);
      ink += byte;
      down += i * byte;
      along += j * byte;
    }
  }
  return { top, bottom, left, right, row: down / ink, column: along / ink };
}

/** The ink of all images: how many have no longer side of 20, and their centre not in the middle. */
export function inkOfAll({ images, labels, count }: Split) {
  let shorter = 0, apart = 0;
  const middles = new Float64Array(10), sizes = countBytes(labels);
  for (let k = 0; k < count; k++) {
    const ink = inkOf(images.subarray(784 * k, 784 * (k + 1)));
    const { top, bottom, left, right, row, column } = ink;
    if (Math.max(bottom - top, right - left) + 1 !== 20) shorter++;
    if (Math.max(Math.abs(row - 14), Math.abs(column - 14)) > 0.5) apart++;
    middles[labels[k]] += (top + bottom) / 2 / sizes[labels[k]];
  }
  return {
    /** How many have a box without a longer side of 20 pixels. */
    shorter,
    /** How many have the centre of their ink over half a pixel from row 14 or from column 14. */
    apart,
    /** By class: the mean row of the middle of the box. */
    middles: Array.from(middles),
  };
}

/** The learning rates that pixels of 0–1 and of 0–255 are both tried with, and from how many images is learnt. */
export const RATES = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5], FEW = 5000;

/** What came of a training with one rate. */
export interface Trial {
  /** The loss of the first batch, before any step. */
  readonly start: number;
  /** The share of the images kept apart that is read right. */
  readonly accuracy: number;
}

/**
 * Trains 784-64-10 with each rate, from the same weights: one pass over the first images, 64 for each
 * step, `divisor` dividing their bytes.
 */
export function* scalingTrials(
  engine: Engine,
  { dataset, seed, divisor }: { dataset: Dataset; seed: number; divisor: number },
): Generator<Trial> {
  const learnt = new Examples(engine, slice(dataset.train, 0, FEW));
  const kept = new Examples(engine, parts(dataset).kept);
  /** The batch, its pixels in the unit asked for: an engine scales bytes as it reads them. */
  const scaled = ({ inputs, labels }: Batch): Batch => {
    if (!("scale" in inputs)) throw new TypeError(`${engine.name} does not take bytes`);
    return { inputs: { ...inputs, scale: 1 / divisor }, labels };
  };
  for (const rate of RATES) {
    const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
    network.initialise("he", normalSource(new Xoshiro128(seed)));
    const descent = new Sgd(engine, network.parameters);
    let start: number | undefined;
    for (const batch of learnt.batches(64)) {
      const { loss } = network.forward(scaled(batch));
      start ??= loss;
      network.backward();
      descent.step(rate);
    }
    let right = 0;
    for (const batch of kept.batches(500)) {
      right += countRight(network.forward(scaled(batch)).probabilities, batch.labels);
    }
    yield { start: start!, accuracy: right / kept.count };
  }
}

/** How many models guess, on how many images they are compared, and on how many others judged. */
export const MODELS = 500, COMPARED = 100, JUDGED = 1000;

/** Models that draw their answers from a hat: the mean of all, and the best on the first images. */
export function guesses({ labels }: Split, { seed }: { seed: number }) {
  const hat = new Xoshiro128(seed, 4);
  const models = Array.from({ length: MODELS }, () => {
    const right = (from: number, to: number) =>
      labels.subarray(from, to).filter((label) => below(hat, 10) === label).length / (to - from);
    return { compared: right(0, COMPARED), judged: right(COMPARED, COMPARED + JUDGED) };
  });
  const mean = (of: "compared" | "judged") => models.reduce((sum, m) => sum + m[of], 0) / MODELS;
  return {
    best: models.reduce((a, b) => b.compared > a.compared ? b : a),
    mean: { compared: mean("compared"), judged: mean("judged") },
  };
}

/** Labels split 80/20, plain or stratified: the sides, the shares of each class, and how far apart. */
export function cut(
  labels: Uint8Array,
  { seed, stratified }: { seed: number; stratified: boolean },
) {
  const random = new Xoshiro128(seed, stratified ? 3 : 2);
  const { train, test } = trainTestSplit(labels, { share: 0.2, random, stratified });
  const shares = [train, test].map((side) => sharesOf(Uint8Array.from(side, (i) => labels[i])));
  const [learn, choose] = shares;
  return {
    /** 80 %: the places of its images. */
    train,
    /** 20 %. */
    test,
    /** The share of each class, on each side. */
    shares,
    /** The largest difference between the two shares of a class, in points. */
    gap: 100 * Math.max(...learn.map((share, c) => Math.abs(share - choose[c]))),
  };
}

/** The share of each of the ten classes. */
export function sharesOf(labels: Uint8Array): number[] {
  return Array.from(countBytes(labels).subarray(0, 10), (size) => size / labels.length);
}
