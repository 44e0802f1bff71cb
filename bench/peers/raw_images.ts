/**
 * The images as files without headers, which every language reads in one line.
 *
 * @module
 */
import { join } from "node:path";
import type { Dataset } from "../../src/data/dataset.ts";

/** The files: pixels and classes, a byte each, of the training and of the test images. */
export const RAW_FILES = {
  trainImages: "train_images.u8",
  trainLabels: "train_labels.u8",
  testImages: "test_images.u8",
  testLabels: "test_labels.u8",
} as const;

/** Writes the files into a folder. */
export async function writeRawImages(folder: string, { train, test }: Dataset): Promise<void> {
  await Deno.writeFile(join(folder, RAW_FILES.trainImages), train.images);
  await Deno.writeFile(join(folder, RAW_FILES.trainLabels), train.labels);
  await Deno.writeFile(join(folder, RAW_FILES.testImages), test.images);
  await Deno.writeFile(join(folder, RAW_FILES.testLabels), test.labels);
}

/** Reads them back: images of 28×28 pixels in 10 classes. */
export async function readRawImages(folder: string): Promise<Dataset> {
  const read = (name: string) => Deno.readFile(join(folder, name));
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all(
    Object.values(RAW_FILES).map(read),
  );
  return {
    name: "MNIST",
    rows: 28,
    columns: 28,
    labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    train: { images: trainImages, labels: trainLabels, count: trainLabels.length },
    test: { images: testImages, labels: testLabels, count: testLabels.length },
  };
}
