/**
 * A table with its title and its remarks, for a terminal or for a page.
 *
 * @module
 */
import { style } from "../../src/terminal/style.ts";
import { formatTable } from "../../src/terminal/table.ts";
import { wrapText } from "../../src/terminal/width.ts";

/** What one part of the benchmark has to say, in one language. */
export interface Sheet {
  /** What was measured. */
  readonly title: string;
  /** The titles of the columns. */
  readonly head: readonly string[];
  /** The cells; those of the first column name the rows. */
  readonly rows: readonly (readonly string[])[];
  /** What the table does not say by itself: a paragraph each. */
  readonly notes: readonly string[];
}

/** A sheet in lines of at most `width` columns. */
export function terminalSheet(
  sheet: Sheet,
  { width, colour }: { width: number; colour: boolean },
): string {
  const { title, head, rows, notes } = sheet;
  return [
    style("bold", title, colour),
    "",
    formatTable(rows, { head, width, colour }),
    "",
    ...notes.map((note) => wrapText(note, { width })),
  ].join("\n");
}

/** A sheet in Markdown. */
export function markdownSheet({ title, head, rows, notes }: Sheet): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = head.map((_, column) => column === 0 ? "---" : "---:");
  return [`### ${title}`, "", line(head), line(rule), ...rows.map(line)]
    .concat(notes.flatMap((note) => ["", note])).join("\n");
}
