import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { inPalette } from "../../src/terminal/palette.ts";
import { formatSignedImage } from "../../src/terminal/signed_image.ts";
import { style } from "../../src/terminal/style.ts";

/** Red, green and blue of a colour of xterm's cube or greys, as its documentation defines them. */
function shadesOf(index: number): number[] {
  if (index >= 232) return Array(3).fill(8 + 10 * (index - 232));
  const step = (value: number) => value === 0 ? 0 : 55 + 40 * value;
  return [Math.floor((index - 16) / 36), Math.floor((index - 16) / 6) % 6, (index - 16) % 6]
    .map(step);
}

const distance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0);

Deno.test("inPalette() gives the nearest of the cube and the greys", () => {
  const shade = fc.integer({ min: 0, max: 255 });
  const all = Array.from({ length: 240 }, (_, i) => shadesOf(16 + i));
  const edges: [number, number, number][] = [[0, 0, 0], [255, 255, 255], [3, 3, 3], [
    250,
    250,
    250,
  ]];
  fc.assert(
    fc.property(fc.tuple(shade, shade, shade), (shades) => {
      const text = inPalette(`\x1b[38;2;${shades.join(";")}m`);
      const index = Number(text.slice("\x1b[38;5;".length, -1));
      const least = Math.min(...all.map((other) => distance(other, shades)));
      assert.equal(distance(shadesOf(index), shades), least, `${shades} as ${index}`);
    }),
    { examples: edges.map((edge) => [edge]) },
  );
});

Deno.test("inPalette() translates ink and paper, and leaves all else alone", () => {
  const text = `\x1b[38;2;0;0;0m\x1b[48;2;255;255;255m▀ 38;2 ${style("bold", "b", true)}\x1b[0m\n`;
  assert.equal(inPalette(text), "\x1b[38;5;16m\x1b[48;5;231m▀ 38;2 \x1b[1mb\x1b[22m\x1b[0m\n");
  assert.equal(inPalette("\x1b[38;2;0;0;0;48;2;128;128;128m▀"), "\x1b[38;5;16;48;5;244m▀");
});

Deno.test("inPalette() keeps positive pixels red and light, negative ones blue and dark", () => {
  const options = { rows: 1, columns: 1, limit: 1, colour: true };
  const shown = [1, 0.5, 0, -0.5, -1].map((pixel) => {
    const text = inPalette(formatSignedImage([pixel], options));
    return shadesOf(Number(/38;5;(\d+)/.exec(text)![1]));
  });
  const light = shown.map(([r, g, b]) => 0.3 * r + 0.6 * g + 0.1 * b);
  assert.ok(light.every((value, i) => i === 0 || value < light[i - 1]), `${light}`);
  const warm = shown.map(([r, , b]) => Math.sign(r - b));
  assert.deepEqual(warm, [1, 1, 0, -1, -1]);
});
