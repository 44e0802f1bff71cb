/**
 * Aligned tables, for confusion matrices and metrics by class.
 *
 * @module
 */
import { style } from "./style.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** How a table is laid out. */
export interface TableOptions {
  /** The titles of the columns. */
  readonly head: readonly string[];
  /** The columns of the terminal; 80 by default. */
  readonly width?: number;
  /** Which columns hold words, and are aligned to the left as the first is; none by default. */
  readonly words?: readonly number[];
  /** Whether the titles are bold; false by default. */
  readonly colour?: boolean;
}

/**
 * A table as lines of text: titles, a rule, rows. The first column names the rows and is aligned to
 * the left; the others hold numbers, already formatted, and are aligned to the right, or words.
 *
 * A table too wide for the terminal first loses air, then continues below, its first column repeated.
 *
 * @throws {RangeError} a row that has not as many cells as there are titles.
 */
export function formatTable(rows: readonly (readonly string[])[], options: TableOptions): string {
  const { head, width = 80, words = [], colour = false } = options;
  for (const row of rows) {
    if (row.length !== head.length) {
      throw new RangeError(
        `Cannot lay out a row of ${row.length} cells under ${head.length} titles`,
      );
    }
  }
  const widths = head.map((title, column) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[column])))
  );
  const total = (columns: readonly number[], gap: number) =>
    columns.reduce((sum, column) => sum + gap + widths[column], -gap);
  const isLeft = (column: number) => column === 0 || words.includes(column);
  const gap = total(widths.keys().toArray(), 2) <= width ? 2 : 1;

  const blocks: number[][] = [[0]];
  for (let column = 1; column < head.length; column++) {
    const block = blocks[blocks.length - 1];
    if (block.length > 1 && total([...block, column], gap) > width) blocks.push([0, column]);
    else block.push(column);
  }
  return blocks.map((columns) => {
    const line = (row: readonly string[]) =>
      columns.map((column) => (isLeft(column) ? padRight : padLeft)(row[column], widths[column]))
        .join(" ".repeat(gap)).trimEnd();
    const rule = "─".repeat(total(columns, gap));
    return [style("bold", line(head), colour), style("dim", rule, colour), ...rows.map(line)]
      .join("\n");
  }).join("\n\n");
}
