import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { digits } from "../../src/cli/lesson_digits.ts";
import { type Snapshot, snapshot } from "../../src/cli/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { Baseline } from "../../src/train/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/train/baseline_recipe.ts";
import { countRight, evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { confusionMatrix } from "../../src/train/metrics.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import { blocksOf, checksOf, formulasOf, mnist } from "./run_lesson.ts";
import { shownNumbers } from "./shown_numbers.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** The steps before the first training: the story is not asked for more. */
function beforeTraining(given: Readonly<Record<string, unknown>> = {}): Promise<StillBlock[]> {
  return blocksOf({
    ...lesson2,
    async *blocks(context) {
      for await (const block of lesson2.blocks(context)) {
        if (block.kind === "step" && block.text.en === "The race") return;
        yield block;
      }
    },
  }, given);
}

let whole: Promise<StillBlock[]> | undefined;
/** All of the lesson, run once for the tests of this file. */
const wholeLesson = () => whole ??= blocksOf(lesson2);

let fit: Promise<{ network: Network; objective: number }> | undefined;
/** The model of the lesson, fitted once more by the kernels (to the last bit the same), on plain. */
const modelOnPlain = () =>
  fit ??= (async () => {
    const model = new Baseline({ ...DEFAULT_BASELINE, iterations: 30 }, await mnist());
    let objective = NaN;
    for (const iteration of model.run()) objective = iteration.objective;
    const shape = { sizes: [784, 10], activation: "relu", capacity: 1000 } as const;
    const network = new Network(createEngine("plain"), shape);
    const weights = model.network.parameters;
    network.parameters.forEach(({ value }, i) => value.data.set(weights[i].value.data));
    return { network, objective };
  })();

/** The blocks of the step with this heading. */
function stepOf(blocks: readonly StillBlock[], heading: string): StillBlock[] {
  const start = blocks.findIndex((block) => block.kind === "step" && block.text.en === heading);
  assert.ok(start > 0, heading);
  const length = blocks.slice(start + 1).findIndex(({ kind }) => kind === "step");
  return blocks.slice(start + 1, start + 1 + length);
}

/** The only block of its kind in a step. */
function sole<Kind extends StillBlock["kind"]>(blocks: readonly StillBlock[], kind: Kind) {
  const found = blocks.filter((block): block is Extract<StillBlock, { kind: Kind }> =>
    block.kind === kind
  );
  assert.equal(found.length, 1, kind);
  return found[0];
}

/** The digit of the lesson, passed through a model on an engine of its own. */
async function recomputed(name: EngineName): Promise<Snapshot> {
  const engine = createEngine(name), { train } = await mnist();
  const network = new Network(engine, { sizes: [784, 10], activation: "relu", capacity: 1 });
  network.initialise("xavier", normalSource(new Xoshiro128(42)));
  const digit = digits(train, { engine, first: 0, count: 1 });
  network.forward(digit);
  network.backward();
  return snapshot(network, digit.labels);
}

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 2 on ${engine} prints the numbers of the trace on ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const formulas = formulasOf(await beforeTraining({ engine })),
        trace = await recomputed(other);
      let count = 0;
      for (const { matrix, row, column, value } of formulas.flatMap(shownNumbers)) {
        const expected = [trace.value(matrix, row, column)];
        assertClose([value], expected, { tolerance: 2e-6, what: `${matrix}[${row},${column}]` });
        count++;
      }
      // Every operand of every sum is looked at, not only those that are written out.
      assert.ok(count > 1590, `${count} numbers`);
    },
  });

  Deno.test({
    name: `lesson 2 on ${engine} prints NumPy's numbers ${NEEDS}`,
    ignore,
    fn: async () => {
      const tolerance = engine === "plain" ? 1e-12 : 2e-6, { one } = reference;
      const blocks = await beforeTraining({ engine }), formulas = formulasOf(blocks);
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
      const formulas = formulasOf(await beforeTraining({ engine }));
      const [naive, shifted] = formulas.filter(({ name }) => name === "P[0]");
      assert.ok(Number.isNaN(naive.value));
      assertClose([shifted.value!], [1 / (1 + Math.exp(-10))], { tolerance: 1e-15 });
      const losses = formulas.filter(({ name }) => name === "L").map(({ value }) => value);
      assert.ok(losses.includes(Infinity) && losses.includes(800), `${losses}`);
    },
  });
}

Deno.test({
  name: `lesson 2 races down the losses that NumPy finds ${NEEDS}`,
  ignore,
  fn: async () => {
    const race = stepOf(await wholeLesson(), "The race"), { series } = sole(race, "chart");
    const losses = series.map(({ points }) => points.map(([, loss]) => loss));
    for (const [i, expected] of reference.descents.entries()) {
      // A rate of 10 leaps about, and soon makes much of a small rounding.
      const steps = i === 2 ? 6 : 60;
      assert.equal(losses[i].length, 60);
      assertClose(losses[i].slice(0, steps), expected.losses.slice(0, steps), {
        tolerance: 1e-4,
        what: `curve ${i}`,
      });
    }
    const [passed, descended] = [series[3].points, losses[3]];
    assert.ok(
      passed.at(-1)![0] <= 60 && passed.every(([pass], i) => i === 0 || pass > passed[i - 1][0]),
    );
    assert.ok(descended.every((loss, i) => i === 0 || loss < descended[i - 1]));
    const rows = sole(race, "table").rows.map((row) => row.slice(1) as string[]);
    assert.deepEqual(
      rows.map(([loss]) => numbersOf(loss)[0]),
      losses.map((curve) => curve.at(-1)!),
    );
    assertClose(
      rows.slice(0, 2).map(([, right]) => numbersOf(right)[0]),
      reference.descents.slice(0, 2).map(({ right }) => right),
      { tolerance: 5e-4, what: "read right" },
    );
  },
});

