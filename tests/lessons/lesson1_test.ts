/** Lesson 1 beside NumPy (see lesson1_reference.py) and, where a network reads, the plain engine. */
import assert from "node:assert/strict";
import lesson1 from "../../lessons/lesson1_data.ts";
import { KEPT, LEARNT, parts, RATES } from "../../lessons/lesson1_numbers.ts";
import { countBytes } from "../../src/data/statistics.ts";
import { createEngine } from "../../src/engine/create.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { fresh } from "./pass_again.ts";
import reference from "./lesson1_reference.json" with { type: "json" };
import { assertPrinted, below, exactly, near, printedNumbers, textsOf } from "./printed_numbers.ts";
import { assertHolds, blocksOf, formulasOf, mnist, only, sole, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

let whole: Promise<StillBlock[]> | undefined;
/** All of the lesson, run once for the tests of this file. */
const first = () => whole ??= blocksOf(lesson1);
let other: Promise<StillBlock[]> | undefined;
/** The same with the last digit, another seed and another engine. */
const last = () => other ??= blocksOf(lesson1, { digit: 59_999, seed: 1, engine: "strict" });
const step = async (heading: string) => stepOf(await first(), heading);

/** The numbers in the cells of a table, row after row, the first column left out. */
function cells(block: StillBlock | undefined): number[] {
  assert.ok(block?.kind === "table");
  return block.rows.flatMap((row) => row.slice(1).flatMap((cell) => numbersOf(cell as string)));
}

/** The table whose first title is so. */
function tableOf(blocks: readonly StillBlock[], title: string) {
  return only(blocks, "table").find(({ head }) =>
    (typeof head[0] === "string" ? head[0] : head[0].en) === title
  );
}

Deno.test({
  name: `lesson 1 asks for a digit that its network misreads, as plain reads it ${NEEDS}`,
  ignore,
  fn: async () => {
    const dataset = await mnist(), { learnt, kept } = parts(dataset);
    const { network: trained, ...session } = taught(
      new Session(createEngine("strict"), {
        recipe: { ...DEFAULT_RECIPE, epochs: 1 },
        dataset: { ...dataset, train: learnt, test: kept },
      }),
    );
    assert.equal(session.recipe.seed, 42);
    const judge = fresh(createEngine("plain"), [784, 64, 10]);
    judge.parameters.forEach(({ value }, i) => value.data.set(trained.parameters[i].value.data));
    const examples = new Examples(judge.engine, kept);
    const { accuracy, predictions } = evaluate(judge, examples);
    const isRight = (i: number) => predictions[i] === kept.labels[i];
    const first = kept.labels.findIndex((_, i) =>
      [0, 1, 2, 3, 4].filter((k) => isRight(i + k)).length === 4
    );
    const five = [0, 1, 2, 3, 4].map((k) => first + k),
      misread = five.findIndex((i) => !isRight(i));
    const label = kept.labels[first + misread], read = predictions[first + misread];
    const pixels = (i: number) => exactly(...kept.images.subarray(784 * i, 784 * (i + 1)));

    const asked = await step("One of five is misread");
    assertPrinted(asked, [
      ...exactly(LEARNT, LEARNT, LEARNT, KEPT, accuracy),
      ...five.flatMap(pixels),
      ...exactly(misread),
    ], { what: "five digits" });
    assert.deepEqual(
      sole(asked, "pictures").pictures.map(({ title }) => title!.en),
      five.map((i, k) => `${k + 1}: ${predictions[i]}?`),
    );
    const p = judge.forward(examples.batch(first + misread, first + misread + 1)).probabilities;
    const given = Array.from(p.data.subarray(0, 10));
    const close = (...values: number[]) => near(values, { within: 1e-5 });
    const says = await step("What it says of that one");
    assertPrinted(says, [
      ...pixels(first + misread),
      ...given.flatMap((value) => close(value, value)),
      ...close(given[read], given[label]),
    ], { what: "its probabilities" });
    assert.match(textsOf(says).at(-1)!.en, new RegExp(`to ${read}, and .* to ${label}\\. There`));
    assert.equal(sole(says, "bars").highlight, label);
  },
});

function taught(session: Session): Session {
  for (const _ of session.run());
  return session;
}

Deno.test({
  name: `lesson 1 says of ink, classes and bytes what NumPy says ${NEEDS}`,
  ignore,
  fn: async () => {
    const { ink, train, test } = reference, within = 1e-12;
    const origin = await step("Where they come from");
    assertPrinted(origin, [
      ...exactly(70_000),
      ...near(ink.first.map(([, , mean]) => mean), { within }),
      ...exactly(2),
      ...near([ink.middles[7]], { within }),
      ...exactly(60_000),
      ...near([ink.longer, ink.centred], { within }),
    ], { what: "ink" });
    assert.deepEqual(
      sole(origin, "table").rows.map((row) => row.slice(1, 4)),
      ink.first.map(([first, last]) => [`${first}`, `${last}`, `${last - first + 1}`]),
    );
    const classes = await step("Ten classes");
    const bars = sole(classes, "bars").bars.map(({ text }) =>
      numbersOf((text as { en: string }).en)
    );
    assert.deepEqual(
      bars,
      train.map((size, c) => [size, size / 60_000, test[c]]),
    );
    assert.ok(textsOf(classes).at(-1)!.en.startsWith("Always answering 1 would"));
    assert.equal(printedNumbers(classes.at(-1)!)[0], test[1] / 10_000);

    const { mean, deviation, ranges, empty } = reference, numbers = await step("From 0–255 to 0–1");
    const values = sole(numbers, "bars").bars.map(({ value }) => value);
    assertClose(values, ranges, { tolerance: 1e-15, what: "ranges" });
    assertClose(
      cells(tableOf(numbers, "pixels")),
      [0, 255, mean, deviation, 0, 1, mean / 255, deviation / 255],
      { tolerance: 1e-12, what: "statistics" },
    );
    assert.match(JSON.stringify(numbers), new RegExp(`and ${empty} of its 784 pixels`));
  },
});

Deno.test({
  name: `lesson 1 trains on both kinds of pixels to NumPy's accuracies ${NEEDS}`,
  ignore,
  fn: async () => {
    const { scaled, raw } = reference, all = [scaled, raw];
    const best = ({ float32 }: typeof raw) => Math.max(...float32);
    const starts = [scaled, raw].map(({ start }) => near([start], { within: 1e-5 * start })[0]);
    assertPrinted(await step("And if one forgets to divide?"), [
      ...exactly(10_000),
      ...exactly(2),
      ...exactly(5000),
      ...RATES.flatMap((rate, i) => [
        ...exactly(rate),
        // Where rounding decides, as NumPy's own two show, the accuracy may be another.
        ...all.flatMap(({ float32, float64 }) =>
          near([float64[i]], {
            within: float32[i] === float64[i] ? 0 : 2 * Math.abs(float32[i] - float64[i]) + 0.005,
          })
        ),
      ]),
      ...exactly(best(raw), best(scaled)),
      ...starts,
    ], { what: "pixels left at 0–255" });
  },
});

Deno.test({
  name: `lesson 1 lets five hundred models guess as NumPy does ${NEEDS}`,
  ignore,
  fn: async () => {
    const { mean, best } = reference.guesses;
    assertPrinted(
      await step("The best of five hundred"),
      [
        ...exactly(best[0], 1000, 2),
        ...near(mean, { within: 1e-12 }),
        ...exactly(...best),
      ].toSpliced(3, 0, ...exactly(1000)),
      { what: "guesses" },
    );
  },
});

Deno.test({
  name: `lesson 1 decodes the bytes of the file ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train } = await mnist();
    for (const [digit, blocks] of [[0, await first()], [59_999, await last()]] as const) {
      const text = JSON.stringify(tableOf(blocks, "field")?.rows);
      for (const field of ["00 00 EA 60", "00 00 00 1C", '"08"', '"03"']) {
        assert.ok(text.includes(`${field}`), field);
      }
      const formulas = formulasOf(blocks);
      const value = (name: string) => formulas.find((formula) => formula.name === name)!.value!;
      assert.equal(value("0xEA"), 0xea);
      assert.equal(value("n[0]"), 60_000);
      assert.equal(value("a"), 16 + 784 * digit + value("p"));
      const byte = train.images[784 * digit + value("p")];
      const hex = byte.toString(16).toUpperCase().padStart(2, "0");
      assert.equal(value(`0x${hex}`), byte);
      assert.ok(JSON.stringify(tableOf(blocks, "columns")?.rows).includes(`‹${hex}›`));
      const scaled = formulas.find(({ name }) => name === `X[0,${value("p")}]`)!;
      assert.deepEqual(operandsOf(scaled.expression).map(({ value }) => value), [byte, 255]);
    }
  },
});

Deno.test({
  name: `lesson 1 draws one image of each class, and five of each side of a split ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train } = await mnist();
    const [classes] = only(await step("Ten classes"), "pictures");
    const sides = only(await step("A look at both sides"), "pictures");
    assert.deepEqual(classes.pictures.map(({ title }) => title?.en), [..."0123456789"]);
    assert.deepEqual(sides.map(({ pictures }) => pictures.length), [5, 5]);
    const images = new Map<string, number>();
    for (let i = 0; i < train.count; i++) {
      images.set(train.images.subarray(784 * i, 784 * (i + 1)).join(), train.labels[i]);
    }
    for (const { pixels, title } of [classes, ...sides].flatMap(({ pictures }) => pictures)) {
      assert.equal(String(images.get(pixels.join())), title?.en);
    }
  },
});

