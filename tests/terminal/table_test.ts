import assert from "node:assert/strict";
import { formatTable } from "../../src/terminal/table.ts";
import { textWidth } from "../../src/terminal/width.ts";

const widest = (text: string) => Math.max(...text.split("\n").map(textWidth));

Deno.test("formatTable() aligns names and words to the left, numbers to the right, and goes on below", () => {
  const cases: [string[][], Parameters<typeof formatTable>[1], string][] = [
    [
      [["zéro", "980"], ["un", "1,135"]],
      { head: ["digit", "images"] },
      "digit  images\n─────────────\nzéro      980\nun      1,135",
    ],
    [
      [["a", "on", "1"]],
      { head: ["x", "state", "images"], words: [1] },
      "x  state  images\n────────────────\na  on          1",
    ],
    [
      [["a", "1", "2", "3"]],
      { head: ["x", "one", "two", "six"], width: 9 },
      "x one two\n─────────\na   1   2\n\nx six\n─────\na   3",
    ],
  ];
  for (const [rows, options, table] of cases) assert.equal(formatTable(rows, options), table);
});

Deno.test("formatTable() puts ten classes in 80 columns", () => {
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  const rows = digits.map((digit) => [digit, ...digits.map(() => "1,135"), "99.12 %"]);
  const table = formatTable(rows, { head: ["true", ...digits, "recall"] });
  assert.equal(table.split("\n").length, 12);
  assert.ok(widest(table) <= 80);
});

Deno.test("formatTable() has no escape codes without colour, and the same text with it", () => {
  const plain = formatTable([["a", "1"]], { head: ["x", "y"] });
  const coloured = formatTable([["a", "1"]], { head: ["x", "y"], colour: true });
  assert.ok(!plain.includes("\x1b"));
  assert.ok(coloured.startsWith("\x1b[1mx"));
  assert.deepEqual(coloured.split("\n").map(textWidth), plain.split("\n").map(textWidth));
});

Deno.test("formatTable() throws on a row of another length than the titles", () => {
  assert.throws(() => formatTable([["a"]], { head: ["x", "y"] }), RangeError);
});
