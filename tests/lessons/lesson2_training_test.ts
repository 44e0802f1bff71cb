/**
 * Lesson 2 from its first training on, as it runs by default. Its weights come from the kernels; they
 * are trained once more, to the last bit the same, and judged by the plain engine or by NumPy. The
 * last test trains on plain, too.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { firstTrainImages } from "../../src/data/dataset.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { numbersOf, written } from "../../src/lesson/numeral.ts";
import { confusionMatrix } from "../../src/train/confusion.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertFormula } from "./formula_again.ts";
import { fittedAgain, raceAgain, type Racer } from "./lesson2_trained.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
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
import { blocksOf, formulasOf, headings, mnist, sole, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

let whole: Promise<StillBlock[]> | undefined;
/** All of the lesson, run once for the tests of this file. */
const wholeLesson = () => whole ??= blocksOf(lesson2);
let fit: ReturnType<typeof fittedAgain> | undefined;
const fitted = () => fit ??= fittedAgain();

/** Losses and scores are sums of f32 numbers: they agree to five digits and more. */
const close = (...values: number[]): Expected[] =>
  values.flatMap((value) => near([value], { within: 5e-6 * Math.max(1, Math.abs(value)) }));

/** The pixels of images, as they are. */
const bytesOf = (images: Uint8Array, indices: readonly number[]) =>
  indices.flatMap((i) => exactly(...images.subarray(784 * i, 784 * (i + 1))));

Deno.test({
  name: `lesson 2 prints of its race what plain and NumPy find ${NEEDS}`,
  ignore,
  fn: async () => {
    const [slow, good, bad] = reference.descents;
    const { descent, lbfgs } = await raceAgain({ rate: 10, passes: 60 });
    // A whole descent in f32 stays as near to NumPy's as this, unless its rate is too large.
    const byNumPy = (losses: readonly number[]) => near(losses, { within: 1e-5 });
    const curveByNumPy = ({ losses }: typeof slow) =>
      byNumPy(losses).flatMap((loss, i) => [...exactly(i + 1), loss]);
    const curveByPlain = ({ points, judged }: Racer) =>
      points.flatMap(([pass, loss]) => {
        const again = judged.get(pass);
        return [...exactly(pass), ...(again === undefined ? exactly(loss) : close(again))];
      });
    const [a, b] = [slow, good].flatMap(({ losses }) => byNumPy(losses.slice(-1)));
    const [c, d] = [descent, lbfgs].flatMap(({ judged }) => close(judged.get(60)!));
    const race = stepOf(await wholeLesson(), "The race"), { series } = sole(race, "chart");
    assertPrinted(race, [
      ...exactly(10_000),
      ...[slow, good].flatMap(curveByNumPy),
      ...[descent, lbfgs].flatMap(curveByPlain),
      ...exactly(10_000),
      ...[...exactly(0.1), a, ...exactly(slow.right)],
      ...[...exactly(1), b, ...exactly(good.right)],
      ...[...exactly(10), c, ...exactly(descent.right)],
      ...[d, ...exactly(lbfgs.right)],
      ...[d, b],
    ], { what: "race" });
    assert.deepEqual(series.flatMap(({ name }) => numbersOf(name.en)), [0.1, 1, 10]);
    assert.deepEqual([descent, lbfgs].map(({ judged }) => judged.size), [13, 13]);

    // A rate of 10 leaps about, and soon makes much of a small rounding: it is NumPy's at first.
    const start = series[2].points.slice(0, 6).map(([, loss]) => loss);
    assertClose(start, bad.losses.slice(0, 6), { tolerance: 1e-4, what: "rate 10" });
  },
});

Deno.test({
  name: `lesson 2 prints of its baseline what plain finds ${NEEDS}`,
  ignore,
  fn: async () => {
    const { passes, objective, accuracy, wrong, weights } = await fitted();
    assertPrinted(stepOf(await wholeLesson(), "The baseline"), [
      ...exactly(60_000),
      ...exactly(30, passes),
      ...close(objective),
      ...exactly(accuracy, wrong.length, 10_000, weights[4065]),
    ], { what: "baseline" });
    assert.ok(accuracy > 0.92 && accuracy < 0.93, `${accuracy}`);
  },
});

