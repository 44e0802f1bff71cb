import assert from "node:assert/strict";
import { loadMnist } from "../../src/data/mnist.ts";
import {
  areCornersFull,
  byteStatistics,
  countBytes,
  oneOfEachClass,
} from "../../src/data/statistics.ts";
import fc from "../fast_check.ts";
import { lacks } from "../permission.ts";

Deno.test("countBytes() counts every byte, of any number of bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const expected = new Uint32Array(256);
    for (const byte of bytes) expected[byte]++;
    assert.deepEqual(countBytes(bytes), expected);
  }));
});

Deno.test("byteStatistics() gives the numbers of a small set", () => {
  const counts = countBytes(Uint8Array.of(0, 2, 6, 0));
  assert.deepEqual(byteStatistics(counts), {
    min: 0,
    max: 6,
    mean: 2,
    deviation: Math.sqrt(6),
    zeros: 0.5,
  });
});

Deno.test("byteStatistics() agrees with the sums written out, whatever the divisor", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 });
  fc.assert(fc.property(bytes, fc.constantFrom(1, 255), (bytes, divisor) => {
    const found = byteStatistics(countBytes(bytes), { divisor });
    const values = Array.from(bytes, (byte) => byte / divisor);
    const average = (numbers: number[]) => numbers.reduce((a, b) => a + b) / numbers.length;
    const mean = average(values);
    const deviation = Math.sqrt(average(values.map((x) => (x - mean) ** 2)));
    assert.equal(found.min, Math.min(...values));
    assert.equal(found.max, Math.max(...values));
    assert.ok(Math.abs(found.mean - mean) < 1e-12 * 255);
    assert.ok(Math.abs(found.deviation - deviation) < 1e-12 * 255);
    assert.equal(found.zeros, values.filter((x) => x === 0).length / values.length);
  }));
});

Deno.test("byteStatistics() is exact where sums of squares pass 2^53", () => {
  // One byte in a thousand million differs: in doubles, n·Σx² and (Σx)² are the same number.
  const counts = new Uint32Array(256);
  counts[254] = 1;
  counts[255] = 999_999_999;
  const { mean, deviation } = byteStatistics(counts);
  assert.equal(mean, 254.999999999);
  assert.equal(deviation, Math.sqrt(999_999_999) / 1e9);
});

Deno.test("byteStatistics() of equal bytes has no deviation, and of none no number", () => {
  const { min, max, deviation, zeros } = byteStatistics(countBytes(new Uint8Array(7).fill(9)));
  assert.deepEqual({ min, max, deviation, zeros }, { min: 9, max: 9, deviation: 0, zeros: 0 });
  assert.ok(Object.values(byteStatistics(countBytes(new Uint8Array()))).every(Number.isNaN));
});

Deno.test({
  name: "byteStatistics() gives NumPy's numbers for MNIST (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    // In the folder data/ of the npm package, for train and for t10k:
    // python3 -c "import numpy as n, sys; x = n.fromfile(sys.argv[1], n.uint8)[16:]; print(x.mean(), x.std(), (x == 0).sum(), (x/255).mean(), (x/255).std())" train-images-idx3-ubyte
    const numpy = {
      train: [
        33.318421449829934,
        78.56748998339798,
        38045844,
        0.1306604762738429,
        0.30810780385646264,
      ],
      test: [
        33.791224489795916,
        79.17246322228642,
        6328781,
        0.13251460584233696,
        0.3104802479305351,
      ],
    };
    const dataset = await loadMnist();
    for (const part of ["train", "test"] as const) {
      const counts = countBytes(dataset[part].images);
      const raw = byteStatistics(counts), scaled = byteStatistics(counts, { divisor: 255 });
      const [mean, deviation, zeros, scaledMean, scaledDeviation] = numpy[part];
      assert.equal(counts[0], zeros);
      assert.equal(raw.zeros, zeros / dataset[part].images.length);
      assert.deepEqual([raw.min, raw.max, scaled.min, scaled.max], [0, 255, 0, 1]);
      // NumPy's own sums are of rounded terms: the last digits are its, not ours.
      const pairs = [
        [raw.mean, mean],
        [raw.deviation, deviation],
        [scaled.mean, scaledMean],
        [scaled.deviation, scaledDeviation],
      ];
      for (const [found, expected] of pairs) {
        assert.ok(Math.abs(found / expected - 1) < 1e-14, `${found} for ${expected}`);
      }
    }
    // python3 -c "import numpy as n; print(n.bincount(n.fromfile('train-labels-idx1-ubyte', n.uint8)[8:]))"
    assert.deepEqual(
      [...countBytes(dataset.train.labels).subarray(0, 10)],
      [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    );
  },
});

const range = (length: number) => Array.from({ length }, (_, i) => i);

Deno.test("oneOfEachClass() takes the first image of each class, by label", () => {
  assert.deepEqual(oneOfEachClass(Uint8Array.of(3, 3, 1, 0, 1, 2)), [3, 2, 4, 5, 0, 1]);
  const labels = Uint8Array.from({ length: 50 }, (_, i) => (i * 3) % 10);
  assert.deepEqual(oneOfEachClass(labels), range(10).map((digit) => labels.indexOf(digit)));
});

Deno.test("oneOfEachClass() takes ten images at most, of few classes and of many", () => {
  assert.deepEqual(
    oneOfEachClass(Uint8Array.from(range(256)).reverse()),
    range(10).map((i) => 255 - i),
  );
  const two = Uint8Array.from({ length: 40 }, (_, i) => i < 20 ? 1 : 0);
  assert.deepEqual(oneOfEachClass(two), [20, 21, 22, 23, 24, 0, 1, 2, 3, 4]);
  assert.deepEqual(oneOfEachClass(Uint8Array.of(7)), [0]);
});

Deno.test("areCornersFull() tells ink around paper from paper around ink", () => {
  const dataset = (paper: number, ink: number) => {
    // Two images of 3×2: the corners are paper, the middle of each column is ink.
    const images = Uint8Array.of(...[0, 1].flatMap(() => [paper, paper, ink, ink, paper, paper]));
    const test = { images, labels: new Uint8Array(2), count: 2 };
    return { name: "tiny", rows: 3, columns: 2, labels: [0], test };
  };
  assert.ok(areCornersFull(dataset(255, 0)));
  assert.ok(areCornersFull(dataset(192, 0)));
  assert.ok(!areCornersFull(dataset(191, 255)));
  assert.ok(!areCornersFull(dataset(0, 255)));
});
