/** Lesson 3, every number of it beside the passes of the other engine, with every option. */
import assert from "node:assert/strict";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import type { Engine, EngineName } from "../../src/engine/engine.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { activeNeuron, brightPixel, digits } from "../../src/lesson/digits.ts";
import { lacks } from "../permission.ts";
import { assertFormula, type ValueOf } from "./formula_again.ts";
import { fresh, Pass } from "./pass_again.ts";
import {
  assertPrinted,
  below,
  exactly,
  type Expected,
  near,
  printedNumbers,
  textsOf,
  typedDigits,
} from "./printed_numbers.ts";
import {
  assertHolds,
  blocksOf,
  checksOf,
  formulasOf,
  headings,
  mnist,
  stepOf,
} from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
/** Where the lesson's parts start: the chain rule, by hand, one digit, a batch. */
const PARTS = ["What we", "Pencil and paper", "A real digit", "A batch"];

/** The options of lesson 3 that its numbers depend on. */
interface Asked {
  /** What computes. */
  readonly engine: EngineName;
  /** The training image. */
  readonly digit?: number;
  /** The hidden neuron. */
  readonly neuron?: number;
  /** The seed of the weights. */
  readonly seed?: number;
}

/** What the lesson's three parts are about, and what it chooses. */
interface Again {
  /** The network of 2-2-2. */
  readonly hand: Pass;
  /** The digit. */
  readonly one: Pass;
  /** The mini-batch. */
  readonly batch: Pass;
  /** The class of the digit. */
  readonly label: number;
  /** The pixel that is followed. */
  readonly pixel: number;
  /** The neuron that is followed. */
  readonly neuron: number;
  /** The first neuron that is on. */
  readonly active: number;
}

/** All passes of the lesson, on the other engine. */
async function otherEngine(asked: Asked): Promise<Again> {
  const engine = createEngine(asked.engine === "plain" ? "strict" : "plain"),
    { train } = await mnist(),
    { digit = 0, seed = 42 } = asked;
  const large = fresh(engine, [784, 64, 10], { seed });
  const [one, batch] = [1, 32].map((count) =>
    new Pass(large, digits(train, { engine, first: digit, count }))
  );
  const active = activeNeuron(one.now.matrix("A1").data);
  return {
    hand: byHand(engine),
    one,
    batch,
    label: train.labels[digit],
    pixel: brightPixel(one.now.matrix("X").data),
    neuron: asked.neuron ?? active,
    active,
  };
}

function byHand(engine: Engine): Pass {
  const network = fresh(engine, [2, 2, 2]);
  [[1, 0.5, 0.25, -0.5], [0, 0.25], [1, -1, 0.5, 1], [0, 0.5]]
    .forEach((values, i) => network.parameters[i].value.data.set(values));
  const inputs = engine.matrix(1, 2), labels = engine.bytes(1);
  inputs.data.set([1, 2]);
  labels[0] = 1;
  return new Pass(network, { inputs, labels });
}

/** A window on a matrix: its shape, where it is, what it holds. */
function window(
  pass: Pass,
  name: string,
  { rows, columns }: { rows: number[]; columns: number[] },
): Expected[] {
  const values = rows.flatMap((i) => columns.map((j) => pass.now.value(name, i, j)));
  return [
    ...exactly(...pass.now.shape(name), ...rows, ...columns),
    ...near(values, { within: 2e-6 * pass.size(name) }),
  ];
}

/** `length` neighbours from `first` on. */
const from = (first: number, length: number) => Array.from({ length }, (_, i) => first + i);

