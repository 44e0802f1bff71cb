/** Lesson 3 beside NumPy (see lesson3_reference.py), and with every option. */
import assert from "node:assert/strict";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { passes } from "../../src/lesson/check.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson3_reference.json" with { type: "json" };
import { blocksOf, checksOf, formulasOf } from "./run_lesson.ts";
import { shownNumbers } from "./shown_numbers.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** The blocks of a lesson in the three parts that lesson 3 has: by hand, one digit, a batch. */
function parts(blocks: readonly StillBlock[]) {
  const start = (text: string) =>
    blocks.findIndex((block) => block.kind === "step" && block.text.en.startsWith(text));
  const [one, batch] = [start("A real digit"), start("A batch")];
  assert.ok(one > 0 && batch > one);
  return { hand: blocks.slice(0, one), one: blocks.slice(one, batch), batch: blocks.slice(batch) };
}

/** NumPy's number for an element; of the large matrices, it has the row that is followed. */
function numpy(
  part: "hand" | "one" | "batch",
  { matrix, row, column }: { matrix: string; row: number; column: number },
): number | undefined {
  const trace: Record<string, number[]> = reference[part].trace;
  if (part === "hand") {
    return trace[matrix]?.[trace[matrix].length === 4 ? 2 * row + column : column];
  }
  const followed = { dW1: 406, dW2: 12 }[matrix] ?? 0;
  return row === followed ? trace[matrix]?.[column] : undefined;
}

for (const engine of ["plain", "strict"] as const) {
  Deno.test({
    name: `lesson 3 on ${engine} prints NumPy's numbers ${NEEDS}`,
    ignore,
    fn: async () => {
      const tolerance = engine === "plain" ? 1e-12 : 2e-6;
      const blocks = await blocksOf(lesson3, { engine }), shown = parts(blocks);
      const seen = new Set<string>();
      for (const part of ["hand", "one", "batch"] as const) {
        for (const formula of formulasOf(shown[part])) {
          if (formula.value === undefined) continue;
          // In the batch, the operands are rows of other examples.
          const elements = shownNumbers(formula).slice(0, part === "batch" ? 1 : undefined);
          const pairs = elements.map((place) => [place.matrix, place.value, numpy(part, place)]);
          if (formula.name === "L") pairs.unshift(["L", formula.value, reference[part].loss]);
          for (const [matrix, value, expected] of pairs as [string, number, number | undefined][]) {
            if (expected === undefined) continue;
            const what = `${part} ${matrix}`;
            assertClose([value], [expected], { tolerance, what });
            seen.add(what);
          }
        }
      }
      const all = "Z1 A1 Z2 P dZ2 dW2 db2 dA1 dZ1 dW1 db1 L".split(" ");
      for (const part of ["hand", "one"]) {
        for (const matrix of all) assert.ok(seen.has(`${part} ${matrix}`), `${part} ${matrix}`);
      }
      for (const name of ["dW1", "db1", "L"]) assert.ok(seen.has(`batch ${name}`), name);

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
  name: `lesson 3 measures NumPy's slopes, in all the digits that it prints ${NEEDS}`,
  ignore,
  fn: async () => {
    const shown = parts(await blocksOf(lesson3)), measured: string[] = [];
    for (const part of ["hand", "one"] as const) {
      for (const { claim, expected } of checksOf(shown[part])) {
        const [, matrix, row, column] = /^(\w+)\[(\d+),(\d+)\] is the slope/.exec(claim.en) ?? [];
        if (matrix === undefined) continue;
        const slope = numpy(part, { matrix, row: Number(row), column: Number(column) })!;
        assertClose([expected.value], [slope], { tolerance: 1e-8, what: claim.en });
        measured.push(matrix);
      }
    }
    assert.deepEqual(measured, ["dW1", ..."dZ2 db2 dW2 dA1 dZ1 dW1 db1".split(" ")]);
    const slope = formulasOf(shown.hand).findLast(({ name }) => name === "∂L/∂w")!;
    const [above, below] = operandsOf(slope.expression).map(({ value }) => value!);
    assertClose([above, below], reference.hand.pushed, { tolerance: 1e-14 });
    assertClose([slope.value!], [reference.hand.trace.dW1[2]], { tolerance: 1e-8 });
  },
});

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
      { neuron: 4, engine: "strict" }, // so near the kink that the push must be short
      { digit: 44_970, neuron: 30 }, // a weight whose slope is 0 in the whole batch
      { digit: 1, seed: 7, engine: "relaxed" },
    ];
    for (const given of asked) {
      const blocks = await blocksOf(lesson3, given);
      for (const { name, agrees } of formulasOf(blocks)) assert.ok(agrees, name);
      for (const check of checksOf(blocks)) {
        assert.ok(passes(check), JSON.stringify({ given, check }));
      }
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
