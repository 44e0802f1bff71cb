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
      const text = inPalette(`\x1b[38;2;${shades.join(";")}m`, 256);
      const index = Number(text.slice("\x1b[38;5;".length, -1));
      const least = Math.min(...all.map((other) => distance(other, shades)));
      assert.equal(distance(shadesOf(index), shades), least, `${shades} as ${index}`);
    }),
    { examples: edges.map((edge) => [edge]) },
  );
});

Deno.test("inPalette() translates ink and paper, and leaves all else alone", () => {
  const text = `\x1b[38;2;0;0;0m\x1b[48;2;255;255;255m▀ 38;2 ${style("bold", "b", true)}\x1b[0m\n`;
  assert.equal(inPalette(text, 256), "\x1b[38;5;16m\x1b[48;5;231m▀ 38;2 \x1b[1mb\x1b[22m\x1b[0m\n");
  assert.equal(inPalette("\x1b[38;2;0;0;0;48;2;128;128;128m▀", 256), "\x1b[38;5;16;48;5;244m▀");
});

Deno.test("inPalette() gives the 16 by hue, and greys by lightness", () => {
  const cases: [string, number][] = [
    ["0;0;0", 30],
    ["24;32;38", 30],
    ["120;130;138", 90],
    ["200;200;200", 37],
    ["255;255;255", 97],
    ["255;122;102", 91], // positive weights: red
    ["102;179;255", 94], // negative ones: blue
    ["47;129;199", 94],
    ["205;92;30", 91],
    ["63;143;63", 32],
    ["178;80;178", 35],
  ];
  for (const [shades, code] of cases) {
    assert.equal(inPalette(`\x1b[38;2;${shades}m▀`, 16), `\x1b[${code}m▀`, shades);
    const both = `\x1b[38;2;${shades};48;2;${shades}m▀`;
    assert.equal(inPalette(both, 16), `\x1b[${code};${code + 10}m▀`);
  }
});

Deno.test("inPalette() keeps the signs of weights apart from each other and from zero", () => {
  const options = { rows: 1, columns: 1, limit: 1, colour: true };
  for (const colours of [16, 256] as const) {
    const shown = [1, 0, -1].map((x) => inPalette(formatSignedImage([x], options), colours));
    assert.equal(new Set(shown).size, 3);
  }
});