/** The numbers of each step that has some, by the start of its heading, in the order of the page. */
function expectedNumbers(again: Again, { engine }: Asked): Record<string, Expected[]> {
  const { hand, one, batch, pixel, neuron, label } = again, other = (label + 1) % 10;
  const plain = engine === "plain", noise = plain ? 1e-11 : 4e-5, push = plain ? 1e-4 : 1e-2;
  // Halfway to the kink of ReLU at most.
  const short = Math.min(push, Math.abs(one.now.value("Z1", 0, neuron)) / 2);
  /** Backpropagation, the finite difference, how far they are apart, how far they may be. */
  const proof = (pass: Pass, name: string, [row, column]: number[], ε = push): Expected[] => {
    const slope = pass.now.value(name, row, column), size = pass.size(name), longer = push / ε;
    const rounding = slope === 0 ? 0 : noise * longer / Math.abs(slope);
    const shown = Math.max(plain ? 1e-6 : 1e-2, rounding);
    return [
      ...near([slope], { within: 2e-6 * size }),
      // In f32, the loss that is measured has 7 digits, and ε is a hundredth.
      ...near([slope], { within: (plain ? 2e-6 : 2e-3 * longer) * size }),
      ...below(shown),
      ...near([shown], { within: 1e-3 * shown }),
    ];
  };
  // Before and after a step, with the larger rounding of a step in f32.
  const losses = (...values: number[]) => near(values, { within: 2e-5 });
  /** Elements of the small network, such as `W1:10`, row 1 and column 0 of W1. */
  const drawn = (names: string) =>
    near(
      names.split(" ").map((name) => {
        const [, matrix, row, column] = /^(\w+?):?(\d)(\d)$/.exec(name)!;
        return hand.now.value(matrix, Number(row), Number(column));
      }),
      { within: 2e-6 },
    );
  const whole = exactly(plain ? 1e-7 : 1e-2), rounding = plain ? 1e-8 : 1e-2;
  const parameters = exactly(784 * 64 + 64 + 64 * 10 + 10);
  const firstRow = Math.min(pixel - 1, 781), firstColumn = Math.max(0, Math.min(neuron - 5, 54));
  const ink = Array.from(one.now.matrix("X").data), p = Array.from(one.now.matrix("P").data);
  const column = ink.map((_, i) => one.now.value("dW1", i, neuron));
  const slopes = near(column, { within: 2e-6 * one.size("dW1") });
  const bias = Array.from(batch.now.matrix("db2").data), norm = Math.hypot(...bias);
  return {
    "Pencil and paper": [
      ...drawn("X00 X01 W1:00 W1:01 W1:10 W1:11 b1:00 Z1:00 A1:00 b1:01 Z1:01 A1:01"),
      ...drawn("W2:00 W2:01 W2:10 W2:11 b2:00 Z2:00 P00 b2:01 Z2:01 P01"),
      ...losses(hand.loss),
    ],
    "Backward: the hidden": [
      ...drawn("X00 X01 dW1:00 dW1:01 dW1:10 dW1:11"),
      ...drawn("A1:00 dA1:00 dZ1:00 db1:00 A1:01 dA1:01 dZ1:01 db1:01"),
      ...drawn("dW2:00 W2:00 dW2:01 W2:01 dW2:10 W2:10 dW2:11 W2:11"),
      ...drawn("P00 Y00 dZ2:00 db2:00 P01 Y01 dZ2:01 db2:01"),
    ],
    "The proof": [
      ...proof(hand, "dW1", [1, 0]),
      ...losses(hand.lossAfter(0.125), hand.loss),
    ],
    "A real digit": [
      ...parameters,
      ...near([ink[pixel]], { within: 1e-7 }),
      ...exactly(...ink.map((x) => Math.round(255 * x)), Math.floor(pixel / 28), pixel % 28),
    ],
    "Forward: the hidden": window(one, "W1", {
      rows: from(firstRow, 3),
      columns: from(firstColumn, 10),
    }),
    "Forward: ten": near(p.flatMap((x) => [x, x]), { within: 2e-6 }),
    "dZ2 and db2": [...proof(one, "dZ2", [0, label]), ...proof(one, "db2", [0, other])],
    "dW2": proof(one, "dW2", [neuron, label]),
    "dA1": proof(one, "dA1", [0, neuron]),
    "dZ1": proof(one, "dZ1", [0, neuron], short),
    "dW1 and db1": [
      ...exactly(784 * 64),
      ...proof(one, "dW1", [pixel, neuron], short),
      ...proof(one, "db1", [0, neuron], short),
    ],
    "The digit inside": [
      ...near([one.now.value("dZ1", 0, neuron)], { within: 2e-6 * one.size("dZ1") }),
      ...slopes,
    ],
    "The whole gradient": [
      ...[100, 64, 100, 10].flatMap((count) => [...exactly(count), ...below(rounding)]),
      ...below(rounding),
      ...whole,
      ...parameters,
    ],
    "One step": [...parameters, ...losses(one.lossAfter(0.02), one.loss)],
    "A batch": [...below(rounding), ...whole],
    "What goes wrong": [
      ...near([32 * norm], { within: 1e-4 }),
      ...near([norm], { within: 1e-4 }),
      // ‖32·a − a‖ / (‖32·a‖ + ‖a‖)
      ...near([31 / 33], { within: 1e-4 }),
      ...exactly(0.1, 0.1),
      ...losses(batch.loss, batch.lossAfter(0.1), batch.lossAfter(3.2)),
      ...losses(batch.lossAfter(0.1), batch.loss),
    ],
  };
}

