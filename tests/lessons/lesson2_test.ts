/**
 * Lesson 2 up to its first training, against passes on the other engine. What comes after is in
 * lesson2_training_test.ts.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { assertClose } from "../assert_close.ts";
import { brightPixel, digits } from "../../src/lesson/digits.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import { fresh, Pass } from "./pass_again.ts";
import { lacks } from "../permission.ts";
import { assertFormula, type ValueOf } from "./formula_again.ts";
import {
  assertPrinted,
  below,
  exactly,
  type Expected,
  near,
  typedDigits,
} from "./printed_numbers.ts";
import { assertHolds, blocksOf, formulasOf, headings, mnist, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
/** The steps before the first training. */
const TRAINING = { before: "The race" };
const NEEDS = "(needs --allow-read)";

/** A step: what its formulas call a number, and all other numbers in their order. */
interface Step {
  /** Its heading. */
  readonly heading: string;
  /** The numbers outside of formulas. */
  readonly printed: readonly Expected[];
  /** The numbers of formulas. */
  readonly valueOf: ValueOf;
}

/** How the lesson was asked for. */
interface Asked {
  /** What computes. */
  readonly engine: EngineName;
  /** The training image. */
  readonly digit: number;
  /** The seed of the weights. */
  readonly seed: number;
}

/** The steps before the training, from the other engine; f32's rounding is what they may differ by. */
async function stepsAgain({ engine: asked, digit, seed }: Asked): Promise<Step[]> {
  const plain = asked === "plain";
  // How far the lesson pushes, and the largest errors of a slope, and of those drawn at random.
  const [epsilon, tolerance, allowed] = plain ? [1e-4, 1e-6, 1e-6] : [1e-2, 1e-2, 1e-3];
  const engine = createEngine(plain ? "strict" : "plain"), { train } = await mnist();
  const network = fresh(engine, [784, 10], { init: "xavier", seed });
  const batch = digits(train, { engine, first: digit, count: 100 });
  const sample = gradientCheck(network, batch, { sample: 100, epsilon: 1e-2 });
  const pass = new Pass(network, digits(train, { engine, first: digit, count: 1 }));
  const trace = pass.now, label = train.labels[digit];
  const all = (matrix: string) => Array.from(trace.matrix(matrix).data);
  const pixel = brightPixel(all("X")), slope = trace.value("dW1", pixel, label);
  /** The losses with a weight pushed both ways, and its slope. */
  const push = (matrix: string, place: readonly number[]) => {
    const [above, below] = [epsilon, -epsilon].map((by) => pass.pushed(matrix, place, by));
    return { above, below, slope: (above - below) / (2 * epsilon) };
  };
  const ten = Array.from({ length: 10 }, (_, column) => push("b1", [0, column]));
  const sizes = [all("dZ1"), ten.map(({ slope }) => slope)].map((list) => Math.hypot(...list));

  // Of two losses near 2.5, one is rounded to a multiple of 2⁻²²; divided by 2ε, so is the slope.
  const rounded = { within: 2 ** -22 }, measured = { within: 2 ** -22 / epsilon };
  const close = (...values: number[]) => near(values, { within: 2e-6 });
  const compared = (formula: number, finite: number) => [
    ...close(formula),
    ...near([finite, Math.abs(formula - finite) / Math.abs(formula)], measured),
    ...exactly(tolerance),
  ];
  /** Elements of the trace, and what else the formulas of a step name. */
  const names = (others: Readonly<Record<string, readonly Expected[]>> = {}): ValueOf => (name) => {
    if (name in others) return others[name][0];
    const [, matrix, row, column] = /^(\w+)\[(\d+),(\d+)\]$/.exec(name)!;
    return close(trace.value(matrix, Number(row), Number(column)))[0];
  };
  const step = (
    heading: string,
    printed: readonly Expected[],
    others?: Readonly<Record<string, readonly Expected[]>>,
  ): Step => ({ heading, printed, valueOf: names(others) });
  const rows = [pixel - 1, pixel, pixel + 1], columns = [...Array(10).keys()];
  const window = rows.flatMap((i) => columns.map((j) => trace.value("W1", i, j)));
  const exponentials = reference.exponentials.flat().flatMap((x) =>
    x === null ? exactly(Infinity) : near([x], { within: 1e-6 * x })
  );
  const given = [1, 0.9, 0.5, 0.1, 0.01, 0.001];

  return [
    step("Ten weighted sums", [], { N: exactly(network.parameterCount) }),
    step("The scores of a digit", [
      ...exactly(
        ...train.images.subarray(784 * digit, 784 * (digit + 1)),
        Math.floor(pixel / 28),
        pixel % 28,
      ),
      ...exactly(784, 10, ...rows, ...columns),
      ...close(...window),
    ]),
    step(
      "Softmax: from scores to probabilities",
      columns.flatMap((c) => {
        const p = trace.value("P", 0, c);
        return close(p, trace.value("Z1", 0, c), p);
      }),
    ),
    step("When exp overflows", exponentials, {
      "z[0]": exactly(800),
      "z[1]": exactly(790),
      M: exactly(800),
      "P[0]": near([1 / (1 + Math.exp(-10))], { within: 1e-15 }),
    }),
    step("Cross-entropy: how wrong?", [
      ...exactly(...given),
      ...near(reference.surprises, { within: 1e-15 }),
    ], { L: near([Math.log(10)], { within: 1e-15 }) }),
    step("P − Y, line by line", [], { L: close(pass.loss) }),
    step("The error, and its proof", [
      ...below(1e-6),
      ...exactly(0),
      ...below(1e-6),
      ...exactly(1e-6),
      ...compared(sizes[0], sizes[1]),
    ], {
      "L(b+ε)": near([ten[label].above], rounded),
      "L(b−ε)": near([ten[label].below], rounded),
      "2ε": near([2 * epsilon], { within: 1e-8 }),
      "∂L/∂b": near([ten[label].slope], measured),
    }),
    step("From the error to the weights", [
      ...compared(slope, push("W1", [pixel, label]).slope),
      ...exactly(sample.matrices.reduce((sum, { checked }) => sum + checked, 0)),
      // With the ε that plain chooses for itself, f32 would measure nothing: both errors are small.
      ...near([sample.relativeError], { within: 1e-4 }),
      ...exactly(allowed),
    ]),
    step("A step down", [
      ...close(pass.lossAfter(0.01), pass.loss),
      ...exactly(network.parameterCount ** 2),
    ], {
      [`W1′[${pixel},${label}]`]: close(trace.value("W1", pixel, label) - 0.01 * slope),
      η: exactly(0.01),
      // The parabola whose slope is −4 at 0 and −3 at 1 is w²/2 − 4w: curvature 1, bottom at 4.
      ...{ w: exactly(0), "w′": exactly(1), d: exactly(-4), "d′": exactly(-3) },
      ...{ c: exactly(1), "w″": exactly(4) },
    }),
  ];
}

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
      assertHolds(blocks);
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
