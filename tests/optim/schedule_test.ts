import assert from "node:assert/strict";
import { SCHEDULE_NAMES, scheduleFactor, WARMUPS } from "../../src/optim/schedule.ts";
import { assertClose } from "../assert_close.ts";
import reference from "./torch_reference.json" with { type: "json" };

Deno.test("scheduleFactor() stays 1 when constant", () => {
  for (const step of [0, 5, 9]) {
    assert.equal(scheduleFactor({ schedule: "constant" }, { step, steps: 10 }), 1);
  }
});

Deno.test("scheduleFactor() falls in a straight line to one step above zero when linear", () => {
  const schedule = { schedule: "linear" } as const;
  const factors = [0, 4, 5, 9].map((step) => scheduleFactor(schedule, { step, steps: 10 }));
  assert.deepEqual(factors, [1, 0.6, 0.5, 1 - 0.9]);
});

Deno.test("scheduleFactor() follows half a cosine", () => {
  const factor = (step: number) => scheduleFactor({ schedule: "cosine" }, { step, steps: 12 });
  assert.equal(factor(0), 1);
  const expected = [1, 0.75, 0.5, 0.25, (1 - Math.sqrt(2 + Math.sqrt(3)) / 2) / 2];
  assertClose([0, 4, 6, 8, 11].map(factor), expected, { tolerance: 3e-16 });
});

for (const { steps, warmup, factors } of reference.oneCycle) {
  Deno.test(`scheduleFactor() is PyTorch's OneCycleLR, ${steps} steps, ${warmup} of them up`, () => {
    const schedule = { schedule: "one-cycle", warmup } as const;
    const found = factors.map((_, step) => scheduleFactor(schedule, { step, steps }));
    assertClose(found, factors, { tolerance: 1e-14 });
    if (warmup !== WARMUPS["one-cycle"]) return;
    const unsaid = factors.map((_, step) =>
      scheduleFactor({ schedule: "one-cycle" }, { step, steps })
    );
    assert.deepEqual(unsaid, found, "its warm-up where nothing is said");
  });
}

Deno.test("scheduleFactor() warms up in equal steps, and then is the schedule of the rest", () => {
  const factor = (step: number) =>
    scheduleFactor({ schedule: "linear", warmup: 0.3 }, { step, steps: 10 });
  assertClose([0, 1, 2, 3].map(factor), [0.25, 0.5, 0.75, 1], { tolerance: 1e-15 });
  for (let step = 3; step < 10; step++) {
    assert.equal(
      factor(step),
      scheduleFactor({ schedule: "linear" }, { step: step - 3, steps: 7 }),
    );
  }
});

for (const schedule of SCHEDULE_NAMES) {
  Deno.test(`scheduleFactor() rises in the warm-up, then falls, from 0 to 1, when ${schedule}`, () => {
    for (const steps of [1, 2, 3, 7, 9380]) {
      for (const warmup of [0, 0.01, 0.5, 0.99]) {
        const factors = Array.from(
          { length: steps },
          (_, step) => scheduleFactor({ schedule, warmup }, { step, steps }),
        );
        assert.ok(factors.every((factor) => factor > 0 && factor <= 1), `${factors}`);
        const top = factors.indexOf(Math.max(...factors));
        const rises = (i: number) => factors[i] >= factors[i - 1];
        for (let i = 1; i < steps; i++) {
          const flat = factors[i] === factors[i - 1];
          assert.ok(flat || rises(i) === (i <= top), `step ${i} of ${steps}, ${warmup}`);
        }
        if (warmup === 0 && schedule !== "one-cycle") assert.equal(factors[0], 1);
      }
    }
  });
}
