/**
 * Blocks of lines next to each other.
 *
 * @module
 */
import { padRight, textWidth } from "./width.ts";

/** How blocks are laid out. */
export interface SideBySideOptions {
  /** The columns of the terminal; 80 by default. */
  readonly width?: number;
  /** The columns between two blocks, 1 or more; 2 by default. */
  readonly gap?: number;
}

/**
 * Blocks of lines as a grid: as many next to each other as the terminal has room for, the rows about
 * equally long, an empty line between two rows. Every block takes the width of the widest, so that
 * the columns of the grid are aligned; a block wider than the terminal stands alone.
 *
 * Where a gap of one column saves a row, it is one.
 */
export function sideBySide(
  blocks: readonly string[],
  { width = 80, gap = 2 }: SideBySideOptions = {},
): string {
  if (blocks.length === 0) return "";
  const grid = blocks.map((block) => block.split("\n"));
  const widest = Math.max(...grid.flat().map(textWidth));
  const rowsWith = (gap: number) =>
    Math.ceil(blocks.length / Math.max(1, Math.floor((width + gap) / (widest + gap))));
  const rows = rowsWith(1);
  const columns = Math.ceil(blocks.length / rows);
  const space = " ".repeat(rows < rowsWith(gap) ? 1 : gap);

  return Array.from({ length: rows }, (_, row) => {
    const members = grid.slice(row * columns, (row + 1) * columns);
    const height = Math.max(...members.map((lines) => lines.length));
    return Array.from(
      { length: height },
      (_, line) =>
        members.map((lines) => padRight(lines[line] ?? "", widest)).join(space).trimEnd(),
    ).join("\n");
  }).join("\n\n");
}

/**
 * A picture, and what is said of it: to its right where at least `least` columns are left, else below.
 *
 * @param draw Lays the text out in as many columns as there are.
 */
export function beside(
  picture: string,
  draw: (width: number) => string,
  { width = 80, least, gap = 3 }: SideBySideOptions & { readonly least: number },
): string {
  const lines = picture.split("\n");
  const column = Math.max(...lines.map(textWidth)) + gap;
  if (width - column < least) return `${picture}\n\n${draw(width)}`;
  const text = draw(width - column).split("\n");
  const [above, before] = [lines, text].map(({ length }) =>
    Math.max(0, Math.max(lines.length, text.length) - length) >> 1
  );
  return Array.from(
    { length: Math.max(lines.length, text.length) },
    (_, i) => (padRight(lines[i - above] ?? "", column) + (text[i - before] ?? "")).trimEnd(),
  ).join("\n");
}
