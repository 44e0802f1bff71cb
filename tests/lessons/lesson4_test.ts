import assert from "node:assert/strict";
import { NO_BUG, ZOO, ZooNetwork } from "../../lessons/lesson4_bugs.ts";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import { School } from "../../lessons/lesson4_school.ts";
import { digits } from "../../src/cli/lesson_digits.ts";
import { type Snapshot, snapshot } from "../../src/cli/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { firstTrainImages } from "../../src/data/dataset.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { finiteDifference } from "../../src/nn/finite_difference.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource, shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson4_reference.json" with { type: "json" };
import { blocksOf, checksOf, formulasOf, mnist } from "./run_lesson.ts";
import { shownNumbers } from "./shown_numbers.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
const SHAPE = { sizes: [784, 64, 10], activation: "relu", capacity: 64 } as const;
const ALL = [NO_BUG, ...ZOO];

let run: Promise<StillBlock[]> | undefined;
/** The lesson as it is without options; it trains the whole zoo, so once for all tests. */
const blocks = () => run ??= blocksOf(lesson4);

/** The tables of the step whose English heading is given. */
async function tables(heading: string) {
  const all = await blocks();
  const start = all.findIndex((block) => block.kind === "step" && block.text.en === heading);
  assert.ok(start >= 0, heading);
  const end = all.findIndex((block, i) => i > start && block.kind === "step");
  return all.slice(start, end).filter((block) => block.kind === "table");
}

/** The numbers of the cells of a row. */
const numbers = (cells: readonly unknown[]) =>
  cells.flatMap((cell) => typeof cell === "string" ? numbersOf(cell) : []);

/** The first digit through fresh weights, rounded to f32. */
async function fresh(name: EngineName) {
  const engine = createEngine(name), network = new Network(engine, SHAPE);
  network.initialise("he", normalSource(new Xoshiro128(42)));
  for (const { value } of network.parameters) {
    value.data.forEach((w, i) => value.data[i] = Math.fround(w));
  }
  const digit = digits((await mnist()).train, { engine, first: 0, count: 1 });
  const lossAt = (row: number, column: number, push: number) => {
    const [, , { value: { data } }] = network.parameters, place = row * 10 + column;
    const before = data[place];
    data[place] += push;
    const { loss } = network.forward(digit);
    data[place] = before;
    return loss;
  };
  network.forward(digit);
  network.backward();
  return { now: snapshot(network, digit.labels) as Snapshot, network, digit, lossAt };
}

/** The gradient of eight digits through fresh weights. */
async function gradient(
  network: Network,
  { examples = 8 }: { examples?: number } = {},
): Promise<Record<string, { data: ArrayLike<number>; columns: number }>> {
  network.initialise("he", normalSource(new Xoshiro128(42)));
  const { engine } = network;
  const batch = digits((await mnist()).train, { engine, first: 0, count: examples });
  network.forward(batch);
  network.backward();
  return Object.fromEntries(
    network.parameters.map(({ symbol, gradient: { data, columns } }) => [
      `d${symbol}`,
      { data: data.slice(), columns },
    ]),
  );
}

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 4 on ${engine} prints the slopes of the trace on ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const context = { options: { engine, seed: 42 }, mnist };
      const formulas = [];
      for await (const block of lesson4.blocks(context)) { // the zoo is not needed here
        if (block.kind === "formula") formulas.push(block);
        if (block.kind === "step" && block.text.en.startsWith("Smaller still")) break;
      }
      const { now, lossAt } = await fresh(other);
      const shown = formulas.flatMap(shownNumbers);
      for (const { matrix, row, column, value } of shown) {
        const what = `${matrix}[${row},${column}]`;
        assertClose([value], [now.value(matrix, row, column)], { tolerance: 2e-6, what });
      }
      const [{ row, column }] = shown.filter(({ matrix }) => matrix === "dW2");
      const losses = new Map([["L(w)", 0], ["L(w+ε)", 0.1], ["L(w−ε)", -0.1]]);
      let seen = 0;
      for (const { name, value } of formulas.flatMap(({ expression }) => operandsOf(expression))) {
        const push = losses.get(name);
        if (push === undefined) continue;
        assertClose([value!], [lossAt(row, column, push)], { tolerance: 2e-6, what: name });
        seen++;
      }
      assert.deepEqual([shown.length, seen], [3, 4]);
      const above = lossAt(row, column, 0.1), below = lossAt(row, column, -0.1);
      assertClose(
        formulas.slice(-2).map(({ value }) => value!),
        [(above - lossAt(row, column, 0)) / 0.1, (above - below) / 0.2],
        { tolerance: 2e-5, what: "slopes" },
      );
    },
  });
}