Deno.test({
  name: `lesson 2 counts what plain takes for what ${NEEDS}`,
  ignore,
  fn: async () => {
    const { dataset: { test }, predictions } = await fitted();
    const confusion = confusionMatrix(test.labels, predictions, { classes: 10 });
    const pairs = confusion.flatMap((row, shown) =>
      row.map((images, read) => ({ images, shown, read }))
    );
    const frequent = pairs.filter(({ shown, read }) => shown !== read)
      .sort((x, y) => y.images - x.images).slice(0, 3);
    const found = confusion.map((row, c) => ({ c, share: row[c] / row.reduce((x, y) => x + y) }))
      .sort((x, y) => x.share - y.share);
    const [hardest, easiest] = [found[0], found[9]];

    const step = stepOf(await wholeLesson(), "What is taken for what");
    assertPrinted(step, [
      ...exactly(...confusion.flat().filter((images) => images !== 0)),
      ...exactly(...frequent.map(({ images }) => images), easiest.share, hardest.share),
    ], { what: "confusion" });
    assert.deepEqual(sole(step, "confusion").counts, confusion);
    const told = written(sole(step, "prose").text, "en").match(
      /\d read as \d|class is \d|hardest \d/g,
    );
    assert.deepEqual(told, [
      ...frequent.map(({ shown, read }) => `${shown} read as ${read}`),
      ...[`class is ${easiest.c}`, `hardest ${hardest.c}`],
    ]);
  },
});

Deno.test({
  name: `lesson 2 draws the mistakes that plain makes, the worst with their losses ${NEEDS}`,
  ignore,
  fn: async () => {
    const { dataset: { test }, predictions, wrong, lossOf, loss } = await fitted();
    const blocks = await wholeLesson();
    const name = (i: number) => `${test.labels[i]} → ${predictions[i]}`;
    const ten = stepOf(blocks, "Ten mistakes"), first = wrong.slice(0, 10);
    assertPrinted(ten, bytesOf(test.images, first), { what: "ten mistakes" });
    const titles = (step: readonly StillBlock[]) =>
      sole(step, "pictures").pictures.map(({ title }) => title!.en);
    assert.deepEqual(titles(ten), first.map(name));

    const losses = new Map(wrong.map((i) => [i, lossOf(i)]));
    const five = wrong.toSorted((i, j) => losses.get(j)! - losses.get(i)!).slice(0, 5);
    const largest = losses.get(five[0])!, probability = Math.exp(-largest);
    const worst = stepOf(blocks, "The worst mistakes");
    assertPrinted(worst, [
      ...bytesOf(test.images, five),
      ...close(loss, largest),
      ...near([probability], { within: 1e-4 * probability }),
    ], { what: "worst mistakes" });
    assert.deepEqual(titles(worst).map((title) => title.split(" · ")[0]), five.map(name));
    const shown = titles(worst).flatMap(numbersOf), expected = five.map((i) => losses.get(i)!);
    assertClose(shown, expected, { tolerance: 5e-6, what: "largest losses" });
  },
});

Deno.test({
  name: `lesson 2 draws the weights, adds up scores and pushes digits as plain does ${NEEDS}`,
  ignore,
  fn: async () => {
    const { dataset: { train }, weights, scoresOf, pushed } = await fitted();
    const blocks = await wholeLesson(), classes = [...Array(10).keys()];
    assertPrinted(stepOf(blocks, "Ten weight images"), [
      ...classes.flatMap((c) => exactly(...weights.filter((_, i) => i % 10 === c))),
      ...exactly(weights[4060]),
    ], { what: "weight images" });

    const digit = train.images.subarray(0, 784), label = train.labels[0];
    const kept = [() => true, (i: number) => i < 392, (i: number) => i >= 392, () => false];
    const rows = kept.map((keeps) => digit.map((byte, i) => keeps(i) ? byte : 0));
    const scores = rows.map(scoresOf), size = Math.hypot(...scores[0]);
    const limits = stepOf(blocks, "What a linear model cannot say");
    const shares = [0, 1, 2, 3, 4].map(pushed);
    assertPrinted(limits, [
      ...rows.flatMap((row) => exactly(...row)),
      ...close(size, size),
      ...below(1e-5),
      ...exactly(1e-5),
      ...shares.flatMap((share) => exactly(share, share)),
      ...exactly(0, 0, 0, 1, 1, 0, 1, 1), // the corners of a square
    ], { what: "limits" });
    const [formula] = formulasOf(limits);
    assertFormula(formula, (name) => {
      const row = Number(/^Z1\[(\d),5\]$/.exec(name)![1]);
      return close(scores[row][label])[0];
    });
    assert.ok(shares.every((share, i) => i === 0 || share < shares[i - 1]), `${shares}`);
  },
});

