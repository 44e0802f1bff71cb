import assert from "node:assert/strict";
import { type Dataset, firstTrainImages } from "../../src/data/dataset.ts";
import { assertTold } from "./told.ts";

const dataset: Dataset = {
  name: "tiny",
  rows: 1,
  columns: 2,
  labels: [0, 1, 5],
  train: { images: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: Uint8Array.of(0, 1, 2), count: 3 },
  test: { images: Uint8Array.of(7, 8), labels: Uint8Array.of(2), count: 1 },
};

Deno.test("firstTrainImages() keeps the first images, the test images and the classes", () => {
  const { train, ...rest } = firstTrainImages(dataset, 2);
  assert.deepEqual(train, {
    images: Uint8Array.of(1, 2, 3, 4),
    labels: Uint8Array.of(0, 1),
    count: 2,
  });
  const { train: _, ...restOfWhole } = dataset;
  assert.deepEqual(rest, restOfWhole);
});

Deno.test("firstTrainImages() shares the memory of the whole dataset", () => {
  const { train } = firstTrainImages(dataset, 3);
  assert.equal(train.images.buffer, dataset.train.images.buffer);
  assert.equal(train.labels.buffer, dataset.train.labels.buffer);
});

for (const limit of [0, -1, 4, 1.5, NaN, Infinity]) {
  Deno.test(`firstTrainImages() refuses ${limit} of 3 images`, () => {
    assert.throws(
      () => firstTrainImages(dataset, limit),
      (error) => assertTold(error, "tiny", "3", String(limit)),
    );
  });
}
