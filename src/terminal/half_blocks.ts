/**
 * Coloured images: a character shows two pixels, one above the other.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";

/** The size of an image, in pixels. */
export interface ImageSize {
  /** Its height. */
  readonly rows: number;
  /** Its width. */
  readonly columns: number;
}

/** Throws a {@linkcode ShapeError} on pixels that are not as many as the size says. */
export function assertSize({ length }: ArrayLike<number>, { rows, columns }: ImageSize): void {
  if (length !== rows * columns) {
    throw new ShapeError(
      `Cannot draw ${length} pixels as an image of ${rows} by ${columns} pixels`,
    );
  }
}

/** Lines of an image; `shade` gives the red, green and blue of each pixel, 0 to 255. */
export function halfBlocks(
  { rows, columns }: ImageSize,
  shade: (row: number, column: number) => readonly number[],
): string {
  const lines: string[] = [];
  for (let row = 0; row < rows; row += 2) {
    let line = "", previous = "";
    for (let column = 0; column < columns; column++) {
      const ink = `\x1b[38;2;${shade(row, column).join(";")}m`;
      // Below an odd last row there is no pixel, and the terminal shows through.
      const paper = row + 1 < rows ? `\x1b[48;2;${shade(row + 1, column).join(";")}m` : "";
      line += (ink + paper === previous ? "" : ink + paper) + "▀";
      previous = ink + paper;
    }
    lines.push(`${line}\x1b[0m`);
  }
  return lines.join("\n");
}
