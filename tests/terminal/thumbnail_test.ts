import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { formatImage } from "../../src/terminal/image.ts";
import { formatThumbnail, thumbnailScale } from "../../src/terminal/thumbnail.ts";
import { textWidth } from "../../src/terminal/width.ts";

Deno.test("thumbnailScale() is the least that fits the width, and the height that goes with it", () => {
  const scale = (rows: number, columns: number, width?: number) =>
    thumbnailScale({ rows, columns, width });
  assert.equal(scale(28, 28), 2);
  assert.equal(scale(8, 8), 1);
  assert.equal(scale(1, 1), 1);
  assert.equal(scale(28, 28, 28), 1);
  assert.equal(scale(28, 29), 3);
  assert.equal(scale(100, 3), 4);
});

Deno.test("formatThumbnail() draws means of squares of pixels, of fewer at the edges", () => {
  const pixels = [0, 40, 90, 80, 120, 10, 1, 2, 3];
  assert.equal(
    formatThumbnail(pixels, { rows: 3, columns: 3, colour: true, width: 2 }),
    formatImage([60, 50, 2, 3], { rows: 2, columns: 2, colour: true }),
  );
});

Deno.test("formatThumbnail() shows two points a character without colour, faint images too", () => {
  const draw = (rows: number, columns: number, pixels: number[]) =>
    formatThumbnail(pixels, { rows, columns, colour: false });
  assert.equal(draw(3, 4, [255, 0, 255, 84, 0, 255, 255, 86, 255, 0, 0, 0]), "▀▄█▄\n▀   ");
  assert.equal(draw(1, 2, [9, 2]), "▀ ");
  assert.equal(draw(1, 2, [0, 0]), "  ");
});

Deno.test("formatThumbnail() fits the width, whatever the size of the image", () => {
  for (const [rows, columns] of [[28, 28], [8, 8], [1, 1], [1, 100], [100, 1], [31, 17]]) {
    for (const colour of [true, false]) {
      for (const width of [1, 5, 14, 28]) {
        const pixels = new Uint8Array(rows * columns).fill(255);
        const lines = formatThumbnail(pixels, { rows, columns, colour, width }).split("\n");
        assert.ok(lines.length <= width, `${rows}×${columns} in ${width}`);
        assert.ok(lines.every((line) => textWidth(line) === textWidth(lines[0])));
        assert.ok(textWidth(lines[0]) <= width);
      }
    }
  }
});

Deno.test("formatThumbnail() throws on pixels that are not as many as the size says", () => {
  for (const colour of [true, false]) {
    assert.throws(() => formatThumbnail([1, 2], { rows: 1, columns: 1, colour }), ShapeError);
  }
});
