import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import { formatSignedImage, formatSigns } from "../../src/terminal/signed_image.ts";

const options = { rows: 2, columns: 3, limit: 1, colour: false };

Deno.test("formatSignedImage() tells signs and sizes apart by characters without colour", () => {
  const text = formatSignedImage([1, 0.3, 0, -0.3, -1, NaN], options);
  assert.equal(text, "##++  \n--==  ");
  assert.equal(formatSignedImage([5, 0, 0, 0, 0, -5], { ...options, width: 5 }), "#  \n  =");
});

Deno.test("formatSignedImage() is red where positive, blue where negative, darkest at zero", () => {
  const text = formatSignedImage([1, 0.5, 0, -0.5, -1], {
    ...options,
    rows: 1,
    columns: 5,
    colour: true,
  });
  const shades = [...text.matchAll(/38;2;(\d+);(\d+);(\d+)m/g)].map(([, ...rgb]) =>
    rgb.map(Number)
  );
  const light = shades.map(([r, g, b]) => 0.3 * r + 0.6 * g + 0.1 * b);
  assert.ok(light[0] > light[1] && light[1] > light[2], `${light}`);
  assert.ok(light[4] > light[3] && light[3] > light[2], `${light}`);
  assert.deepEqual(shades.map(([r, , b]) => Math.sign(r - b)), [1, 1, -1, -1, -1]);
});

Deno.test("formatSigns() shows two signs a character: blocks, dots, and both", () => {
  const upper = [1, 1, 1, 0, 0, 0, -1, -1, -1], lower = [1, 0, -1, 1, 0, -1, 1, 0, -1];
  const size = { rows: 2, columns: 9, limit: 1 };
  assert.equal(formatSigns([...upper, ...lower], size), "█▀!▄ .i':");
  assert.equal(formatSigns([0.2, -0.2, 0.1, -0.1, NaN], { ...size, rows: 1, columns: 5 }), "▀'   ");
  assert.equal(formatSigns([0.2, 0.2, 0.2], { rows: 3, columns: 1, limit: 2 }), " \n ");
  assert.equal(formatSigns([0.4, 0.4, 0.4], { rows: 3, columns: 1, limit: 2 }), "█\n▀");
});

Deno.test("formatSignedImage() and formatSigns() refuse pixels that are not as many as the size says", () => {
  assert.throws(() => formatSignedImage([1], options), ShapeError);
  assert.throws(() => formatSigns([1], options), ShapeError);
});
