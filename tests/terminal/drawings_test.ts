/** What holds for drawings of every kind on a terminal. */
import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { DrawingBlock } from "../../src/lesson/block.ts";
import { inAscii } from "../../src/terminal/ascii.ts";
import { blockText } from "../../src/terminal/block_text.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { sampleDrawings } from "../lesson/sample_drawings.ts";

const text = (block: DrawingBlock, width: number, colour = false) =>
  blockText(block, { language: "en", width, colour });

Deno.test("a drawing fits any width from 40 to 200 columns, in both languages", () => {
  for (const block of sampleDrawings) {
    for (let width = 40; width <= 200; width += width < 90 ? 2 : 11) {
      for (const language of ["en", "fr"] as const) {
        const drawing = blockText(block, { language, width, colour: false });
        for (const line of drawing.split("\n")) {
          assert.ok(textWidth(line) <= width, `${block.kind}, ${width} columns: ${line}`);
          assert.equal(line, line.trimEnd());
        }
      }
    }
  }
});

Deno.test("a drawing has the same characters without colour, and as many in ASCII", () => {
  for (const block of sampleDrawings) {
    for (const width of [40, 60, 80, 120]) {
      const plain = text(block, width), coloured = text(block, width, true);
      assert.ok(coloured.includes("\x1b[38;2;") && !plain.includes("\x1b"));
      assert.equal(stripVTControlCharacters(coloured), plain);
      const ascii = inAscii(plain);
      assert.doesNotMatch(ascii, /[^\x20-\x7e\n]|\?/);
      if (block.kind !== "network") continue;
      // What stands below each other stays there: no sign takes two places, but for an exponent.
      const kept = plain.split("\n"), lines = ascii.split("\n");
      kept.forEach((line, i) =>
        /[⁻⁰-⁹]/.test(line) || assert.equal(textWidth(lines[i]), textWidth(line), line)
      );
    }
  }
});

Deno.test("planes tell classes by marks and regions by shades, and one that is unsure by neither", () => {
  const block = sampleDrawings.find(({ kind }) => kind === "plane")!;
  const lines = text(block, 100).split("\n");
  assert.equal(lines.join("").match(/▲ \(/g)!.length, 4);
  assert.match(lines.at(-1)!, /^●\[..\].zero .*▲\[░░\].one$/);
  const beside = lines.find((line) => line.match(/▲ \(1, 0\)/g)?.length === 2)!;
  assert.ok(beside.includes("░") && !beside.slice(0, beside.length / 2).includes("░"), beside);
  // Below each other where there is no room.
  assert.ok(text(block, 44).split("\n").length > lines.length + 8);
  assert.ok(block.kind === "plane");
  assert.ok(text({ ...block, small: true }, 100).split("\n").length < lines.length - 5);
});

Deno.test("a valley marks each step of a descent, up to one that is lost, and its minimum", () => {
  const block = sampleDrawings.find(({ kind }) => kind === "valley")!;
  const lines = text(block, 120).split("\n"), drawing = lines.slice(0, -1).join("");
  assert.equal(drawing.match(/×/g)!.length, 1);
  assert.equal(drawing.match(/▲/g)!.length, 2);
  assert.match(drawing, /░/);
  const marks = drawing.match(/●/g)!.length;
  assert.ok(marks >= 6 && marks <= 9, `${marks} steps`); // the last ones are close together
});

Deno.test("a tangent is told from its curve by dashes, and touches it at its mark", () => {
  const block = sampleDrawings.find(({ kind }) => kind === "tangent")!;
  const lines = text(block, 100).split("\n");
  assert.equal(lines[0], "The slope & its <measures>");
  const drawing = lines.slice(1, -3).join("\n");
  // The first secant starts where the tangent touches.
  assert.deepEqual([..."●▲■"].map((mark) => drawing.split(mark).length - 1), [1, 1, 2]);
  assert.match(lines.slice(-3).join(" "), /╸●╸.tangent.at.0\.5,.slope.−0\.388/);
});
