/** The numbers that are typed beside the lessons: in answers and on sheets. Run by every_lesson_test.ts. */
import assert from "node:assert/strict";
import { LESSONS } from "../../lessons/list.ts";
import { createEngine } from "../../src/engine/create.ts";
import { numbersOf, written } from "../../src/lesson/numeral.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { lacks } from "../permission.ts";
import { mnist } from "./run_lesson.ts";

const lessons = await Promise.all(LESSONS.map((load) => load()));
const lessonOf = (number: number) => lessons[number - 1].default;
const ignore = lacks("read");

/** The numbers of a text, and half a unit of the last digit of each; those of names such as W1 left out. */
function typed(text: string): { value: number; within: number }[] {
  const plain = text.replace(/\[[^\]]*\]/g, "").replaceAll("−", "-").replaceAll(",", "");
  return Array.from(plain.matchAll(/(?<![\p{L}\d.])-?\d+(?:\.(\d+))?/gu), ([digits, decimals]) => ({
    value: Number(digits),
    within: 10 ** -(decimals?.length ?? 0) / 2,
  }));
}

function assertTyped(text: string, expected: readonly number[]): void {
  const numbers = typed(text);
  assert.equal(numbers.length, expected.length, text);
  for (const [i, { value, within }] of numbers.entries()) {
    assert.ok(Math.abs(value - expected[i]) <= within * (1 + 1e-9), `${text}: ${expected[i]}`);
  }
}

const square = (x: number) => x * x, cube = (x: number) => x ** 3;
const errors = [0.1, 0.01].map((ε) => [
  (cube(1 + ε) - cube(1)) / ε - 3,
  (cube(1 + ε) - cube(1 - ε)) / (2 * ε) - 3,
]);
const P = [0, Math.log(3)].map((z) => Math.exp(z) / (1 + 3));
const operations = 2 * 64 * 784 * 64;

/** The numbers in the answers of each sheet: lesson 3's are those of its pencil network, see its test. */
const SHEETS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [
    [28, 2, 5, 28 * 2 + 5],
    [51, 255, 51 / 255],
    [5, 10, 6, 20, 7, 10, 40, (5 * 10 + 6 * 20 + 7 * 10) / (10 + 20 + 10)],
    [],
  ],
  2: [P, [P[1], -Math.log(P[1])], [P[0], P[1] - 1, P[0] + P[1] - 1], [0.8 * -0.25]],
  4: [
    [3 + errors[0][0], errors[0][0]],
    [3 + errors[0][1], errors[0][1]],
    errors[0].map((error, side) => Math.round(error / errors[1][side])),
    [],
    [64 * 0.01, 64, 0.01, 64 * 0.01],
  ],
  5: [
    [0.5 - 0.1 * -2],
    [Math.ceil(1000 / 64), 1000 % 64],
    [Math.sqrt(256 / 64)],
    [2, 200, Math.sqrt(2 / 200)],
  ],
  6: [
    [1 * 0.5 + 0 * 2 + 1 * -0.2 - 0.1, Math.max(0, 0.5 - 0.2 - 0.1)],
    [1 - 0.1 * 1 * 1, square(1 - 0.1 * 1)],
    [[0.9, 0.8, 0.95, 0.75].reduce((sum, p) => sum + 1 - p, 0)],
    [],
  ],
  7: [
    [64, 64, 64 * 64, 784, 2, 64, 784, 64, operations / 1e6],
    [2e9, 60e9].map((speed) => 1000 * operations / speed),
    [64, 4, 64 * Float32Array.BYTES_PER_ELEMENT],
    [784 * 1, 784 * 1],
    [5 * 8 / 4, 8 / 4, 5],
    [1 / (1 - 0.8)],
  ],
};

for (const { number, teacher } of lessons.map((module) => module.default)) {
  const expected = SHEETS[number];
  if (!expected) continue;
  Deno.test(`the sheet of lesson ${number} has right answers`, () => {
    assert.equal(teacher.sheet.length, expected.length);
    teacher.sheet.forEach(({ answer }, i) => assertTyped(answer.en, expected[i]));
  });
}

Deno.test("each lesson has a sheet whose answers are tested", () => {
  assert.deepEqual([3, ...Object.keys(SHEETS).map(Number)].sort(), lessons.map((_, i) => i + 1));
});

Deno.test("each lesson but the first begins by recalling the last", () => {
  for (const { default: { number, recall } } of lessons) assert.equal(!recall, number === 1);
});

