/**
 * Excerpts of the project's own source, read when the lesson runs, so that they cannot drift.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** Lines of a source file, as a block of a lesson. */
export interface CodeBlock {
  /** What kind of block this is. */
  readonly kind: "code";
  /** The path of the file from the project's folder. */
  readonly file: string;
  /** The number of the first line, from 1. */
  readonly line: number;
  /** The lines, without the indent that all of them have. */
  readonly lines: readonly string[];
  /** What to see in them. */
  readonly caption?: Text;
}

/** Which lines of a file are shown. */
export interface CodeSpec {
  /** The path of the file from the project's folder, such as `src/nn/dense.ts`. */
  readonly file: string;
  /** Text that the first line contains, and no line before it. */
  readonly from: string;
  /** Text that the last line contains; unless told, the line that closes the brackets opened so far. */
  readonly to?: string;
  /** What to see in them. */
  readonly caption?: Text;
}

/**
 * Lines of a source file, read now. Needs permission to read.
 *
 * @throws {RangeError} When the file has no such lines any more.
 */
export function code({ file, from, to, caption }: CodeSpec): CodeBlock {
  const all = Deno.readTextFileSync(new URL(`../../${file}`, import.meta.url)).split(/\r?\n/);
  const first = all.findIndex((line) => line.includes(from));
  const last = to === undefined
    ? closingLine(all, first)
    : all.findIndex((line, i) => i >= first && line.includes(to));
  if (first < 0 || last < 0) {
    throw new RangeError(`${file} has no lines from "${from}" to "${to ?? "its end"}"`);
  }
  const lines = all.slice(first, last + 1);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return { kind: "code", file, line: first + 1, lines: lines.map((l) => l.slice(indent)), caption };
}

/** The line, from `first` on, at whose end no bracket is open; the first one itself if none opens. */
function closingLine(lines: readonly string[], first: number): number {
  let open = 0;
  for (let i = Math.max(first, 0); i < lines.length; i++) {
    // A bracket inside a string would mislead; the source that lessons show has none.
    for (const character of lines[i]) {
      if ("([{".includes(character)) open++;
      if (")]}".includes(character)) open--;
    }
    if (open <= 0) return i;
  }
  return -1;
}
