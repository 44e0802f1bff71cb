/**
 * Small drawings of grey images, to stand next to each other.
 *
 * @module
 */
import { characterLines } from "../lesson/ink.ts";
import { shrinkImage } from "../shrink_image.ts";
import { assertSize } from "./half_blocks.ts";
import { formatImage, type ImageOptions } from "./image.ts";

/**
 * By how much an image is shrunk to be at most `width` columns wide and `width` lines high, two
 * pixels to a line: a whole number, 1 for an image that is small enough.
 */
export function thumbnailScale(
  { rows, columns, width = 14 }: Pick<ImageOptions, "rows" | "columns" | "width">,
): number {
  return Math.max(Math.ceil(columns / width), Math.ceil(rows / (2 * width)), 1);
}

/**
 * A grey image as a few lines of text, at most `width` columns wide (14 by default): each point is
 * the mean of a square of pixels (see {@linkcode thumbnailScale}), and a character shows two, one
 * above the other. Every line has the same width. `pixels` holds (rows, columns) bytes, row by row, 0
 * for the paper and 255 for the ink.
 *
 * With colour, in shades of grey. Without, a point is drawn where it has more than a third of the ink
 * of the darkest one: a ramp of characters has too few lines to show a digit in so little room.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatThumbnail(pixels: ArrayLike<number>, options: ImageOptions): string {
  const { colour } = options;
  assertSize(pixels, options);
  const means = shrinkImage(pixels, { ...options, scale: thumbnailScale(options) });
  const small = { ...means, pixels: means.pixels.map(Math.round) };
  if (colour) return formatImage(small.pixels, { ...small, colour });

  const limit = small.pixels.reduce((most, x) => Math.max(most, x), 0) / 3;
  const inked = (row: number, column: number) =>
    Number(row < small.rows && small.pixels[row * small.columns + column] > limit);
  return characterLines(
    { rows: Math.ceil(small.rows / 2), columns: small.columns },
    (line, column) => " ▀▄█"[inked(2 * line, column) + 2 * inked(2 * line + 1, column)],
  );
}
