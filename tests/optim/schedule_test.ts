import assert from "node:assert/strict";
import { SCHEDULE_NAMES, scheduleFactor } from "../../src/optim/schedule.ts";
import { assertClose } from "../assert_close.ts";

Deno.test("scheduleFactor() stays 1 when constant", () => {
  for (const step of [0, 5, 9]) assert.equal(scheduleFactor("constant", { step, steps: 10 }), 1);
});

Deno.test("scheduleFactor() falls in a straight line to one step above zero when linear", () => {
  const factors = [0, 4, 5, 9].map((step) => scheduleFactor("linear", { step, steps: 10 }));
  assert.deepEqual(factors, [1, 0.6, 0.5, 1 - 0.9]);
});

Deno.test("scheduleFactor() follows half a cosine", () => {
  const factor = (step: number) => scheduleFactor("cosine", { step, steps: 12 });
  assert.equal(factor(0), 1);
  const expected = [1, 0.75, 0.5, 0.25, (1 - Math.sqrt(2 + Math.sqrt(3)) / 2) / 2];
  assertClose([0, 4, 6, 8, 11].map(factor), expected, { tolerance: 3e-16 });
});

for (const name of SCHEDULE_NAMES) {
  Deno.test(`scheduleFactor() stays from 0 to 1 and never rises when ${name}`, () => {
    for (const steps of [1, 2, 3, 7, 9380]) {
      let before = scheduleFactor(name, { step: 0, steps });
      assert.equal(before, 1, "the first step takes the whole rate");
      for (let step = 1; step < steps; step++) {
        const factor = scheduleFactor(name, { step, steps });
        assert.ok(factor > 0 && factor <= before, `step ${step} of ${steps}: ${factor}`);
        before = factor;
      }
    }
  });
}
