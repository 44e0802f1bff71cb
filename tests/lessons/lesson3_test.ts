/** Lesson 3, every number of it beside the passes of the other engine, with every option. */
import assert from "node:assert/strict";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import type { Engine, EngineName } from "../../src/engine/engine.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { activeNeuron, brightPixel, digits } from "../../src/lesson/digits.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { SAMPLES } from "../../src/lesson/plane.ts";
import type { Batch, Network } from "../../src/nn/network.ts";
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
  only,
  stepOf,
} from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
/** Where the lesson's parts with formulas start: by hand, one digit, a batch. */
const PARTS = ["The forward pass", "A real digit", "32 digits"];
/** The points of XOR: two inputs and a class, four times. */
const XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]];
/** The weights for pencil and paper. */
const PENCIL = [[-0.75, -0.5, 1, -0.25], [0, 0.25], [1, -0.5, -0.5, -1], [0, 0.5]];

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

/** What the lesson's parts are about, and what it chooses. */
interface Again {
  /** The network of 2-2-2 before it descends on XOR, after it, and with the signs of W1 turned. */
  readonly descents: readonly Descended[];
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
  /** The same if it is on, else the first one that is. */
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
  const a1 = one.now.matrix("A1").data, { neuron = activeNeuron(a1) } = asked;
  return {
    descents: [
      descended(engine, PENCIL, 0),
      descended(engine, PENCIL, 200),
      descended(engine, [PENCIL[0].map((w) => -w), ...PENCIL.slice(1)], 200),
    ],
    hand: new Pass(pencil(engine, PENCIL), batchOf(engine, [[1, 2, 1]])),
    one,
    batch,
    label: train.labels[digit],
    pixel: brightPixel(one.now.matrix("X").data),
    neuron,
    active: a1[neuron] > 0 ? neuron : activeNeuron(a1),
  };
}

/** A network 2-2-2 with these weights. */
function pencil(engine: Engine, weights: readonly (readonly number[])[]): Network {
  const network = fresh(engine, [2, 2, 2]);
  weights.forEach((values, i) => network.parameters[i].value.data.set(values));
  return network;
}

/** Examples of two inputs and a class. */
function batchOf(engine: Engine, examples: readonly (readonly number[])[]): Batch {
  const inputs = engine.matrix(examples.length, 2), labels = engine.bytes(examples.length);
  inputs.data.set(examples.flatMap(([x, y]) => [x, y]));
  labels.set(examples.map(([, , label]) => label));
  return { inputs, labels };
}

/** A network that went down on the four points of XOR. */
interface Descended {
  readonly network: Network;
  readonly loss: number;
  /** How many of the points it reads right. */
  readonly right: number;
  /** What neuron 0 makes of each point, before ReLU. */
  readonly sums: readonly number[];
}

function descended(
  engine: Engine,
  weights: readonly (readonly number[])[],
  steps: number,
): Descended {
  const network = pencil(engine, weights), points = batchOf(engine, XOR);
  for (let step = 0; step < steps; step++) {
    network.forward(points);
    network.backward();
    for (const { value, gradient } of network.parameters) {
      const slopes = gradient.data;
      value.data.forEach((w, i) => value.data[i] = w - 0.5 * slopes[i]);
    }
  }
  const { loss } = network.forward(points), [W1, b1] = network.parameters;
  const [w, , v] = W1.value.data, [b] = b1.value.data;
  const classes = read(network, XOR), sums = XOR.map(([x, y]) => w * x + v * y + b);
  const right = XOR.filter(([, , label], i) => label === classes[i]).length;
  return { network, loss, right, sums };
}

/** The class with the larger score. */
function read(network: Network, points: readonly (readonly number[])[]): number[] {
  network.forward(batchOf(network.engine, points.map(([x, y]) => [x, y, 0])));
  const scores = network.last.outputs.at(-1)!.data;
  return points.map((_, i) => Number(scores[2 * i + 1] > scores[2 * i]));
}

