import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { formatImage } from "../../src/terminal/image.ts";
import { textWidth } from "../../src/terminal/width.ts";

const ink = (level: number) => `\x1b[38;2;${level};${level};${level}m`;
const paper = (level: number) => `\x1b[48;2;${level};${level};${level}m`;

Deno.test("formatImage() shows two pixels a character, the upper one as ink", () => {
  assert.equal(
    formatImage([10, 20, 30, 40], { rows: 2, columns: 2, colour: true }),
    `${ink(10)}${paper(30)}▀${ink(20)}${paper(40)}▀\x1b[0m`,
  );
});

Deno.test("formatImage() writes a shade once for a run of pixels", () => {
  assert.equal(
    formatImage([7, 7, 7, 9, 9, 9], { rows: 2, columns: 3, colour: true }),
    `${ink(7)}${paper(9)}▀▀▀\x1b[0m`,
  );
});

Deno.test("formatImage() paints nothing below an odd last row", () => {
  const lines = formatImage([1, 2, 3], { rows: 3, columns: 1, colour: true }).split("\n");
  assert.deepEqual(lines, [`${ink(1)}${paper(2)}▀\x1b[0m`, `${ink(3)}▀\x1b[0m`]);
});

Deno.test("formatImage() draws with a ramp of characters without colour", () => {
  const levels = [0, 26, 52, 77, 103, 128, 154, 180, 205, 231, 255];
  const image = formatImage(levels, { rows: 1, columns: 11, colour: false });
  assert.equal(image, "  ..::--==++**##%%@@@@");
});

Deno.test("formatImage() draws a pixel with one character where two are too wide", () => {
  const image = formatImage([255, 255, 255], { rows: 1, columns: 3, colour: false, width: 5 });
  assert.equal(image, "@@@");
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
