import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { prose } from "../../src/lesson/block.ts";
import { bars, chart, formula, matrix, n, table } from "../../src/lesson/blocks.ts";
import { operand, over, plus, series } from "../../src/lesson/expression.ts";
import { blockText } from "../../src/terminal/block_text.ts";
import { codeBlock } from "../../src/lesson/code.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { longFormula, sampleBlocks } from "../lesson/sample_blocks.ts";

const english = { language: "en", width: 80, colour: false } as const;
const plain = (text: string) => text.replaceAll("\u00a0", " ");

for (const width of [60, 80, 120]) {
  Deno.test(`blockText() fits ${width} columns, in both languages, with colour and without`, () => {
    for (const block of sampleBlocks) {
      for (const language of ["en", "fr"] as const) {
        const view = { language, width };
        const text = blockText(block, { ...view, colour: false }, { number: 3, total: 14 });
        assert.ok(text.trim() !== "" && !text.includes("\x1b"));
        assert.doesNotMatch(text, /[\ue000\ue001]|undefined|\[object|NaN/);
        for (const line of text.split("\n")) assert.ok(textWidth(line) <= width, line);
        const coloured = blockText(block, { ...view, colour: true }, { number: 3, total: 14 });
        for (const line of coloured.split("\n")) assert.ok(textWidth(line) <= width, line);
        // Pictures are drawn otherwise, and code is told by backquotes where it is not bold.
        if (block.kind !== "pictures" && block.kind !== "prose") {
          assert.equal(stripVTControlCharacters(coloured), text);
        }
      }
    }
  });
}

Deno.test("blockText() is pale in rules and frames only, which nobody has to read", () => {
  for (const block of sampleBlocks) {
    const text = blockText(block, { ...english, colour: true }, { number: 3, total: 14 });
    for (const [, pale] of text.replaceAll("\x1b", "␛").matchAll(/␛\[2m(.*?)␛\[22m/g)) {
      assert.doesNotMatch(pale, /[\p{L}\p{N}]/u, block.kind);
    }
  }
});

Deno.test("blockText() aligns the sides of a formula, and breaks them before an operator only", () => {
  const lines = plain(blockText(longFormula, english)).split("\n");
  assert.equal(lines[0], "  Z1[0,12] = Σᵢ X[0,i]·W1[i,12] + b1[0,12]");
  assert.match(lines[1], /^ {11}= 2·0\.2/);
  assert.match(lines.at(-1)!, / = −?\d+\.\d+ ✓$/);
  for (const width of [40, 50, 60, 70]) {
    const narrow = plain(blockText(longFormula, { ...english, width })).split("\n");
    for (const line of narrow.slice(1)) assert.match(line, /^ {4,}[=+−] /, line);
    const joined = narrow.map((line) => line.trim()).join(" ");
    assert.equal(joined, lines.map((line) => line.trim()).join(" "));
  }
});

Deno.test("blockText() puts a short formula on one line, and a long name on its own", () => {
  const short = formula("y", plus(operand("a", 1), operand("b", 2)));
  assert.equal(plain(blockText(short, english)), "  y = a + b = 1 + 2 = 3");
  const name = "a very long name[0,1] of something";
  const long = formula(
    name,
    over(series("i", 9, { term: () => operand("x", 1) }), operand("m", 9)),
  );
  assert.match(
    plain(blockText(long, english)),
    new RegExp(`^ {2}a very .*\n {4}= \\(Σᵢ x\\) / m\n`),
  );
});

Deno.test("blockText() says loudly that the network has another number", () => {
  const text = plain(blockText(formula({ name: "y", traced: 4 }, operand("x", 5)), english));
  assert.match(text, /^ {2}y = x = 5 ✗\n {2}✗ the network has 4 for y/);
});

Deno.test("blockText() marks the elements of a matrix, and what is left out", () => {
  const data = Array.from({ length: 400 }, (_, i) => i === 210 ? -1.5 : i === 211 ? 0 : i / 400);
  const block = matrix({ name: "W", of: { rows: 20, columns: 20, data }, marks: [[10, 10]] });
  const text = blockText(block, english);
  assert.match(text, /^W \(20,\u00a020\)\n/);
  assert.match(text, /^ +10 … .*‹−1\.500› +0 .* …$/m);
  assert.equal(text.split("\n").filter((line) => line.trim() === "⋮").length, 2);
  const narrow = blockText(block, { ...english, width: 40 });
  assert.match(narrow, /^ +10 … .*‹−1\.500›.* …$/m);
});

Deno.test("blockText() writes very small matrices with a power of ten, and whole numbers whole", () => {
  const of = (data: number[]) => ({ rows: 1, columns: data.length, data });
  const small = blockText(matrix({ name: "d", of: of([1.5e-5, -2e-6]) }), english);
  assert.match(small, /^d \(1,\u00a02\) · 10⁻⁵\n.*\n.*1\.50 +−0\.20 *$/);
  const whole = blockText(matrix({ name: "Y", of: of([0, 1, 0]) }), english);
  assert.match(whole, /\n {2}0 +0 +1 +0$/);
  const french = blockText(matrix({ name: "x", of: of([0.5]) }), { ...english, language: "fr" });
  assert.match(french, /0,500/);
});

Deno.test("blockText() puts thousands apart in a matrix, its columns still aligned", () => {
  const of = { rows: 2, columns: 3, data: [5_488_422, 7, 60_000, -1113, 0, 12] };
  const block = matrix({ name: "C", of, marks: [[1, 0]] });
  assert.deepEqual(blockText(block, english).split("\n").slice(2), [
    "  0    5,488,422           7      60,000",
    "  1      ‹−1,113›          0          12",
  ]);
  const french = blockText(block, { ...english, language: "fr" });
  assert.match(french, /5\u202f488\u202f422 .*60\u202f000\n.*‹−1\u202f113› /);
  const mixed = matrix({ name: "C", of: { rows: 1, columns: 2, data: [41_097.3, 0.5] } });
  assert.match(blockText(mixed, english), /41,097 +1$/);
});

Deno.test("blockText() draws curves that differ by their colours, and by their marks without", () => {
  const line = (y: number) => Array.from({ length: 20 }, (_, x) => [x, y] as const);
  const both = (en: string) => ({ en, fr: en });
  const axes = {
    x: { label: both("epoch") },
    y: { label: both("loss"), min: 0, max: 3 },
    height: 8,
  };
  const block = chart(
    [1, 2].map((y) => ({ name: both(`curve ${y}`), points: line(y) })),
    axes,
  );
  const rows = blockText(block, english).split("\n");
  const [upper, lower] = ["▲", "●"].map((mark) => rows.find((row) => row.includes(mark))!);
  assert.ok(rows.indexOf(upper) < rows.indexOf(lower));
  for (const row of [upper, lower]) {
    const dots = row.replace(/[^\u2801-\u28ff]/g, "").length, marks = row.match(/[▲●]/g)!.length;
    assert.ok(dots > 60 && marks >= 5 && marks <= 8, row);
  }
  const hidden = blockText(
    chart([1, 1].map((y) => ({ name: both("same"), points: line(y) })), axes),
    { ...english, colour: true },
  );
  for (const mark of [/129;199m[^m]*●/, /92;30m[^m]*▲/]) assert.match(hidden, mark);
  assert.match(rows.at(-1)!, /━●━\u00a0curve\u00a01 +\u00a0*━▲━\u00a0curve\u00a02/);
  const coloured = blockText(block, { ...english, colour: true }).replaceAll("\x1b", "␛");
  assert.match(coloured, /␛\[38;2;47;129;199m━●━␛\[39m.*␛\[38;2;205;92;30m━▲━/);
  assert.match(rows.at(-3)!, /└┬─+┬─.* epoch$/);
  assert.match(rows.at(-2)!, /^ +0( +\d+)+$/);
});

Deno.test("blockText() marks the axes of a chart at round numbers", () => {
  const both = (en: string) => ({ en, fr: en });
  const ticks = (points: [number, number][], log = false) => {
    const axis = { label: both("x") };
    const drawn = blockText(
      chart([{ name: both("f"), points }], { x: axis, y: { ...axis, log }, height: 12 }),
      english,
    ).split("\n");
    return {
      y: drawn.flatMap((row) => /^ *(\S+)┤/.exec(row)?.[1] ?? []),
      x: drawn.at(-2)!.trim().split(/ +/),
    };
  };
  assert.deepEqual(ticks([[0, 0.13], [7.3, 1.87]]), {
    y: ["2", "1.5", "1", "0.5", "0"],
    x: ["0", "2", "4", "6", "8"],
  });
  assert.deepEqual(ticks([[1, 0.031], [938, 2.4]], true), {
    y: ["1", "0.1"],
    x: ["0", "200", "400", "600", "800", "1,000"],
  });
  assert.deepEqual(ticks([[0, 3], [1, 4]], true).y, ["5", "2"]);
});

Deno.test("blockText() draws a chart of no point, of one, and of points that have run away", () => {
  const both = { en: "x", fr: "x" };
  for (
    const points of [
      [],
      [[0, 1]],
      [[0, 1], [1, NaN], [2, Infinity], [3, 2]],
      [[0, 1], [1, 1]],
      [[0, 1e300], [1, -1e300]],
    ] as [number, number][][]
  ) {
    for (const log of [false, true]) {
      const y = { label: both, log };
      const text = blockText(chart([{ name: both, points }], { x: { label: both }, y }), english);
      for (const line of text.split("\n")) assert.ok(textWidth(line) <= 80, line);
      assert.doesNotMatch(text, /NaN|undefined/);
    }
  }
});

Deno.test("blockText() shows strong words and code in bold, or code between backquotes", () => {
  const block = prose({ en: "a **strong** word and `code`", fr: "" });
  assert.equal(blockText(block, english), "a strong word and `code`");
  const coloured = blockText(block, { ...english, colour: true });
  assert.equal(coloured, "a \x1b[1mstrong\x1b[22m word and \x1b[1mcode\x1b[22m");
});

Deno.test("blockText() breaks a sentence before or after a small formula, not inside", () => {
  const text = "We follow the pixel that is marked (28·14 + 14 = 406), and z = a + b.";
  for (const width of [40, 50, 60, 80]) {
    const lines = plain(blockText(prose({ en: text, fr: text }), { ...english, width }));
    for (const formula of ["(28·14 + 14 = 406)", "z = a + b."]) assert.ok(lines.includes(formula));
  }
  const long = Array(40).fill("a").join(" + ");
  const lines = blockText(prose({ en: long, fr: long }), { ...english, width: 40 }).split("\n");
  assert.ok(lines.length > 3 && lines.every((line) => textWidth(line) <= 40));
});

Deno.test("blockText() aligns columns of words and formulas to the left, all others to the right", () => {
  const rows = [["x", "−ln(p)", n(0.5), "·"], ["y", "", n(12.5), n(3)]];
  const lines = blockText(table(rows, { head: ["", "formula", "size", "error"] }), english);
  assert.equal(
    lines.replace(/─+\n/, ""),
    "   formula  size  error\nx  −ln(p)    0.5      ·\ny           12.5      3",
  );
});

Deno.test("blockText() numbers a step, and points at a bar", () => {
  const step = sampleBlocks.find(({ kind }) => kind === "step")!;
  assert.match(blockText(step, english, { number: 3, total: 14 }), /^── 3\/14 · A step ─{50,}$/);
  const block = bars([{ label: "a", value: 1, text: "1" }, { label: "b", value: 2, text: "2" }], {
    highlight: 1,
  });
  assert.match(blockText(block, english), /\nb ━+ 2 ◀$/);
});

Deno.test({
  name: "blockText() shows source with its line numbers, long lines folded (needs --allow-read)",
  ignore: Deno.permissions.querySync({ name: "read" }).state !== "granted",
  fn: () => {
    const file = "src/lesson/code.ts", from = "export function codeBlock(";
    const block = codeBlock({ file, from }, Deno.readTextFileSync(file));
    const text = blockText(block, { ...english, width: 60 });
    assert.match(text, new RegExp(`\n${block.lines[0].number} │ export function codeBlock\\(`));
    assert.match(text, /\n +┆ +/);
  },
});
