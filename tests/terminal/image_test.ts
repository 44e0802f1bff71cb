import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { formatImage } from "../../src/terminal/image.ts";
import { textWidth } from "../../src/terminal/width.ts";

const ink = (level: number) => `\x1b[38;2;${level};${level};${level}m`;
const paper = (level: number) => `\x1b[48;2;${level};${level};${level}m`;

Deno.test("formatImage() shows two pixels a character in colour, or each as a character of a ramp", () => {
  type Options = Parameters<typeof formatImage>[1];
  const size = (rows: number, columns: number, colour = true) => ({ rows, columns, colour });
  const levels = [0, 26, 52, 77, 103, 128, 154, 180, 205, 231, 255];
  const cases: [what: string, number[], Options, string][] = [
    [
      "the upper one as ink",
      [1, 2, 3, 4],
      size(2, 2),
      `${ink(1)}${paper(3)}▀${ink(2)}${paper(4)}▀`,
    ],
    ["a shade once for a run", [7, 7, 7, 9, 9, 9], size(2, 3), `${ink(7)}${paper(9)}▀▀▀`],
    ["nothing below", [1, 2, 3], size(3, 1), `${ink(1)}${paper(2)}▀\x1b[0m\n${ink(3)}▀`],
    ["a ramp", levels, size(1, 11, false), "  ..::--==++**##%%@@@@"],
    ["one character", [255, 255, 255], { ...size(1, 3, false), width: 5 }, "@@@"],
  ];
  for (const [what, pixels, options, image] of cases) {
    assert.equal(formatImage(pixels, options), image + (options.colour ? "\x1b[0m" : ""), what);
  }
});

Deno.test("formatImage() draws 8×8 and 28×28 images at their size", () => {
  for (const side of [8, 28]) {
    const pixels = new Uint8Array(side * side).fill(255);
    for (const colour of [true, false]) {
      const lines = formatImage(pixels, { rows: side, columns: side, colour }).split("\n");
      assert.equal(lines.length, colour ? side / 2 : side);
      assert.ok(lines.every((line) => textWidth(line) === (colour ? side : 2 * side)));
    }
  }
});

Deno.test("formatImage() throws on pixels that are not as many as the size says", () => {
  assert.throws(() => formatImage([1, 2, 3], { rows: 2, columns: 2, colour: true }), ShapeError);
});
