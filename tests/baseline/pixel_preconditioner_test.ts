import assert from "node:assert/strict";
import type { Split } from "../../src/data/dataset.ts";
import { pixelPreconditioner } from "../../src/baseline/pixel_preconditioner.ts";
import { assertClose } from "../assert_close.ts";

/** Four images of three pixels; the last pixel never changes. */
const SPLIT: Split = {
  images: Uint8Array.of(0, 255, 0, 51, 255, 0, 102, 0, 0, 51, 0, 0),
  labels: new Uint8Array(4),
  count: 4,
};
const MEANS = [0.2, 0.5, 0], VARIANCES = [0.02, 0.25, 0];
const CLASSES = 2, LENGTH = 3 * CLASSES + CLASSES;

/** The matrix, column by column. */
function columns(): number[][] {
  const precondition = pixelPreconditioner(SPLIT, { classes: CLASSES });
  return Array.from({ length: LENGTH }, (_, i) => {
    const vector = new Float64Array(LENGTH);
    vector[i] = 1;
    precondition(vector);
    return [...vector];
  });
}

Deno.test("pixelPreconditioner() is A·Aᵀ, for W = D·U and b = c − μᵀ·W", () => {
  const a = Array.from({ length: LENGTH }, () => new Array<number>(LENGTH).fill(0));
  for (let j = 0; j < CLASSES; j++) {
    const bias = 3 * CLASSES + j;
    a[bias][bias] = 1;
    for (let pixel = 0; pixel < 3; pixel++) {
      const place = pixel * CLASSES + j;
      a[place][place] = (VARIANCES[pixel] + 1e-3) ** -0.25;
      a[bias][place] = -MEANS[pixel] * a[place][place];
    }
  }
  const product = a.map((row) =>
    a.map((other) => row.reduce((sum, x, k) => sum + x * other[k], 0))
  );
  assertClose(columns().flat(), product.flat(), { tolerance: 1e-12 }); // symmetric
});

Deno.test("pixelPreconditioner() gives the same each time that it is used", () => {
  assert.deepEqual(columns(), columns());
  const precondition = pixelPreconditioner(SPLIT, { classes: CLASSES });
  const twice = [1, 2].map(() => {
    const vector = new Float64Array(LENGTH).fill(1);
    precondition(vector);
    return vector;
  });
  assert.deepEqual(twice[0], twice[1]);
});
