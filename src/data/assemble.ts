/**
 * From the four arrays of a dataset to the dataset, once everything about them is checked.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import type { Dataset, Split } from "./dataset.ts";
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

/**
 * Reads the four parts at once. When several fail, the error of the first one in the order of
 * {@linkcode partNames} is thrown, after all have ended: the same fault always gives the same error.
 */
export async function readParts(
  read: (part: Part) => Promise<IdxFile>,
): Promise<Record<Part, IdxFile>> {
  const parts = Object.keys(partNames) as Part[];
  const results = await Promise.allSettled(parts.map(read));
  const files = results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
  return Object.fromEntries(parts.map((part, i) => [part, files[i]])) as Record<Part, IdxFile>;
}

/**
 * The dataset that four arrays make.
 *
 * Throws a `UserError` that names the files when the images are not `(count, rows, columns)` of u8,
 * the labels not `(count)` of u8, a count or a size is zero, images and labels differ in number,
 * training and test images in size, or there are fewer than two classes.
 */
export function assembleDataset(name: string, files: Record<Part, IdxFile>): Dataset {
  const { trainImages, trainLabels, testImages, testLabels } = files;
  const train = pair(trainImages, trainLabels);
  const test = pair(testImages, testLabels);
  const [, rows, columns] = trainImages.shape;
  const [, testRows, testColumns] = testImages.shape;
  if (rows !== testRows || columns !== testColumns) {
    throw new UserError({
      en: `wanted training and test images of one size, found ${rows}×${columns} in ` +
        `${trainImages.path} and ${testRows}×${testColumns} in ${testImages.path}: ` +
        `take both from one dataset`,
      fr: `il fallait des images d’entraînement et de test de même taille, on trouve ` +
        `${rows}×${columns} dans ${trainImages.path} et ${testRows}×${testColumns} dans ` +
        `${testImages.path}\u00a0: prenez-les dans un même jeu de données`,
    });
  }
  const classes = 1 + Math.max(largest(train.labels), largest(test.labels));
  if (classes < 2) {
    throw new UserError({
      en: `wanted at least two classes, found only the label 0 in ${trainLabels.path} and ` +
        `${testLabels.path}: give a dataset with something to tell apart`,
      fr: `il fallait au moins deux classes, on ne trouve que l’étiquette 0 dans ` +
        `${trainLabels.path} et ${testLabels.path}\u00a0: donnez un jeu de données où il y a ` +
        `quelque chose à distinguer`,
    });
  }
  return { name, rows, columns, classes, train, test };
}

function pair(images: IdxFile, labels: IdxFile): Split {
  const pixels = bytesOf(images, 3);
  const classes = bytesOf(labels, 1);
  if (images.shape[0] !== labels.shape[0]) {
    throw new UserError({
      en: `wanted one label for each image, found ${images.shape[0]} image(s) in ${images.path} ` +
        `and ${labels.shape[0]} label(s) in ${labels.path}: take both from one dataset`,
      fr: `il fallait une étiquette par image, on trouve ${images.shape[0]} image(s) dans ` +
        `${images.path} et ${labels.shape[0]} étiquette(s) dans ${labels.path}\u00a0: ` +
        `prenez-les dans un même jeu de données`,
    });
  }
  return { images: pixels, labels: classes, count: labels.shape[0] };
}

function bytesOf({ path, shape, data }: IdxFile, dimensions: 1 | 3): Uint8Array {
  const type = data.constructor.name.replace("Array", "");
  if (!(data instanceof Uint8Array) || shape.length !== dimensions) {
    const en = dimensions === 3 ? "images of bytes" : "labels of bytes";
    const fr = dimensions === 3 ? "des images en octets" : "des étiquettes en octets";
    throw new UserError({
      en: `${path}: wanted ${en}, which are Uint8 in ${dimensions} dimension(s), found ` +
        `${type} in ${shape.length}: give another file`,
      fr: `${path}\u00a0: il fallait ${fr}, soit Uint8 en ${dimensions} dimension(s), on trouve ` +
        `${type} en ${shape.length}\u00a0: donnez un autre fichier`,
    });
  }
  if (shape.includes(0)) {
    throw new UserError({
      en: `${path}: wanted something in every dimension, found ${shape.join("×")}, which is ` +
        `empty: give another file`,
      fr: `${path}\u00a0: il fallait des données dans chaque dimension, on trouve ` +
        `${shape.join("×")}, ce qui est vide\u00a0: donnez un autre fichier`,
    });
  }
  return data;
}

function largest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}
