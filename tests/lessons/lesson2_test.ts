/**
 * Lesson 2 up to its first training, against passes on the other engine. What comes after is in
 * lesson2_training_test.ts.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { brightPixel } from "../../src/lesson/digits.ts";
import { passes } from "../../src/lesson/check.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertFormula } from "./formula_again.ts";
import { type Asked, stepsAgain } from "./lesson2_again.ts";
import { assertPrinted, typedDigits } from "./printed_numbers.ts";
import { blocksOf, checksOf, formulasOf, headings, mnist, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
/** The steps before the first training. */
const TRAINING = { before: "The race" };
const NEEDS = "(needs --allow-read)";

const ASKED: readonly Asked[] = [
  { engine: "plain", digit: 0, seed: 42 },
  { engine: "strict", digit: 0, seed: 42 },
  { engine: "plain", digit: 59_999, seed: 7 },
  { engine: "relaxed", digit: 1, seed: 4_294_967_295 },
];

for (const asked of ASKED) {
  Deno.test({
    name: `lesson 2 prints, step by step, what the other engine finds: ${
      JSON.stringify(asked)
    } ${NEEDS}`,
    ignore,
    fn: async () => {
      const blocks = await blocksOf(lesson2, { ...asked }, TRAINING),
        steps = await stepsAgain(asked);
      assert.deepEqual(headings(blocks), steps.map(({ heading }) => heading));
      for (const { heading, printed, valueOf } of steps) {
        const step = stepOf(blocks, heading);
        assertPrinted(step, printed, { what: heading });
        const finite = formulasOf(step).filter(({ value }) => Number.isFinite(value));
        // The second loss of its step overflows, and the third is 800: see the test of overflow.
        const first = heading.startsWith("Cross-entropy") ? finite.slice(0, 1) : finite;
        for (const formula of first) assertFormula(formula, valueOf);
      }
      for (const { name, agrees } of formulasOf(blocks)) assert.ok(agrees, name);
      for (const check of checksOf(blocks)) assert.ok(passes(check), JSON.stringify(check));
      assert.ok(JSON.stringify(blocks).includes(`image ${asked.digit} is a `));
    },
  });
}

for (const engine of ["plain", "strict"] as const) {
  Deno.test({
    name: `lesson 2 on ${engine} shows exp overflow, and how not to ${NEEDS}`,
    ignore,
    fn: async () => {
      const formulas = formulasOf(await blocksOf(lesson2, { engine }, TRAINING));
      const [naive, shifted] = formulas.filter(({ name }) => name === "P[0]");
      assert.ok(Number.isNaN(naive.value));
      const share = 1 / (1 + Math.exp(-10));
      assertClose([shifted.value!], [share], { tolerance: 1e-15 });
      assertClose([shifted.traced!], [share], { tolerance: engine === "plain" ? 1e-15 : 1e-7 });
      const [, infinite, right] = formulas.filter(({ name }) => name === "L");
      assert.deepEqual([infinite.value, right.value, right.traced], [Infinity, 800, 800]);
    },
  });
}

Deno.test({
  name: `lesson 2 types the names of what it follows, and no other number but constants ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train } = await mnist();
    const [first, second] = await Promise.all([[0, 42], [7, 8]].map(async ([digit, seed]) => {
      const label = train.labels[digit],
        image = train.images.subarray(784 * digit, 784 * (digit + 1));
      const pixel = brightPixel(image.map((byte) => Number(byte > 127)));
      const known = [
        ...[`dW1[${pixel},${label}]`, `W1[${pixel},${label}]`, `X[0,${pixel}]`, `b1[0,${label}]`],
        ...[`image ${digit} is a ${label}`, `class ${label}`, `seed ${seed}`],
      ];
      return typedDigits(await blocksOf(lesson2, { digit, seed }, TRAINING), { known });
    }));
    // All other digits are the same for both: nothing computes them.
    assert.deepEqual(first, second);
  },
});