Deno.test({
  name: `lesson 1 shows shares that sum to 1, and splits that are stratified ${NEEDS}`,
  ignore,
  fn: async () => {
    const keeping = await step("Keeping a fifth apart");
    const shares = cells(tableOf(keeping, "class")), { train } = await mnist();
    const sizes = countBytes(train.labels),
      columns = [0, 1, 2, 3, 4].map((column) =>
        Array.from({ length: 10 }, (_, c) => shares[5 * c + column])
      );
    for (const [column, shown] of columns.entries()) {
      assertClose([shown.reduce((a, b) => a + b)], [1], { tolerance: 1e-12, what: `${column}` });
      // A stratified side has the share of each class up to one image of 12 000; a plain one has not.
      const gap = Math.max(...shown.map((share, c) => Math.abs(share - sizes[c] / train.count)));
      if (column === 1 || column === 2) assert.ok(gap > 1e-3, `${column}: ${gap}`);
      else assert.ok(gap < 1 / 12_000, `${column}: ${gap}`);
    }
    const gap = (a: number, b: number) =>
      100 * Math.max(...columns[a].map((share, c) => Math.abs(share - columns[b][c])));
    const [plain, stratified, few, fewStratified] = printedNumbers(keeping.at(-1)!);
    assertClose([plain, stratified], [gap(1, 2), gap(3, 4)], { tolerance: 1e-12, what: "gaps" });
    assert.ok(few > 2 * fewStratified && fewStratified < 10);
    assertPrinted((await step("A look at both sides")).slice(-2), [
      ...exactly(0, 0),
      ...below(0, 0),
    ], {
      what: "both sides",
    });
  },
});

Deno.test({
  name: `lesson 1 holds for any digit, seed and engine ${NEEDS}`,
  ignore,
  fn: async () => {
    assertHolds(await last());
    assertHolds(await blocksOf(lesson1, { digit: 1, seed: 4_294_967_295, engine: "relaxed" }));
  },
});
