/** Lesson 4's formulas from the trace on the other engine, and what its sentences name. */
import assert from "node:assert/strict";
import lesson4 from "../../lessons/lesson4_gradient_checking.ts";
import { digits } from "../../src/lesson/digits.ts";
import { type Snapshot, snapshot } from "../../src/lesson/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { assertFormula } from "./formula_again.ts";
import reference from "./lesson4_reference.json" with { type: "json" };
import { assertPrinted, textsOf, typedDigits } from "./printed_numbers.ts";
import { blocksOf, formulasOf, mnist, stepOf } from "./run_lesson.ts";

const ignore = lacks("read");
/** The steps before the zoo, which trains for seconds. */
const SLOPES = { before: "Seven formulas" };
const NEEDS = "(needs --allow-read)";
const { slopes, v } = reference;

/** The first digit through fresh weights, rounded to f32: what the lesson should have seen. */
async function fresh(name: EngineName, { seed }: { seed: number }) {
  const engine = createEngine(name);
  const network = new Network(engine, { sizes: [784, 64, 10], activation: "relu", capacity: 1 });
  network.initialise("he", normalSource(new Xoshiro128(seed)));
  for (const { value } of network.parameters) {
    value.data.forEach((w, i) => value.data[i] = Math.fround(w));
  }
  const digit = digits((await mnist()).train, { engine, first: 0, count: 1 });
  const { loss } = network.forward(digit), [label] = digit.labels;
  network.backward();
  const now: Snapshot = snapshot(network, digit.labels), a1 = Array.from(now.matrix("A1").data);
  const active = a1.indexOf(Math.max(...a1));
  const lossAt = (push: number) => {
    const { data } = network.parameters[2].value, place = active * 10 + label;
    const before = data[place];
    data[place] += push;
    const { loss } = network.forward(digit);
    data[place] = before;
    return loss;
  };
  return { now, loss, label, active, lossAt };
}

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 4 on ${engine} has in its formulas the numbers of ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const { now, loss, lossAt, active, label } = await fresh(other, { seed: 42 });
      const [above, below] = [lossAt(0.1), lossAt(-0.1)];
      const names = new Map([
        ["L(w)", loss],
        ["L(w+ε)", above],
        ["L(w−ε)", below],
        ["ε", 0.1],
        ["2ε", 0.2],
      ]);
      const all = await blocksOf(lesson4, { engine }, SLOPES), formulas = formulasOf(all);
      assert.deepEqual(formulas.map(({ name }) => name), [
        `dW2[${active},${label}]`,
        "∂L/∂w",
        "∂L/∂w",
      ]);
      for (const [i, formula] of formulas.entries()) {
        // Losses of seven digits, divided by ε = 0.1: the slopes have about six.
        const slope = i === 1 ? (above - loss) / 0.1 : (above - below) / 0.2;
        names.set("∂L/∂w", slope);
        assertFormula(formula, (name) => {
          const [, matrix, row, column] = /^(\w+)\[(\d+),(\d+)\]$/.exec(name) ?? [];
          const value = matrix === undefined
            ? names.get(name)
            : now.value(matrix, Number(row), Number(column));
          assert.ok(value !== undefined, name);
          return { value, within: name === "∂L/∂w" ? 2e-5 : 2e-6 };
        });
      }
      const numpy = [slopes.slope, (slopes.above - slopes.loss) / 0.1]
        .concat((slopes.above - slopes.below) / 0.2);
      assertClose(formulas.map(({ value }) => value!), numpy, {
        tolerance: engine === "plain" ? 1e-12 : 2e-5,
        what: "NumPy",
      });
      assertPrinted(stepOf(all, "Measure a slope"), [{ value: v[0].one, within: 2e-6 }], {
        what: "how far the one-sided slope is off",
      });
    },
  });
}

Deno.test({
  name: `lesson 4 names in its sentences what it follows, with any seed ${NEEDS}`,
  ignore,
  fn: async () => {
    const [first, second] = await Promise.all([42, 7].map(async (seed) => {
      const all = await blocksOf(lesson4, { seed }, SLOPES);
      const { now, label, active } = await fresh("strict", { seed });
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
        `b1[0,${unit}], across the kink`,
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
