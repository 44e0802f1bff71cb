import assert from "node:assert/strict";
import { assembleDataset, type Part, partNames, readParts } from "../../src/data/assemble.ts";
import type { IdxFile } from "../../src/data/idx_file.ts";
import type { IdxData } from "../../src/idx/elements.ts";
import { assertTold } from "./told.ts";

const valid: Record<Part, IdxFile> = {
  trainImages: file("trainImages", [2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6)),
  trainLabels: file("trainLabels", [2], Uint8Array.of(0, 1)),
  testImages: file("testImages", [1, 1, 3], Uint8Array.of(7, 8, 9)),
  testLabels: file("testLabels", [1], Uint8Array.of(4)),
};

Deno.test("assembleDataset() counts the classes of both splits", () => {
  assert.deepEqual(assembleDataset("tiny", valid), {
    name: "tiny",
    rows: 1,
    columns: 3,
    classes: 5,
    train: { images: valid.trainImages.data, labels: valid.trainLabels.data, count: 2 },
    test: { images: valid.testImages.data, labels: valid.testLabels.data, count: 1 },
  });
});

Deno.test("assembleDataset() accepts 2 and 256 classes", () => {
  const two = { testLabels: file("testLabels", [1], Uint8Array.of(0)) };
  assert.equal(assembleDataset("tiny", { ...valid, ...two }).classes, 2);
  const most = { testLabels: file("testLabels", [1], Uint8Array.of(255)) };
  assert.equal(assembleDataset("tiny", { ...valid, ...most }).classes, 256);
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
  }, ["trainImages", "0×1×3"]],
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
  ["labels that are not unsigned", {
    testLabels: file("testLabels", [1], Int8Array.of(1)),
  }, ["testLabels", "Uint8", "Int8"]],
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
    trainLabels: file("trainLabels", [2], new Uint8Array(2)),
    testLabels: file("testLabels", [1], new Uint8Array(1)),
  }, ["trainLabels", "testLabels", "0"]],
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
  const reading = readParts(async (part) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, delays[part]));
    running--;
    if (part === "trainLabels" || part === "testImages") throw new Error(part);
    return valid[part];
  });
  await assert.rejects(reading, /trainLabels/);
  assert.equal(most, Object.keys(partNames).length);
  assert.equal(running, 0);
});

function file(path: string, shape: number[], data: IdxData): IdxFile {
  return { path, shape, data };
}
