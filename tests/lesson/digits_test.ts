import assert from "node:assert/strict";
import { activeNeuron, brightPixel, digits } from "../../src/lesson/digits.ts";
import { createEngine } from "../../src/engine/create.ts";

Deno.test("digits() takes images from one on, and starts over after the last", () => {
  const split = {
    images: Uint8Array.of(0, 51, 102, 255, 1, 2),
    labels: Uint8Array.of(7, 8, 9),
    count: 3,
  };
  const { inputs, labels } = digits(split, { engine: createEngine("plain"), first: 1, count: 3 });
  assert.deepEqual(Array.from(inputs.data), [0.4, 1, 1 / 255, 2 / 255, 0, 0.2]);
  assert.deepEqual(Array.from(labels), [8, 9, 7]);
});

Deno.test("brightPixel() is the inked pixel nearest to the middle", () => {
  const image = new Float64Array(784);
  assert.equal(brightPixel(image), 406);
  image[0] = 1;
  assert.equal(brightPixel(image), 0);
  image[14 * 28 + 17] = 0.6;
  image[14 * 28 + 15] = 0.4;
  assert.equal(brightPixel(image), 14 * 28 + 17);
});

Deno.test("activeNeuron() is the first that is on, from 12 on", () => {
  const activations = new Float64Array(64);
  assert.equal(activeNeuron(activations), 12);
  activations[3] = 1;
  assert.equal(activeNeuron(activations), 3);
  activations[40] = 0.1;
  assert.equal(activeNeuron(activations), 40);
});
