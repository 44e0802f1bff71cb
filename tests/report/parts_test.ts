import assert from "node:assert/strict";
import { chooseReadings } from "../../src/report/gallery.ts";
import { Histogram } from "../../src/report/histogram.ts";
import { thumbnail, thumbnailSize } from "../../src/report/thumbnail.ts";
import { Excitement } from "../../src/report/excitement.ts";
import {
  inkedPixels,
  NEVER_INKED,
  shownNeurons,
  strongest,
  weightPictures,
} from "../../src/report/neurons.ts";
import fc from "../fast_check.ts";

Deno.test("Histogram counts every value in the bin that holds it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })),
      (values) => {
        const histogram = new Histogram();
        histogram.add(values);
        const { count, zeros, start, width, bins, min, max } = histogram.summary();
        assert.equal(count, values.length);
        assert.equal(
          zeros,
          values.filter((value) => value === 0).length,
        );
        bins.forEach((found, bin) => {
          const low = start + bin * width;
          const wanted = values.filter((x) => x !== 0 && x >= low && x < low + width).length;
          assert.equal(found, wanted, `bin ${bin} from ${low}`);
        });
        if (values.length > 0) {
          assert.deepEqual([min + 0, max + 0], [
            Math.min(...values) + 0,
            Math.max(...values) + 0,
          ]);
        }
      },
    ),
  );
});

Deno.test("chooseReadings() keeps the most confident mistakes, and every cell when room is short", () => {
  const count = 3000, labels = new Uint8Array(count), predictions = new Uint8Array(count);
  const confidences = new Float32Array(count), truths = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    labels[i] = i % 10;
    predictions[i] = i % 100 === 0 ? i % 10 : i % 500 === 7 ? 3 : (i + 1) % 10;
    confidences[i] = ((i * 7919) % count) / count;
  }
  const chosen = chooseReadings({ predictions, confidences, truths }, { labels, room: 120 });
  assert.equal(chosen.length, 120);
  assert.equal(new Set(chosen.map(({ index }) => index)).size, 120);
  const mistakes = [...labels.keys()].filter((i) => labels[i] !== predictions[i])
    .sort((a, b) => confidences[b] - confidences[a]);
  assert.deepEqual(chosen.slice(0, 40).map(({ index }) => index), mistakes.slice(0, 40));
  const cells = (all: number[]) => new Set(all.map((i) => 10 * labels[i] + predictions[i]));
  const shown = cells(chosen.map(({ index }) => index));
  for (const cell of cells(mistakes)) assert(shown.has(cell), `cell ${cell}`);
});

Deno.test("thumbnail() keeps small images and averages large ones", () => {
  const small = Uint8Array.from({ length: 64 }, (_, i) => i);
  assert.deepEqual([...thumbnail(small, { rows: 8, columns: 8 })], [...small]);
  assert.deepEqual(thumbnailSize({ rows: 1, columns: 130 }), { factor: 3, rows: 1, columns: 44 });
  const wide = Uint8Array.from({ length: 130 }, (_, i) => i);
  assert.deepEqual([...thumbnail(wide, { rows: 1, columns: 130 })].slice(0, 2), [1, 4]);
});

Deno.test("neurons: the strongest first, on one scale, without the pixels that never have ink", () => {
  const size = { rows: 2, columns: 2 };
  const inked = inkedPixels(Uint8Array.from([0, 0, 9, 0, 0, 1, 0, 0, 0, 0, 3, 4]), 4);
  assert.deepEqual([...inked], [0, 1, 1, 1]);
  // 4 inputs, 3 neurons; the weights of the first pixel were never used.
  const data = Float32Array.from([90, 0, 0, 1, -2, 0, 0, 0.5, 0, -1, 0, 0]);
  const weights = { rows: 4, columns: 3, data };
  const order = strongest(weights, inked);
  assert.deepEqual(order, [1, 0, 2]);
  const neurons = shownNeurons(weights, { order, inked, size });
  assert.deepEqual(neurons.slice(0, 2), [
    { number: 1, min: [-2, 1], max: [0.5, 3] },
    { number: 0, min: [-1, 4], max: [1, 1] },
  ]);
  const { limit, values } = weightPictures(weights, { neurons, inked, size });
  assert.equal(limit, 1); // a few larger weights do not make all others pale
  const mask = NEVER_INKED;
  assert.deepEqual([...values], [mask, -127, 64, 0, mask, 127, 0, -127, mask, 0, 0, 0]);
});

Deno.test("shownNeurons() tells the places of the smallest and the largest weight", () => {
  const size = { rows: 28, columns: 28 }, inked = new Uint8Array(784).fill(1);
  for (
    const [pixel, place] of [[0, 0], [14, 1], [27, 2], [14 * 28, 3], [14 * 28 + 14, 4], [783, 8]]
  ) {
    const data = new Float32Array(784).fill(1);
    data[pixel] = 5;
    const weights = { rows: 784, columns: 1, data };
    const [{ max }] = shownNeurons(weights, { order: [0], inked, size });
    assert.deepEqual(max, [5, place]);
  }
});

Deno.test("Excitement keeps the images that excite a neuron most, and the mean of each class", () => {
  const excitement = new Excitement([1], { classes: 3 });
  const values = [3, 0, 1, 7, 2, 5, 6, 4], labels = [0, 0, 1, 1, 0, 1, 0, 1];
  for (let start = 0; start < 8; start += 4) {
    const data = Float32Array.from(values.slice(start, start + 4).flatMap((value) => [-9, value]));
    const indices = Uint32Array.from([10, 11, 12, 13], (first) => first + start);
    const rows = Uint8Array.from(labels.slice(start, start + 4));
    excitement.add({ rows: 4, columns: 2, data }, { indices, labels: rows });
  }
  assert.deepEqual(excitement.images(), [[13, 16, 15, 17, 10]]);
  assert.deepEqual(excitement.means(), [[11 / 4, 17 / 4, 0]]);
});
