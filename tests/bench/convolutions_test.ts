import assert from "node:assert/strict";
import { convolutionSizes, measureConvolutions } from "../../bench/kernels/convolutions.ts";
import { convolutionsSheet } from "../../bench/kernels/sheets.ts";

Deno.test("convolutionSizes() are those of the recipe: the second takes what the first gives", () => {
  const windows = { kernel: 5, stride: 2, padding: 0 };
  assert.deepEqual(convolutionSizes().map(({ windows, filters }) => [windows, filters]), [
    [{ height: 28, width: 28, channels: 1, ...windows }, 16],
    [{ height: 12, width: 12, channels: 16, ...windows }, 32],
  ]);
});

Deno.test("measureConvolutions() times the operations of a step, and what they make together", () => {
  const result = measureConvolutions(1), { operations, total, ceiling } = result;
  assert.deepEqual(operations.map(({ operation, sizes }) => [operation, sizes]), [
    ["P = im2col(X)", undefined],
    ["P·W + b", [9216, 25, 16]],
    ["Pᵀ·dZ", [25, 9216, 16]],
    ["P = im2col(X)", undefined],
    ["P·W + b", [1024, 400, 32]],
    ["Pᵀ·dZ", [400, 1024, 32]],
    ["dP = dZ·Wᵀ", [1024, 32, 400]],
    ["dX = col2im(dP)", undefined],
  ]);
  const microseconds = operations.reduce((sum, one) => sum + one.microseconds, 0);
  assert.ok(Math.abs(total.microseconds - microseconds) < 1e-6);
  const flops = 2 * 9216 * 25 * 16 * 2 + 2 * 1024 * 400 * 32 * 3;
  assert.ok(Math.abs(total.gigaflops * microseconds * 1000 / flops - 1) < 1e-9);
  assert.ok(Math.abs(total.share - total.gigaflops / ceiling) < 1e-9);
  const { rows } = convolutionsSheet(result, "fr");
  assert.equal(rows.length, 1 + operations.length + 1);
  assert.deepEqual(rows[1].slice(3), ["", ""], "im2col is no product");
});
