import assert from "node:assert/strict";
import { splitValidation } from "../../src/data/validation.ts";
import { UserError } from "../../src/errors.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

/** Thirty images of two pixels that tell their number. */
const train = {
  images: Uint8Array.from({ length: 60 }, (_, i) => i >> 1),
  labels: Uint8Array.from({ length: 30 }, (_, i) => 100 + i),
  count: 30,
};
const split = (count: number, seed = 42) =>
  splitValidation({ name: "thirty", train }, { count, random: new Xoshiro128(seed) });

Deno.test("splitValidation() puts every image on one side, in the order of the file", () => {
  for (const count of [1, 7, 29]) {
    const sides = Object.values(split(count));
    assert.deepEqual(sides.map((side) => side.count), [30 - count, count]);
    const numbers = sides.map(({ images, labels, count }) =>
      Array.from({ length: count }, (_, i) => {
        const [first, second] = images.subarray(2 * i, 2 * i + 2);
        assert.deepEqual([second, labels[i]], [first, 100 + first]);
        return first;
      })
    );
    for (const side of numbers) assert.deepEqual(side, side.toSorted((a, b) => a - b));
    assert.deepEqual(numbers.flat().sort((a, b) => a - b), [...Array(30).keys()]);
  }
});

Deno.test("splitValidation() draws by its stream", () => {
  assert.deepEqual(split(10), split(10));
  assert.notDeepEqual(split(10, 43), split(10));
  const kept = new Set(
    Array.from({ length: 99 }, (_, seed) => [...split(3, seed).validation.labels]).flat(),
  );
  assert.equal(kept.size, 30, "any image");
});

Deno.test("splitValidation() leaves an image to learn from", () => {
  for (const count of [0, 30, 31, 1.5]) {
    assert.throws(() => split(count), (error) => {
      assert(error instanceof UserError);
      assert.match(error.text.en, /^thirty has 30 training images here: keep 1 to 29/);
      assert.match(error.text.fr, /^thirty contient ici 30 images.* de 1 à 29/);
      return true;
    });
  }
});
