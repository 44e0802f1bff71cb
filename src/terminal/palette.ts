/**
 * Colours for terminals that have 256 of them, or 16.
 *
 * Terminal.app of macOS 15 and before takes each number of `38;2;R;G;B`, a colour in 24 bits, for a
 * code of its own: colours are wrong, and text blinks.
 *
 * @module
 */

/** A colour of 24 bits, of characters (38) or behind them (48), inside an escape code. */
const exact = /([34])8;2;(\d+);(\d+);(\d+)/g;

/** The levels of red, green and blue of colours 16 to 231, a cube. */
const levels = [0, 95, 135, 175, 215, 255];

/** The same text with each of its colours of 24 bits replaced by the nearest of so many. */
export function inPalette(text: string, colours: 16 | 256): string {
  return text.replace(exact, (_, ground, ...found) => {
    const shades = found.slice(0, 3).map(Number);
    if (colours === 256) return `${ground}8;5;${nearest(shades)}`;
    const index = ofSixteen(shades);
    // 30 to 37, and 90 to 97 for the light ones; 40 and 100 behind characters.
    return String(10 * Number(ground) + (index < 8 ? index : 60 + index - 8));
  });
}

const distance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0);

/**
 * The number of one of the 16: by hue, as every terminal has its own shades of them, and a distance
 * would make most colours grey.
 */
function ofSixteen(shades: readonly number[]): number {
  const most = Math.max(...shades), least = Math.min(...shades);
  if (most - least < 48) return most < 64 ? 0 : most < 178 ? 8 : most < 242 ? 7 : 15;
  const bits = shades.map((shade) => Number(shade > least + 0.6 * (most - least)));
  return bits[0] + 2 * bits[1] + 4 * bits[2] + (most < 190 ? 0 : 8);
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
  return distance(shades, Array(3).fill(8 + 10 * grey)) <
      distance(shades, steps.map((i) => levels[i]))
    ? 232 + grey
    : 16 + 36 * steps[0] + 6 * steps[1] + steps[2];
}
