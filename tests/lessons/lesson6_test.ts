/** Lesson 6: what it shows is what the networks do. */
import assert from "node:assert/strict";
import { keepValidation, VALIDATION } from "../../lessons/lesson5_trials.ts";
import lesson6, { inside } from "../../lessons/lesson6_looking_inside.ts";
import { neurons } from "../../lessons/lesson6_neurons.ts";
import { type Asked, bins, dealtAtRandom, decisiveNeurons } from "../../lessons/lesson6_numbers.ts";
import {
  largestPlaces,
  meanByClass,
  readAll,
  surestMistakes,
} from "../../lessons/lesson6_readings.ts";
import { digits } from "../../src/lesson/digits.ts";
import { snapshot } from "../../src/lesson/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { predictionsOf } from "../../src/lesson/teacher.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { fresh } from "./pass_again.ts";
import { textsOf } from "./printed_numbers.ts";
import {
  assertHolds,
  blocksOf,
  formulasOf,
  headings,
  mnist,
  only,
  sole,
  stepOf,
} from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
const SEEN = VALIDATION;

let run: Promise<StillBlock[]> | undefined;
/** The lesson as it is without options, once for all tests. */
const blocks = () => run ??= blocksOf(lesson6);
const step = async (heading: string) => stepOf(await blocks(), heading);
/** The numbers of the sentences of a step, and which choice is right in its only prediction. */
const said = async (heading: string) => {
  const told = await step(heading);
  const [asked] = predictionsOf(told).map(({ block }) => block.answer);
  return {
    numbers: only(told, "prose").flatMap(({ text }) => numbersOf(text.en)),
    right: asked?.kind === "choice" ? asked.right : undefined,
  };
};

let again: Promise<Session[]> | undefined;
/** The two networks, trained again without the lesson's own code, once for all tests. */
const trained = () =>
  again ??= mnist().then((dataset) =>
    [0, 0.003].map((l2) => {
      const recipe = { ...DEFAULT_RECIPE, epochs: 5, l2, validation: SEEN };
      const session = new Session(createEngine("strict"), { recipe, dataset });
      for (const _ of session.run());
      return session;
    })
  );
const drawnAgain = () => fresh(createEngine("strict"), [784, 64, 10]).parameters[0].value.data;