/** The sentences that hold digits of this run, word by word. */
function sentences(again: Again, { digit = 0, seed = 42 }: Asked): string[] {
  const { one, label, pixel, neuron, active } = again, other = (label + 1) % 10;
  const a1 = Array.from(one.now.matrix("A1").data), on = a1.filter((a) => a > 0).length;
  const off = a1[neuron] === 0
    ? [
      `Neuron ${neuron} is **off** for this digit.`,
      `Then try \`--neuron ${active}\`, which is on.`,
    ]
    : [];
  const slopes = [`dZ2[0,${label}]`, `db2[0,${other}]`, `dW2[${neuron},${label}]`]
    .concat(["dA1", "dZ1", "db1"].map((matrix) => `${matrix}[0,${neuron}]`))
    .concat(`dW1[${pixel},${neuron}]`);
  return [
    `Training image ${digit} is a ${label}. Now there are 784 inputs`,
    `at random (seed ${seed}), the biases 0. We follow **W1[${pixel},${neuron}]**`,
    `(28·${Math.floor(pixel / 28)} + ${pixel % 28} = ${pixel})`,
    `to neuron ${neuron}.`,
    ...off,
    `of ten scores, only that of class ${label} should rise`,
    `Ten paths lead from neuron ${neuron} to L.`,
    `neuron ${neuron} takes row ${neuron}.`,
    `${on} of 64 neurons are on for this digit`,
    `dW1 and db1: W1[${pixel},${neuron}] at last`,
    `Column ${neuron} of dW1`,
    `times one number, dZ1[0,${neuron}] =`,
    ...slopes.map((name) => `${name} is the slope of L`),
  ];
}

/** What the names of each part stand for; a weight is pushed by ε. */
function values({ hand, one, batch, pixel, neuron }: Again, ε: number): ValueOf[] {
  const byHand = hand.valueOf({
    ...hand.stepped("W1", [1, 0], 0.125),
    L: hand.loss,
    "L(w+ε)": hand.pushed("W1", [1, 0], ε),
    "L(w−ε)": hand.pushed("W1", [1, 0], -ε),
    "2ε": 2 * ε,
  });
  // The error of a central difference is of the order of ε²; in f32, ε is large for that reason.
  const slope = { value: hand.now.value("dW1", 1, 0), within: 10 * ε ** 2 };
  const column = (matrix: string, j: number) =>
    batch.losses.map((_, r) => batch.now.value(matrix, r, j));
  const dZ1 = column("dZ1", neuron);
  return [
    (name) => name === "∂L/∂w" ? slope : byHand(name),
    one.valueOf({ ...one.stepped("W1", [pixel, neuron], 0.02), L: one.loss }),
    batch.valueOf({
      ...Object.fromEntries(batch.losses.map((loss, r) => [`L[${r}]`, loss])),
      L: batch.loss,
      m: 32,
      [`Σᵣ X[r,${pixel}]·dZ1[r,${neuron}]`]: column("X", pixel)
        .reduce((sum, x, r) => sum + x * dZ1[r], 0),
    }),
  ];
}