Deno.test({
  name: `lesson 4 prints NumPy's slopes, on both sides of the kink ${NEEDS}`,
  ignore,
  fn: async () => {
    const { slopes } = reference, tolerance = 1e-12;
    const operands = formulasOf(await blocks()).flatMap(({ expression }) => operandsOf(expression));
    for (const [name, expected] of [["L(w)", "loss"], ["L(w+ε)", "above"], ["L(w−ε)", "below"]]) {
      const { value } = operands.find((operand) => operand.name === name)!;
      assertClose([value!], [slopes[expected as "loss"]], { tolerance, what: name });
    }
    const text = JSON.stringify(await blocks());
    assert.ok(text.includes(`W2[${slopes.active},5]`), "the most active neuron is followed");
    const [, across, aside] = checksOf(await blocks());
    assertClose(
      [across.found.value, across.expected.value, aside.expected.value],
      [slopes.bias, slopes.bent[0], slopes.bent[3]],
      { tolerance: 1e-9, what: "the kink" },
    );
    const [table] = await tables("ε must not cross it");
    assertClose(
      table.rows.flatMap(numbers),
      [4, 2, 0.5, 0.1].flatMap((f, i) => [f * Math.abs(slopes.z), slopes.bent[i]]),
      { tolerance: 1e-9, what: "slopes near the kink" },
    );
    assert.deepEqual(
      table.rows.map(([, left, right]) => [left, right].map((side) => (side as { en: string }).en)),
      [["off", "on"], ["off", "on"], ["on", "on"], ["on", "on"]],
    );
  },
});

Deno.test({
  name: `lesson 4 draws the V: errors as both engines make them, down and up again ${NEEDS}`,
  ignore,
  fn: async () => {
    const [plain, strict] = [await fresh("plain"), await fresh("strict")];
    const row = reference.slopes.active, column = 5, truth = reference.slopes.slope;
    const chart = (await blocks()).find((block) => block.kind === "chart" && block.y.log === true);
    assert.ok(chart?.kind === "chart" && chart.x.log);
    const [one64, central64, one32, central32] = chart.series.map(({ points }) => points);
    const error = (slope: number) =>
      Math.abs(slope - truth) / Math.max(Math.abs(slope), Math.abs(truth));
    for (const [i, [epsilon]] of central64.entries()) {
      const loss = () => plain.network.forward(plain.digit).loss;
      const { value } = plain.network.parameters[2];
      const { above, below } = finiteDifference(value, { row, column, epsilon, loss });
      const expected = [
        error((above - reference.slopes.loss) / epsilon),
        error((above - below) / (2 * epsilon)),
        error((strict.lossAt(row, column, epsilon) - strict.lossAt(row, column, 0)) / epsilon),
      ];
      const found = [one64[i][1], central64[i][1], one32[i][1]];
      // The last digits of a loss, divided by ε: only their size is the same everywhere.
      const noise = 1e-15 / epsilon;
      for (const [k, value] of found.entries()) {
        assertClose([value], [expected[k]], {
          tolerance: 1e-9 + noise,
          what: `ε = ${epsilon}, ${k}`,
        });
      }
    }
    assert.ok(Math.abs(one64[0][0] - 0.1) < 1e-15 && Math.abs(one64.at(-1)![0] / 1e-12 - 1) < 1e-9);
    for (const points of [one64, central64, one32, central32]) {
      const least = Math.min(...points.map(([, error]) => error));
      assert.ok(points[0][1] > 10 * least && points.at(-1)![1] > 10 * least, "a V has two arms");
    }
    assert.equal(central32.at(-1)![1], 1, "in f32 the push is lost");
  },
});

for (const name of ["plain", "strict"] as const) {
  Deno.test({
    name: `ZooNetwork without a bug is Network, bit for bit: ${name} ${NEEDS}`,
    ignore,
    fn: async () => {
      const engine = createEngine(name);
      const right = await gradient(new Network(engine, SHAPE));
      assert.deepEqual(await gradient(new ZooNetwork(engine, { ...SHAPE, bug: NO_BUG })), right);
    },
  });

  Deno.test({
    name: `ZooNetwork makes the mistakes that NumPy makes: ${name} ${NEEDS}`,
    ignore,
    fn: async () => {
      const zoo: Record<string, typeof reference.zoo[""]> = reference.zoo;
      assert.deepEqual(Object.keys(zoo), ALL.map(({ wrong }) => wrong));
      const engine = createEngine(name), tolerance = name === "plain" ? 1e-12 : 1e-5;
      for (const bug of ALL) {
        const found = await gradient(new ZooNetwork(engine, { ...SHAPE, bug }));
        const { rows, norms } = zoo[bug.wrong];
        const followed = { dW1: 406, db1: 0, dW2: 53, db2: 0 };
        for (const matrix of ["dW1", "db1", "dW2", "db2"] as const) {
          const { data, columns } = found[matrix], what = `${bug.name.en}: ${matrix}`;
          const start = followed[matrix] * columns;
          const row = Array.from(data).slice(start, start + columns);
          assertClose(row, rows[matrix], { tolerance, what });
          assertClose([Math.hypot(...Array.from(data))], [norms[matrix]], { tolerance, what });
        }
      }
    },
  });
}

