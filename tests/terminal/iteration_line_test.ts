import assert from "node:assert/strict";
import { iterationLine } from "../../src/terminal/iteration_line.ts";

const STATE = { iteration: 7, objective: 0.248734, gradientNorm: 0.00213 };
const OPTIONS = { iterations: 100, seconds: 1.64, width: 80, language: "en" as const };

Deno.test("iterationLine() tells how far, how low, how flat and since when", () => {
  assert.equal(
    iterationLine(STATE, OPTIONS),
    "iteration   7/100  objective 0.24873  gradient 2.1e-3   1.6\u00a0s",
  );
  assert.equal(
    iterationLine(STATE, { ...OPTIONS, language: "fr" }),
    "itération   7/100  objectif 0,24873  gradient 2,1e-3   1,6\u00a0s",
  );
  const flat = iterationLine({ ...STATE, gradientNorm: 0 }, OPTIONS);
  assert.match(flat, /gradient 0\.0e\+0/);
});

Deno.test("iterationLine() leaves out the time, then the gradient, where there is less room", () => {
  const line = (width: number) => iterationLine(STATE, { ...OPTIONS, width });
  assert.equal(line(64), "iteration   7/100  objective 0.24873  gradient 2.1e-3   1.6\u00a0s");
  assert.equal(line(54), "iteration   7/100  objective 0.24873  gradient 2.1e-3");
  assert.equal(line(40), "iteration   7/100  objective 0.24873");
  assert.equal(line(20), "iteration   7/100");
  for (let width = 1; width < 80; width++) assert.ok(line(width).length <= width);
});
