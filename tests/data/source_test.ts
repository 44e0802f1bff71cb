import assert from "node:assert/strict";
import type { Part } from "../../src/data/assemble.ts";
import { readDataset, readTestSet, type Source, transposed } from "../../src/data/source.ts";

/** A source of images of 2×3, numbered pixel by pixel, which notes what it is asked. */
function numbered(asked: Part[] = []): Source {
  return {
    name: "numbered",
    whole: true,
    read(part) {
      asked.push(part);
      const data = part.endsWith("Images")
        ? Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16)
        : Uint8Array.of(3, 8);
      const shape = part.endsWith("Images") ? [2, 2, 3] : [2];
      return Promise.resolve({ path: part, shape, data });
    },
  };
}

Deno.test("transposed() exchanges rows and columns of every image, and leaves labels", async () => {
  const turned = Uint8Array.of(1, 4, 2, 5, 3, 6, 11, 14, 12, 15, 13, 16);
  const { rows, columns, train, test } = await readDataset(transposed(numbered()));
  assert.deepEqual([rows, columns], [3, 2]);
  assert.deepEqual([train.images, test.images], [turned, turned]);
  assert.deepEqual(train.labels, Uint8Array.of(0, 1));
  const twice = await readDataset(transposed(transposed(numbered())));
  assert.deepEqual(twice, await readDataset(numbered()));
});

Deno.test("readTestSet() asks for the two test files only", async () => {
  const asked: Part[] = [], labels = [3, 5, 8];
  const { test } = await readTestSet(numbered(asked), { labels });
  assert.deepEqual(asked, ["testImages", "testLabels"]);
  assert.deepEqual(test.labels, Uint8Array.of(0, 2));
});
