/**
 * From the four arrays of a dataset to the dataset, once everything about them is checked.
 *
 * @module
 */

import { type Text, UserError } from "../errors.ts";
import type { Dataset, Split, TestSet } from "./dataset.ts";
import type { IdxFile } from "./idx_file.ts";

/** The four parts of a dataset, each under the name of its file in MNIST. */
export const partNames = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
} as const;

/** One of the four parts of a dataset. */
export type Part = keyof typeof partNames;
/** All four parts, in the order of {@linkcode partNames}. */
export const ALL_PARTS = Object.keys(partNames) as readonly Part[];
/** The two parts that a network is judged on. */
export const TEST_PARTS = ["testImages", "testLabels"] as const;

/**
 * Reads some parts at once. When several fail, the error of the first one in the order given is
 * thrown, after all have ended: the same fault always gives the same error.
 */
export async function readParts<Name extends Part>(
  parts: readonly Name[],
  read: (part: Part) => Promise<IdxFile>,
): Promise<Record<Name, IdxFile>> {
  const results = await Promise.allSettled(parts.map(read));
  const files = results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
  return Object.fromEntries(parts.map((part, i) => [part, files[i]])) as Record<Name, IdxFile>;
}

/**
 * The dataset that four arrays make. Its classes are `labels`, or those that occur among the training
 * labels.
 *
 * Throws a `UserError` that names the files when the images are not `(count, rows, columns)` of u8,
 * the labels not `(count)` of integers from 0 to 255 (nor the eight columns of QMNIST, of which the
 * first is the class), a count or a size is zero, images and labels differ in number, training and
 * test images in size, a label is of no class, or there are fewer than two classes.
 */
export function assembleDataset(
  name: string,
  files: Record<Part, IdxFile>,
  options: { readonly labels?: readonly number[] } = {},
): Dataset {
  const { trainImages, trainLabels, testImages } = files;
  const { labels = [...new Set(labelsOf(trainLabels))].sort((a, b) => a - b) } = options;
  const train = pair(trainImages, trainLabels, labels);
  const testSet = assembleTestSet(name, files, { labels });
  const { rows, columns } = testSet, [, trainRows, trainColumns] = trainImages.shape;
  if (rows !== trainRows || columns !== trainColumns) {
    throw new UserError({
      en: `wanted training and test images of one size, found ${trainRows}×${trainColumns} in ` +
        `${trainImages.path} and ${rows}×${columns} in ${testImages.path}: ` +
        `take both from one dataset`,
      fr: `il fallait des images d’entraînement et de test de même taille, on trouve ` +
        `${trainRows}×${trainColumns} dans ${trainImages.path} et ${rows}×${columns} dans ` +
        `${testImages.path}\u00a0: prenez-les dans un même jeu de données`,
    });
  }
  if (labels.length < 2) {
    throw new UserError({
      en: `wanted at least two classes, found only the label ${labels[0]} in ` +
        `${trainLabels.path}: give a dataset with something to tell apart`,
      fr: `il fallait au moins deux classes, on ne trouve que l’étiquette ${labels[0]} dans ` +
        `${trainLabels.path}\u00a0: donnez un jeu de données où il y a quelque chose à distinguer`,
    });
  }
  return { ...testSet, train };
}

/** The test images of the classes `labels`. Throws what {@linkcode assembleDataset} does. */
export function assembleTestSet(
  name: string,
  { testImages, testLabels }: Record<typeof TEST_PARTS[number], IdxFile>,
  { labels }: { readonly labels: readonly number[] },
): TestSet {
  const test = pair(testImages, testLabels, labels);
  const [, rows, columns] = testImages.shape;
  return { name, rows, columns, labels, test };
}