Deno.test({
  name: `lesson 4 finds in each network what its gradient is off the right one ${NEEDS}`,
  ignore,
  fn: async () => {
    const engine = createEngine("strict"); // the lesson's check is in f64
    const right = await gradient(new Network(engine, SHAPE));
    const random = new Xoshiro128(0); // the sample of gradientCheck
    const sample = Object.fromEntries(
      Object.entries(right).map(([matrix, { data }]) => {
        const places = Uint32Array.from({ length: data.length }, (_, i) => i);
        if (data.length > 30) shuffle(random, places);
        return [matrix, Array.from(places.subarray(0, 30))];
      }),
    );
    const [byMatrix] = await tables("Where is the mistake?");
    const [beside] = await tables("What the check says");
    for (const [i, bug] of ALL.entries()) {
      const found = await gradient(new ZooNetwork(engine, { ...SHAPE, bug }));
      const errors = ["dW2", "db2", "dW1", "db1"].map((matrix) => {
        const pick = ({ data }: { data: ArrayLike<number> }) =>
          sample[matrix].map((place) => data[place]);
        const a = pick(found[matrix]), b = pick(right[matrix]);
        const size = Math.hypot(...a) + Math.hypot(...b);
        return relativeDifference(a, b) * Math.hypot(...b) / size;
      });
      const cells = byMatrix.rows[i].slice(1);
      for (const [k, error] of errors.entries()) {
        if (cells[k] === "·") assert.ok(error < 1e-6, `${bug.name.en}, ${k}: ${error}`);
        else assertClose(numbers([cells[k]]), [error], { tolerance: 1e-5, what: bug.name.en });
      }
      const worst = numbers(beside.rows[i]).at(-1)!;
      if (bug === NO_BUG) assert.ok(worst < 1e-7, "the right one passes");
      else assertClose([worst], [Math.max(...errors)], { tolerance: 1e-5, what: bug.name.en });
    }
    const checks = checksOf(await blocks());
    assert.equal(checks.filter(({ meant }) => !meant).length, 2);
    assert.ok(checks.every(passes));
  },
});

Deno.test({
  name: `lesson 4 says which mistakes a careless check lets pass ${NEEDS}`,
  ignore,
  fn: async () => {
    const [table] = await tables("Where the check is blind");
    const passing = (column: number) =>
      ZOO.filter((_, i) => (table.rows[i + 1][column] as { en: string }).en === "right")
        .map(({ wrong }) => wrong);
    assert.deepEqual(table.rows[0].slice(1).map((cell) => (cell as { en: string }).en), [
      "right",
      "right",
      "right",
    ]);
    assert.deepEqual(passing(1), []);
    // m = 1: nothing to divide by, nothing to sum.
    assert.deepEqual(passing(2), ["dW = Xᵀ·dZ, db = Σ dZ", "db = dZ[0] / m"]);
    // W2 = 0: dA1 is 0, whatever becomes of it.
    const below = ["dZ1 = dA1", "dA1 = dZ2·reshape(W2)", "dA1 = 0", "dZ1 = dA1 ⊙ A1 ⊙ (1−A1)"];
    assert.deepEqual(passing(3), below);
    const prose = JSON.stringify(await blocks());
    assert.ok(prose.includes(`${2} mistakes pass`) && prose.includes(`and ${4} pass`));
  },
});

Deno.test({
  name: `lesson 4 trains each network for real: the accuracies of the table ${NEEDS}`,
  ignore,
  fn: async () => {
    const [table] = await tables("Train them all"), dataset = await mnist();
    const { train } = dataset, count = 5_000, from = train.count - count;
    const judges = {
      images: train.images.subarray(from * 784),
      labels: train.labels.subarray(from),
      count,
    };
    // The right network is that of any training.
    const recipe = { ...DEFAULT_RECIPE, schedule: "constant", epochs: 1, shuffle: false } as const;
    const data = { ...firstTrainImages(dataset, 20_000), test: judges };
    const expected = [0.001, 0.01, 0.1].map((rate) => {
      const events = [...new Session({ ...recipe, rate }, data).run()];
      const last = events.at(-1)!;
      return last.kind === "epoch" ? last.metrics.testAccuracy : NaN;
    });
    assert.deepEqual(numbers(table.rows[0]), expected);
    // A wrong one, trained again, gives the same.
    const school = new School(createEngine("strict"), { dataset, seed: 42 });
    const laps = [...school.train(ZOO[3], { rate: 0.01 })];
    assert.equal(laps.at(-1)!.accuracy, numbers(table.rows[4])[1]);
    assert.ok(laps.length > 30 && laps[0].loss > laps.at(-1)!.loss);
    // The sigmoid's slope in the place of ReLU's loses the weights.
    assert.deepEqual(table.rows.at(-1)!.at(-1), { en: "diverged", fr: "diverge" });
    const lost = [...school.train(ZOO.at(-1)!, { rate: 0.1 })].at(-1)!;
    assert.ok(Number.isNaN(lost.accuracy));
  },
});