/** Elements of a matrix, row by row. */
function elements(
  pass: Pass,
  name: string,
  { rows, columns }: { rows: readonly number[]; columns: readonly number[] },
): Expected[] {
  const values = rows.flatMap((i) => columns.map((j) => pass.now.value(name, i, j)));
  return near(values, { within: 2e-6 * pass.size(name) });
}

/** What is drawn of the network for pencil and paper. */
function drawn({ hand }: Again, direction: "forward" | "backward"): Expected[] {
  const both = [0, 1], all = { rows: both, columns: both };
  const neuron = (j: number, names: string) =>
    names.split(" ").flatMap((name) => elements(hand, name, { rows: [0], columns: [j] }));
  const X = elements(hand, "X", { rows: [0], columns: both });
  if (direction === "forward") {
    return [
      ...X,
      ...elements(hand, "W1", all),
      ...both.flatMap((j) => neuron(j, "b1 Z1 A1")),
      ...elements(hand, "W2", all),
      ...both.flatMap((c) => neuron(c, "b2 Z2 P")),
      ...near([hand.loss], { within: 1e-5 }),
    ];
  }
  const arrows = both.flatMap((j) =>
    both.flatMap((c) =>
      ["dW2", "W2"].flatMap((W) => elements(hand, W, { rows: [j], columns: [c] }))
    )
  );
  return [
    ...X,
    ...elements(hand, "dW1", all),
    ...both.flatMap((j) => neuron(j, "A1 dA1 dZ1 db1")),
    ...arrows,
    ...both.flatMap((c) => neuron(c, "P Y dZ2 db2")),
  ];
}

/** What is drawn of a neuron among 64: four pixels, the followed one among them, and ten classes. */
function drawnNeuron({ one, pixel, neuron }: Again): Expected[] {
  const { data } = one.now.matrix("X"), all = from(0, 784);
  const term = (i: number) => data[i] * one.now.value("W1", i, neuron);
  const largest = all.filter((i) => i !== pixel)
    .sort((a, b) => Math.abs(term(b)) - Math.abs(term(a))).slice(0, 3);
  const pixels = [pixel, ...largest].sort((a, b) => a - b);
  const rest = all.filter((i) => !pixels.includes(i)).reduce((sum, i) => sum + term(i), 0);
  return [
    ...elements(one, "X", { rows: [0], columns: pixels }),
    ...elements(one, "W1", { rows: pixels, columns: [neuron] }),
    ...near([rest], { within: 1e-5 }),
    ...["b1", "Z1", "A1"].flatMap((name) => elements(one, name, { rows: [0], columns: [neuron] })),
    ...elements(one, "W2", { rows: [neuron], columns: from(0, 10) }),
    ...from(0, 10).flatMap((c) =>
      ["Z2", "P"].flatMap((name) => elements(one, name, { rows: [0], columns: [c] }))
    ),
  ];
}

/** `length` neighbours from `first` on. */
const from = (first: number, length: number) => Array.from({ length }, (_, i) => first + i);

