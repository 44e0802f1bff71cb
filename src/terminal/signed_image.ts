/**
 * Images whose pixels have a sign, such as weights.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import { reset } from "./style.ts";

/** The size of a signed image, and how it is drawn. */
export interface SignedImageOptions {
  /** Its height, in pixels. */
  readonly rows: number;
  /** Its width, in pixels. */
  readonly columns: number;
  /** The size of number that has full colour; larger ones have it, too. */
  readonly limit: number;
  /** Whether to draw with colours; with characters if not. */
  readonly colour: boolean;
  /** The columns it may take; 80 by default. */
  readonly width?: number;
}

/**
 * A signed image as lines of text. With colour, a character shows two pixels, one above the other:
 * zero is grey, positive red and lighter, negative blue and darker, so that the sign shows to an eye
 * that cannot tell red from blue. Without, `+` and `#` are positive, `-` and `=` negative.
 *
 * @throws {ShapeError} pixels that are not as many as the size says.
 */
export function formatSignedImage(pixels: ArrayLike<number>, options: SignedImageOptions): string {
  const { rows, columns, limit, colour, width = 80 } = options;
  assertSize(pixels, options);
  const part = (row: number, column: number) =>
    Math.min(1, Math.max(-1, pixels[row * columns + column] / limit || 0));
  const lines: string[] = [];
  if (!colour) {
    const times = 2 * columns <= width ? 2 : 1;
    for (let row = 0; row < rows; row++) {
      const line = Array.from({ length: columns }, (_, j) => glyph(part(row, j)).repeat(times));
      lines.push(line.join(""));
    }
    return lines.join("\n");
  }
  for (let row = 0; row < rows; row += 2) {
    let line = "", previous = "";
    for (let column = 0; column < columns; column++) {
      const below = row + 1 < rows ? `\x1b[48;2;${shade(part(row + 1, column))}m` : "";
      const shades = `\x1b[38;2;${shade(part(row, column))}m${below}`;
      line += (shades === previous ? "" : shades) + "▀";
      previous = shades;
    }
    lines.push(line + reset);
  }
  return lines.join("\n");
}

/** Parts of full colour: up to this, a pixel without colour is empty; above that, its sign is strong. */
const FAINT = 0.15, STRONG = 0.55;

function glyph(part: number): string {
  if (part > 0) return part > STRONG ? "#" : part > FAINT ? "+" : " ";
  return part < -STRONG ? "=" : part < -FAINT ? "-" : " ";
}

const zero = [128, 128, 128], positive = [255, 176, 160], negative = [0, 32, 176];

/** Red, green and blue, from zero's grey to the colour of the sign. */
function shade(part: number): string {
  const end = part > 0 ? positive : negative;
  return zero.map((level, i) => Math.round(level + Math.abs(part) * (end[i] - level))).join(";");
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
  { rows, columns, limit }: Pick<SignedImageOptions, "rows" | "columns" | "limit">,
): string {
  assertSize(pixels, { rows, columns });
  const sign = (row: number, column: number) => {
    const pixel = row < rows ? pixels[row * columns + column] / limit : 0;
    return pixel > FAINT ? 1 : pixel < -FAINT ? -1 : 0;
  };
  return Array.from({ length: Math.ceil(rows / 2) }, (_, line) =>
    Array.from(
      { length: columns },
      (_, column) => pairs[4 + 3 * sign(2 * line, column) + sign(2 * line + 1, column)],
    ).join("")).join("\n");
}

function assertSize(
  { length }: ArrayLike<number>,
  { rows, columns }: Pick<SignedImageOptions, "rows" | "columns">,
): void {
  if (length !== rows * columns) {
    throw new ShapeError(`Cannot draw ${length} numbers as ${rows} by ${columns} pixels`);
  }
}

/** The image at half its size, each point the mean of four pixels; for several in a row. */
export function halved(
  pixels: ArrayLike<number>,
  { rows, columns }: Pick<SignedImageOptions, "rows" | "columns">,
): { pixels: number[]; rows: number; columns: number } {
  const small = { rows: Math.ceil(rows / 2), columns: Math.ceil(columns / 2) };
  const means = Array.from({ length: small.rows * small.columns }, (_, point) => {
    const top = 2 * Math.floor(point / small.columns), left = 2 * (point % small.columns);
    let sum = 0, count = 0;
    for (let row = top; row < Math.min(top + 2, rows); row++) {
      for (let column = left; column < Math.min(left + 2, columns); column++) {
        sum += pixels[row * columns + column];
        count++;
      }
    }
    return sum / count;
  });
  return { ...small, pixels: means };
}