const asked: Asked[] = [
  { engine: "plain" },
  { engine: "strict" },
  { engine: "plain", digit: 7, neuron: 63, seed: 7 },
  { engine: "plain", neuron: 0 }, // which is off
  { engine: "strict", neuron: 4 }, // which is on, but barely: the push must be short
  { engine: "strict", digit: 59_999, neuron: 27 },
  { engine: "strict", digit: 44_970, neuron: 30 }, // a weight whose slope is 0 in the whole batch
  { engine: "relaxed", digit: 1, seed: 7 },
];
const runs = asked.map((asking) => {
  let run: Promise<[blocks: StillBlock[], again: Again]> | undefined;
  return () => run ??= Promise.all([blocksOf(lesson3, { ...asking }), otherEngine(asking)]);
});

for (const [i, asking] of asked.entries()) {
  const options = JSON.stringify(asking), plain = asking.engine === "plain";

  Deno.test({
    name: `lesson 3 has in its formulas the numbers of the other engine: ${options} ${NEEDS}`,
    ignore,
    fn: async () => {
      const [blocks, again] = await runs[i]();
      const starts = PARTS.map((title) =>
        blocks.findIndex((block) => block.kind === "step" && block.text.en.startsWith(title))
      );
      const [[rule], ...parts] = starts.map((start, part) =>
        formulasOf(blocks.slice(start, starts[part + 1]))
      );
      assert.equal(rule.value, 2 * 3);
      for (const [part, valueOf] of values(again, plain ? 1e-4 : 1e-2).entries()) {
        for (const formula of parts[part]) assertFormula(formula, valueOf);
      }
      const numbers = parts.map((all) => all.filter(({ value }) => value !== undefined).length);
      assert.deepEqual(numbers, [30, 14, 4]);
      assertHolds(blocks);
    },
  });

  Deno.test({
    name: `lesson 3 prints beside its formulas what the other engine computes: ${options} ${NEEDS}`,
    ignore,
    fn: async () => {
      const [blocks, again] = await runs[i]();
      const expected = expectedNumbers(again, asking), seen = new Set<string>();
      for (const heading of headings(blocks)) {
        const part = stepOf(blocks, heading);
        const start = Object.keys(expected).find((start) => heading.startsWith(start));
        if (start === undefined) assert.deepEqual(part.flatMap(printedNumbers), [], heading);
        else assertPrinted(part, expected[start], { what: heading });
        seen.add(start ?? heading);
      }
      for (const start of Object.keys(expected)) assert.ok(seen.has(start), start);
      for (const { found, expected, error, measure, count } of checksOf(blocks)) {
        if (measure !== "relative" || count > 1) continue;
        const size = Math.max(Math.abs(found.value), Math.abs(expected.value));
        assert.equal(error, size && Math.abs(found.value - expected.value) / size);
      }
    },
  });

  Deno.test({
    name: `lesson 3 names in its sentences what it follows: ${options} ${NEEDS}`,
    ignore,
    fn: async () => {
      const [blocks, again] = await runs[i](), known = sentences(again, asking);
      const text = textsOf(blocks).map(({ en }) => en).join("\n");
      for (const sentence of known) assert.ok(text.includes(sentence), sentence);
      assert.equal(text.includes("is **off**"), again.one.now.value("A1", 0, again.neuron) === 0);
      // All other digits are the same in every run of an engine: nothing computes them.
      const ofEngine = plain ? 0 : 1, [first, itsAgain] = await runs[ofEngine]();
      assert.deepEqual(
        typedDigits(blocks, { known }),
        typedDigits(first, { known: sentences(itsAgain, asked[ofEngine]) }),
      );
    },
  });
}
