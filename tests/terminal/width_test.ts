import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { style } from "../../src/terminal/style.ts";
import { padLeft, padRight, textWidth, wrapText } from "../../src/terminal/width.ts";

Deno.test("textWidth() counts letters once, accented or not, and escape codes not at all", () => {
  assert.equal(textWidth("époque"), 6);
  assert.equal(textWidth("e\u0301poque"), 6);
  assert.equal(textWidth(style("bold", "abc", true)), 3);
});

Deno.test("style() leaves a text alone without colour", () => {
  assert.equal(style("bold", "abc", false), "abc");
  assert.equal(style("bold", "abc", true), "\x1b[1mabc\x1b[22m");
});

Deno.test("padRight() and padLeft() fill up to a width, and never cut", () => {
  assert.equal(padRight("ab", 4), "ab  ");
  assert.equal(padLeft("ab", 4), "  ab");
  assert.equal(padLeft("abcdef", 4), "abcdef");
});

Deno.test("wrapText() breaks at plain spaces only, indents, and keeps line feeds and margins", () => {
  const cases: [string, Parameters<typeof wrapText>[1], string][] = [
    ["par défaut\u00a0: 0,3", { width: 11 }, "par\ndéfaut\u00a0:\n0,3"],
    ["a  b ", { width: 9 }, "a b"],
    ["a:\n  b c d", { width: 7, indent: 2 }, "  a:\n    b c\n    d"],
    ["a b c\n\nd", { width: 5, indent: 2 }, "  a b\n  c\n\n  d"],
  ];
  for (const [text, options, lines] of cases) assert.equal(wrapText(text, options), lines);
});

Deno.test("wrapText() keeps every word, and is wider than asked only for a word that is", () => {
  fc.assert(fc.property(
    fc.array(fc.stringMatching(/^[a-zé\u00a0]{1,12}$/)),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: 8 }),
    (words, width, indent) => {
      const lines = wrapText(words.join(" "), { width, indent }).split("\n");
      assert.deepEqual(lines.join(" ").split(" ").filter((word) => word !== ""), words);
      for (const line of lines) {
        assert.ok(textWidth(line) <= width || !line.slice(indent).includes(" "));
      }
    },
  ));
});
