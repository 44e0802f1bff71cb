/**
 * Labelled images as the four IDX files of a dataset.
 *
 * @module
 */
import { encodeIdx } from "../idx/encode.ts";
import type { RandomSource } from "../random/source.ts";
import { partNames } from "./assemble.ts";
import { trainTestSplit } from "./split.ts";

/** Images to be packed. */
export interface Labelled {
  /** (rows, columns) bytes each, all of one size. */
  readonly images: readonly Uint8Array[];
  /** The class of each. */
  readonly labels: Uint8Array;
  /** Their height. */
  readonly rows: number;
  /** Their width. */
  readonly columns: number;
}

/** The four files, and how many images each side has. */
export interface Packed {
  /** The content of each file by its name. */
  readonly files: Record<string, Uint8Array>;
  /** How many images there are to learn from. */
  readonly train: number;
  /** How many images there are to be judged on. */
  readonly test: number;
}

/**
 * Packs images as IDX files, split class by class: `share` of them are for the test, drawn by `random`.
 */
export function packDataset(
  { images, labels, rows, columns }: Labelled,
  { share, random }: { readonly share: number; readonly random: RandomSource },
): Packed {
  const { train, test } = trainTestSplit(labels, { share, random, stratified: true });
  const imagesOf = (indices: Uint32Array) => {
    const data = new Uint8Array(indices.length * rows * columns);
    indices.forEach((index, i) => data.set(images[index], i * rows * columns));
    return encodeIdx({ shape: [indices.length, rows, columns], data });
  };
  const labelsOf = (indices: Uint32Array) =>
    encodeIdx({ shape: [indices.length], data: Uint8Array.from(indices, (i) => labels[i]) });
  return {
    files: {
      [partNames.trainImages]: imagesOf(train),
      [partNames.trainLabels]: labelsOf(train),
      [partNames.testImages]: imagesOf(test),
      [partNames.testLabels]: labelsOf(test),
    },
    train: train.length,
    test: test.length,
  };
}

/**
 * The label of each folder of pictures, by the order of its names: the number that it is called, where
 * all are called 0 to 255, and its place in the order if not.
 */
export function labelsOfFolders(names: readonly string[]): number[] {
  const numbers = names.map((name) => /^(0|[1-9]\d{0,2})$/.test(name) ? Number(name) : 256);
  return numbers.every((number) => number <= 255) ? numbers : names.map((_, place) => place);
}
