import assert from "node:assert/strict";
import { Pace } from "../../src/train/pace.ts";

/** What a pace says at each of these times, in milliseconds, for so much sleep by then. */
function judgements(count: number, moments: readonly (readonly [now: number, slept: number])[]) {
  const pace = new Pace(count);
  return moments.map(([now, slept]) => pace.isHeldUp(slept, now));
}

Deno.test("Pace finds threads held up that sleep longer than they gain, two sooner than four", () => {
  const half = [[1000, 0], [1200, 100], [1400, 200]] as const;
  assert.deepEqual(judgements(2, half), [false, true, true]);
  assert.deepEqual(judgements(4, half), [false, false, false]);
  assert.deepEqual(judgements(4, [[1000, 0], [1200, 150]]), [false, true]);
});

Deno.test("Pace lets threads go on that wait now and then", () => {
  assert.deepEqual(judgements(2, [[0, 0], [200, 20], [400, 60], [600, 60]]), Array(4).fill(false));
});

Deno.test("Pace judges no moment, but what passed since it last did", () => {
  const moments = [[0, 0], [100, 100], [149, 149], [400, 149], [600, 150], [800, 290]] as const;
  // Half of the first 400 ms would do; what was slept before the second look counts no more.
  assert.deepEqual(judgements(2, moments), [false, false, false, true, false, true]);
});