Deno.test({
  name: `lesson 6 shows weights, confusion and mistakes of the networks that it trains ${NEEDS}`,
  ignore,
  fn: async () => {
    const [a, b] = await trained(), dataset = await mnist();
    const given = { dataset, engine: "strict", createEngine, seed: 42 } as const;
    const { validation: { labels } } = keepValidation(given);
    const { predictions, accuracy } = evaluate(a.network, a.validation!);
    const [W1, ofB] = [a, b].map(({ network }) => network.parameters[0].value.data);
    const drawn = drawnAgain(), accuracyOfB = evaluate(b.network, b.validation!).accuracy;
    assert.deepEqual((await said("Two images of one digit")).numbers, [accuracy, accuracyOfB]);

    const [before, after, blank] =
      sole(await step("784 weights are an image"), "pictures").pictures;
    for (const [picture, data] of [[before, drawn], [after, W1]] as const) {
      assert.deepEqual(picture.pixels, Array.from({ length: 784 }, (_, i) => data[i * 64 + 12]));
    }
    const never = [...blank.pixels.keys()].filter((i) => blank.pixels[i] === 255);
    const { images } = dataset.train;
    for (const i of [0, 14 * 28 + 14, ...never]) {
      let isInked = false;
      for (let image = 0; image < 60_000 && !isInked; image++) {
        isInked = images[image * 784 + i] !== 0;
      }
      assert.equal(isInked, blank.pixels[i] === 0, `pixel ${i}`);
    }
    const moves = Array.from(
      { length: 784 },
      (_, i) => Math.abs(W1[i * 64 + 12] - drawn[i * 64 + 12]),
    )
      .filter((_, i) => !never.includes(i));
    assert.deepEqual((await said("784 weights are an image")).numbers, [
      moves.filter((move) => move < Math.sqrt(2 / 784) / 2).length / (784 - never.length),
    ]);
    const eight = sole(await step("Let it fade what it does not use"), "pictures").pictures;
    for (const [place, picture] of eight.entries()) {
      const expected = Array.from({ length: 784 }, (_, i) => {
        return never.includes(i) ? 0 : ofB[i * 64 + 12 + place];
      });
      assert.deepEqual(picture.pixels, expected);
    }
    assert.equal(eight.length, 8);
    const fading = await said("Let it fade what it does not use");
    assert.deepEqual(fading.numbers, [drawn[12], ofB[12], accuracyOfB, accuracy]);
    // Each of the 4,300 steps takes the rate of that step times λ away: Π (1 − η·λ) is left.
    let left = 1;
    for (let taken = 0; taken < 4_300; taken++) left *= 1 - 0.3 * (1 - taken / 4_300) * 0.003;
    assertClose([ofB[12] / drawn[12]], [left], { tolerance: 1e-3, what: "what is left" });

    const told = await step("The confusion matrix"), { counts } = sole(told, "confusion");
    const counted = counts.map(() => new Array<number>(10).fill(0));
    predictions.forEach((predicted, i) => counted[labels[i]][predicted]++);
    assert.deepEqual(counts, counted);
    const off = counted.flatMap((row, c) => row.filter((_, d) => c !== d)).sort((x, y) => y - x);
    const all = off.reduce((sum, many) => sum + many, 0),
      confusion = await said("The confusion matrix");
    assert.deepEqual(confusion.numbers, [all]);
    const [half] = textsOf(told).flatMap(({ en }) =>
      Array.from(en.matchAll(/(\d+) of them make half/g), ([, many]) => Number(many))
    );
    const worst = (many: number) => off.slice(0, many).reduce((sum, x) => sum + x, 0);
    assert.ok(worst(half) >= all / 2 && worst(half - 1) < all / 2);
    assert.equal(all, Math.round((1 - accuracy) * SEEN));
    const worstRow = counted.findIndex((row, c) =>
      row.some((many, d) => c !== d && many === off[0])
    );
    const [{ block: { question, answer, why } }] = predictionsOf(told);
    assert.ok(question.en.includes(`${worstRow}s`) && answer.kind === "choice");
    const taken = Number(answer.choices[answer.right].en);
    assert.equal(counted[worstRow][taken], off[0]);
    assert.deepEqual(numbersOf(why.en), [off[0]]);
    for (const { en } of answer.choices) {
      assert.ok(counted[worstRow][Number(en)] in { 0: 0, 13: 13 });
    }

    const readings = [a, b].map(({ network, validation }) => readAll(network, validation!));
    const mistakes = surestMistakes(readings[0], { labels });
    assert.equal(mistakes.length, all);
    const titles = sole(await step("The mistakes it is surest of"), "pictures").pictures
      .map(({ title }) => numbersOf(title!.en)[0]);
    assert.deepEqual(titles, mistakes.slice(0, 8).map((i) => readings[0].confidences[i]));
    assert.deepEqual(titles, titles.toSorted((x, y) => y - x));

    // How sure: 1 − P summed up, from a sum of the test's own.
    const rows = sole(await step("Is 99 % really 99 %?"), "table").rows
      .map(([, ...cells]) => cells.flatMap((cell) => numbersOf(cell as string)));
    const counts99 = readings.map(({ confidences, predictions }) => {
      const sure = [...labels.keys()].filter((i) => confidences[i] >= 0.99);
      const announced = sure.reduce((sum, i) => sum + 1 - confidences[i], 0);
      return [sure.length, announced, sure.filter((i) => predictions[i] !== labels[i]).length];
    });
    assertClose(rows[3], counts99[0], { tolerance: 1e-9 });
    assert.equal(rows.reduce((sum, [images]) => sum + images, 0), SEEN);
    assert.ok(rows[3][2] < 0.75 * rows[3][1], "too modest");
    const announcedAndMade = (i: number) => [
      Math.round(readings[i].confidences.reduce((sum, p) => sum + 1 - p, 0)),
      Math.round((1 - [accuracy, accuracyOfB][i]) * SEEN),
    ];
    assert.deepEqual((await said("Is 99 % really 99 %?")).numbers.slice(-6), [
      ...announcedAndMade(0),
      0.99,
      counts99[1][0],
      ...announcedAndMade(1),
    ]);

    // What excites neurons, from activations of the test's own.
    const means = readings[0].z1.map((z) => {
      const sums = counted.map((row, c) => {
        const many = row.reduce((sum, images) => sum + images, 0);
        return z.reduce((sum, x, i) => labels[i] === c && x > 0 ? sum + x : sum, 0) / many;
      });
      return sums.sort((x, y) => y - x);
    });
    const favourites = await step("What it responds to"), texts = JSON.stringify(favourites);
    const twice = means.filter(([first, second]) => first > 2 * second).length;
    assert.ok(texts.includes(`Of the 64 neurons, ${twice} answer`) && twice < 32, "few neurons");
    const strongest = [...labels.keys()].sort((i, k) =>
      readings[0].z1[12][k] - readings[0].z1[12][i]
    );
    const shown = strongest.slice(0, 4).map((i) => labels[i]);
    assert.ok(texts.includes(`the four strongest are ${shown.join(", ")}:`));
  },
});

