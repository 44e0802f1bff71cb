/**
 * Grey images drawn with characters.
 *
 * @module
 */
import { characterLines, inkCharacter } from "../lesson/ink.ts";
import { assertSize, halfBlocks, type ImageSize } from "./half_blocks.ts";

/** The size of an image, and how it is drawn. */
export interface ImageOptions extends ImageSize {
  /** Whether to draw with colours; with characters if not. */
  readonly colour: boolean;
  /** The columns of the terminal; 80 by default. */
  readonly width?: number;
}

/**
 * A grey image as lines of text. `pixels` holds (rows, columns) bytes, row by row, 0 for the paper and
 * 255 for the ink.
 *
 * With colour, a character shows two pixels, one above the other, ink white on black whatever the
 * terminal's own background. Without, a pixel is a character of a ramp, doubled to be about square,
 * or single where the terminal is too narrow.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatImage(pixels: ArrayLike<number>, options: ImageOptions): string {
  const { columns, colour, width = 80 } = options;
  assertSize(pixels, options);
  const pixel = (row: number, column: number) => pixels[row * columns + column];
  if (colour) return halfBlocks(options, (row, column) => Array(3).fill(pixel(row, column)));
  const times = 2 * columns <= width ? 2 : 1;
  return characterLines(
    options,
    (row, column) => inkCharacter(pixel(row, column), "grey", 255).repeat(times),
  ).replace(/ +$/gm, "");
}
