/** One block of each kind, for the tests of renderers. */
import type { StillBlock } from "../../src/lesson/block.ts";
import {
  bars,
  chart,
  check,
  formula,
  image,
  lanes,
  matrix,
  n,
  operand,
  percent,
  pictures,
  plus,
  predict,
  prose,
  series,
  step,
  symbol,
  table,
  term,
  times,
} from "../../src/lesson/blocks.ts";

import { sampleDrawings } from "./sample_drawings.ts";

const both = (en: string, fr = en) => ({ en, fr });
const wave = (length: number) => Array.from({ length }, (_, i) => Math.sin(i * i) / 4);

/** A long sum, such as that of a neuron. */
export const longFormula = formula(
  { name: "Z1[0,12]", traced: wave(200).reduce((sum, x, i) => sum + x * (i % 3), 0) },
  plus(
    series("i", 200, {
      term: (i) => times(operand("X[0,i]", i % 3), operand("W1[i,12]", wave(200)[i])),
      follow: 100,
    }),
    operand("b1[0,12]", 0),
  ),
);

/** One block of each kind. */
export const sampleBlocks: readonly StillBlock[] = [
  {
    kind: "title",
    number: 3,
    text: both("A title", "Un titre"),
    summary: both("What it is."),
    minutes: 25,
    supposes: both("a slope", "une pente"),
  },
  { kind: "recall", question: both("What was it?"), answer: both("It was that.") },
  step(both("A step", "Une étape")),
  prose(both(`Words with **strong** ones, \`code\` and ${n(-0.5)}, ${"which go on ".repeat(20)}`)),
  longFormula,
  formula({ name: "y", traced: 4 }, operand("x", 5)),
  formula(
    { name: "dW1", shape: [784, 64] },
    times(symbol("Xᵀ", [784, 1]), symbol("dZ1", [1, 64])),
  ),
  matrix({
    name: "W1",
    of: { rows: 784, columns: 64, data: wave(784 * 64) },
    marks: [[406, 12]],
    caption: both("the weights | all", "les poids | tous"),
  }),
  image({ pixels: wave(784).map((x) => Math.abs(1000 * x) | 0), mark: [14, 14] }),
  pictures([0, 1, 2].map((k) => ({ pixels: wave(784), ink: "signed", title: both(`${k}`) }))),
  chart([
    { name: both("train loss", "perte d’entraînement"), points: wave(50).map((y, x) => [x, y]) },
    { name: both("test loss", "perte de test"), points: wave(50).map((y, x) => [x, y + 1]) },
  ], { x: { label: both("epoch", "époque") }, y: { label: both("loss", "perte") } }),
  bars([0.25, 0.75].map((p, i) => ({ label: `${i}`, value: p, text: percent(p) })), {
    caption: both("Answers", "Réponses"),
    highlight: 1,
  }),
  table([["a", n(0.5), "2"], ["b", n(12.5), "3"]], { head: ["", both("one", "un"), "x|y"] }),
  check({
    claim: both("the slope is right", "la pente est juste"),
    found: { name: both("backpropagation", "rétropropagation"), value: 0.123456789 },
    expected: { name: both("finite difference", "différence finie"), value: 0.123456788 },
    tolerance: 1e-6,
  }),
  {
    kind: "code",
    file: "src/a.ts",
    lines: ["if (a) {", `  ${"call(argument, ".repeat(9)}`, "}"]
      .map((text, i) => ({ number: 99 + i, text })),
    caption: both("Look:", "Voyez\u00a0:"),
  },
  lanes([
    { name: both("weights", "poids"), values: [n(-0.5), n(12.25)] },
    { name: "X[0,6]", sign: "×", values: [n(0.25), n(0.25)] },
  ], { caption: both("Two lanes", "Deux voies") }),
  predict(both("Which way does it go?"), {
    choices: [both("up", "vers le haut"), both("down", "vers le bas")],
    right: 1,
    why: both("The slope W1[406,12] is negative."),
  }),
  predict(both("Its sign?"), { sign: -0.5, why: both("It goes down.") }),
  predict(both("How large is it?"), { number: 0.25, why: both("A quarter.") }),
  predict(both("Its shape?"), { shape: [64, 10], why: both("As that of W2.") }),
  { kind: "aside", title: both("Overflow"), open: () => [] },
  { kind: "heading", text: both("A heading") },
  { kind: "list", items: [both("one **item**"), both(`two ${term("term")}`)] },
  {
    kind: "terms",
    entries: [{ term: both("slope", "pente"), sentence: both("How steep it is."), lesson: 3 }],
  },
  ...sampleDrawings,
  { kind: "question", text: both("Why is it so? ".repeat(8), "Pourquoi\u00a0? ".repeat(8)) },
  { kind: "next", command: "deno task lesson4", text: both("check it", "vérifiez") },
];
