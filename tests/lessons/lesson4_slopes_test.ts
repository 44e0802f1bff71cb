/** Lesson 4 up to its zoo: every number outside of its formulas beside NumPy (lesson4_reference.py). */
import assert from "node:assert/strict";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson4_reference.json" with { type: "json" };
import {
  assertPrinted,
  below,
  exactly,
  type Expected,
  near,
  printedNumbers,
} from "./printed_numbers.ts";
import { blocksOf, checksOf, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
/** The steps before the zoo, which trains for seconds. */
const SLOPES = { before: "Seven formulas" };
const NEEDS = "(needs --allow-read)";
const { slopes, v, training } = reference;
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
    const accuracies = ["dZ1 = dA1", ""].map((bug) => training.f64[bug as ""][2]);
    assertPrinted(await step("One of them is wrong"), [
      // The lesson trains in f32, NumPy in f64.
      ...training.curves.flat().flatMap(([images, loss]) => [
        ...exactly(images),
        ...near([loss], { within: 1e-6 }),
      ]),
      ...exactly(20_000, accuracies[0], 5_000, accuracies[1]),
    ], { what: "two networks" });
  },
});

Deno.test({
  name: `lesson 4 prints NumPy's errors of measured slopes ${NEEDS}`,
  ignore,
  fn: async () => {
    assertPrinted(await step("Measure a slope"), [error(0, "one", U64)], { what: "0.57 %" });
    assertPrinted(await step("From both sides"), [
      ...[0, 2, 4].flatMap((i) => [
        ...near([EPSILONS[i]], { within: 1e-15 }),
        error(i, "one", U64),
        error(i, "central", U64),
      ]),
      ...near([slopes.slope, slopes.slope], { within: 1e-8 }),
      ...below(1e-8),
      ...exactly(1e-8),
    ], { what: "the table" });
    const sides = [["one", U64], ["central", U64], ["one", U32], ["central", U32]] as const;
    const curves = sides.map(([side, u]) =>
      EPSILONS.flatMap((ε, i) => [{ value: ε, within: 1e-12 * ε }, error(i, side, u)])
    );
    assertPrinted(await step("Smaller still? The V"), curves.flat(), { what: "the V" });
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
      ...exactly(U32, U64, Math.cbrt(U32), Math.cbrt(U64), Math.sqrt(U32), Math.sqrt(U64)),
      ...chart.series.flatMap(({ points }) => {
        const least = Math.min(...points.map(([, error]) => error));
        return exactly(...points.find(([, error]) => error === least)!);
      }),
    ], { what: heading });
    assert.equal(printedNumbers(lowest).length, 2 * 4);
    for (const { points } of chart.series) {
      const least = Math.min(...points.map(([, error]) => error));
      assert.ok(points[0][1] > 10 * least && points.at(-1)![1] > 10 * least, "a V has two arms");
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
      ...[4, 2, 0.5, 0.1].flatMap((factor, i) => [
        ...near([factor * distance], { within }),
        ...near([slopes.bent[i]], { within: 1e-9 }),
      ]),
      ...near([slopes.bias, slopes.bent[0]], { within: 1e-9 }),
      ...near([relative(slopes.bias, slopes.bent[0])], { within: 1e-8 }),
      ...exactly(1e-3),
      ...near([slopes.bias, slopes.bent[3]], { within: 1e-9 }),
      ...below(1e-8),
      ...exactly(1e-6),
    ], { what: "across the kink" });
    const [table] = bent.filter((block) => block.kind === "table");
    assert.deepEqual(
      table.rows.map(([, left, right]) => [left, right].map((side) => (side as { en: string }).en)),
      [["off", "on"], ["off", "on"], ["on", "on"], ["on", "on"]],
    );
    assert.ok(checksOf(await blocks()).every(passes));
  },
});
