import assert from "node:assert/strict";
import { iterationLine } from "../../src/terminal/iteration_line.ts";

const STATE = { iteration: 7, objective: 0.248734, gradientNorm: 0.00213 };
const OPTIONS = { iterations: 100, seconds: 1.64, width: 80, language: "en" as const };

Deno.test("iterationLine() tells how far, how low, how flat and since when, as there is room", () => {
  const line = (changes: Partial<Parameters<typeof iterationLine>[1]>) =>
    iterationLine(STATE, { ...OPTIONS, ...changes }).replaceAll("\u00a0", "~");
  const whole = "iteration   7/100  objective 0.24873  gradient 2.1e-3   1.6~s";
  assert.equal(line({}), whole);
  assert.equal(
    line({ language: "fr" }),
    "itération   7/100  objectif 0,24873  gradient 2,1e-3   1,6~s",
  );
  assert.equal(line({ width: 64 }), whole);
  assert.equal(line({ width: 54 }), "iteration   7/100  objective 0.24873  gradient 2.1e-3");
  assert.equal(line({ width: 40 }), "iteration   7/100  objective 0.24873");
  assert.equal(line({ width: 20 }), "iteration   7/100");
  for (let width = 1; width < 80; width++) assert.ok(line({ width }).length <= width);
  assert.match(iterationLine({ ...STATE, gradientNorm: 0 }, OPTIONS), /gradient 0\.0e\+0/);
});
