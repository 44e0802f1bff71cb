/**
 * Grey images drawn with characters.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import { greyInk, greyPaper, reset } from "./style.ts";

/** The size of an image, and how it is drawn. */
export interface ImageOptions {
  /** Its height, in pixels. */
  readonly rows: number;
  /** Its width, in pixels. */
  readonly columns: number;
  /** Whether to draw with shades of grey; with characters if not. */
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
  const { rows, columns, colour, width = 80 } = options;
  if (pixels.length !== rows * columns) {
    throw new ShapeError(
      `Cannot draw ${pixels.length} pixels as an image of ${rows} by ${columns} pixels`,
    );
  }
  const lines: string[] = [];
  if (colour) {
    for (let row = 0; row < rows; row += 2) lines.push(shadedLine(pixels, options, row));
  } else {
    const times = 2 * columns <= width ? 2 : 1;
    for (let row = 0; row < rows; row++) {
      const line = Array.from(
        { length: columns },
        (_, column) => ramp[(pixels[row * columns + column] * ramp.length) >> 8].repeat(times),
      );
      lines.push(line.join("").trimEnd());
    }
  }
  return lines.join("\n");
}

// From paper to ink: the eye takes more ink for more of it, on a light and on a dark background.
const ramp = " .:-=+*#%@";

function shadedLine(
  pixels: ArrayLike<number>,
  { rows, columns }: ImageOptions,
  row: number,
): string {
  let line = "";
  let previous = "";
  for (let column = 0; column < columns; column++) {
    const upper = pixels[row * columns + column];
    // Below an odd last row there is no pixel, and the terminal shows through.
    const paper = row + 1 < rows ? greyPaper(pixels[(row + 1) * columns + column]) : "";
    const shade = greyInk(upper) + paper;
    line += (shade === previous ? "" : shade) + "▀";
    previous = shade;
  }
  return line + reset;
}