/** The numbers of each step that has some, by the start of its heading, in the order of the page. */
function expectedNumbers(again: Again, { engine }: Asked): Record<string, Expected[]> {
  const { descents, hand, one, batch, pixel, neuron, active, label } = again;
  const plain = engine === "plain", noise = plain ? 1e-11 : 4e-5, push = plain ? 1e-4 : 1e-2;
  const isOn = neuron === active;
  // Halfway to the kink of ReLU at most.
  const short = Math.min(push, Math.abs(one.now.value("Z1", 0, neuron)) / 2);
  /** Backpropagation, the finite difference, how far they are apart, how far they may be. */
  const measured = (pass: Pass, name: string, [row, column]: number[], ε = push): Expected[] => {
    const slope = pass.now.value(name, row, column), size = pass.size(name), longer = push / ε;
    const shown = Math.max(plain ? 1e-6 : 1e-2, noise * longer / Math.abs(slope));
    return [
      ...near([slope], { within: 2e-6 * size }),
      // In f32, the loss that is measured has 7 digits, and ε is a hundredth.
      ...near([slope], { within: (plain ? 2e-6 : 2e-3 * longer) * size }),
      ...below(shown),
      ...near([shown], { within: 1e-3 * shown }),
    ];
  };
  const [db2, dA1, ...onlyOn] = [
    { name: "db2", at: [0, label], ε: push },
    { name: "dA1", at: [0, neuron], ε: push },
    { name: "dW2", at: [neuron, label], ε: push },
    { name: "db1", at: [0, neuron], ε: short },
    { name: "dW1", at: [pixel, neuron], ε: short },
  ].map(({ name, at, ε }) => measured(one, name, at, ε));
  const beside = isOn ? [db2, onlyOn[0], dA1, ...onlyOn.slice(1)] : [db2, dA1];
  const limit = Math.max(...beside.map((numbers) => numbers[3].value));
  // Before and after a step, with the larger rounding of a step in f32.
  const losses = (...values: number[]) => near(values, { within: 2e-5 });
  const parameters = exactly(784 * 64 + 64 + 64 * 10 + 10);
  const ink = Array.from(one.now.matrix("X").data);
  const slopes = near(ink.map((_, i) => one.now.value("dW1", i, active)), {
    within: 2e-6 * one.size("dW1"),
  });
  const points = exactly(...XOR.flatMap(([x, y]) => [x, y]));
  const [start, end, turned] = descents, both = [0, 1];
  return {
    "Two layers": [...points, ...exactly(1)],
    "A hidden layer": [
      ...XOR.flatMap(([x, y, label]) => {
        const [two, both] = [x + y, Math.max(0, x + y - 1)];
        // Without ReLU, the scores of a point are 0.5 and 2 − x − y.
        const without = [0.5, 2 - x - y], scores = [0.5, two - 2 * both];
        const plainly = Number(without[1] > without[0]);
        return exactly(x, y, two, x + y - 1, ...without, plainly, two, both, ...scores, label);
      }),
      ...points,
      ...points,
    ],
    "How to find": [...exactly(12), ...parameters, ...exactly(3, -2, 0, 3 * -2)],
    "The forward pass": [
      ...elements(hand, "X", { rows: [0], columns: both }),
      ...[["W1", 0], ["b1", 0], ["W2", 0], ["b2", 0], ["W1", 1], ["W2", 1]].flatMap(([W, i]) =>
        elements(hand, String(W), { rows: [Number(i)], columns: both })
      ),
      ...exactly(-0.75),
      ...drawn(again, "forward"),
    ],
    "Backward: the hidden": exactly(0),
    "Drawn": [...drawn(again, "backward"), ...measured(hand, "dW1", [1, 0])],
    "One step": [
      ...losses(hand.lossAfter(0.125), hand.loss),
      ...exactly(200, 0.5),
      ...near([start.loss, end.loss], { within: 1e-4 }),
      ...points,
      ...points,
      ...near([turned.loss], { within: 1e-4 }),
      ...exactly(turned.right),
      ...near(turned.sums, { within: 1e-4 }),
    ],
    "A real digit": [
      ...parameters,
      ...near([ink[pixel]], { within: 1e-7 }),
      ...exactly(...ink.map((x) => Math.round(255 * x)), Math.floor(pixel / 28), pixel % 28),
      ...drawnNeuron(again),
    ],
    "dW2 and dA1": exactly(10, 64),
    "Through ReLU": [
      ...beside.flatMap((numbers) => numbers.slice(0, 3)),
      ...exactly(beside.length),
      ...below(limit),
      ...near([limit], { within: 1e-3 * limit }),
    ],
    "A picture": [
      ...exactly(2),
      ...near([one.now.value("dZ1", 0, active)], { within: 2e-6 * one.size("dZ1") }),
      ...slopes,
      ...losses(one.lossAfter(0.02), one.loss),
    ],
    "32 digits": [
      ...exactly(100 + 64 + 100 + 10),
      ...below(plain ? 1e-8 : 1e-2),
      ...exactly(plain ? 1e-7 : 1e-2, 32, 0.1),
      ...losses(batch.loss, batch.lossAfter(0.1), batch.lossAfter(3.2)),
    ],
    "The same": [...parameters, ...exactly(2 * 50_890)],
  };
}

