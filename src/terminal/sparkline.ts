/**
 * A curve in one line.
 *
 * @module
 */

/** From the least to the greatest value, each a character that ASCII tells from its neighbours. */
const heights = "▁▂▃▅▆▇";

/** A character for each value, as high as the value stands between the least and the greatest. */
export function sparkline(values: readonly number[]): string {
  const least = Math.min(...values), range = Math.max(...values) - least || 1;
  return values.map((value) => heights[Math.round((value - least) / range * (heights.length - 1))])
    .join("");
}