Deno.test({
  name: `lesson 2 judges a model as the plain engine does ${NEEDS}`,
  ignore,
  fn: async () => {
    const blocks = await wholeLesson(), { test } = await mnist();
    const { network, objective } = await modelOnPlain();
    const examples = new Examples(network.engine, test, { batch: 1000, learnt: 0 });
    const { accuracy, loss, predictions } = evaluate(network, examples);

    const baseline = stepOf(blocks, "The baseline");
    const numbers = baseline.map((block) => block.kind === "prose" ? numbersOf(block.text.en) : []);
    assert.deepEqual(numbers[1], [30, objective]);
    assert.equal(numbers[2][3], network.parameters[0].value.data[4065]);
    assertClose([numbers[2][0]], [accuracy], { tolerance: 2e-4, what: "accuracy" });
    assert.ok(accuracy > 0.92 && accuracy < 0.93, `${accuracy}`);

    const confusion = confusionMatrix(test.labels, predictions, { classes: 10 });
    const shown = sole(stepOf(blocks, "What is taken for what"), "table").rows.map((row) =>
      row.slice(1).map((cell) => numbersOf(cell as string)[0] ?? 0)
    );
    // A tie may fall to the other side in f32.
    const moved = shown.flat().reduce((sum, n, i) => sum + Math.abs(n - confusion.flat()[i]), 0);
    assert.ok(moved <= 4, `${moved}`);

    const ten = sole(stepOf(blocks, "Ten mistakes"), "pictures").pictures;
    const wrong = [...test.labels.keys()].filter((i) => predictions[i] !== test.labels[i]);
    assert.deepEqual(
      ten.map(({ title, pixels }) => [title?.en, pixels]),
      wrong.slice(0, 10).map((i) => [
        `${test.labels[i]} → ${predictions[i]}`,
        [...test.images.subarray(784 * i, 784 * (i + 1))],
      ]),
    );
    const worst = stepOf(blocks, "The worst mistakes");
    const titled = sole(worst, "pictures").pictures.map(({ title }) => numbersOf(title!.en)[0]);
    const losses: number[] = [];
    for (const i of wrong) losses.push(network.forward(examples.batch(i, i + 1)).loss);
    const largest = losses.sort((a, b) => b - a).slice(0, 5);
    assertClose(titled, largest, { tolerance: 1e-5, what: "largest losses" });
    const [mean] = numbersOf(sole(worst, "prose").text.en);
    assertClose([mean], [loss], { tolerance: 1e-5, what: "mean loss" });
  },
});

Deno.test({
  name: `lesson 2 adds up scores, and moves digits, as the plain engine does ${NEEDS}`,
  ignore,
  fn: async () => {
    const blocks = await wholeLesson(), { train, test } = await mnist();
    const columns = sole(stepOf(blocks, "Ten weight images"), "pictures").pictures;
    const weight = (i: number, c: number) => columns[c].pixels[i];
    const limits = stepOf(blocks, "What a linear model cannot say");
    const [formula] = formulasOf(limits);
    const score = new Map(shownNumbers(formula).map(({ row, value }) => [row, value]));
    const votes = (from: number, to: number) => {
      let sum = score.get(3)!; // an empty image has the bias
      for (let i = from; i < to; i++) sum += train.images[i] / 255 * weight(i, 5);
      return sum;
    };
    const expected = [votes(0, 784), votes(0, 392), votes(392, 784)];
    assertClose([0, 1, 2].map((row) => score.get(row)!), expected, { tolerance: 1e-5 });

    const { network } = await modelOnPlain();
    const inputs = network.engine.matrix(1000, 784), labels = test.labels.subarray(0, 1000);
    const shares = sole(limits, "bars").bars.map(({ value }) => value);
    for (const [shift, share] of shares.entries()) {
      for (let row = 0; row < 28_000; row++) {
        const from = test.images.subarray(28 * row, 28 * (row + 1) - shift);
        inputs.data.fill(0, 28 * row, 28 * (row + 1));
        inputs.data.set(Array.from(from, (byte) => byte / 255), 28 * row + shift);
      }
      const right = countRight(network.forward({ inputs, labels }).probabilities, labels) / 1000;
      assertClose([share], [right], { tolerance: 2e-3, what: `shift ${shift}` });
    }
    assert.ok(shares.every((share, i) => i === 0 || share < shares[i - 1]));
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
      const blocks = await beforeTraining(given);
      for (const { name, agrees } of formulasOf(blocks)) assert.ok(agrees, name);
      for (const check of checksOf(blocks)) {
        assert.ok(passes(check), JSON.stringify({ given, check }));
      }
      assert.ok(JSON.stringify(blocks).includes(`image ${given.digit} is a `));
    }
  },
});
