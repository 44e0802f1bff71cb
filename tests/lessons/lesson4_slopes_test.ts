/** Lesson 4 up to its zoo: its formulas beside the other engine, all other numbers beside NumPy. */
import assert from "node:assert/strict";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import { freshNetwork } from "../../lessons/lesson4_numbers.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { digits } from "../../src/lesson/digits.ts";
import { lacks } from "../permission.ts";
import { assertFormula } from "./formula_again.ts";
import reference from "./lesson4_reference.json" with { type: "json" };
import { Pass } from "./pass_again.ts";
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
import { assertHolds, blocksOf, formulasOf, mnist, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
/** The steps before the zoo, which trains for seconds. */
const SLOPES = { before: "Seven formulas, eight mistakes" };
const NEEDS = "(needs --allow-read)";
const { slopes, v, medians, training } = reference;
const EPSILONS = v.map((_, i) => 10 ** (-1 - i / 2));

let run: Promise<StillBlock[]> | undefined;
const blocks = () => run ??= blocksOf(lesson4, {}, SLOPES);
const step = async (heading: string) => stepOf(await blocks(), heading);

/**
 * What rounding may do to a slope measured with ε, in parts of it: u·L/ε, as the lesson says, and some
 * more, since a loss is the end of many roundings. At most 1: then nothing is left of the slope.
 */
const noise = (u: number, ε: number) =>
  Math.min(4 * u * slopes.loss / ε / Math.abs(slopes.slope), 1);
const U32 = 2 ** -24, U64 = 2 ** -53;
/** Its error without any rounding, from one side or from both, and how far rounding may move it. */
const error = (i: number, side: "one" | "central", u: number): Expected => ({
  value: v[i][side],
  within: noise(u, EPSILONS[i]) + 1e-7 * v[i][side],
});

Deno.test({
  name: `lesson 4 trains two networks as NumPy does: losses and accuracies ${NEEDS}`,
  ignore,
  fn: async () => {
    const accuracies = ["dZ1 = dA1", ""].map((bug) => training.f64[bug as ""][1]);
    assertPrinted(await step("One of them is wrong"), [
      // The lesson trains in f32, NumPy in f64.
      ...training.curves.flat().flatMap(([images, loss]) => [
        ...exactly(images),
        ...near([loss], { within: 1e-6 }),
      ]),
      ...exactly(12_800, 0.1, accuracies[0], 5_000, accuracies[1]),
      ...exactly(0), // the first of NumPy's two, too, is the one without the mask
    ], { what: "two networks" });
  },
});

Deno.test({
  name: `lesson 4 prints NumPy's errors of measured slopes ${NEEDS}`,
  ignore,
  fn: async () => {
    const measured = (await step("Measure a slope")).filter(({ kind }) => kind !== "tangent");
    assertPrinted(measured, [error(0, "one", U64)], { what: "0.57 %" });
    const shrinks = Math.round(Math.log10(v[2].central / v[4].central));
    assertPrinted(await step("From both sides"), [
      ...[0, 2, 4].flatMap((i) => [
        ...near([EPSILONS[i]], { within: 1e-15 }),
        error(i, "one", U64),
        error(i, "central", U64),
      ]),
      ...exactly(10 ** shrinks),
      ...near([slopes.slope, slopes.slope], { within: 1e-8 }),
      ...below(1e-8),
      ...exactly(1e-8),
    ], { what: "the table" });
    // For each ε: one-sided and central in f64, the same in f32.
    const curves = [0, 1, 2, 3].flatMap((kind) =>
      EPSILONS.flatMap((ε, i) => {
        const [low, high] = medians[4 * i + kind];
        return [
          { value: ε, within: 1e-12 * ε },
          { value: (low + high) / 2, within: (high - low) / 2 + 1e-3 * high },
        ];
      })
    );
    // In f32, a push of 10⁻⁸ is lost, as another test shows: worthless.
    assertPrinted(await step("Smaller still? The V"), [...exactly(2, 41), ...curves], {
      what: "the V",
    });
  },
});

Deno.test({
  name: `lesson 4 shows losses in f32, and the lowest points of its own V ${NEEDS}`,
  ignore,
  fn: async () => {
    const heading = "Where the left arm comes from";
    const losses = [2, 6, 10, 14].map((i) => v[i]), all = await step(heading);
    const [first, lowest] = all.filter(({ kind }) => kind === "table");
    const printed = printedNumbers(first);
    const chart = (await step("Smaller still? The V")).find(({ kind }) => kind === "chart");
    assert.ok(chart?.kind === "chart" && chart.x.log && chart.y.log);
    assertPrinted(all, [
      ...losses.flatMap(({ above, below }, i) => {
        const ε = [1e-2, 1e-4, 1e-6, 1e-8][i], [, up, down] = printed.slice(4 * i);
        return [
          ...exactly(ε),
          // Seven digits and a half: what f32 holds of them.
          ...near([above, below], { within: 8 * U32 * above }),
          ...near([(up - down) / (2 * ε)], { within: 1e-9 }),
        ];
      }),
      ...exactly(U32, U64),
      ...chart.series.flatMap(({ points }) => {
        const least = Math.min(...points.map(([, error]) => error));
        return exactly(...points.find(([, error]) => error === least)!);
      }),
    ], { what: heading });
    assert.equal(printedNumbers(lowest).length, 2 * 4);
    for (const { points } of chart.series) {
      const least = Math.min(...points.map(([, error]) => error));
      assert.ok(points[0][1] > 3 * least && points.at(-1)![1] > 3 * least, "a V has two arms");
    }
    assert.equal(printed.at(-1), 0, "in f32, a push of 10⁻⁸ is lost");
    assert.equal(chart.series[3].points.at(-1)![1], 1);
  },
});

Deno.test({
  name: `lesson 4 prints NumPy's losses and slopes around a kink ${NEEDS}`,
  ignore,
  fn: async () => {
    const distance = Math.abs(slopes.z), within = 1e-12;
    assertPrinted(await step("A kink"), [
      ...near([slopes.z, slopes.bias, distance], { within }),
      ...slopes.bend.flatMap((change, i) => near([(i - 40) / 10 * distance, change], { within })),
    ], { what: "a kink" });
    const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(a, b);
    const bent = await step("ε must not cross it");
    assertPrinted(bent, [
      ...near([4 * distance], { within }),
      ...exactly(Math.abs(slopes.bent[0] - slopes.bias) > 1e-3 ? 2 : 0),
      ...[4, 2, 0.5, 0.1].flatMap((factor, i) => [
        ...near([factor * distance], { within }),
        ...near([slopes.bent[i]], { within: 1e-9 }),
      ]),
      // The neuron is on, so its bias has the slope of the part of the way where it is.
      ...near([4, 1, 5].map((times) => times * distance), { within }),
      ...near([slopes.bias], { within }),
      ...near([slopes.bias, 5 * distance, 4 * distance], { within }),
      ...near([slopes.bent[0]], { within: 1e-4 }),
      ...near([relative(slopes.bias, slopes.bent[0])], { within: 1e-8 }),
      ...near([slopes.bias, slopes.bent[3]], { within: 1e-9 }),
      ...below(1e-8),
      ...exactly(1e-6),
    ], { what: "across the kink" });
    const [table] = bent.filter((block) => block.kind === "table");
    assert.deepEqual(
      table.rows.map(([, left, right]) => [left, right].map((side) => (side as { en: string }).en)),
      [["off", "on"], ["off", "on"], ["on", "on"], ["on", "on"]],
    );
    assertHolds(await blocks());
  },
});

/** The first digit through fresh weights, rounded to f32: what the lesson should have seen. */
async function fresh(name: EngineName, seed: number) {
  const engine = createEngine(name);
  const digit = digits((await mnist()).train, { engine, first: 0, count: 1 });
  const pass = new Pass(freshNetwork(engine, seed), digit);
  const a1 = Array.from(pass.now.matrix("A1").data);
  return { pass, label: digit.labels[0], active: a1.indexOf(Math.max(...a1)) };
}

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 4 on ${engine} has in its formulas the numbers of ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const { pass, active, label } = await fresh(other, 42), { loss } = pass;
      const [above, below] = [0.1, -0.1].map((push) => pass.pushed("W2", [active, label], push));
      const valueOf = pass.valueOf({
        "L(w)": loss,
        "L(w+ε)": above,
        "L(w−ε)": below,
        "ε": 0.1,
        "2ε": 0.2,
      });
      const all = await blocksOf(lesson4, { engine }, { before: "Smaller still? The V" });
      const formulas = formulasOf(all);
      assert.deepEqual(formulas.map(({ name }) => name), [
        `dW2[${active},${label}]`,
        "∂L/∂w",
        "∂L/∂w",
      ]);
      for (const [i, formula] of formulas.entries()) {
        // Losses of seven digits, divided by ε = 0.1: the slopes have about six.
        const slope = i === 1 ? (above - loss) / 0.1 : (above - below) / 0.2;
        assertFormula(
          formula,
          (name) => name === "∂L/∂w" ? { value: slope, within: 2e-5 } : valueOf(name),
        );
      }
      const at = pass.now.value("W2", active, label);
      const slope = pass.now.value("dW2", active, label);
      const secant = (pass.pushed("W2", [active, label], 1.5) - loss) / 1.5;
      assertPrinted(stepOf(all, "Measure a slope"), [
        { value: v[0].one, within: 2e-6 },
        ...near([at, loss, slope, secant], { within: 2e-6 }),
      ], { what: "the tangent, and how far the one-sided slope is off" });
    },
  });
}

