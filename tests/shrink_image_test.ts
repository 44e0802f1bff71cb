import assert from "node:assert/strict";
import { shrinkImage } from "../src/shrink_image.ts";

Deno.test("shrinkImage() takes the mean of squares, and of what is left at the edges", () => {
  const pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const small = shrinkImage(pixels, { rows: 3, columns: 3, scale: 2 });
  assert.deepEqual(small, { rows: 2, columns: 2, pixels: [3, 4.5, 7.5, 9] });
  assert.deepEqual(shrinkImage(pixels, { rows: 3, columns: 3, scale: 1 }).pixels, pixels);
});