/** The sentences that hold digits of this run, word by word. */
function sentences(again: Again, { digit = 0, seed = 42 }: Asked): string[] {
  const { one, label, pixel, neuron, active } = again;
  const on = Array.from(one.now.matrix("A1").data).filter((a) => a > 0).length;
  const weight = `W1[${pixel},${neuron}]`;
  const off = neuron === active ? [] : [
    `Neuron ${neuron} is **off** for this digit: it sends 0 on`,
    `\`--neuron ${active}\`, which is on.`,
    `Neuron ${neuron} is off, and its slopes are 0`,
  ];
  return [
    `for training image ${digit}, a ${label}: 784 inputs`,
    `(seed ${seed}). We follow **${weight}**, from`,
    `, to neuron ${neuron}.`,
    ...off,
    `${on} of 64 neurons are on for this digit`,
    `Through ReLU to ${weight}`,
    `Column ${active} of dW1 is 784 slopes`,
    `times one number, dZ1[0,${active}] =`,
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
  return [
    (name) => name === "∂L/∂w" ? slope : byHand(name),
    one.valueOf({ ...one.stepped("W1", [pixel, neuron], 0.02), L: one.loss }),
    batch.valueOf({
      ...Object.fromEntries(batch.losses.map((loss, r) => [`L[${r}]`, loss])),
      L: batch.loss,
      m: 32,
    }),
  ];
}

const asked: Asked[] = [
  { engine: "plain" },
  { engine: "strict" },
  { engine: "plain", digit: 7, neuron: 63, seed: 7 },
  { engine: "strict", neuron: 0 }, // which is off
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
      const parts = starts.map((start, part) => formulasOf(blocks.slice(start, starts[part + 1])));
      for (const [part, valueOf] of values(again, plain ? 1e-4 : 1e-2).entries()) {
        for (const formula of parts[part]) assertFormula(formula, valueOf);
      }
      const [score] = formulasOf(blocks.slice(0, starts[0]));
      assert.deepEqual([score.name, score.value, score.traced], ["Z2[3,1]", 0, 0]);
      assertFormula(score, (name) => ({ value: Number(name.startsWith("X")), within: 0 }));
      const numbers = parts.map((all) => all.filter(({ value }) => value !== undefined).length);
      assert.deepEqual(numbers, [18, 10, 2]);
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
      const through = stepOf(blocks, headings(blocks)[11]), [{ found }] = checksOf(through);
      const rows = only(through, "table")[0].rows
        .map((row) => row.slice(1).flatMap((cell) => numbersOf(cell as string)));
      for (const [a, b, error] of rows) {
        assert.equal(error, Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)));
      }
      assert.equal(found.value, Math.max(...rows.map(([, , error]) => error)));
    },
  });

  Deno.test({
    name: `lesson 3 names in its sentences what it follows: ${options} ${NEEDS}`,
    ignore,
    fn: async () => {
      const [blocks, again] = await runs[i](), known = sentences(again, asking);
      // The names of drawn neurons are tested with the drawing.
      const told = ([all]: readonly [StillBlock[], Again]) =>
        all.filter(({ kind }) => kind !== "network");
      const text = textsOf(blocks).map(({ en }) => en).join("\n");
      for (const sentence of known) assert.ok(text.includes(sentence), sentence);
      assert.equal(text.includes("is **off**"), again.one.now.value("A1", 0, again.neuron) === 0);
      // All other digits are the same in every run of an engine: nothing computes them.
      const ofEngine = plain ? 0 : 1, first = await runs[ofEngine]();
      assert.deepEqual(
        typedDigits(told([blocks, again]), { known }),
        typedDigits(told(first), { known: sentences(first[1], asked[ofEngine]) }),
      );
    },
  });
}

