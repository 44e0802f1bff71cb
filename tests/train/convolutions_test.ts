import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { UserError } from "../../src/errors.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { checkConvolutions } from "../../src/train/convolutions.ts";
import { DEFAULT_RECIPE, type Recipe, windowsOf } from "../../src/train/recipe.ts";
import fc from "../fast_check.ts";

const plain = createEngine("plain");
const MNIST_IMAGE = { rows: 28, columns: 28 };
/** What checkConvolutions() complains of. */
function complaint(of: Partial<Recipe>, image = MNIST_IMAGE): UserError["text"] | undefined {
  try {
    checkConvolutions({ ...DEFAULT_RECIPE, hidden: [], ...of }, image);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.text;
  }
}

Deno.test("checkConvolutions() refuses, in a line, what the layers cannot be made of, and nothing else", () => {
  const small = fc.integer({ min: 1, max: 9 });
  const recipe = fc.record({
    conv: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
    kernel: small,
    stride: small,
    padding: fc.integer({ min: 0, max: 9 }),
    pool: fc.integer({ min: 0, max: 4 }),
  });
  const size = fc.integer({ min: 1, max: 20 });
  fc.assert(fc.property(recipe, size, size, (of, rows, columns) => {
    const text = complaint(of, { rows, columns });
    const image = { height: rows, width: columns, channels: 1 };
    const make = () =>
      convnet(plain, { ...of, image, hidden: [], classes: 2, activation: "relu" as const });
    if (!text) return void make();
    assert.throws(make, RangeError);
    for (const line of [text.en, text.fr]) assert.match(line, /^[^\n]+: [^\n]*--kernel[^\n]*$/);
  }));
});

Deno.test("checkConvolutions() names the layer and the images that it is given", () => {
  assert.match(
    complaint({ conv: [16, 32, 64] })!.en,
    /^convolution 3 is given images of 4×4 pixels, where no window of 5×5 fits: take fewer /,
  );
  assert.match(
    complaint({ conv: [8], kernel: 28, stride: 1, pool: 2 })!.fr,
    /^le pooling après la convolution 1 reçoit des images de 1×1 pixels/,
  );
  assert.match(complaint({ conv: [8], stride: 6 })!.en, /^--stride 6 .*: take 5 at most/);
  assert.match(complaint({ conv: [8], padding: 5 })!.fr, /^--padding 5 .*: prenez 4 au plus/);
});

Deno.test("windowsOf() moves windows by two pixels, by one where pooling follows", () => {
  assert.deepEqual(windowsOf({}), { kernel: 5, stride: 2, padding: 0, pool: 0 });
  assert.deepEqual(windowsOf({ pool: 2 }), { kernel: 5, stride: 1, padding: 0, pool: 2 });
  assert.equal(windowsOf({ pool: 2, stride: 2 }).stride, 2);
});
