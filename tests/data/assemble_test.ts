import assert from "node:assert/strict";
import {
  ALL_PARTS,
  assembleDataset,
  assembleTestSet,
  type Part,
  readParts,
} from "../../src/data/assemble.ts";
import type { IdxFile } from "../../src/data/idx_file.ts";
import type { IdxData } from "../../src/idx/elements.ts";
import { assertTold } from "./told.ts";

const valid: Record<Part, IdxFile> = {
  trainImages: file("trainImages", [2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6)),
  trainLabels: file("trainLabels", [2], Uint8Array.of(26, 4)),
  testImages: file("testImages", [1, 1, 3], Uint8Array.of(7, 8, 9)),
  testLabels: file("testLabels", [1], Uint8Array.of(4)),
};

Deno.test("assembleDataset() numbers the labels that occur among the training images", () => {
  assert.deepEqual(assembleDataset("tiny", valid), {
    name: "tiny",
    rows: 1,
    columns: 3,
    labels: [4, 26],
    train: { images: valid.trainImages.data, labels: Uint8Array.of(1, 0), count: 2 },
    test: { images: valid.testImages.data, labels: Uint8Array.of(0), count: 1 },
  });
});

Deno.test("assembleDataset() keeps to the labels that it is given", () => {
  const { labels, train, test } = assembleDataset("tiny", valid, { labels: [0, 4, 9, 26] });
  assert.deepEqual(labels, [0, 4, 9, 26]);
  assert.deepEqual([[...train.labels], [...test.labels]], [[3, 1], [1]]);
});

Deno.test("assembleTestSet() takes images of one class, and names a label that was not learnt", () => {
  const labels = [3, 4];
  const { test, ...rest } = assembleTestSet("tiny", valid, { labels });
  assert.deepEqual(rest, { name: "tiny", rows: 1, columns: 3, labels });
  assert.deepEqual([...test.labels], [1]);
  const refused: [number[], string][] = [[[0, 1, 2, 3], "0"], [[1, 3, 26], "1, 3, 26"]];
  for (const [labels, listed] of refused) {
    assert.throws(
      () => assembleTestSet("tiny", valid, { labels }),
      (error) => assertTold(error, "testLabels", " 4", listed),
    );
  }
});

for (const array of [Uint8Array, Int8Array, Int16Array, Int32Array]) {
  Deno.test(`assembleDataset() reads labels in an ${array.name}`, () => {
    const trainLabels = file("trainLabels", [2], array.of(1, 127));
    const testLabels = file("testLabels", [1], array.of(127));
    const { labels, test } = assembleDataset("tiny", { ...valid, trainLabels, testLabels });
    assert.deepEqual([labels, [...test.labels]], [[1, 127], [1]]);
  });
}

Deno.test("assembleDataset() reads 256 labels, and the first of QMNIST's eight columns", () => {
  const all = Int16Array.from({ length: 256 }, (_, i) => i);
  const most = {
    trainImages: file("trainImages", [256, 1, 3], new Uint8Array(768)),
    trainLabels: file("trainLabels", [256], all),
  };
  assert.equal(assembleDataset("tiny", { ...valid, ...most }).labels.length, 256);

  const columns = Int32Array.of(5, 0, 2610, 45, 35, 0, 0, 0, 4, 1, 3000, 12, 34, 1, 0, 0);
  const qmnist = { trainLabels: file("trainLabels", [2, 8], columns) };
  const { labels, train } = assembleDataset("tiny", { ...valid, ...qmnist });
  assert.deepEqual([labels, [...train.labels]], [[4, 5], [1, 0]]);
});

const refused: [string, Partial<Record<Part, IdxFile>>, string[]][] = [
  ["training images and labels that differ in number", {
    trainLabels: file("trainLabels", [3], new Uint8Array(3)),
  }, ["trainImages", "2 ", "trainLabels", "3 "]],
  ["test images and labels that differ in number", {
    testImages: file("testImages", [2, 1, 3], new Uint8Array(6)),
  }, ["testImages", "2 ", "testLabels", "1 "]],
  ["an empty training set", {
    trainImages: file("trainImages", [0, 1, 3], new Uint8Array(0)),
    trainLabels: file("trainLabels", [0], new Uint8Array(0)),
  }, ["trainLabels", "0"]],
  ["an empty test set", {
    testImages: file("testImages", [0, 1, 3], new Uint8Array(0)),
    testLabels: file("testLabels", [0], new Uint8Array(0)),
  }, ["testImages", "0×1×3"]],
  ["images without columns", {
    trainImages: file("trainImages", [2, 1, 0], new Uint8Array(0)),
  }, ["trainImages", "2×1×0"]],
  ["training and test images of different sizes", {
    testImages: file("testImages", [1, 3, 1], new Uint8Array(3)),
  }, ["trainImages", "1×3", "testImages", "3×1"]],
  ["images that are not bytes", {
    trainImages: file("trainImages", [2, 1, 3], new Float32Array(6)),
  }, ["trainImages", "Uint8", "Float32"]],
  ["labels that are not integers", {
    testLabels: file("testLabels", [1], Float32Array.of(4)),
  }, ["testLabels", "1 dim", "Float32"]],
  ["a label below 0", {
    testLabels: file("testLabels", [1], Int8Array.of(-1)),
  }, ["testLabels", "255", "-1"]],
  ["a label above 255", {
    trainLabels: file("trainLabels", [2], Int16Array.of(4, 256)),
  }, ["trainLabels", "255", "256", " 1"]],
  ["eight columns that are not QMNIST's", {
    trainLabels: file("trainLabels", [2, 8], new Uint8Array(16)),
  }, ["trainLabels", "1 dim", "Uint8"]],
  ["a test label that no training image has", {
    testLabels: file("testLabels", [1], Uint8Array.of(5)),
  }, ["testLabels", "5", "4, 26"]],
  ["images in two dimensions", {
    trainImages: file("trainImages", [2, 3], new Uint8Array(6)),
  }, ["trainImages", "3 dim", "Uint8"]],
  ["labels in three dimensions", {
    trainLabels: file("trainLabels", [2, 1, 1], new Uint8Array(2)),
  }, ["trainLabels", "1 dim", "3"]],
  ["labels without dimension", {
    testLabels: file("testLabels", [], new Uint8Array(1)),
  }, ["testLabels", "1 dim", "0"]],
  ["a single class", {
    trainLabels: file("trainLabels", [2], Uint8Array.of(4, 4)),
  }, ["trainLabels", "4"]],
];

for (const [what, parts, words] of refused) {
  Deno.test(`assembleDataset() refuses ${what}`, () => {
    assert.throws(
      () => assembleDataset("tiny", { ...valid, ...parts }),
      (error) => assertTold(error, ...words),
    );
  });
}

Deno.test("readParts() reads at once, waits for all, and throws the first error in order", async () => {
  let running = 0;
  let most = 0;
  const delays: Record<Part, number> = {
    trainImages: 0,
    trainLabels: 10,
    testImages: 1,
    testLabels: 20,
  };
  const reading = readParts(ALL_PARTS, async (part) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, delays[part]));
    running--;
    if (part === "trainLabels" || part === "testImages") throw new Error(part);
    return valid[part];
  });
  await assert.rejects(reading, /trainLabels/);
  assert.equal(most, ALL_PARTS.length);
  assert.equal(running, 0);
});

function file(path: string, shape: number[], data: IdxData): IdxFile {
  return { path, shape, data };
}