Deno.test({
  name: `lesson 3 shades the planes as the other engine reads them ${NEEDS}`,
  ignore,
  fn: async () => {
    const [blocks, { descents: [start, end] }] = await runs[0]();
    const engine = start.network.engine;
    const thought = pencil(engine, [[1, 1, 1, 1], [0, -1], [0, 1, 0, -2], [0.5, 0]]);
    // Without ReLU, class 1 has the larger score where 2 − x − y > 0.5.
    const linear = (points: number[][]) => points.map(([x, y]) => Number(2 - x - y > 0.5));
    const bent = [thought, start.network, end.network];
    const reads = [linear, ...bent.map((network) => (at: number[][]) => read(network, at))];
    const planes = only(blocks, "plane").flatMap(({ planes }) => planes);
    for (const { points } of planes) {
      assert.deepEqual(points.map(({ at, label }) => [...at, label]), XOR);
    }
    planes.shift(); // without a model
    assert.deepEqual(planes.map(({ title }) => numbersOf(title!.en)), [[3], [4], [start.right], [
      end.right,
    ]]);
    const lines = bent.map(({ parameters: [W1, b1] }) =>
      [0, 1].flatMap((j) => [W1.value.data[j], W1.value.data[2 + j], b1.value.data[j]])
    );
    for (const [k, { lines: drawn }] of planes.slice(1).entries()) {
      const numbers = drawn.flatMap(({ a, b, c }) => [a, b, c]);
      numbers.forEach((x, i) => assert.ok(Math.abs(x - lines[k][i]) < 1e-3, `line of plane ${k}`));
    }
    assert.equal(planes.length, reads.length);
    // After the descent both neurons turn on at the same line, and class 1 lies along it.
    const [[p, q, r], [u, v, w]] = [lines[2].slice(0, 3), lines[2].slice(3)];
    for (const [up, down] of [[p, u], [q, v]]) assert.ok(up > 0 && down < 0);
    assert.ok(Math.abs(r / p - w / u) < 0.01 && Math.abs(p / q - u / v) < 0.01);
    const along = [-0.5, 0.5, 0].map((far) => [0.5, -r / p - 0.5 + far]);
    assert.deepEqual(reads[3](along), [0, 0, 1]);
    const middle = (i: number) => -0.5 + (i + 0.5) / SAMPLES * 2;
    const middles = Array.from({ length: SAMPLES ** 2 }, (_, i) => [
      middle(i % SAMPLES),
      -middle(Math.floor(i / SAMPLES)) + 1,
    ]);
    for (const [k, { regions }] of planes.entries()) {
      const expected = reads[k](middles);
      const others = regions.filter((label, i) => label !== expected[i]).length;
      assert.ok(others < 20, `plane ${k}: ${others} squares`);
    }
  },
});

Deno.test("lesson 3 has on its sheet, and for paper, the numbers of the network for pencil and paper", () => {
  const engine = createEngine("plain");
  const [of, on] = [[1, 2, 1], [-1, 1, 0]].map((example) =>
    new Pass(pencil(engine, PENCIL), batchOf(engine, [example])).now
  );
  const { sheet, paper } = lesson3.teacher;
  const numbers = (text: string) =>
    (text.replaceAll("−", "-").match(/(?<![\w[,(.-])-?\d+\.?\d*/g) ?? []).map(Number);
  const answers = [
    ["Z1", 0, 0],
    ["A1", 0, 0],
    ["Z1", 0, 1],
    ["dZ2", 0, 0],
    ["dZ2", 0, 1],
    ["dA1", 0, 0],
    ["dZ1", 0, 0],
    ["dZ1", 0, 0],
    ["dW1", 1, 0],
  ].map(([name, i, j]) => of.value(String(name), Number(i), Number(j)));
  const printed = sheet.slice(0, 4).flatMap(({ answer }) => numbers(answer.en));
  assert.equal(printed.length, answers.length);
  answers.forEach((x, i) => assert.ok(Math.abs(printed[i] - x) < 0.01, `${printed[i]}: ${x}`));
  assert.deepEqual(Array.from(on.matrix("Z2").data), [1.5, -0.875]);
  assert.match(paper.en, /Z2 = \(1\.5,\u00a0−0\.875\), dW1\[1,0\] ≈ −0\.128/);
  assert.equal(on.value("dW1", 1, 0).toFixed(3), "-0.128");
  assert.ok(Array.from(on.matrix("A1").data).every((a) => a > 0));
});