Deno.test({
  name: "lesson 1 answers with what is true of MNIST (needs --allow-read)",
  ignore,
  fn: async () => {
    const { train: { images, labels, count } } = await mnist(), { answers } = lessonOf(1);
    const blank = images.reduce((sum, byte) => sum + Number(byte === 0), 0) / images.length;
    assert.ok(answers[0].en.startsWith("Four fifths of all bytes") && Math.abs(blank - 0.8) < 0.02);
    const all = new Uint8Array(784), extents = new Set<number>(), touches = new Set<number>();
    for (let i = 0; i < count; i++) {
      const rows = new Uint8Array(28), columns = new Uint8Array(28);
      for (let place = 0; place < 784; place++) {
        const byte = images[784 * i + place];
        all[place] |= byte;
        rows[Math.floor(place / 28)] |= byte;
        columns[place % 28] |= byte;
      }
      for (const side of [rows, columns]) {
        const first = side.findIndex(Boolean), last = side.findLastIndex(Boolean);
        extents.add(last - first + 1);
        touches.add(first).add(last);
      }
    }
    assert.ok(Math.max(...extents) === 20 && touches.has(0) && touches.has(27));
    const empty = [...all.keys()].filter((place) => all[place] === 0);
    const inwards = empty.map((p) => [Math.floor(p / 28), p % 28].map((x) => Math.min(x, 27 - x)));
    assert.ok(empty.length === 67 && inwards.every((sides) => Math.min(...sides) <= 2));
    assert.match(
      answers[1].en,
      /^67 \(step 6\), in the corners and along the edges\. The ink is 20/,
    );
    assert.match(answers[2].en, /right for 99\u00a0% of the images/);

    const ofClass = Array.from({ length: 10 }, (_, label) => labels.filter((l) => l === label));
    const most = ofClass.toSorted((a, b) => b.length - a.length)[0][0];
    assert.ok(lessonOf(5).answers[0].en.includes("the ones are the most frequent") && most === 1);
  },
});

Deno.test("lesson 2 answers with weights that read the four points, and knows what the loss costs", () => {
  const { answers, teacher } = lessonOf(2);
  const d = ([x, y]: readonly number[]) => x + y - 2 * x * y - 1 / 2;
  assert.match(
    answers[2].en,
    /d = X\[0\] \+ X\[1\] − 2·X\[0\]·X\[1\] − 1\/2 is −1\/2 at \(0, 0\) and at \(1, 1\)/,
  );
  assert.deepEqual([[0, 0], [1, 1], [0, 1], [1, 0]].map(d), [-1 / 2, -1 / 2, 1 / 2, 1 / 2]);
  assert.match(teacher.mistakes[1].en, /−ln 0\.9, and 0\.01 costs 4\.6\./);
  assert.equal((-Math.log(0.01)).toFixed(1), "4.6");
  const loss = (d: number) => Math.log(1 + Math.exp(-d)); // d: how much higher the right score is
  const slope = 1 / (1 + Math.exp(-1)); // of the wrong score; that of the right one is −slope
  assert.match(teacher.paper.en, /L ≈ 1\.313, then 0\.489\./);
  assert.deepEqual([loss(-1), loss(2 * slope - 1)].map((l) => l.toFixed(3)), ["1.313", "0.489"]);
});

Deno.test("lesson 3 answers what is zero from weights that are all zero", () => {
  const engine = createEngine("plain"), inputs = engine.matrix(1, 2), labels = Uint8Array.of(1);
  const network = new Network(engine, mlp(engine, { sizes: [2, 3, 2], activation: "relu" }));
  inputs.data.set([1, 2]);
  network.forward({ inputs, labels });
  network.backward();
  const zero = network.parameters.map(({ gradient }) => gradient.data.every((x) => x === 0));
  assert.deepEqual(zero, [true, true, true, false]);
  assert.match(lessonOf(3).answers[0].en, /^All three.*Only db2 = dZ2 is not/);
});

Deno.test("lesson 4 counts the weights and the forward passes of its network", () => {
  const engine = createEngine("plain");
  const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
  const { parameterCount } = network, [, , text] = lessonOf(4).answers;
  assert.deepEqual(numbersOf(text.en), [parameterCount, 2 * parameterCount]);
  assert.match(written(text, "en"), /^784·64 \+ 64 \+ 64·10 \+ 10 = 50,890/);
  const [first] = lessonOf(4).teacher.paper.en.split(" at ");
  assert.equal(first, "For f(x) = x³");
});

Deno.test("lessons 1, 2 and 4 answer what is done on paper", () => {
  const paper = (number: number) => lessonOf(number).teacher.paperAnswer!.en;
  assertTyped(paper(1), [10, 6, 10 / 6]);

  const softmax = (a: number, b: number) =>
    [a, b].map((z) => Math.exp(z) / (Math.exp(a) + Math.exp(b)));
  const [p, q] = softmax(1, 0), [z, y] = [1 - p, p];
  const smaller = Math.log(softmax(z, y)[1] / q);
  assertTyped(paper(2), [p, q, p, -p, z, y, smaller]);

  const [[far, wide], [near, close]] = errors;
  assertTyped(paper(4), [far, near, wide]);
  assert.deepEqual([far / near, wide / close].map(Math.round), [10, 100]);
});

Deno.test("lesson 5 answers where its three steps on paper lead", () => {
  const ends = [0.1, 0.5, 1, 1.1].map((rate) => (1 - 2 * rate) ** 3); // w ← w − η·2w
  assertTyped(lessonOf(5).teacher.paperAnswer!.en, ends);
});

Deno.test("lesson 5 answers how far σ falls with mini-batches twice as large", () => {
  assert.match(lessonOf(5).answers[1].en, /divided by √2, about 0\.7 times/);
  assert.equal((1 / Math.sqrt(2)).toFixed(1), "0.7");
});

Deno.test("lesson 6 answers in how many orders neurons stand", () => {
  const orders = Array.from({ length: 64 }, (_, i) => i + 1).reduce((product, i) => product * i);
  assert.match(lessonOf(6).answers[0].en, /64·63·…·1, about 1\.27·10⁸⁹\./);
  assert.equal(orders.toExponential(2), "1.27e+89");
});