function pair(images: IdxFile, labels: IdxFile, known: readonly number[]): Split {
  const pixels = pixelsOf(images), values = labelsOf(labels);
  if (images.shape[0] !== labels.shape[0]) {
    throw new UserError({
      en: `wanted one label for each image, found ${images.shape[0]} image(s) in ${images.path} ` +
        `and ${labels.shape[0]} label(s) in ${labels.path}: take both from one dataset`,
      fr: `il fallait une étiquette par image, on trouve ${images.shape[0]} image(s) dans ` +
        `${images.path} et ${labels.shape[0]} étiquette(s) dans ${labels.path}\u00a0: ` +
        `prenez-les dans un même jeu de données`,
    });
  }
  const classOf = new Int16Array(256).fill(-1);
  known.forEach((label, index) => classOf[label] = index);
  const stranger = values.findIndex((label) => classOf[label] < 0);
  if (stranger >= 0) throw unknownLabel(labels.path, { label: values[stranger], stranger, known });
  return { images: pixels, labels: values.map((label) => classOf[label]), count: values.length };
}

function pixelsOf(images: IdxFile): Uint8Array {
  const { data, shape } = images;
  if (!(data instanceof Uint8Array) || shape.length !== 3) {
    throw unsuited(images, {
      en: "images of bytes, which are Uint8 in 3 dimensions",
      fr: "des images en octets, soit Uint8 en 3 dimensions",
    });
  }
  return notEmpty(images, data);
}

/** The labels of a file as bytes, whatever integers they are there. */
function labelsOf(labels: IdxFile): Uint8Array {
  const { data, shape, path } = labels;
  // The labels of QMNIST are i32 in eight columns: the digit, then who wrote it, where, …
  const isQmnist = shape.length === 2 && shape[1] === 8 && data instanceof Int32Array;
  const isReal = data instanceof Float32Array || data instanceof Float64Array;
  if (isReal || !(isQmnist || shape.length === 1)) {
    throw unsuited(labels, {
      en: "labels, which are integers in 1 dimension",
      fr: "des étiquettes, soit des entiers en 1 dimension",
    });
  }
  notEmpty(labels, data);
  return Uint8Array.from({ length: shape[0] }, (_, image) => {
    const label = data[isQmnist ? 8 * image : image];
    if (label >= 0 && label <= 255) return label;
    throw new UserError({
      en: `${path}: wanted labels from 0 to 255, found ${label} for image ${image}: number the ` +
        "classes from 0",
      fr: `${path}\u00a0: il fallait des étiquettes de 0 à 255, on trouve ${label} pour l’image ` +
        `${image}\u00a0: numérotez les classes à partir de 0`,
    });
  });
}

function notEmpty<Data>({ path, shape }: IdxFile, data: Data): Data {
  if (!shape.includes(0)) return data;
  throw new UserError({
    en: `${path}: wanted something in every dimension, found ${shape.join("×")}, which is ` +
      `empty: give another file`,
    fr: `${path}\u00a0: il fallait des données dans chaque dimension, on trouve ` +
      `${shape.join("×")}, ce qui est vide\u00a0: donnez un autre fichier`,
  });
}

function unsuited({ path, shape, data }: IdxFile, wanted: Text): UserError {
  const type = data.constructor.name.replace("Array", "");
  return new UserError({
    en: `${path}: wanted ${wanted.en}, found ${type} in ${shape.length}: give another file`,
    fr: `${path}\u00a0: il fallait ${wanted.fr}, on trouve ${type} en ${shape.length}\u00a0: ` +
      "donnez un autre fichier",
  });
}

function unknownLabel(
  path: string,
  { label, stranger, known }: { label: number; stranger: number; known: readonly number[] },
): UserError {
  const first = known[0], last = known.at(-1)!;
  const dense = last - first === known.length - 1;
  const list = known.slice(0, 12).join(", ") + (known.length > 12 ? ", …" : "");
  const [en, fr] = dense ? [`${first} to ${last}`, `${first} à ${last}`] : [list, list];
  return new UserError({
    en: `${path}: image ${stranger} has the label ${label}, which was not learnt: the labels ` +
      `known from training are ${en}, give images of these only`,
    fr: `${path}\u00a0: l’image ${stranger} porte l’étiquette ${label}, qui n’a pas été ` +
      `apprise\u00a0: l’entraînement connaît les étiquettes ${fr}, donnez seulement des images ` +
      "de celles-ci",
  });
}
