import assert from "node:assert/strict";
import { join } from "node:path";
import { sampleFiles } from "../../data/make_sample.ts";
import { ALL_PARTS, assembleDataset, partNames, readParts } from "../../src/data/assemble.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { loadFolder } from "../../src/data/folder.ts";
import { decodeFile } from "../../src/data/idx_file.ts";
import { lacks } from "../permission.ts";

const committed = join(import.meta.dirname!, "../../data/sample");

Deno.test("sampleFiles() makes a dataset of 8×8 images with every class in both splits", async () => {
  const { rows, columns, labels: { length: classes }, train, test } = await sample();
  assert.deepEqual([rows, columns, classes, train.count, test.count], [8, 8, 10, 100, 50]);
  for (const { labels, count } of [train, test]) {
    for (let label = 0; label < classes; label++) {
      assert.equal(labels.filter((found) => found === label).length, count / classes);
    }
  }
});

Deno.test("sampleFiles() makes images that the nearest neighbour tells apart", async () => {
  const { train, test } = await sample();
  let right = 0;
  for (let i = 0; i < test.count; i++) {
    const image = test.images.subarray(i * 64, (i + 1) * 64);
    let nearest = 0;
    let least = Infinity;
    for (let j = 0; j < train.count; j++) {
      const distance = image.reduce((sum, v, k) => sum + (v - train.images[j * 64 + k]) ** 2, 0);
      if (distance < least) [nearest, least] = [j, distance];
    }
    if (train.labels[nearest] === test.labels[i]) right++;
  }
  assert.ok(right > 45, `${right} of 50 right`);
});

Deno.test("sampleFiles() makes ink of 192 to 255 and specks of at most 63", async () => {
  const { images } = (await sample()).train;
  assert.ok(images.every((pixel) => pixel < 64 || pixel >= 192));
  assert.ok(images.some((pixel) => pixel > 0 && pixel < 64));
});

Deno.test({
  name: "sampleFiles() makes the files of data/sample, to the byte (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const files = sampleFiles();
    const present = Array.from(Deno.readDirSync(committed), ({ name }) => name);
    assert.deepEqual(present.sort(), files.map(({ name }) => name).sort());
    for (const { name, bytes } of files) {
      assert.deepEqual(new Uint8Array(await Deno.readFile(join(committed, name))), bytes, name);
    }
  },
});

Deno.test({
  name: "loadFolder() reads data/sample (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    assert.deepEqual(await loadFolder(committed), await sample());
  },
});

async function sample(): Promise<Dataset> {
  const files = new Map(sampleFiles().map(({ name, bytes }) => [name, bytes]));
  return assembleDataset(
    "sample",
    await readParts(ALL_PARTS, (part) => decodeFile(partNames[part], files.get(partNames[part])!)),
  );
}
