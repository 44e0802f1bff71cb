import assert from "node:assert/strict";
import { wilsonInterval } from "../../src/train/wilson.ts";
import { assertClose } from "../assert_close.ts";

Deno.test("wilsonInterval() gives what SciPy gives", () => {
  // scipy.stats.binomtest(found, total).proportion_ci(method="wilson"), SciPy 1.17.1
  const wanted = [
    { found: 9762, total: 10000, interval: [0.9730246348424819, 0.9790096451092857] },
    { found: 60, total: 60, interval: [0.9398281478579101, 1] },
    { found: 0, total: 7, interval: [0, 0.35433043506668743] },
    { found: 1, total: 2, interval: [0.09453120573423074, 0.9054687942657693] },
  ];
  for (const { found, total, interval } of wanted) {
    assertClose(wilsonInterval(found, total), interval, { tolerance: 1e-12 });
  }
  assert.deepEqual(wilsonInterval(0, 0), [0, 1]);
});
