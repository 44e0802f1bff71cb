/**
 * Keeping a part of labelled images apart, to judge with images that were not learnt from.
 *
 * @module
 */
import { type RandomSource, shuffle } from "../random/source.ts";
import { countBytes } from "./statistics.ts";

/** How labelled images are split in two. */
export interface SplitOptions {
  /** The share to keep apart, from 0 to 1. */
  readonly share: number;
  /** What draws the images that are kept apart. */
  readonly random: RandomSource;
  /** Whether to split each class by itself, so that both sides have its share; false by default. */
  readonly stratified?: boolean;
}

/** Two sides of the same images, as their indices, each in a random order. */
export interface SplitIndices {
  /** The images to learn from. */
  readonly train: Uint32Array;
  /** The images that are kept apart. */
  readonly test: Uint32Array;
}

/**
 * Splits images in two by their labels, `(count)`: every image is on one side, and `share·count` of
 * them, to the nearest whole number, are kept apart. A side may be empty.
 *
 * Stratified, the sizes are the same, and of each class of `n` images the number that is kept apart
 * differs from `share·n` by no more than one. A class of a single image is on one side only: which one
 * follows from where the class stands among the others, as a fifth of such classes has to be kept
 * apart where `share` is a fifth.
 *
 * Every image is as likely as any other (of its class) to be kept apart. The same labels, options and
 * stream give the same split.
 *
 * @throws {RangeError} A share that is not from 0 to 1.
 */
export function trainTestSplit(
  labels: Uint8Array,
  { share, random, stratified = false }: SplitOptions,
): SplitIndices {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`Cannot split off a share that is not from 0 to 1: found ${share}`);
  }
  const order = Uint32Array.from(labels, (_, index) => index);
  shuffle(random, order);

  // A plain split is a stratified one whose images are all of one class.
  const classOf = (index: number) => stratified ? labels[index] : 0;
  const wanted = sizes(stratified ? countBytes(labels) : [labels.length], share);
  const test = new Uint32Array(wanted.reduce((sum, size) => sum + size, 0));
  const train = new Uint32Array(labels.length - test.length);
  let tests = 0, trains = 0;
  for (const index of order) {
    if (wanted[classOf(index)]-- > 0) test[tests++] = index;
    else train[trains++] = index;
  }
  // So far train starts with the class that was the first to have all of its test images.
  shuffle(random, train);
  shuffle(random, test);
  return { train, test };
}

/**
 * How many images of each class to keep apart. The rounding is done on the running total, so that
 * what one class gives up the next one gets, and the sizes sum to the share of the whole.
 */
function sizes(counts: ArrayLike<number>, share: number): number[] {
  let images = 0, kept = 0;
  return Array.from(counts, (count) => {
    images += count;
    const before = kept;
    kept = Math.round(share * images);
    return kept - before;
  });
}
