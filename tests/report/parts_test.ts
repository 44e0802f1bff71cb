import assert from "node:assert/strict";
import { chooseReadings } from "../../src/report/gallery.ts";
import { Histogram } from "../../src/report/histogram.ts";
import { thumbnail, thumbnailSize } from "../../src/report/thumbnail.ts";
import { weightImages } from "../../src/report/weight_images.ts";
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
  const confidences = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    labels[i] = i % 10;
    predictions[i] = i % 100 === 0 ? i % 10 : i % 500 === 7 ? 3 : (i + 1) % 10;
    confidences[i] = ((i * 7919) % count) / count;
  }
  const chosen = chooseReadings({ predictions, confidences }, { labels, room: 120 });
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

Deno.test("weightImages() puts all neurons on one scale, and zero at zero", () => {
  const data = Float32Array.from([1, -2, 0, 0.5, -1, 0, 0, 2]); // 4 inputs, 2 neurons
  const { neurons, shown, limit, values } = weightImages({ rows: 4, columns: 2, data }, {
    rows: 2,
    columns: 2,
  });
  assert.deepEqual([neurons, shown, limit], [2, 2, 2]);
  assert.deepEqual([...values], [64, 0, -63, 0, -127, 32, 0, 127]);
  const zero = weightImages({ rows: 1, columns: 1, data: new Float32Array(1) }, {
    rows: 1,
    columns: 1,
  });
  assert.deepEqual([zero.limit, [...zero.values]], [1, [0]]);
});