Deno.test({
  name: `lesson 6 switches neurons off one by one, as another pass does ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train } = await mnist(), engine = createEngine("plain");
    const network = fresh(engine, [784, 64, 10]);
    const [, b1, W2] = network.parameters.map(({ value }) => value);
    for (let i = 0; i < W2.data.length; i++) W2.data[i] /= 50; // ten scores that are close
    const digit = digits(train, { engine, first: 0, count: 1 });
    const answerOf = () => {
      const p = Array.from(network.forward(digit).probabilities.data);
      return p.indexOf(Math.max(...p));
    };
    const answer = answerOf(), now = snapshot(network, digit.labels);
    const changed = Array.from({ length: 64 }, (_, j) => {
      const bias = b1.data[j];
      b1.data[j] = -1000;
      const other = answerOf();
      b1.data[j] = bias;
      return other !== answer;
    }).filter(Boolean).length;
    assert.equal(decisiveNeurons(now), changed);
    assert.ok(changed > 0);
    assert.equal((await said("The digit through the network")).right, 0, "none for this 4");
  },
});

Deno.test({
  name: `lesson 6 switches off each neuron for each validation digit ${NEEDS}`,
  ignore,
  fn: async () => {
    const [{ network, validation }] = await trained(), [, , W2] = network.parameters;
    // A neuron without its row of W2 is switched off: another way than the lesson's.
    const { predictions } = evaluate(network, validation!), changed = new Set<number>();
    for (let j = 0; j < 64; j++) {
      const row = W2.value.data.subarray(10 * j, 10 * j + 10), kept = row.slice();
      row.fill(0);
      evaluate(network, validation!).predictions.forEach((answer, i) => {
        if (answer !== predictions[i]) changed.add(i);
      });
      row.set(kept);
    }
    const [, steady] = (await said("The digit through the network")).numbers.slice(-2);
    assert.ok(Math.abs(1 - changed.size / SEEN - steady) <= 1 / SEEN && steady > 0.5);
    const { confidences } = readAll(network, validation!);
    const medianOf = (chosen: (i: number) => boolean) => {
      const sorted = confidences.filter((_, i) => chosen(i)).sort();
      return sorted[sorted.length >> 1];
    };
    assert.ok(
      medianOf((i) => changed.has(i)) < 0.9 && medianOf((i) => !changed.has(i)) > 0.99,
      "mostly the less certain ones",
    );
  },
});

Deno.test({
  name: `lesson 6 turns a 4 into a 9, and any digit into another ${NEEDS}`,
  ignore,
  fn: async () => {
    const [a, b] = await trained(), drawn = drawnAgain();
    const asked = [
      { digit: 2, walk: "From 4 to 9" },
      { digit: 4, walk: "From 9 to 4" },
      { digit: 59_999, neuron: 63, walk: /From 8 to \d/ },
      { digit: 892, neuron: 3, walk: /From 2 to 6/, says: /It reads a 2: a mistake/ },
    ];
    for (const { walk, says, ...given } of asked) {
      const all = given.digit === 2
        ? await blocks()
        : [...inside({ a, b, drawn, createEngine, ...given })] as StillBlock[];
      assertHolds(all);
      const what = JSON.stringify(given), heading = headings(all).find((name) => name.match(walk));
      assert.ok(heading, headings(all).join("; "));
      assert.equal(/: a mistake/.test(JSON.stringify(all)), says !== undefined, what);
      if (says) assert.match(JSON.stringify(all), says);
      const [from, to] = sole(stepOf(all, heading), "chart").series.map(({ points }) => points);
      assert.ok(to[0][1] < 0.5 && to.at(-1)![1] > 0.9 && to.length < 100, what);
      const [{ block: first }] = predictionsOf(all);
      assert.deepEqual(numbersOf(first.why.en), [from[0][1], to.at(-1)![1]], what);
      assert.ok(first.answer.kind === "choice" && first.answer.right === 1, what);
      // The changes at random are as large as those along the gradient, but for the rounding to bytes.
      const told = stepOf(all, "How little it takes");
      const [before, change, , atRandom] = sole(told, "pictures").pictures
        .map(({ pixels }) => Array.from(pixels));
      const amount = (changes: number[]) => changes.reduce((sum, x) => sum + Math.abs(x), 0);
      const dealt = amount(atRandom.map((byte, i) => (byte - before[i]) / 255));
      assert.ok(Math.abs(dealt / amount(change) - 1) < 0.05, JSON.stringify({ given, dealt }));
      const { answer, why } = predictionsOf(told)[0].block;
      // A mistake may be half way already.
      if (!says) assert.ok(answer.kind === "choice" && answer.right === 2, what);
      assert.equal(numbersOf(why.en)[1], to[0][1], "before any change");
    }
  },
});

Deno.test({
  name: `lesson 6 says when A and B are fooled, and by how much ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train } = await mnist(), told = await step("From 4 to 9");
    // The walk on the other engine, from weights copied by the test.
    const walks = (await trained()).map(({ network: { parameters } }) => {
      const engine = createEngine("strict"), network = fresh(engine, [784, 64, 10]);
      network.parameters.forEach(({ value }, i) => value.data.set(parameters[i].value.data));
      network.wantsInputGradient(true);
      const labels = engine.bytes(1), inputs = engine.matrix(1, 784), { data } = inputs;
      labels[0] = 9;
      const start = Array.from({ length: 784 }, (_, i) => train.images[2 * 784 + i] / 255);
      const ninePs = (pixels: readonly number[]) => {
        data.set(pixels);
        return Array.from(network.forward({ inputs, labels }).probabilities.data.subarray(0, 10));
      };
      const path = [];
      let pixels = start;
      for (let steps = 0; steps < 100; steps++) {
        const p = ninePs(pixels), slopes = Array.from(network.backward()!.data.subarray(0, 784));
        const change = start.reduce((sum, x, i) => sum + Math.abs(pixels[i] - x), 0) / 784;
        path.push({ steps, change, pixels, slopes, p: p[9], isNine: p[9] === Math.max(...p) });
        pixels = pixels.map((x, i) => Math.min(1, Math.max(0, x - 0.05 * slopes[i])));
      }
      const sure = path.find(({ p }) => p > 0.9)!, turn = path.find(({ isNine }) => isNine)!;
      const walk = { target: 9, frames: [start, sure.pixels], probabilities: [] };
      const deals = Array.from(
        { length: 100 },
        (_, i) => ninePs(dealtAtRandom(walk, { seed: 42 + i }))[9],
      );
      return { path, turn, sure, deals };
    });
    const [a, b] = walks, text = only(told, "prose").at(-1)!.text.en;
    const [, ofA, end, ofB] = /After (\d+) steps A reads a 9, after (\d+) .* after (\d+) steps/s
      .exec(text)!;
    assert.deepEqual([ofA, end, ofB].map(Number), [a.turn.steps, a.sure.steps, b.turn.steps]);
    const [sure, ...changes] = numbersOf(text);
    assert.equal(sure, 0.9);
    assertClose(changes, [b.turn.change, a.turn.change], { tolerance: 1e-4 });
    assert.match(text, /B is no harder to fool/);
    assert.match(lesson6.answers[2].en, /a small change fools B, too/);
    assert.ok(Math.abs(b.turn.change / a.turn.change - 1) < 0.1);

    const [{ pixels, slopes }] = a.path, inked = new Set<number>();
    train.images.forEach((byte, i) => byte > 0 && inked.add(i % 784));
    const size = (chosen: (i: number) => boolean) => {
      const sizes = slopes.flatMap((slope, i) => chosen(i) ? [Math.abs(slope)] : []);
      return sizes.reduce((sum, x) => sum + x, 0) / sizes.length;
    };
    const sizes = [size((i) => pixels[i] > 0), size((i) => pixels[i] === 0 && inked.has(i))];
    const matter = (await said("Which pixels matter?")).numbers.slice(-2);
    assertClose(matter, sizes, { tolerance: 1e-4, what: "sizes of dX" });
    const [, [most]] = only(await step("How little it takes"), "prose")
      .map(({ text }) => numbersOf(text.en));
    assertClose([most], [Math.max(...a.deals)], { tolerance: 1e-3, what: "the most of 100 deals" });
    assert.ok(most < 0.01 && a.deals.length === 100);
  },
});

