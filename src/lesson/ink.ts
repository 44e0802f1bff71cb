/**
 * Pictures drawn with characters.
 *
 * @module
 */
import type { Picture } from "./picture.ts";

/** Lines of characters, one for each place of `rows` by `columns`. */
export function characterLines(
  { rows, columns }: Pick<Picture, "rows" | "columns">,
  character: (row: number, column: number) => string,
): string {
  return Array.from(
    { length: rows },
    (_, row) => Array.from({ length: columns }, (_, column) => character(row, column)).join(""),
  ).join("\n");
}

/** Parts of full colour: up to this, a signed pixel is left empty; above STRONG, its sign is strong. */
export const FAINT = 0.15;
const STRONG = 0.55;

/** From paper to ink: the eye takes more ink for more of it, on a light and on a dark background. */
const ramp = " .:-=+*#%@";

/** A pixel as a character; `limit` is the size of a signed one that has full colour. */
export function inkCharacter(pixel: number, ink: Picture["ink"], limit: number): string {
  if (ink === "grey") return ramp[(pixel * ramp.length) >> 8];
  const part = pixel / limit;
  if (part > 0) return part > STRONG ? "#" : part > FAINT ? "+" : " ";
  return part < -STRONG ? "=" : part < -FAINT ? "-" : " ";
}
