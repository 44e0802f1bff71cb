/** Lesson 1 beside NumPy (see lesson1_reference.py) and, where a network reads, the plain engine. */
import assert from "node:assert/strict";
import lesson1 from "../../lessons/lesson1_data.ts";
import { cut, KEPT, LEARNT, parts, RATES } from "../../lessons/lesson1_numbers.ts";
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
import { assertPrinted, exactly, near, printedNumbers, textsOf } from "./printed_numbers.ts";
import { assertHolds, blocksOf, formulasOf, mnist, only, sole, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

let whole: Promise<StillBlock[]> | undefined;
/** All of the lesson, run once for the tests of this file. */
const first = () => whole ??= blocksOf(lesson1);
let other: Promise<StillBlock[]> | undefined;
/** The same with the last digit, another seed and another engine. */
const last = () =>
  other ??= blocksOf(lesson1, { digit: 59_999, seed: 4_294_967_295, engine: "relaxed" });
const step = async (heading: string) => stepOf(await first(), heading);

/** 0, 1, 2 and so on. */
const from = (count: number) => Array.from({ length: count }, (_, i) => i);
/** One for each class. */
const from10 = <Value>(of: (c: number) => Value) => from(10).map(of);

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
      ...exactly(misread + 1),
    ], { what: "five digits" });
    assert.deepEqual(
      sole(asked, "pictures").pictures.map(({ title }) => title!.en),
      five.map((i, k) => `picture ${k + 1} → ${predictions[i]}`),
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
    const { ink, train } = reference, within = 1e-12;
    const origin = await step("Where they come from");
    assertPrinted(origin, [
      ...exactly(70_000),
      ...near(ink.first.map(([, , mean]) => mean), { within }),
      ...exactly(2),
      ...near([ink.middles[7]], { within }),
      ...exactly(60_000, ink.shorter, ink.apart),
    ], { what: "ink" });
    assert.deepEqual(
      sole(origin, "table").rows.map((row) => row.slice(1, 4)),
      ink.first.map(([first, last]) => [`${first}`, `${last}`, `${last - first + 1}`]),
    );
    const classes = await step("Ten classes");
    const bars = sole(classes, "bars").bars.map(({ text }) => numbersOf(text as string));
    assert.deepEqual(bars, train.map((size) => [size, size / 60_000]));
    assert.ok(textsOf(classes).at(-1)!.en.startsWith("Always answering 1 would"));
    assert.equal(printedNumbers(classes.at(-1)!)[0], train[1] / 60_000);
    assert.equal(Math.max(...train), train[1]);

    const { ranges, empty } = reference, numbers = await step("From 0–255 to 0–1");
    const values = sole(numbers, "bars").bars.map(({ value }) => value);
    assertClose(values, ranges, { tolerance: 1e-15, what: "ranges" });
    assert.match(JSON.stringify(numbers), new RegExp(`and ${empty} of its 784 pixels`));
  },
});

Deno.test({
  name: `lesson 1 trains on both kinds of pixels to NumPy's accuracies ${NEEDS}`,
  ignore,
  fn: async () => {
    const { scaled, raw } = reference, all = [scaled, raw];
    const starts = [scaled, raw].map(({ start }) => near([start], { within: 1e-5 * start })[0]);
    assertPrinted(await step("What if we forget to divide?"), [
      ...exactly(5000),
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
        ...exactly(best[0], 1000, 2, 100 * best[0], 1000),
        ...near(mean, { within: 1e-12 }),
        ...exactly(...best),
      ],
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
      const mistake = textsOf(blocks).find(({ en }) => en.startsWith("**A mistake**"))!;
      assert.deepEqual(numbersOf(mistake.en), [0x60ea0000]);
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
    /** The label of the training image with these pixels, compared from its middle on. */
    const labelOf = (pixels: readonly number[]) =>
      train.labels.find((_, image) => {
        let k = 0;
        for (let p = 392; k < 784 && train.images[784 * image + p] === pixels[p]; k++) {
          p = (p + 1) % 784;
        }
        return k === 784;
      });
    for (const { pixels, title } of [classes, ...sides].flatMap(({ pictures }) => pictures)) {
      assert.equal(String(labelOf(pixels)), title?.en);
    }
  },
});

Deno.test({
  name: `lesson 1 splits, plainly and stratified, as its sides count once more ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train: { labels } } = await mnist(), seed = 42;
    /** The share of each class of these images. */
    const shares = (all: Uint8Array, of: ArrayLike<number>) => {
      const sizes = from10(() => 0);
      for (let k = 0; k < of.length; k++) sizes[all[of[k]]]++;
      return sizes.map((size) => size / of.length);
    };
    const all = [labels.subarray(0, 100), labels].map((labels) =>
      [false, true].map((stratified) => {
        const { train, test } = cut(labels, { seed, stratified });
        const sides = [train, test].map((side) => shares(labels, side));
        return {
          sides,
          gap: 100 * Math.max(...from10((c) => Math.abs(sides[0][c] - sides[1][c]))),
        };
      })
    );
    const [few, many] = all, first = shares(labels, from(100));
    const columns = [first, ...few.flatMap(({ sides }) => sides)];
    const close = (values: number[]) => near(values, { within: 1e-12 });
    assertPrinted(await step("Keeping a fifth apart"), [
      ...exactly(60_000, 48_000, 12_000, KEPT),
      ...exactly(100, 60_000, 100, 60_000, 0, 20, 5),
      ...from10((c) => close(columns.map((column) => column[c]))).flat(),
      ...close(few.map(({ gap }) => gap)),
      ...exactly(60_000),
      ...close(many.map(({ gap }) => gap)),
    ], { what: "splits" });
    // A stratified side has the share of each class up to one image of 12 000; a plain one has not.
    const [plain, stratified] = many.map(({ sides: [, kept] }) =>
      Math.max(...from10((c) => Math.abs(kept[c] - reference.train[c] / 60_000)))
    );
    assert.ok(plain > 1e-3 && stratified < 1 / 12_000);
    const both = await step("A look at both sides");
    assert.deepEqual(printedNumbers(both.at(-1)!), [12_000]);
    assert.ok(textsOf(both).at(-1)!.en.startsWith("None of the "));
    const { train, test } = cut(labels, { seed, stratified: true });
    assert.equal(new Set([...train, ...test]).size, 60_000);
  },
});

Deno.test("lesson 1 tells a teacher what to expect of the dice", () => {
  const { plan } = lesson1.teacher;
  assert.ok(plan!.en.includes("10/6 ≈ 1.7") && plan!.en.includes("30 pupils has 4.3"));
  assert.equal((10 / 6).toFixed(1), "1.7");
  /** Exactly k of ten questions. */
  const exact = (k: number): number =>
    k === 0 ? (5 / 6) ** 10 : exact(k - 1) * (11 - k) / k * (1 / 5);
  const atMost = (k: number) => from(k + 1).reduce((sum, i) => sum + exact(i), 0);
  const best = from(10).reduce((sum, k) => sum + 1 - atMost(k) ** 30, 0);
  assert.equal(best.toFixed(1), "4.3");
});

Deno.test({
  name: `lesson 1 holds for any digit, seed and engine ${NEEDS}`,
  ignore,
  fn: async () => {
    for (const blocks of [await first(), await last()]) assertHolds(blocks);
  },
});
