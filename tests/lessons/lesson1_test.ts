import assert from "node:assert/strict";
import lesson1 from "../../lessons/lesson1_data.ts";
import { countBytes } from "../../src/data/statistics.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { operandsOf } from "../../src/lesson/expression.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import reference from "./lesson1_reference.json" with { type: "json" };
import { assertHolds, blocksOf, formulasOf, mnist, only } from "./run_lesson.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** The numbers in the cells of a table, row after row, the first column left out. */
function cells(block: StillBlock | undefined): number[] {
  assert.ok(block?.kind === "table");
  return block.rows.flatMap((row) => row.slice(1).flatMap((cell) => numbersOf(cell as string)));
}

/** The table whose first title is so. */
function tableOf(blocks: readonly StillBlock[], title: string) {
  return only(blocks, "table").find(({ head }) =>
    (typeof head[0] === "string" ? head[0] : head[0].en) === title
  );
}

for (const engine of ["plain", "strict"] as const) {
  Deno.test({
    name: `lesson 1 on ${engine} prints NumPy's numbers ${NEEDS}`,
    ignore,
    fn: async () => {
      const blocks = await blocksOf(lesson1, { engine });
      const tolerance = engine === "plain" ? 1e-12 : 2e-6;
      const [train, test, ranges] = only(blocks, "bars").map(({ bars }) =>
        bars.map(({ text, value }) => ({ counts: numbersOf(text as string), value }))
      );
      assert.deepEqual(train.map(({ counts }) => counts[0]), reference.train);
      assert.deepEqual(test.map(({ counts }) => counts[0]), reference.test);
      const values = ranges.map(({ value }) => value);
      assertClose(values, reference.ranges, { tolerance: 1e-15, what: "ranges" });
      const { mean, deviation } = reference;
      assertClose(
        cells(tableOf(blocks, "pixels")),
        [0, 255, mean, deviation, 0, 1, mean / 255, deviation / 255],
        { tolerance: 1e-12, what: "statistics" },
      );
      assert.match(JSON.stringify(blocks), new RegExp(`and ${reference.empty} of its 784 pixels`));

      const formulas = formulasOf(blocks);
      const named = (name: string) =>
        formulas.filter((formula) => formula.name === name).map(({ value }) => value!);
      const { linear, deep } = reference;
      for (const [name, key] of [["dW1[406,5]", "slope"], ["Z1[0,5]", "score"]] as const) {
        assertClose(named(name), linear.map((run) => run[key]), { tolerance, what: name });
      }
      const losses = only(blocks, "prose").find(({ text }) => text.en.startsWith("Scores like"))!;
      const both = [linear[1].right, linear[0].right, linear[1].loss, linear[0].loss];
      assertClose(numbersOf(losses.text.en), both, { tolerance, what: "right, and losses" });

      const shown = cells(tableOf(blocks, "pixels, rate η"));
      const rows = [
        ...[0, 1, 2].map((step) => deep.map((run) => run.losses[step])),
        deep.map(({ right }) => right),
        deep.map(({ active }) => active),
      ];
      for (const [i, expected] of rows.entries()) {
        // Raw pixels make numbers of a million, in which f32 errs more.
        const limit = engine === "plain" ? 1e-9 : 1e-3;
        assertClose(shown.slice(3 * i, 3 * i + 3), expected, {
          tolerance: limit,
          what: `row ${i}`,
        });
      }
    },
  });
}

Deno.test({
  name: `lesson 1 decodes the bytes of the file ${NEEDS}`,
  ignore,
  fn: async () => {
    for (const digit of [0, 3, 59_999]) {
      const blocks = await blocksOf(lesson1, { digit });
      const text = JSON.stringify(tableOf(blocks, "field")?.rows);
      for (const field of ["00 00 EA 60", "00 00 00 1C", '"08"', '"03"']) {
        assert.ok(text.includes(`${field}`), field);
      }
      const { train } = await mnist();
      const formulas = formulasOf(blocks);
      const value = (name: string) => formulas.find((formula) => formula.name === name)!.value!;
      assert.equal(value("0xEA"), 0xea);
      assert.equal(value("n[0]"), 60_000);
      assert.equal(value("a"), 16 + 784 * digit + value("p"));
      const byte = train.images[784 * digit + value("p")];
      const hex = byte.toString(16).toUpperCase().padStart(2, "0");
      assert.equal(value(`0x${hex}`), byte);
      assert.ok(JSON.stringify(tableOf(blocks, "columns")?.rows).includes(`‹${hex}›`));
      const scaled = formulas.find(({ name }) => name === `X[0,${value("p")}]`)!;
      assert.deepEqual(operandsOf(scaled.expression).map(({ value }) => value), [byte, 255]);
      assert.match(JSON.stringify(blocks), /found only 1\D?000\D?000\b/);
    }
  },
});

Deno.test({
  name: `lesson 1 draws one image of each class, and five of each side of a split ${NEEDS}`,
  ignore,
  fn: async () => {
    const drawn = only(await blocksOf(lesson1), "pictures"), { train } = await mnist();
    const [classes, learn, choose] = drawn.filter(({ small }) => small);
    assert.deepEqual(classes.pictures.map(({ title }) => title?.en), [..."0123456789"]);
    assert.deepEqual([learn, choose].map(({ pictures }) => pictures.length), [5, 5]);
    const images = new Map<string, number>();
    for (let i = 0; i < train.count; i++) {
      images.set(train.images.subarray(784 * i, 784 * (i + 1)).join(), train.labels[i]);
    }
    for (const { pixels, title } of [classes, learn, choose].flatMap(({ pictures }) => pictures)) {
      assert.equal(String(images.get(pixels.join())), title?.en);
    }
  },
});

Deno.test({
  name: `lesson 1 shows shares that sum to 1, and splits that are stratified ${NEEDS}`,
  ignore,
  fn: async () => {
    const shares = cells(tableOf(await blocksOf(lesson1), "class")), { train } = await mnist();
    const sizes = countBytes(train.labels);
    for (let column = 0; column < 5; column++) {
      const shown = Array.from({ length: 10 }, (_, c) => shares[5 * c + column]);
      assertClose([shown.reduce((a, b) => a + b)], [1], { tolerance: 1e-12, what: `${column}` });
      // A stratified side has the share of each class up to one image of 12 000; a plain one has not.
      const gap = Math.max(...shown.map((share, c) => Math.abs(share - sizes[c] / train.count)));
      if (column === 1 || column === 2) assert.ok(gap > 1e-3, `${column}: ${gap}`);
      else assert.ok(gap < 1 / 12_000, `${column}: ${gap}`);
    }
  },
});

Deno.test({
  name: `lesson 1 holds for any digit, seed and engine ${NEEDS}`,
  ignore,
  fn: async () => {
    const asked = [
      { digit: 59_999, seed: 1 },
      { digit: 7000, seed: 7, engine: "strict" },
      { digit: 1, seed: 4_294_967_295, engine: "relaxed" },
    ];
    for (const given of asked) {
      const blocks = await blocksOf(lesson1, given);
      assertHolds(blocks);
    }
  },
});