Deno.test({
  name: `lesson 4 names in its sentences what it follows, with any seed ${NEEDS}`,
  ignore,
  fn: async () => {
    const [first, second] = await Promise.all([42, 7].map(async (seed) => {
      const all = await blocksOf(lesson4, { seed }, SLOPES);
      const { pass: { now }, label, active } = await fresh("strict", seed);
      const z1 = Array.from(now.matrix("Z1").data);
      const size = (unit: number) =>
        Math.abs(now.value("dA1", 0, unit)) > 0.1 ? Math.abs(z1[unit]) : Infinity;
      const unit = z1.map((_, unit) => unit).reduce((a, b) => size(b) < size(a) ? b : a);
      const known = [
        `the first training image, a ${label}.`,
        `**w = W2[${active},${label}]**, from hidden neuron ${active}, the most active one`,
        `the score of class ${label}.`,
        `hidden neuron ${unit} stands next to it: Z1[0,${unit}] =`,
        `w = b1[0,${unit}], has the slope db1[0,${unit}] =`,
        `b1[0,${unit}], on one side of it`,
      ];
      const texts = textsOf(all).map(({ en }) => en);
      for (const sentence of known) {
        assert.ok(texts.some((text) => text.includes(sentence)), `seed ${seed}: ${sentence}`);
      }
      const way = z1[unit] > 0
        ? /so it is on, but barely.*Push it down/
        : /so it is off.*Push it up/;
      assert.ok(texts.some((text) => way.test(text)), `seed ${seed}: ${way}`);
      return typedDigits(all, { known });
    }));
    // All other digits are the same with both seeds: nothing computes them.
    assert.deepEqual(first, second);
  },
});
