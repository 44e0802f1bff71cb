/**
 * Labelled images, as every part of the project takes them.
 *
 * @module
 */

import { UserError } from "../errors.ts";

/** Images and what they show. */
export interface Split {
  /** `(count, rows, columns)`, row-major: one byte a pixel, 0 for paper and 255 for ink. */
  readonly images: Uint8Array;
  /** `(count)`: the class of each image, from 0. */
  readonly labels: Uint8Array;
  /** How many images there are. */
  readonly count: number;
}

/** Images to be judged on, all of one size. */
export interface TestSet {
  /** What to call it: `MNIST`, or the name of the folder. */
  readonly name: string;
  /** Height of an image, in pixels. */
  readonly rows: number;
  /** Width of an image, in pixels. */
  readonly columns: number;
  /**
   * What each class is labelled in the files, ascending: 0 to 9 for digits, 1 to 26 for the letters
   * of EMNIST. They are the labels that occur among the training images. Class `c` shows `labels[c]`.
   */
  readonly labels: readonly number[];
  /** What a network is judged on, and never learns from. */
  readonly test: Split;
}

/** Images to be judged on, and others to learn from. */
export interface Dataset extends TestSet {
  /** What a network learns from. */
  readonly train: Split;
}

/**
 * The dataset with only its first `limit` training images. It shares the memory of the whole one,
 * and keeps its test images and its number of classes.
 *
 * Throws a `UserError` when `limit` is not a whole number from 1 to the number of training images.
 */
export function firstTrainImages(dataset: Dataset, limit: number): Dataset {
  const { rows, columns, train } = dataset;
  if (!Number.isInteger(limit) || limit < 1 || limit > train.count) {
    throw new UserError({
      en: `${dataset.name} has ${train.count} training images: ask for 1 to ${train.count} of ` +
        `them, not ${limit}`,
      fr: `${dataset.name} contient ${train.count} images d’entraînement\u00a0: demandez-en de 1 ` +
        `à ${train.count}, et non ${limit}`,
    });
  }
  return {
    ...dataset,
    train: {
      images: train.images.subarray(0, limit * rows * columns),
      labels: train.labels.subarray(0, limit),
      count: limit,
    },
  };
}
