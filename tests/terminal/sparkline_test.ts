import assert from "node:assert/strict";
import { sparkline } from "../../src/terminal/sparkline.ts";

Deno.test("sparkline() goes from the least to the greatest value, whatever they are", () => {
  assert.equal(sparkline([5, 4, 3, 2, 1, 0]), "▇▆▅▃▂▁");
  assert.equal(sparkline([0.3, 0.3]), "▁▁");
  assert.equal(sparkline([-1, 1e9]), "▁▇");
  assert.equal(sparkline([]), "");
});