Deno.test({
  name: `lesson 6 says so when the neuron that is followed is off, or dead ${NEEDS}`,
  ignore,
  fn: async () => {
    const { train, test } = await mnist();
    const engine = createEngine("plain");
    const network = fresh(engine, [784, 64, 10], { seed: 1 });
    const [W1, b1] = network.parameters.map(({ value }) => value);
    b1.data[5] = -1000;
    const digit = digits(train, { engine, first: 0, count: 1 });
    network.forward(digit);
    const now = snapshot(network, digit.labels);
    const z1 = Array.from({ length: 64 }, (_, k) => new Float64Array(test.count).fill(k - 5.5));
    const readings = {
      predictions: new Uint8Array(test.count),
      confidences: new Float64Array(test.count),
      z1,
    };
    const inked = Array.from({ length: 784 }, (_, i) => i > 0);
    const decay = { lambda: 0.003, plain: 0.97, decayed: 0.96 };
    const given: Omit<Asked, "neuron"> = {
      seen: test,
      readings,
      now,
      drawn: W1.data,
      decayed: W1.data,
      decay,
      inked,
      digit: 0,
      label: 5,
      answer: 5,
    };
    const told = (neuron: number) =>
      [...neurons({ ...given, neuron })].filter((block): block is StillBlock =>
        !["live", "aside", "excerpt"].includes(block.kind)
      );
    const dead = told(5), a1 = Array.from(now.matrix("A1").data);
    const active = a1.indexOf(Math.max(...a1));
    const expected =
      `neuron 5 is \\*\\*off\\*\\*.*--neuron ${active}.*neuron 5 on: it is \\*\\*dead`;
    assert.match(JSON.stringify(dead), new RegExp(expected));
    for (const { name, agrees } of formulasOf(dead)) assert.ok(agrees, name);
    assert.doesNotMatch(JSON.stringify(told(6)), /dead/);
  },
});

