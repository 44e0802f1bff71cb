/**
 * What a network read: the image that it saw, beside the probability of each class.
 *
 * @module
 */
import { formatPercent } from "../number_format.js";
import { formatBars } from "../terminal/bars.ts";
import { formatImage } from "../terminal/image.ts";
import { beside } from "../terminal/side_by_side.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { padRight } from "../terminal/width.ts";

/** What a network answers to an image. */
export interface Answer {
  /** The probability of each class: they sum to 1. */
  readonly probabilities: readonly number[];
  /** What each class is labelled. */
  readonly labels: readonly number[];
  /** The class of the largest probability. */
  readonly best: number;
}

/** An image, and where it is drawn. */
export interface Seen {
  /** (rows, columns) bytes, row by row, 0 for the paper and 255 for the ink. */
  readonly pixels: Uint8Array;
  /** Its height. */
  readonly rows: number;
  /** Its width. */
  readonly columns: number;
  /** Where it is drawn. */
  readonly terminal: Pick<Terminal, "language" | "width" | "colour">;
}

/** The least columns that bars with their percentages are to be read in. */
const BARS = 34;

/** Draws an image and its bars: side by side where there is room, one below the other if not. */
export function readingLines({ probabilities, labels, best }: Answer, seen: Seen): string {
  const { pixels, rows, columns, terminal: { language, width, colour } } = seen;
  const bars = probabilities.map((value, index) => ({
    label: String(labels[index]),
    value,
    text: formatPercent(value, { language }),
  }));
  const image = formatImage(pixels, { rows, columns, colour, width });
  // Without colour a pixel is two characters, and lines end with the ink: keep the paper's width.
  const across = Math.min(colour ? columns : 2 * columns, width);
  return beside(
    image.replace(/^.*/, (line) => padRight(line, across)),
    (width) => formatBars(bars, { width, max: 1, highlight: best, colour }),
    { width, least: BARS },
  ).replace(/ +$/gm, "");
}
