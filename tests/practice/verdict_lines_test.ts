import assert from "node:assert/strict";
import { outputLines, solutionLines } from "../../src/practice/verdict_lines.ts";

Deno.test("a solution fits the window: comments are wrapped anew, code is folded", () => {
  const code = [
    "function twice(x: number): number {",
    "  // Notice: a comment that is wider than this",
    "  // window goes on",
    "  // short",
    '  return x + Math.max(x, 0) + Math.min(x, 0) - "";',
    "}",
  ].join("\n");
  assert.deepEqual(solutionLines(code, 40).split("\n"), [
    "function twice(x: number): number {",
    "  // Notice: a comment that is wider",
    "  // than this window goes on short",
    "  return x + Math.max(x, 0) +",
    '      Math.min(x, 0) - "";',
    "}",
  ]);
  assert.equal(solutionLines(code, 80), code);
});

Deno.test("what an exercise says is wrapped between words, and a chart stays as it is", () => {
  const said = [{ en: "a sentence that is too long\n1┤  ⣇", fr: "" }];
  const lines = outputLines({ output: [], said }, { language: "en", width: 20, colour: false });
  assert.equal(lines, "a sentence that is\ntoo long\n1┤  ⣇");
});
