import assert from "node:assert/strict";
import { activeClock } from "../../src/cli/active_clock.ts";

Deno.test("activeClock() counts work and short waits, not the time in which the process was stopped", () => {
  let time = 1000, computed = 50;
  const clock = activeClock({ now: () => time, computed: () => computed });
  const step = (wall: number, work: number) => {
    time += wall;
    computed += work;
    return clock();
  };
  assert.equal(step(100, 100), 1100);
  assert.equal(step(400, 0), 1500, "a busy machine");
  assert.equal(step(7000, 6900), 8500, "a long step");
  assert.equal(step(10_000, 3), 8503, "stopped");
  assert.equal(step(1, 1), 8504);
  assert.equal(step(60_000, 30), 8535, "stopped in a step of 30 ms");
  assert.equal(step(3000, 1000), 11_535, "a third of a processor");
});
