/**
 * What lesson 2 trains, as it runs by default. Its weights come from the kernels; they are trained
 * once more, to the last bit the same, and judged by the plain engine, the curves by NumPy.
 */
import assert from "node:assert/strict";
import lesson2 from "../../lessons/lesson2_linear_baseline.ts";
import { mostRight } from "../../lessons/lesson2_numbers.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { SAMPLES } from "../../src/lesson/plane.ts";
import { written } from "../../src/lesson/numeral.ts";
import { confusionMatrix } from "../../src/train/confusion.ts";
import { lacks } from "../permission.ts";
import { trainedAgain } from "./lesson2_trained.ts";
import reference from "./lesson2_reference.json" with { type: "json" };
import {
  assertPrinted,
  below,
  exactly,
  type Expected,
  near,
  typedDigits,
} from "./printed_numbers.ts";
import { assertHolds, blocksOf, headings, only, sole, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

let whole: Promise<StillBlock[]> | undefined;
/** All of the lesson, run once for the tests of this file. */
const wholeLesson = () => whole ??= blocksOf(lesson2);
const step = async (heading: string) => stepOf(await wholeLesson(), heading);
let again: ReturnType<typeof trainedAgain> | undefined;
const trained = () => again ??= trainedAgain();

/** Losses and scores are sums of f32 numbers: they agree to five digits and more. */
const close = (...values: number[]): Expected[] =>
  values.flatMap((value) => near([value], { within: 5e-6 * Math.max(1, Math.abs(value)) }));

/** The pixels of images, as they are. */
const bytesOf = (images: Uint8Array, indices: readonly number[]) =>
  indices.flatMap((i) => exactly(...images.subarray(784 * i, 784 * (i + 1))));

/** A curve as NumPy has it. A long step makes more of the rounding of f32. */
const curveOf = (rate: number): Expected[] =>
  reference.descents[rate].curve.flatMap((loss, i) => [
    ...near([(i + 1) * 6400 / 55_000], { within: 1e-12 }),
    ...near([loss], { within: rate === 2 ? 2e-3 : 1e-5 }),
  ]);

Deno.test({
  name: `lesson 2 trains to NumPy's losses, and to what plain reads right ${NEEDS}`,
  ignore,
  fn: async () => {
    const { runs, weights } = await trained();
    assertPrinted(await step("Every pixel votes"), [
      ...exactly(55_000, 3),
      ...curveOf(1),
      ...exactly(5000, runs[1].accuracy),
    ], { what: "the model learns" });
    assertPrinted(await step("Ten weight images"), [
      ...exactly(weights[4060], weights[4060]),
      ...[...Array(10).keys()].flatMap((c) => exactly(...weights.filter((_, i) => i % 10 === c))),
    ], { what: "weight images" });
    assert.ok(weights[4060] < 0, "the hole of a 0");
    const last = reference.descents.map(({ curve }) => curve.at(-1)!);
    assertPrinted(await step("How long a step?"), [
      ...exactly(0.01, 0.1, 1),
      ...exactly(0.01, 0.1, 1),
      ...exactly(1),
      ...[0, 1, 2].flatMap(curveOf),
      ...[0.01, 0.1, 1].flatMap((rate, i) => [
        ...exactly(rate),
        ...near([last[i]], { within: i === 2 ? 2e-3 : 1e-5 }),
        ...exactly(runs[i].accuracy),
        // Of 5,000 images, rounding in f32 decides a few, after long steps some more.
        ...near(reference.descents[i].swing, { within: i === 2 ? 4e-3 : 1e-3 }),
      ]),
      ...exactly(0.1),
    ], { what: "three rates" });
    const swings = reference.descents.map(({ swing: [least, largest] }) => largest - least);
    assert.ok(swings[2] > 5 * Math.max(swings[0], swings[1]), "only long steps overshoot");
    for (const [i, { right }] of reference.descents.entries()) {
      assert.ok(Math.abs(runs[i].accuracy - right) < 1e-3, `${runs[i].accuracy}, NumPy ${right}`);
    }
    assertHolds(await wholeLesson());
  },
});

Deno.test({
  name: `lesson 2 counts what plain takes for what in the test images ${NEEDS}`,
  ignore,
  fn: async () => {
    const { dataset: { test }, predictions, accuracy, wrong, runs } = await trained();
    const confusion = confusionMatrix(test.labels, predictions, { classes: 10 });
    const pairs = confusion.flatMap((row, shown) =>
      row.map((images, read) => ({ images, shown, read }))
    );
    const frequent = pairs.filter(({ shown, read }) => shown !== read)
      .sort((x, y) => y.images - x.images).slice(0, 3);
    const found = confusion.map((row, c) => ({ c, share: row[c] / row.reduce((x, y) => x + y) }))
      .sort((x, y) => x.share - y.share);
    const [hardest, easiest] = [found[0], found[9]];

    const judged = await step("The test images, once");
    assertPrinted(judged, [
      ...exactly(10_000, accuracy, wrong.length, runs[1].accuracy),
      ...near([reference.descents[1].learnt], { within: 2e-4 }),
      ...exactly(...confusion.flat().filter((images) => images !== 0)),
      ...exactly(...frequent.map(({ images }) => images), easiest.share, hardest.share),
    ], { what: "confusion" });
    assert.ok(accuracy > 0.91 && accuracy < 0.925, `${accuracy}`);
    assert.deepEqual(sole(judged, "confusion").counts, confusion);
    const told = judged.at(-1)!;
    assert.ok(told.kind === "prose");
    assert.deepEqual(written(told.text, "en").match(/\d read as \d|class is \d|hardest \d/g), [
      ...frequent.map(({ shown, read }) => `${shown} read as ${read}`),
      ...[`class is ${easiest.c}`, `hardest ${hardest.c}`],
    ]);

    const ten = await step("Ten that it misreads"), first = wrong.slice(0, 10);
    assertPrinted(ten, bytesOf(test.images, first), { what: "ten misread digits" });
    assert.deepEqual(
      sole(ten, "pictures").pictures.map(({ title }) => title!.en),
      first.map((i) => `${test.labels[i]} → ${predictions[i]}`),
    );
  },
});

Deno.test({
  name: `lesson 2 pushes digits, draws four points and adds halves as plain and NumPy do ${NEEDS}`,
  ignore,
  fn: async () => {
    const { dataset: { train }, scoresOf, pushed } = await trained();
    const shares = [0, 1, 2, 3, 4].map(pushed);
    assertPrinted(await step("Shifted"), [
      ...exactly(5000),
      ...shares.flatMap((share) => exactly(share, share)),
    ], { what: "pushed" });
    assert.ok(shares.every((share, i) => i === 0 || share < shares[i - 1]), `${shares}`);

    const four = await step("Four points"),
      [bare, cut] = only(four, "plane").map(({ planes }) => planes[0]);
    const corners = [0, 0, 1, 1, 0, 1, 1, 0];
    assertPrinted(four, exactly(...corners, 1, ...corners), { what: "four points" });
    assert.deepEqual(bare.points, cut.points);
    assert.equal(mostRight(), 3);
    assert.deepEqual(
      cut.points.map(({ at: [x, y], label }) => label === (x ^ y)),
      Array(4).fill(true),
    );
    // Square (k, r), counted from the left and from the top, has x + y − 1/2 = (k − r)/48 + 1/2.
    cut.regions.forEach((region, i) => {
      const above = i % SAMPLES - Math.floor(i / SAMPLES) + SAMPLES / 4;
      if (above !== 0) assert.equal(region, Number(above > 0), `square ${i}`);
    });

    const [drawn, learnt] = reference.points, hand = [-0.5, 1.5, 0.5, 0.5];
    const losses = hand.map((d, i) => Math.log(1 + Math.exp(i < 2 ? d : -d)));
    const within = 1e-9, rows = [0, 1, 2, 3].map((i) => [hand[i], drawn.d[i], learnt.d[i]]);
    const sum = (i: number, j: number) => rows[i].map((d, k) => d + rows[j][k]);
    const pixels = train.images.subarray(0, 784), scores = scoresOf(pixels);
    const size = Math.hypot(...scores);
    const numbers = await step("In numbers: it cannot be");
    assertPrinted(numbers, [
      ...near([...rows[0], ...rows[1], ...sum(0, 1), ...rows[2], ...rows[3], ...sum(2, 3)], {
        within,
      }),
      ...near([losses.reduce((a, b) => a + b) / 4, drawn.loss, learnt.loss], { within }),
      ...exactly(Math.log(2)),
      ...close(size, size),
      ...below(1e-5),
      ...exactly(1e-5),
    ], { what: "XOR in numbers" });
  },
});

Deno.test({
  name: `lesson 2 fits by L-BFGS, in its aside, what plain judges alike ${NEEDS}`,
  ignore,
  fn: async () => {
    const { quasiNewton: { passes, objective, accuracy, longer }, runs } = await trained();
    const all = await wholeLesson();
    const start = all.findIndex((block) =>
      block.kind === "heading" && block.text.en.includes("L-BFGS")
    );
    const aside = all.slice(start);
    assertPrinted(aside, [
      ...exactly(7850 ** 2),
      ...exactly(10, passes),
      ...close(objective),
      ...exactly(passes, accuracy, 0.1, runs[1].accuracy, longer, passes),
    ], { what: "L-BFGS" });
    const values = aside.flatMap((block) => block.kind === "formula" ? [block.value] : []);
    // The parabola whose slope is −4 at 0 and −3 at 1 is w²/2 − 4w: curvature 1, bottom at 4.
    assert.deepEqual(values, [1, 4, undefined]);
  },
});

Deno.test({
  name: `lesson 2 trains in no other steps, and types no other numbers into them ${NEEDS}`,
  ignore,
  fn: async () => {
    const blocks = await wholeLesson(), steps = headings(blocks);
    assert.deepEqual(steps, [
      "Every pixel votes",
      "Ten weight images",
      "The scores of a digit",
      "Softmax: from scores to probabilities",
      "Cross-entropy: how far from what is wanted?",
      "P − Y, line by line",
      "Is it the slope?",
      "From the score to the weights",
      "A step down",
      "How long a step?",
      "The test images, once",
      "Ten that it misreads",
      "Shifted",
      "Four points",
      "In numbers: it cannot be",
      "To think about",
    ]);
    // The tests above compare the classes in the titles of pictures, and those told of the confusion.
    const told = [...steps.slice(0, 2), "How long a step?", ...steps.slice(11, 15)]
      .flatMap((heading) => stepOf(blocks, heading)).filter(({ kind }) => kind !== "pictures");
    const known = ["W1[406,0]", "Pixel 406", "class 0", "class 1", "hole of a 0", "against a 0"];
    assert.deepEqual(typedDigits(told, { known }), [
      "784", // pixels
      "3", // passes
      ...["100", "200"], // batches and steps of the table
      "10", // lesson 10
      "0 1", // pixels of XOR
      ...["0", "1"], // classes of the drawing
      ...["3 4", "0", "1"], // the line, which mostRight() confirms, and the classes again
      ...["0 1 0 1 0", "0 0 0 0"], // inputs, d > 0, a point, what is wanted
      "0 1 2 2", // what is learnt: compared with NumPy above
    ]);
  },
});
