/** The zoo of lesson 4 beside NumPy (see lesson4_reference.py) and the other engines. */
import assert from "node:assert/strict";
import { ALL, UNMASKED, ZOO, ZooNetwork } from "../../lessons/lesson4_bugs.ts";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import { digits } from "../../src/lesson/digits.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import type { Network } from "../../src/nn/network.ts";
import { symbols } from "../../src/nn/trace.ts";
import { normalSource, shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { fresh } from "./pass_again.ts";
import reference from "./lesson4_reference.json" with { type: "json" };
import { assertPrinted, exactly, type Expected, near, textsOf } from "./printed_numbers.ts";
import { assertHolds, blocksOf, checksOf, mnist, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
const SHAPE = { sizes: [784, 64, 10] };
const RATES = [0.3 / 64, 0.01, 0.1, 0.3, 0.64];
type ByBug = Record<string, (number | null)[]>;
const trained: Record<"f32" | "f64", ByBug> = reference.training;

let run: Promise<StillBlock[]> | undefined;
/** The lesson as it is without options; it trains the whole zoo, so once for all tests. */
const blocks = () => run ??= blocksOf(lesson4);

const step = async (heading: string) => stepOf(await blocks(), heading);

/** The rows of the last table of a step. */
async function rowsOf(heading: string) {
  return (await step(heading)).findLast((block) => block.kind === "table")!.rows;
}

/** The accuracies that NumPy gets in f64, and how near the lesson, which trains in f32, must be. */
function accuracies(wrong: string): Expected[] {
  return RATES.flatMap((_, i) => {
    const [exact, single] = [trained.f64[wrong][i], trained.f32[wrong][i]];
    if (exact === null || single === null) return []; // diverged, in f32 at least
    // Where even NumPy's own two differ, the scores are so large that rounding decides; so it does
    // where one class is read in nearly all images.
    const apart = Math.abs(exact - single), lost = exact < 0.12 || single < 0.12;
    return near([exact], { within: apart > 0.05 ? 1 : apart > 0 || lost ? 0.02 : 0 });
  });
}

/** The best accuracy of each network; 0 where all rates diverge. */
const bests = () =>
  ALL.map(({ wrong }) =>
    Math.max(...trained.f64[wrong].map((a, i) => trained.f32[wrong][i] === null ? 0 : a!))
  );

Deno.test({
  name: `lesson 4 trains its zoo to NumPy's accuracies ${NEEDS}`,
  ignore,
  fn: async () => {
    const best = bests(), quiet = best.slice(1).filter((accuracy) => accuracy > 0.9).length;
    assertPrinted(await step("Train them all"), [
      ...exactly(12_800, 5_000, 0.64, 0.64, 0.01, 64 * 0.64, 1, 0.64, 0.01, ...RATES),
      ...ALL.flatMap(({ wrong }) => accuracies(wrong)),
      ...near([best[0]], { within: 0.01 }),
      ...exactly(0.3 / 64, 0.01, 0.3, 0.64),
      // Without 1/m, and the right one with a rate 64 times as large.
      ...[0, 1].flatMap((i) => [accuracies(ZOO[0].wrong)[i], accuracies("")[3 + i]]),
    ], { what: "the zoo" });
    for (const [i, [, ...cells]] of (await rowsOf("Train them all")).entries()) {
      const lost = trained.f32[ALL[i].wrong].map((accuracy) => accuracy === null);
      assert.deepEqual(cells.map((cell) => typeof cell !== "string"), lost, ALL[i].wrong);
      for (const cell of cells.filter((cell) => typeof cell !== "string")) {
        assert.deepEqual(cell, { en: "diverged", fr: "diverge" });
      }
    }
    // Of 45 accuracies, rounding decides seven.
    const sure = ALL.flatMap(({ wrong }) => accuracies(wrong)).filter(({ within }) => within === 0);
    assert.equal(sure.length, 45 - 6 - 7);
    const texts = textsOf(await step("Train them all")).map(({ en }) => en).join("\n");
    assert.ok(
      texts.includes(
        `with ${quiet} of the ${ZOO.length}, the network still reads more than 9 digits in 10`,
      ),
    );
    assert.ok(texts.includes("in mini-batches of 64, with 5 learning rates"));
    assert.ok(texts.includes("the gradient is 64 times too long"));
    // Without 1/m, a rate 64 times smaller does the same, in f64 and in f32, to the bit.
    const [right, without] = (await rowsOf("Train them all")).map(([, ...cells]) => cells);
    for (const i of [0, 1]) {
      assert.equal(trained.f64[ZOO[0].wrong][i], trained.f64[""][3 + i]);
      assert.equal(without[i], right[3 + i]);
    }
    assert.ok(best[0] > Math.max(trained.f64[""][2]!, trained.f64[""][4]!), "no rate at the edge");
    const asked = (await step("Train them all")).find(({ kind }) => kind === "predict");
    assert.ok(asked?.kind === "predict" && asked.answer.kind === "choice");
    assert.deepEqual(numbersOf(asked.answer.choices[asked.answer.right].en), [0.64 / 64]);
  },
});

/** The gradient of eight digits through fresh weights. */
async function gradient(
  network: Network,
  init: "he" | "zero" = "he",
): Promise<Record<string, { data: ArrayLike<number>; columns: number }>> {
  network.initialise(init, normalSource(new Xoshiro128(42)));
  const { engine } = network;
  network.forward(digits((await mnist()).train, { engine, first: 0, count: 8 }));
  network.backward();
  return Object.fromEntries(
    [...symbols(network)].map(([symbol, { gradient: { data, columns } }]) => [
      `d${symbol}`,
      { data: data.slice(), columns },
    ]),
  );
}

for (const name of ["plain", "strict"] as const) {
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

/** How far the gradient of each network is off the right one, dW2 db2 dW1 db1: on strict. */
async function errors(): Promise<number[][]> {
  const engine = createEngine("strict"); // the lesson's check is in f64
  const right = await gradient(fresh(engine, SHAPE.sizes));
  const random = new Xoshiro128(0); // the sample of gradientCheck
  const sample = Object.fromEntries(
    Object.entries(right).map(([matrix, { data }]) => {
      const places = Uint32Array.from({ length: data.length }, (_, i) => i);
      if (data.length > 20) shuffle(random, places);
      return [matrix, Array.from(places.subarray(0, 20))];
    }),
  );
  return Promise.all(ALL.map(async (bug) => {
    const found = await gradient(new ZooNetwork(engine, { ...SHAPE, bug }));
    return ["dW2", "db2", "dW1", "db1"].map((matrix) => {
      const pick = ({ data }: { data: ArrayLike<number> }) =>
        sample[matrix].map((place) => data[place]);
      const a = pick(found[matrix]), b = pick(right[matrix]);
      const size = Math.max(Math.hypot(...a), Math.hypot(...b));
      return relativeDifference(a, b) * Math.hypot(...b) / size;
    });
  }));
}

Deno.test({
  name: `lesson 4 finds in each network what its gradient is off the right one ${NEEDS}`,
  ignore,
  fn: async () => {
    const all = await errors(), within = 1e-5, right = { value: 0, within: 1e-8 };
    const rows = await rowsOf("Where is the mistake?");
    const [riddle, asked] = (await step("Where is the mistake?"))
      .filter((block) => block.kind === "table" || block.kind === "predict");
    assert.ok(
      riddle.kind === "table" && asked.kind === "predict" && asked.answer.kind === "choice",
    );
    assert.deepEqual(riddle.rows[0].slice(1), rows[ALL.indexOf(UNMASKED)].slice(1));
    assert.equal(asked.answer.choices[asked.answer.right].en, "dA1 or dZ1");
    for (const [i, [, ...cells]] of rows.entries()) {
      // What is below the limit is a dot; on strict, rounding is all that is left of it.
      const wrong = all[i].filter((error) => error > 1e-6);
      assert.deepEqual(cells.map((cell) => cell !== "·"), all[i].map((error) => error > 1e-6));
      const found = cells.flatMap((cell) => numbersOf(cell as string));
      assertClose(found, wrong, { tolerance: within, what: ALL[i].name.en });
    }
    const worst = all.map((errors) => Math.max(...errors)), mildest = Math.min(...worst.slice(1));
    assertPrinted(await step("What the check says"), [
      ...ALL.flatMap((_, i) => [
        // A table has the word "diverged" for none.
        ...near(bests()[i] > 0 ? [bests()[i]] : [], { within: 0.01 }),
        i === 0 ? right : { value: worst[i], within }, // the right one: rounding in f64
      ]),
      right,
      ...exactly(1e-6),
      { value: mildest, within },
      ...exactly(1e-6),
    ], { what: "beside the accuracies" });
    const { claim } = checksOf(await blocks()).findLast(({ meant }) => !meant)!;
    assert.ok(claim.en.includes(`“${ALL[worst.indexOf(mildest)].name.en}”`), claim.en);
    assertHolds(await blocks());
  },
});

Deno.test({
  name: `lesson 4 says which mistakes a careless check lets pass ${NEEDS}`,
  ignore,
  fn: async () => {
    const rows = (await rowsOf("Where the check is blind"))
      .map(([, ...cells]) => cells.map((cell) => (cell as { en: string }).en));
    const passing = (column: number) =>
      ZOO.filter((_, i) => rows[i + 1][column] === "PASSES").map(({ wrong }) => wrong);
    assert.deepEqual(rows[0], ["passes", "passes", "passes"]);
    assert.deepEqual(passing(0), []);
    // m = 1: nothing to divide by, nothing to sum.
    assert.deepEqual(passing(1), ["dW = Xᵀ·dZ, db = Σ dZ", "db = dZ[0] / m"]);
    // W2 = 0: dA1 is 0, whatever becomes of it.
    const below = ["dZ1 = dA1", "dA1 = dZ2·reshape(W2)", "dA1 = 0", "dZ1 = dA1 ⊙ A1 ⊙ (1−A1)"];
    assert.deepEqual(passing(2), below);
    const texts = textsOf(await step("Where the check is blind")).map(({ en }) => en).join("\n");
    assert.ok(
      texts.includes(`${2} mistakes pass`) &&
        texts.includes(`db2: ${4} pass. The ${4} others show in db2.`),
    );
    const engine = createEngine("strict");
    const [right, ...wrong] = await Promise.all(
      ALL.map((bug) => gradient(new ZooNetwork(engine, { ...SHAPE, bug }), "zero")),
    );
    const shows = ZOO.filter((_, i) =>
      relativeDifference(wrong[i].db2.data, right.db2.data) > 1e-3
    );
    assert.deepEqual(shows, ZOO.filter(({ wrong }) => !below.includes(wrong)));
  },
});
