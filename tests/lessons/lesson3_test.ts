import assert from "node:assert/strict";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import { digits } from "../../src/cli/lesson_digits.ts";
import { type Snapshot, snapshot } from "../../src/cli/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson3_reference.json" with { type: "json" };
import { blocksOf, checksOf, formulasOf, mnist } from "./run_lesson.ts";
import { shownNumbers } from "./shown_numbers.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** The blocks of a lesson in the three parts that lesson 3 has: by hand, one digit, a batch. */
function parts(blocks: readonly StillBlock[]) {
  const start = (text: string) =>
    blocks.findIndex((block) => block.kind === "step" && block.text.en.startsWith(text));
  const [one, batch] = [start("A real digit"), start("A batch")];
  assert.ok(one > 0 && batch > one);
  return {
    hand: formulasOf(blocks.slice(0, one)),
    one: formulasOf(blocks.slice(one, batch)),
    batch: formulasOf(blocks.slice(batch)),
  };
}

/** The same passes on an engine of its own: what the lesson should have seen. */
async function recomputed(
  engine: EngineName,
): Promise<Record<keyof ReturnType<typeof parts>, Snapshot>> {
  const strict = createEngine(engine), { train } = await mnist();
  const small = new Network(strict, { sizes: [2, 2, 2], activation: "relu", capacity: 1 });
  [[1, 0.5, 0.25, -0.5], [0, 0.25], [1, -1, 0.5, 1], [0, 0.5]]
    .forEach((values, i) => small.parameters[i].value.data.set(values));
  const inputs = strict.matrix(1, 2), labels = strict.bytes(1);
  inputs.data.set([1, 2]);
  labels[0] = 1;
  small.forward({ inputs, labels });
  small.backward();
  const hand = snapshot(small, labels);

  const large = new Network(strict, { sizes: [784, 64, 10], activation: "relu", capacity: 32 });
  large.initialise("he", normalSource(new Xoshiro128(42)));
  const [one, batch] = [1, 32].map((count) => {
    const examples = digits(train, { engine: strict, first: 0, count });
    large.forward(examples);
    large.backward();
    return snapshot(large, examples.labels);
  });
  return { hand, one, batch };
}

for (const [engine, other] of [["plain", "strict"], ["strict", "plain"]] as const) {
  Deno.test({
    name: `lesson 3 on ${engine} prints the numbers of the trace on ${other} ${NEEDS}`,
    ignore,
    fn: async () => {
      const shown = parts(await blocksOf(lesson3, { engine })), traces = await recomputed(other);
      const counts = { hand: 0, one: 0, batch: 0 };
      for (const part of ["hand", "one", "batch"] as const) {
        for (const { matrix, row, column, value } of shown[part].flatMap(shownNumbers)) {
          const expected = traces[part].value(matrix, row, column);
          const what = `${part} ${matrix}[${row},${column}]`;
          assertClose([value], [expected], { tolerance: 2e-6, what });
          counts[part]++;
        }
      }
      // Every operand of every sum is looked at, not only those that are written out.
      assert.ok(counts.hand > 60 && counts.one > 1700 && counts.batch > 90, JSON.stringify(counts));
    },
  });

  Deno.test({
    name: `lesson 3 on ${engine} prints NumPy's numbers ${NEEDS}`,
    ignore,
    fn: async () => {
      const tolerance = engine === "plain" ? 1e-12 : 2e-6;
      const blocks = await blocksOf(lesson3, { engine });
      const shown = parts(blocks);
      const seen = new Set<string>();
      for (const part of ["hand", "one", "batch"] as const) {
        const trace: Record<string, number[]> = reference[part].trace;
        // Of the large matrices, the reference has the row that is followed.
        const places = (formula: FormulaBlock) =>
          shownNumbers(formula).map(({ matrix, row, column, value }) => {
            const followed = matrix === "dW1" ? row === 406 : matrix === "dW2" && row === 12;
            const wide = part === "hand" && trace[matrix]?.length === 4 ? 2 * row : 0;
            if (part !== "hand" && (matrix === "dW1" || matrix === "dW2") && !followed) return;
            return { matrix, value, expected: trace[matrix]?.[wide + column] };
          });
        for (const formula of shown[part]) {
          if (formula.value === undefined) continue;
          if (formula.name === "L") {
            assertClose([formula.value], [reference[part].loss], { tolerance, what: `${part} L` });
            seen.add(`${part} L`);
          }
          if (part === "batch" && formula.name.startsWith("dW1[")) { // its operands are other rows
            const expected = trace.dW1[12];
            assertClose([formula.value], [expected], { tolerance, what: formula.name });
            seen.add("batch dW1");
            continue;
          }
          for (const place of places(formula)) {
            if (place?.expected === undefined || part === "batch") continue;
            const { matrix, value, expected } = place;
            assertClose([value], [expected], { tolerance, what: `${part} ${matrix}` });
            seen.add(`${part} ${matrix}`);
          }
        }
      }
      const all = "Z1 A1 Z2 P dZ2 dW2 db2 dA1 dZ1 dW1 db1 L".split(" ");
      for (const part of ["hand", "one"]) {
        for (const matrix of all) assert.ok(seen.has(`${part} ${matrix}`), `${part} ${matrix}`);
      }
      assert.ok(seen.has("batch dW1") && seen.has("batch L"));

      const losses = checksOf(blocks).filter(({ found }) => found.name.en === "after");
      assertClose(
        losses.flatMap(({ found, expected }) => [found.value, expected.value]),
        [reference.hand, reference.one, reference.batch].flatMap((
          { after, loss },
        ) => [after, loss]),
        { tolerance: 10 * tolerance, what: "losses before and after a step" },
      );
      const table = blocks.filter((block) => block.kind === "table").at(-1)!;
      assertClose(
        table.rows.map(([, cell]) => numbersOf(cell as string)[0]),
        [reference.batch.loss, reference.batch.after, reference.batch.wrong],
        { tolerance: 10 * tolerance, what: "with and without 1/m" },
      );
    },
  });
}