Deno.test({
  name: `lesson 2 trains in no other steps, and types no other numbers into them ${NEEDS}`,
  ignore,
  fn: async () => {
    const blocks = await wholeLesson(), all = headings(blocks);
    const steps = all.slice(all.indexOf("The race"));
    assert.deepEqual(steps, [
      "The race",
      "The baseline",
      "What is taken for what",
      "Ten mistakes",
      "The worst mistakes",
      "Ten weight images",
      "What a linear model cannot say",
      "To think about",
    ]);
    // The tests above compare the classes in the titles of pictures, and those told of the confusion.
    const told = steps.filter((heading) => heading !== "What is taken for what")
      .flatMap((heading) => stepOf(blocks, heading)).filter(({ kind }) => kind !== "pictures");
    const typed = typedDigits(told, { known: ["W1[406,5]", "W1[406,0]", "hole of the 0", "W1"] });
    assert.deepEqual(typed, [
      "60", // passes
      "30", // iterations
      "30",
      "1", // exactly one input is 1
      "0", // the axes X[0] and X[1]
      "1",
      "1", // questions: class 1, a loss of 0, probabilities of 1
      "0 1",
    ]);
  },
});

/** The lesson on an engine, as if there were no more training images than these. */
function lessonOn(engine: EngineName, images: number) {
  const few = async () => firstTrainImages(await mnist(), images);
  return blocksOf(lesson2, { engine }, { mnist: few });
}

Deno.test({
  name: `lesson 2 trains to the same page on plain and on strict ${NEEDS}`,
  ignore,
  fn: async () => {
    // Plain takes a tenth of what there is. On far fewer, rounding changes a step of L-BFGS near its end.
    const plain = await lessonOn("plain", 30_000), strict = await lessonOn("strict", 3000);
    assert.deepEqual(headings(plain), headings(strict));
    const words = (blocks: typeof plain) =>
      textsOf(blocks).map(({ en }) => en.replace(/\ue000[^\ue001]*\ue001/g, "…"));
    assert.deepEqual(words(plain), words(strict));

    const steps = headings(plain), start = steps.indexOf("The race");
    for (const heading of steps.slice(start + 1)) {
      const [a, b] = [plain, strict].map((blocks) => stepOf(blocks, heading));
      const expected = near(a.flatMap(printedNumbers), { within: 1e-4 });
      assertPrinted(b, expected, { what: heading });
      const values = [a, b].map((blocks) => formulasOf(blocks).map(({ value }) => value!));
      assertClose(values[1], values[0], { tolerance: 1e-4, what: heading });
    }
    const [race, again] = [plain, strict].map((blocks) => stepOf(blocks, "The race"));
    const [curves, curvesAgain] = [race, again].map((blocks) => sole(blocks, "chart").series);
    const [rows, rowsAgain] = [race, again].map((blocks) =>
      sole(blocks, "table").rows.map((row) => row.slice(1).flatMap((cell) => numbersOf(`${cell}`)))
    );
    for (const [i, { name, points }] of curves.entries()) {
      // A rate of 10 leaps about, and makes more and more of the rounding of f32.
      const wild = i === 2, shared = wild ? 10 : points.length;
      assert.equal(curvesAgain[i].points.length, points.length);
      const [found, expected] = [curvesAgain, curves].map((all) => all[i].points.slice(0, shared));
      assertClose(found.flat(), expected.flat(), { tolerance: wild ? 1e-3 : 1e-4, what: name.en });
      if (!wild) assertClose(rowsAgain[i], rows[i], { tolerance: 1e-4, what: name.en });
    }
  },
});
