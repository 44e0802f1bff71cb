/**
 * Colours for terminals that have 256 of them.
 *
 * Terminal.app of macOS 15 and before takes each number of `38;2;R;G;B`, a colour in 24 bits, for a
 * code of its own: colours are wrong, and text blinks. Every terminal knows the 256 of xterm.
 *
 * @module
 */

/** A colour of 24 bits, of characters (38) or behind them (48), inside an escape code. */
const exact = /([34]8);2;(\d+);(\d+);(\d+)/g;

/** The levels of red, green and blue of colours 16 to 231, a cube. */
const levels = [0, 95, 135, 175, 215, 255];

/** The same text with each of its colours of 24 bits replaced by the nearest of the 256. */
export function inPalette(text: string): string {
  return text.replace(
    exact,
    (_, ground, ...shades) => `${ground};5;${nearest(shades.slice(0, 3).map(Number))}`,
  );
}

/** The number of the nearest colour: of the cube, or of the greys 232 to 255, from 8 in steps of 10. */
function nearest(shades: readonly number[]): number {
  const steps = shades.map((shade) =>
    levels.reduce(
      (best, level, i) => Math.abs(level - shade) < Math.abs(levels[best] - shade) ? i : best,
      0,
    )
  );
  const mean = (shades[0] + shades[1] + shades[2]) / 3;
  const grey = Math.min(23, Math.max(0, Math.round((mean - 8) / 10)));
  const distance = (of: (i: number) => number) =>
    shades.reduce((sum, shade, i) => sum + (shade - of(i)) ** 2, 0);
  return distance(() => 8 + 10 * grey) < distance((i) => levels[steps[i]])
    ? 232 + grey
    : 16 + 36 * steps[0] + 6 * steps[1] + steps[2];
}
