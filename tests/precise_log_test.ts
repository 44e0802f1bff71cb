import assert from "node:assert/strict";
import { log } from "../src/elementary.ts";
import { preciseLog } from "../src/precise_log.ts";
import fc from "./fast_check.ts";

Deno.test("preciseLog() rounds correctly", () => {
  // python3 -c 'from decimal import *; getcontext().prec = 60; print([float(Decimal(x).ln()) for x in
  //   (0.1, 0.5, 0.9999999999999999, 1.0000000000000002, 2, 3, 1e-300, 1e300, 0.7071067811865476, 7e-5)])'
  const expected = [
    [0.1, -2.3025850929940455],
    [0.5, -0.6931471805599453],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1.0000000000000002, 2.2204460492503128e-16],
    [2, 0.6931471805599453],
    [3, 1.0986122886681098],
    [1e-300, -690.7755278982137],
    [1e300, 690.7755278982137],
    [0.7071067811865476, -0.3465735902799726],
    [7e-5, -9.567015315914915],
  ];
  for (const [x, y] of expected) assert.equal(preciseLog(x), y, `ln ${x}`);
  assert.equal(preciseLog(1), 0);
});

Deno.test("preciseLog() is within a unit in the last place of log(), and often beside it", () => {
  const positive = fc.double({ min: 2.3e-308, max: 1.7e308, noNaN: true });
  fc.assert(
    fc.property(positive, (x) => {
      const precise = preciseLog(x), plain = log(x);
      assert.ok(Math.abs(precise - plain) <= 2.3e-16 * Math.abs(precise), `ln ${x}`);
    }),
    { numRuns: 3000 },
  );
  assert.notEqual(preciseLog(1.00155), log(1.00155), "the two are computed in different ways");
});

Deno.test("preciseLog() refuses what has no logarithm, and what is not a normal number", () => {
  for (const x of [0, -1, NaN, Infinity, 1e-310]) {
    assert.throws(() => preciseLog(x), RangeError);
  }
});
