/**
 * Lesson 2 up to its first training, against the trace on the other engine and against NumPy. What
 * comes after is in lesson2_training_test.ts, and all of it on both engines in lesson2_engines_test.ts.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { brightPixel } from "../../src/lesson/digits.ts";
import { passes } from "../../src/lesson/check.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertFormula } from "./formula_again.ts";
import { stepsAgain } from "./lesson2_again.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import { assertPrinted, typedDigits } from "./printed_numbers.ts";
import { blocksOf, checksOf, formulasOf, headings, mnist, sole, stepOf } from "./run_lesson.ts";
import { shownNumbers } from "./shown_numbers.ts";

const ignore = lacks("read");
/** The steps before the first training. */
const TRAINING = { before: "The race" };
const NEEDS = "(needs --allow-read)";

/** How the lesson measures slopes on each engine; relaxed does as strict. */
const MEASURES = {
  plain: { epsilon: 1e-4, tolerance: 1e-6, allowed: 1e-6 },
  strict: { epsilon: 1e-2, tolerance: 1e-2, allowed: 1e-3 },
} as const;

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 2 on ${engine} prints, step by step, the numbers found on ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const blocks = await blocksOf(lesson2, { engine }, TRAINING);
      const steps = await stepsAgain(other, MEASURES[engine]);
      assert.deepEqual(headings(blocks), steps.map(({ heading }) => heading));
      for (const { heading, printed, valueOf } of steps) {
        const step = stepOf(blocks, heading);
        assertPrinted(step, printed, { what: heading });
        const finite = formulasOf(step).filter(({ value }) => Number.isFinite(value));
        // The second loss of its step overflows, and the third is 800: see the test of overflow.
        const first = heading.startsWith("Cross-entropy") ? finite.slice(0, 1) : finite;
        for (const formula of first) assertFormula(formula, valueOf);
      }
    },
  });

  Deno.test({
    name: `lesson 2 on ${engine} prints NumPy's numbers ${NEEDS}`,
    ignore,
    fn: async () => {
      const tolerance = engine === "plain" ? 1e-12 : 2e-6, { one } = reference;
      const blocks = await blocksOf(lesson2, { engine }, TRAINING), formulas = formulasOf(blocks);
      const seen = new Set<string>();
      for (const { matrix, row, column, value } of formulas.flatMap(shownNumbers)) {
        const row406: Partial<Record<string, number[]>> = one as Omit<typeof one, "loss" | "after">;
        if (matrix === "dW1" && row !== 406 || !row406[matrix]) continue;
        assertClose([value], [row406[matrix][column]], { tolerance, what: `${matrix}[${column}]` });
        seen.add(matrix);
      }
      assert.deepEqual([...seen].sort(), ["P", "Z1", "dW1", "dZ1"]);
      const loss = sole(stepOf(blocks, "P − Y, line by line").slice(0, 1), "formula").value!;
      assertClose([loss], [one.loss], { tolerance, what: "loss" });
      const [after] = checksOf(blocks).filter(({ found }) => found.name.en === "after");
      assertClose([after.found.value], [one.after], { tolerance: 10 * tolerance, what: "after" });
    },
  });

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
    const { train } = await mnist(), label = train.labels[0];
    const pixel = brightPixel(train.images.subarray(0, 784).map((byte) => Number(byte > 127)));
    const names = [
      ...[`dW1[${pixel},${label}]`, `W1[${pixel},${label}]`, `X[0,${pixel}]`, `b1[0,${label}]`],
      ...["∂Z1[0,k]", "Y[0,k]", "P[1]", "dZ1", "Z1", "W1", "b1"],
      ...[`image 0 is a ${label}`, `class ${label}`, "seed 42", "lesson 1", "lesson 3"],
    ];
    const typed = typedDigits(await blocksOf(lesson2, {}, TRAINING), { known: names });
    assert.deepEqual(typed, [
      "0 1 1", // pixels go from 0 to 1; the 1 of a name counts layers
      "1", // the sum of probabilities
      "32", // bits
      "64",
      "800 790", // the scores of the two formulas below
      "0", // the largest exponent
      "0 1 0", // a loss of 0 at probability 1
      "800 0 1 0", // the scores of the next two formulas, the right class, and a P that looks like 0
      "1 1 0", // the slope of −Z1[0,y] is −1; Y is 1 or 0
      "1", // 1/S
      "0", // the sum of the errors
      "100", // images of the batch
      "0 1 4 3", // the two slopes of the formulas below
      "20", // the steps that L-BFGS keeps
    ]);
  },
});

Deno.test({
  name: `lesson 2 holds for any digit and seed, on every engine ${NEEDS}`,
  ignore,
  fn: async () => {
    const asked = [
      { digit: 59_999, engine: "plain" },
      { digit: 7, seed: 7 },
      { digit: 1, seed: 4_294_967_295, engine: "relaxed" },
    ];
    for (const given of asked) {
      const blocks = await blocksOf(lesson2, given, TRAINING);
      for (const { name, agrees } of formulasOf(blocks)) assert.ok(agrees, name);
      for (const check of checksOf(blocks)) {
        assert.ok(passes(check), JSON.stringify({ given, check }));
      }
      assert.ok(JSON.stringify(blocks).includes(`image ${given.digit} is a `));
    }
  },
});