Deno.test("bins() counts mistakes announced and made", () => {
  const confidences = Float64Array.of(0.995, 0.9, 0.5, 0.3),
    predictions = Uint8Array.of(1, 2, 3, 4);
  const readings = { confidences, predictions, z1: [] };
  const found = bins(readings, { labels: Uint8Array.of(1, 2, 0, 0), limits: [0, 0.5, 0.9] });
  assert.deepEqual(found.map(({ images, made }) => [images, made]), [[1, 1], [1, 1], [2, 0]]);
  assertClose(found.map(({ announced }) => announced), [0.7, 0.5, 0.105], { tolerance: 1e-12 });
});

Deno.test("dealtAtRandom() moves as much ink, and stays between 0 and 1", () => {
  const start = Array.from({ length: 50 }, (_, i) => (i % 3) / 2);
  const end = start.map((x, i) => x === 0 ? i / 100 : x === 1 ? 1 - i / 200 : x);
  const amount = (pixels: number[]) =>
    pixels.reduce((sum, x, i) => sum + Math.abs(x - start[i]), 0);
  const walk = { target: 0, frames: [start, end], probabilities: [] };
  const dealt = dealtAtRandom(walk, { seed: 42 });
  assertClose([amount(dealt)], [amount(end)], { tolerance: 1e-12 });
  assert.ok(dealt.every((x) => x >= 0 && x <= 1) && dealt.some((x, i) => x !== end[i]));
});

Deno.test("largestPlaces() gives the places of the largest values, the first of equals first", () => {
  assert.deepEqual(largestPlaces([1, 5, -2, 5, 3], 3), [1, 3, 4]);
});

Deno.test("meanByClass() takes the mean of relu(z) over each class", () => {
  const labels = Uint8Array.of(...Array.from({ length: 10 }, (_, i) => i), 3);
  const split = { images: new Uint8Array(11), labels, count: 11 };
  const means = meanByClass([0, -1, 2, 4, 0, 0, 0, 0, 0, 0, -6], split);
  assert.deepEqual(means, [0, 0, 2, 2, 0, 0, 0, 0, 0, 0]);
});
