import assert from "node:assert/strict";
import { fittedSlope } from "../../bench/kernels/slope.ts";
import { threadCounts } from "../../bench/kernels/sweeps.ts";
import fc from "../fast_check.ts";

Deno.test("fittedSlope() finds the exponent of a power", () => {
  const sizes = fc.uniqueArray(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 9 });
  const factor = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  const exponent = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(fc.property(sizes, factor, exponent, (sizes, factor, exponent) => {
    const costs = sizes.map((size) => ({ size, cost: factor * size ** exponent }));
    assert.ok(Math.abs(fittedSlope(costs)! - exponent) < 1e-6);
  }));
});

Deno.test("fittedSlope() draws its line between points that lie on none", () => {
  // numpy.polyfit(numpy.log([1, 2, 4, 8]), numpy.log([1, 3, 4, 16]), 1)[0]
  const costs = [1, 3, 4, 16].map((cost, i) => ({ size: 2 ** i, cost }));
  assert.ok(Math.abs(fittedSlope(costs)! - 1.2415037499278844) < 1e-12);
});

Deno.test("fittedSlope() of one size is null", () => {
  assert.equal(fittedSlope([{ size: 2, cost: 1 }]), null);
  assert.equal(fittedSlope([{ size: 2, cost: 1 }, { size: 2, cost: 3 }]), null);
});

Deno.test("threadCounts() double up to the number of cores", () => {
  assert.deepEqual([1, 2, 3, 6, 8].map(threadCounts), [
    [1],
    [1, 2],
    [1, 2, 3],
    [1, 2, 4, 6],
    [1, 2, 4, 8],
  ]);
});
