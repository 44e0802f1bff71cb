/** Lesson 6: what it shows is what the network does. */
import assert from "node:assert/strict";
import lesson6 from "../../lessons/lesson6_looking_inside.ts";
import { neurons } from "../../lessons/lesson6_neurons.ts";
import {
  largestPlaces,
  meanByClass,
  readAll,
  surestMistakes,
} from "../../lessons/lesson6_readings.ts";
import { digits } from "../../src/lesson/digits.ts";
import { snapshot } from "../../src/lesson/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { lacks } from "../permission.ts";
import { fresh } from "./pass_again.ts";
import { assertHolds, blocksOf, formulasOf, mnist } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

Deno.test({
  name: `lesson 6 shows the confusion matrix and the accuracy of the evaluation ${NEEDS}`,
  ignore,
  fn: async () => {
    const dataset = await mnist();
    const session = new Session(createEngine("strict"), {
      recipe: { ...DEFAULT_RECIPE, epochs: 3 },
      dataset,
    });
    for (const _ of session.run());
    const { predictions, accuracy } = evaluate(session.network, session.test);
    const blocks = await blocksOf(lesson6);
    const { counts } = blocks.find((block) => block.kind === "confusion")!;
    const counted = counts.map(() => new Array<number>(10).fill(0));
    predictions.forEach((predicted, i) => counted[dataset.test.labels[i]][predicted]++);
    assert.deepEqual(counts, counted);
    const [said] = blocks.flatMap((block) =>
      block.kind === "prose" ? numbersOf(block.text.en) : []
    );
    assert.equal(said, accuracy);

    const { confidences, z1 } = readAll(session.network, session.test);
    const mistakes = surestMistakes({ predictions, confidences, z1 }, dataset.test);
    assert.equal(mistakes.length, Math.round((1 - accuracy) * 10_000));
    for (const i of mistakes) assert.ok(confidences[i] <= confidences[mistakes[0]]);
  },
});

Deno.test({
  name: `lesson 6 turns a 4 into a 9, and any digit into another, on every engine ${NEEDS}`,
  ignore,
  fn: async () => {
    const asked = [
      { given: {}, walk: "From 4 to 9" },
      { given: { digit: 4 }, walk: "From 9 to 4", says: undefined },
      { given: { digit: 59_999, neuron: 63, seed: 7 }, walk: /From 8 to \d/ },
      { given: { digit: 1, engine: "relaxed" }, walk: /From 0 to \d/ },
      { given: { digit: 892, neuron: 3 }, walk: "From 8 to 6", says: /It reads an 8: a mistake/ },
    ];
    for (const { given, walk, says } of asked) {
      const blocks = await blocksOf(lesson6, given);
      assertHolds(blocks);
      const steps = blocks.flatMap((block) => block.kind === "step" ? [block.text.en] : []);
      assert.ok(steps.some((step) => step.match(walk)), steps.join("; "));
      const isMistake = JSON.stringify(blocks).match(/: a mistake/) !== null;
      assert.equal(isMistake, says !== undefined, JSON.stringify(given));
      if (says) assert.match(JSON.stringify(blocks), says);
      const curve = blocks.findLast((block) => block.kind === "chart")!.series[1].points;
      assert.ok(curve[0][1] < 0.5 && curve.at(-1)![1] > 0.9, JSON.stringify(given));
      // The changes at random are as large as those along the gradient, but for the rounding to bytes.
      const [before, change, , atRandom] = blocks.findLast((block) => block.kind === "pictures")!
        .pictures.map(({ pixels }) => Array.from(pixels));
      const amount = (changes: number[]) => changes.reduce((sum, x) => sum + Math.abs(x), 0);
      const dealt = amount(atRandom.map((byte, i) => (byte - before[i]) / 255));
      assert.ok(Math.abs(dealt / amount(change) - 1) < 0.05, JSON.stringify({ given, dealt }));
    }
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
    const given = { train, test, readings, now, drawn: W1.data, digit: 0, label: 5, answer: 5 };
    const dead = [...neurons({ ...given, neuron: 5 })];
    assert.match(JSON.stringify(dead), /neuron 5 is \*\*off\*\*.*neuron 5 on: it is \*\*dead\*\*/);
    for (const { name, agrees } of formulasOf(dead.filter((block) => block.kind !== "live"))) {
      assert.ok(agrees, name);
    }
    assert.doesNotMatch(JSON.stringify([...neurons({ ...given, neuron: 6 })]), /dead/);
  },
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
