/**
 * Small drawings of grey images, to stand next to each other.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
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
 * above the other. Every line has the same width. `pixels` holds (rows, columns) bytes, row by row, 0 for the paper and 255 for the
 * ink.
 *
 * With colour, in shades of grey. Without, a point is drawn where it has more than a third of the ink
 * of the darkest one: a ramp of characters has too few lines to show a digit in so little room.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatThumbnail(pixels: ArrayLike<number>, options: ImageOptions): string {
  const { colour } = options;
  const small = shrink(pixels, options);
  if (colour) return formatImage(small.pixels, { ...small, colour });

  const limit = small.pixels.reduce((most, x) => Math.max(most, x), 0) / 3;
  const inked = (row: number, column: number) =>
    row < small.rows && small.pixels[row * small.columns + column] > limit;
  return Array.from({ length: Math.ceil(small.rows / 2) }, (_, line) =>
    Array.from(
      { length: small.columns },
      (_, column) => " ▀▄█"[+inked(2 * line, column) + 2 * +inked(2 * line + 1, column)],
    ).join("")).join("\n");
}

/** The image at 1 / scale of its size; at its right and lower edge a mean may be of fewer pixels. */
function shrink(pixels: ArrayLike<number>, options: ImageOptions) {
  const { rows, columns } = options;
  if (pixels.length !== rows * columns) {
    throw new ShapeError(
      `Cannot shrink ${pixels.length} pixels as an image of ${rows} by ${columns} pixels`,
    );
  }
  const scale = thumbnailScale(options);
  const small = { rows: Math.ceil(rows / scale), columns: Math.ceil(columns / scale) };
  const means = Uint8Array.from({ length: small.rows * small.columns }, (_, point) => {
    const top = Math.floor(point / small.columns) * scale, left = (point % small.columns) * scale;
    let sum = 0, count = 0;
    for (let row = top; row < Math.min(top + scale, rows); row++) {
      for (let column = left; column < Math.min(left + scale, columns); column++) {
        sum += pixels[row * columns + column];
        count++;
      }
    }
    return Math.round(sum / count);
  });
  return { ...small, pixels: means };
}
