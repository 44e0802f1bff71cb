/**
 * What a network read: the image that it saw, beside the probability of each class.
 *
 * @module
 */
import { formatProbability } from "../number_format.js";
import { formatBars } from "../terminal/bars.ts";
import { formatImage } from "../terminal/image.ts";
import { beside } from "../terminal/side_by_side.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { padRight } from "../terminal/width.ts";
import { largest } from "../train/evaluate.ts";

/** An image, and what was read in it. */
export interface Reading {
  /** (rows, columns) bytes, row by row, 0 for the paper and 255 for the ink. */
  readonly pixels: Uint8Array;
  /** Its height. */
  readonly rows: number;
  /** Its width. */
  readonly columns: number;
  /** (classes): they sum to 1. */
  readonly probabilities: ArrayLike<number>;
  /** (classes): what each class is called. */
  readonly labels: readonly number[];
}

/** The least columns that bars with their percentages are to be read in. */
const BARS = 40;

/** Draws a reading: side by side where there is room, one below the other where there is not. */
export function readingLines(
  { pixels, rows, columns, probabilities, labels }: Reading,
  { language, width, colour }: Pick<Terminal, "language" | "width" | "colour">,
): string {
  const highlight = largest(probabilities);
  const bars = Array.from(probabilities, (value, index) => ({
    label: String(labels[index]),
    value,
    text: formatProbability(value, { language }),
  }));
  const image = formatImage(pixels, { rows, columns, colour, width });
  // Without colour a pixel is two characters, and lines end with the ink: keep the paper's width.
  const across = Math.min(colour ? columns : 2 * columns, width);
  return beside(
    image.replace(/^.*/, (line) => padRight(line, across)),
    (width) => formatBars(bars, { width, max: 1, highlight, colour }),
    { width, least: BARS },
  ).replace(/ +$/gm, "");
}