Deno.test({
  name: `lesson 3 takes the step w − η·dw that it shows ${NEEDS}`,
  ignore,
  fn: async () => {
    const steps = formulasOf(await blocksOf(lesson3)).filter(({ name }) => name.includes("′"));
    const [hand, one] = steps.map(({ expression, traced }) => {
      const [w, rate, slope] = operandsOf(expression).map(({ value }) => value!);
      assertClose([traced!], [w - rate * slope], { tolerance: 1e-15 });
      return { rate, slope };
    });
    assertClose([hand.rate, hand.slope], [0.125, reference.hand.trace.dW1[2]], {
      tolerance: 1e-12,
    });
    assertClose([one.rate, one.slope], [0.02, reference.one.trace.dW1[12]], { tolerance: 1e-12 });
  },
});

Deno.test({
  name: `lesson 3 follows any digit, neuron and seed, on every engine ${NEEDS}`,
  ignore,
  fn: async () => {
    const asked = [
      { digit: 7, neuron: 63 },
      { digit: 59_999, engine: "strict" },
      { digit: 44_970, neuron: 30 }, // a weight whose slope is 0 in the whole batch
      { digit: 1, seed: 7, engine: "relaxed" },
    ];
    for (const given of asked) {
      const blocks = await blocksOf(lesson3, given);
      for (const { name, agrees } of formulasOf(blocks)) assert.ok(agrees, name);
      for (const check of checksOf(blocks)) {
        assert.ok(passes(check), JSON.stringify({ given, check }));
      }
      const text = JSON.stringify(blocks);
      assert.ok(text.includes(`image ${given.digit} is a `), JSON.stringify(given));
      if (given.neuron !== undefined) assert.ok(text.includes(`,${given.neuron}]`));
    }
  },
});

Deno.test({
  name: `lesson 3 says so when the neuron that is followed is off ${NEEDS}`,
  ignore,
  fn: async () => {
    const off = reference.one.trace.Z1.findIndex((z) => z < 0);
    const text = async (neuron?: number) => JSON.stringify(await blocksOf(lesson3, { neuron }));
    assert.match(await text(off), new RegExp(`Neuron ${off} is \\*\\*off\\*\\*.*--neuron 12`));
    assert.doesNotMatch(await text(), /is \*\*off\*\*/);
    const blocks = await blocksOf(lesson3, { neuron: off });
    const slopes = formulasOf(blocks).filter(({ name }) => name.startsWith("dZ1[0,"));
    assert.ok(slopes.some(({ value, name }) => value === 0 && name === `dZ1[0,${off}]`));
  },
});
