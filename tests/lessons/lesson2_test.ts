/**
 * Lesson 2 up to its three rates, against passes on the other engine. What is trained is in
 * lesson2_training_test.ts.
 */
import assert from "node:assert/strict";
import { descents } from "../../lessons/lesson2_descents.ts";
import { gradient } from "../../lessons/lesson2_gradient.ts";
import { Course } from "../../lessons/lesson2_numbers.ts";
import { overflow } from "../../lessons/lesson2_overflow.ts";
import { scores } from "../../lessons/lesson2_scores.ts";
import { assertClose } from "../assert_close.ts";
import { brightPixel, digits } from "../../src/lesson/digits.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { Block, StillBlock } from "../../src/lesson/block.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import { fresh, Pass } from "./pass_again.ts";
import { lacks } from "../permission.ts";
import { assertFormula, type ValueOf } from "./formula_again.ts";
import { assertPrinted, exactly, type Expected, near, typedDigits } from "./printed_numbers.ts";
import { assertHolds, formulasOf, headings, mnist, sole, stepOf, told } from "./run_lesson.ts";

const ignore = lacks("read");
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

let course: Course | undefined;
/** The steps from the scores of a digit to a step down, without what is trained before and after. */
async function middle({ engine: name, digit, seed }: Asked): Promise<StillBlock[]> {
  const engine = createEngine(name), dataset = await mnist();
  course ??= new Course(createEngine("strict"), dataset);
  const followed = { train: dataset.train, first: digit, seed };
  const story = function* () {
    const passed = yield* scores(engine, followed);
    yield* gradient(engine, { ...followed, ...passed });
    yield* descents(engine, { ...passed, course: course!, models: [], dataset });
  };
  return told(story() as Iterable<Block>, { before: "How long a step?" });
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
  const measured = { within: 2 ** -22 / epsilon };
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
  const columns = [...Array(10).keys()], bytes = 784 * digit;
  const p = all("P");
  const steps = 3 * Math.ceil(55_000 / 64);

  return [
    step("The scores of a digit", [
      ...exactly(784, 10, network.parameterCount),
      ...exactly(...train.images.subarray(bytes, bytes + 784)),
      ...exactly(Math.floor(pixel / 28), pixel % 28),
    ]),
    step("Softmax: from scores to probabilities", [
      ...columns.flatMap((c) => close(p[c], trace.value("Z1", 0, c), p[c])),
      ...exactly(2),
    ]),
    step("Cross-entropy: how far from what is wanted?", [
      ...exactly(1, 0.9, 0.5, 0.1, 0.01, 0.001),
      ...near(reference.surprises, { within: 1e-15 }),
      ...exactly(Math.log(10)),
    ], { L: close(pass.loss) }),
    step("P − Y, line by line", close(trace.value("dZ1", 0, (label + 1) % 10))),
    step("Is it the slope?", [
      ...close(trace.value("dZ1", 0, label)),
      ...exactly(0),
      ...close(pass.loss, trace.value("dZ1", 0, label)),
      ...compared(sizes[0], sizes[1]),
    ]),
    step("From the score to the weights", [
      ...compared(slope, push("W1", [pixel, label]).slope),
      ...exactly(sample.matrices.reduce((sum, { checked }) => sum + checked, 0)),
      // With the ε that plain chooses for itself, f32 would measure nothing: both errors are small.
      ...near([sample.relativeError], { within: 1e-4 }),
      ...exactly(allowed),
    ]),
    step("A step down", [
      ...exactly(0.01),
      ...close(pass.lossAfter(0.01), pass.loss),
      ...exactly(steps),
    ], {
      [`W1[${pixel},${label}] ←`]: close(trace.value("W1", pixel, label) - 0.01 * slope),
      η: exactly(0.01),
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
      const blocks = await middle(asked), steps = await stepsAgain(asked);
      assert.deepEqual(headings(blocks), steps.map(({ heading }) => heading));
      for (const { heading, printed, valueOf } of steps) {
        const found = stepOf(blocks, heading);
        assertPrinted(found, printed, { what: heading });
        for (const formula of formulasOf(found)) {
          // What knows nothing has a loss of its own.
          if (formula.name === "L" && formula.traced === undefined) {
            if (formula.value) assertClose([formula.value], [Math.log(10)], { tolerance: 1e-15 });
          } else {
            assertFormula(formula, valueOf);
          }
        }
      }
      await assertTangent(stepOf(blocks, "Is it the slope?"), asked);
      assertHolds(blocks);
      assert.ok(JSON.stringify(blocks).includes(`image ${asked.digit}, a `));
    },
  });
}

/** Asserts that the curve of the loss is that of the other engine, and that its line touches. */
async function assertTangent(
  step: readonly StillBlock[],
  { engine: asked, digit, seed }: Asked,
): Promise<void> {
  const engine = createEngine(asked === "plain" ? "strict" : "plain"), { train } = await mnist();
  const network = fresh(engine, [784, 10], { init: "xavier", seed }), label = train.labels[digit];
  const pass = new Pass(network, digits(train, { engine, first: digit, count: 1 }));
  const { curve, point: [at, height], slope } = sole(step, "tangent");
  const losses = curve.map(([push]) => pass.pushed("b1", [0, label], push));
  assertClose(curve.map(([, loss]) => loss), losses, { tolerance: 1e-5, what: "curve" });
  assertClose([at, height], [0, pass.loss], { tolerance: 1e-6, what: "point" });
  assertClose([slope], [pass.now.value("dZ1", 0, label)], { tolerance: 1e-5, what: "slope" });
}

for (const engine of ["plain", "strict"] as const) {
  Deno.test({
    name: `lesson 2 on ${engine} shows exp overflow, and how not to`,
    fn: async () => {
      const aside = await told(overflow(createEngine(engine)).open() as Iterable<Block>);
      assertPrinted(
        aside,
        reference.exponentials.flat().flatMap((x) =>
          x === null ? exactly(Infinity) : near([x], { within: 1e-6 * x })
        ),
        { what: "exp" },
      );
      const [naive, shifted, infinite, right] = formulasOf(aside);
      assert.ok(Number.isNaN(naive.value));
      const share = 1 / (1 + Math.exp(-10));
      assertClose([shifted.value!], [share], { tolerance: 1e-15 });
      assertClose([shifted.traced!], [share], { tolerance: engine === "plain" ? 1e-15 : 1e-7 });
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
      const label = train.labels[digit], other = (label + 1) % 10;
      const image = train.images.subarray(784 * digit, 784 * (digit + 1));
      const pixel = brightPixel(image.map((byte) => Number(byte > 127)));
      const known = [
        ...[`dW1[${pixel},${label}]`, `W1[${pixel},${label}]`, `X[0,${pixel}]`, `b1[0,${label}]`],
        ...[`image ${digit}, a ${label}`, `class ${label}`, `seed ${seed}`, `dZ1[0,${label}]`],
        ...[`The image is a ${label}. What is the sign`, `the score of ${other}, a wrong class`],
      ];
      return typedDigits(await middle({ engine: "strict", digit, seed }), { known });
    }));
    // All other digits are the same for both: nothing computes them.
    assert.deepEqual(first, second);
  },
});
