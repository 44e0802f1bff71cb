import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ENGINE_NAMES } from "../../src/engine/engine.ts";
import { finiteDifference } from "../../src/nn/finite_difference.ts";

for (const name of ENGINE_NAMES) {
  Deno.test(`finiteDifference() measures a slope, and leaves the matrix as it was (${name})`, () => {
    const w = createEngine(name).matrix(2, 3);
    w.data.set([1, 2, 3, 4, 5, 0.1]);
    const before = Array.from(w.data);
    const loss = () => w.data[5] ** 2 + 7 * w.data[0];
    const found = finiteDifference(w, { row: 1, column: 2, epsilon: 0.01, loss });
    assert.ok(Math.abs(found.slope - 0.2) < 1e-5, `${found.slope}`);
    assert.equal(found.slope, (found.above - found.below) / found.distance);
    assert.ok(Math.abs(found.distance - 0.02) < 1e-7);
    assert.deepEqual(Array.from(w.data), before);
  });
}
