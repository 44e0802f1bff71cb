import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { decodeModel, encodeModel, networkOf } from "../../src/run/model.ts";
import { restore } from "../../src/run/restore.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/safetensors/safetensors.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertTold } from "../data/told.ts";
import { stripes } from "../train/stripes.ts";

const engine = createEngine("plain");
const recipe = { ...DEFAULT_RECIPE, hidden: [3] };
const dataset = { ...stripes({ train: 12, test: 6 }), labels: [2, 3, 5, 7, 11, 13] };
const { network } = new Session(engine, { recipe, dataset });
const encoded = encodeModel(network, { recipe, dataset });

/** The same file with other metadata; what is `undefined` is left out. */
function edited(changes: Record<string, string | undefined>): Uint8Array {
  const { tensors, metadata: { file_sha256: _, ...metadata } } = decodeSafetensors(encoded);
  const all = Object.entries({ ...metadata, ...changes });
  return encodeSafetensors(
    [...tensors],
    Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  );
}

Deno.test("decodeModel() gives the labels and the size of the images that encodeModel() wrote", () => {
  const { labels, image } = decodeModel(encoded);
  assert.deepEqual([labels, image], [dataset.labels, { rows: 4, columns: 4 }]);
});

Deno.test("decodeModel() counts the labels of an old file from 0", () => {
  const model = decodeModel(edited({ labels: undefined, image: undefined }));
  assert.deepEqual([model.labels, model.image], [[0, 1, 2, 3, 4, 5], undefined]);
  restore(engine, { model, dataset: { ...dataset, rows: 2, columns: 8 } }); // as before
});

for (
  const [key, value] of [
    ["labels", "[0,1,2]"],
    ["labels", "[0,1,2,3,4,4]"],
    ["labels", "[0,1,2,3,4,256]"],
    ["labels", '[0,1,2,3,4,"5"]'],
    ["labels", "5"],
    ["image", "[4,4]"],
    ["image", '{"rows":4,"columns":5}'],
    ["image", "null"],
  ]
) {
  Deno.test(`a model whose ${key} are ${value} is refused`, () => {
    assert.throws(
      () => networkOf(engine, decodeModel(edited({ [key]: value }))),
      (error) => assertTold(error, key),
    );
  });
}

Deno.test("restore() refuses images of as many pixels in another shape", () => {
  const model = decodeModel(encoded), { rows, columns, ...rest } = dataset;
  assert.equal(restore(engine, { model, dataset }).test.count, 6);
  for (const size of [{ rows: 2, columns: 8 }, { rows: columns, columns: rows + 1 }]) {
    assert.throws(
      () => restore(engine, { model, dataset: { ...rest, ...size } }),
      (error) => assertTold(error, "4×4", `${size.rows}×${size.columns}`, "--data"),
    );
  }
});
