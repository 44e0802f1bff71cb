/**
 * Images whose pixels have a sign, such as weights.
 *
 * @module
 */
import { characterLines, FAINT, inkCharacter } from "../lesson/ink.ts";
import { assertSize, halfBlocks } from "./half_blocks.ts";
import type { ImageOptions } from "./image.ts";
import { between, type Rgb } from "./style.ts";

/** The size of a signed image, and how it is drawn. */
export interface SignedImageOptions extends ImageOptions {
  /** The size of number that has full colour; larger ones have it, too. */
  readonly limit: number;
}

/**
 * A signed image as lines of text. With colour, a character shows two pixels, one above the other, in
 * the report's colours on its dark page: zero is dark, positive red, negative blue, on any background.
 * Without, `+` and `#` are positive, `-` and `=` negative.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatSignedImage(pixels: ArrayLike<number>, options: SignedImageOptions): string {
  const { columns, limit, colour, width = 80 } = options;
  assertSize(pixels, options);
  const pixel = (row: number, column: number) => pixels[row * columns + column];
  if (colour) return halfBlocks(options, (row, column) => shade(pixel(row, column) / limit || 0));
  const times = 2 * columns <= width ? 2 : 1;
  return characterLines(
    options,
    (row, column) => inkCharacter(pixel(row, column), "signed", limit).repeat(times),
  );
}

const zero: Rgb = [24, 32, 38], positive: Rgb = [255, 122, 102], negative: Rgb = [102, 179, 255];

/** From zero's colour to that of the sign, full at −1 and 1. */
function shade(part: number): Rgb {
  return between(zero, part > 0 ? positive : negative, Math.min(1, Math.abs(part)));
}

/** Two signs, one above the other: each from −, over 0, to +, the lower one faster. */
const pairs = ":'i. ▄!▀█";

/**
 * A signed image without colour in as few lines as with it: a character shows two pixels, one above
 * the other. Positive ones are blocks, negative ones dots, and where both meet stand `!` and `i`. Sizes
 * are lost: a pixel shows its sign when it is {@linkcode formatSignedImage}'s `+` or `-` or more.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatSigns(
  pixels: ArrayLike<number>,
  { rows, columns, limit }: Omit<SignedImageOptions, "colour">,
): string {
  assertSize(pixels, { rows, columns });
  const sign = (row: number, column: number) => {
    const pixel = row < rows ? pixels[row * columns + column] / limit : 0;
    return pixel > FAINT ? 1 : pixel < -FAINT ? -1 : 0;
  };
  return characterLines(
    { rows: Math.ceil(rows / 2), columns },
    (line, column) => pairs[4 + 3 * sign(2 * line, column) + sign(2 * line + 1, column)],
  );
}
