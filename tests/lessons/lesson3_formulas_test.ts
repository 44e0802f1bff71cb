/** Each number of each formula of lesson 3, from the trace on the other engine. */
import assert from "node:assert/strict";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";
import { lacks } from "../permission.ts";
import { assertFormula, type ValueOf } from "./formula_again.ts";
import { type Again, type Asked, lesson3Again, type Pass } from "./lesson3_again.ts";
import { blocksOf, formulasOf } from "./run_lesson.ts";

const ignore = lacks("read");
const PARTS = ["What we", "Pencil and paper", "A real digit", "A batch"];

/** The formulas of the lesson's parts: the chain rule, by hand, one digit, a batch. */
async function formulas(given: Readonly<Record<string, unknown>>): Promise<FormulaBlock[][]> {
  const blocks = await blocksOf(lesson3, given);
  const starts = PARTS.map((title) =>
    blocks.findIndex((block) => block.kind === "step" && block.text.en.startsWith(title))
  );
  return starts.map((start, i) => formulasOf(blocks.slice(start, starts[i + 1])));
}

/** W1′ of one weight, and the rate that leads to it. */
function stepped({ now }: Pass, { row, column, rate }: Record<"row" | "column" | "rate", number>) {
  const after = now.value("W1", row, column) - rate * now.value("dW1", row, column);
  return { η: rate, [`W1′[${row},${column}]`]: after };
}

/** What the names of each part stand for; a weight is pushed by ε. */
function values({ hand, one, batch, pixel, neuron }: Again, ε: number): ValueOf[] {
  const byHand = hand.valueOf({
    ...stepped(hand, { row: 1, column: 0, rate: 0.125 }),
    L: hand.loss,
    "L(w+ε)": hand.pushed(1, 0, ε),
    "L(w−ε)": hand.pushed(1, 0, -ε),
    "2ε": 2 * ε,
  });
  // The error of a central difference is of the order of ε²; in f32, ε is large for that reason.
  const slope = { value: hand.now.value("dW1", 1, 0), within: 10 * ε ** 2 };
  const column = (matrix: string, j: number) =>
    batch.losses.map((_, r) => batch.now.value(matrix, r, j));
  const dZ1 = column("dZ1", neuron);
  return [
    (name) => name === "∂L/∂w" ? slope : byHand(name),
    one.valueOf({ ...stepped(one, { row: pixel, column: neuron, rate: 0.02 }), L: one.loss }),
    batch.valueOf({
      ...Object.fromEntries(batch.losses.map((loss, r) => [`L[${r}]`, loss])),
      L: batch.loss,
      m: 32,
      [`Σᵣ X[r,${pixel}]·dZ1[r,${neuron}]`]: column("X", pixel)
        .reduce((sum, x, r) => sum + x * dZ1[r], 0),
    }),
  ];
}

const runs: (Asked & { engine: "plain" | "strict" })[] = [
  { engine: "plain" },
  { engine: "strict" },
  { engine: "plain", digit: 7, neuron: 63, seed: 7 },
  { engine: "strict", digit: 44_970, neuron: 30 },
];
for (const asked of runs) {
  Deno.test({
    name: `lesson 3 has in its formulas the numbers of the other engine: ${
      JSON.stringify(asked)
    } (needs --allow-read)`,
    ignore,
    fn: async () => {
      const plain = asked.engine === "plain";
      const [[rule], ...parts] = await formulas({ ...asked });
      assert.equal(rule.value, 2 * 3);
      const again = await lesson3Again(plain ? "strict" : "plain", asked);
      for (const [i, valueOf] of values(again, plain ? 1e-4 : 1e-2).entries()) {
        for (const formula of parts[i]) assertFormula(formula, valueOf);
      }
      const numbers = parts.map((all) => all.filter(({ value }) => value !== undefined).length);
      assert.deepEqual(numbers, [30, 14, 4]);
    },
  });
}
