import assert from "node:assert/strict";
import { courseSplit } from "../../src/data/course_split.ts";
import type { Dataset, Split } from "../../src/data/dataset.ts";
import { sha256 } from "../../src/sha256.ts";

/** Images of 1×4 pixels that hold their own number, little-endian; labels are its last digit. */
function numbered(counts: { train: number; test: number }): Dataset {
  const split = (first: number, count: number): Split => {
    const images = new Uint8Array(4 * count), view = new DataView(images.buffer);
    const labels = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      view.setUint32(4 * i, first + i, true);
      labels[i] = (first + i) % 10;
    }
    return { images, labels, count };
  };
  const { train, test } = counts;
  return {
    name: "numbered",
    rows: 1,
    columns: 4,
    labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    train: split(0, train),
    test: split(train, test),
  };
}

const numbersOf = ({ images, count }: Split) => {
  const view = new DataView(images.buffer);
  return Array.from({ length: count }, (_, i) => view.getUint32(4 * i, true));
};

Deno.test("courseSplit() splits 70 000 images as NumPy's permutation does", () => {
  const { train, test, ...rest } = courseSplit(numbered({ train: 60_000, test: 10_000 }), {
    seed: 42,
  });
  assert.deepEqual(rest, {
    name: "numbered",
    rows: 1,
    columns: 4,
    labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  assert.deepEqual([train.count, test.count], [56_000, 14_000]);
  // python3 -c 'import numpy as np, hashlib; p = np.random.RandomState(42).permutation(70000).astype("<u4"); print(*p[:3], *p[14000:14003], *p[-3:], hashlib.sha256(p.tobytes()).hexdigest())'
  assert.deepEqual(numbersOf(test).slice(0, 3), [46730, 48393, 41416]);
  assert.deepEqual(numbersOf(train).slice(0, 3), [47339, 67456, 12308]);
  assert.deepEqual(numbersOf(train).slice(-3), [54886, 860, 15795]);
  assert.equal(
    sha256(new Uint8Array([...test.images, ...train.images])),
    "be9d6717b158ed58d8957bd053af161bbfb5c7dd80c1b83b8d77af52e96b0d40",
  );
  for (const side of [train, test]) {
    assert.deepEqual(Array.from(side.labels), numbersOf(side).map((number) => number % 10));
  }
});

Deno.test("courseSplit() keeps a fifth for the test, rounded up, of any number and seed", () => {
  // python3 -c 'import numpy as np; print(np.random.RandomState(7).permutation(11))'
  const { train, test } = courseSplit(numbered({ train: 6, test: 5 }), { seed: 7 });
  assert.deepEqual(numbersOf(test), [8, 5, 0]);
  assert.deepEqual(numbersOf(train), [2, 1, 10, 7, 3, 6, 9, 4]);
});

Deno.test("courseSplit() copies the images, and leaves the dataset as it was", () => {
  const dataset = numbered({ train: 5, test: 2 });
  const { train, test } = courseSplit(dataset, { seed: 1 });
  train.images.fill(9);
  test.labels.fill(9);
  assert.deepEqual(dataset, numbered({ train: 5, test: 2 }));
});

Deno.test("courseSplit() refuses a seed that NumPy would, and a single image", () => {
  const dataset = numbered({ train: 5, test: 2 });
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) {
    assert.throws(() => courseSplit(dataset, { seed }), RangeError);
  }
  assert.throws(() => courseSplit(numbered({ train: 1, test: 0 }), { seed: 1 }), RangeError);
});
