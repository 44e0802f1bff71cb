/**
 * Excerpts of the project's own source, read when the lesson runs, so that they cannot drift.
 *
 * They are shown without their comments, which are in English for those who work on the project: what
 * a learner must know, the lesson says in the learner's language.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A line of a source file. */
export interface CodeLine {
  /** Its number in the file, from 1. */
  readonly number: number;
  /** What stands there. */
  readonly text: string;
}

/** Lines of a source file, as a block of a lesson. */
export interface CodeBlock {
  /** What kind of block this is. */
  readonly kind: "code";
  /** The path of the file from the project's folder. */
  readonly file: string;
  /** The lines that hold more than a comment, without the indent that all of them have. */
  readonly lines: readonly CodeLine[];
  /** What to see in them. */
  readonly caption?: Text;
}

/** Which lines of a file are shown. */
export interface CodeSpec {
  /** The path of the file from the project's folder, such as `src/nn/dense.ts`. */
  readonly file: string;
  /** Text that the first line contains, and no line before it. */
  readonly from: string;
  /** Text that the last line contains; by default the line that closes the brackets opened so far. */
  readonly to?: string;
  /** What to see in them. */
  readonly caption?: Text;
}

/** Lines of a source file that are still to be read: the story says which, and `lesson` reads it. */
export interface ExcerptBlock extends CodeSpec {
  /** What kind of block this is. */
  readonly kind: "excerpt";
}

/** Lines of a source file of the project, as they stand there when the lesson runs. */
export function code(spec: CodeSpec): ExcerptBlock {
  return { kind: "excerpt", ...spec };
}

/**
 * The lines of an excerpt, where `source` is the text of its file.
 *
 * @throws {RangeError} When the file has no such lines any more.
 */
export function codeBlock({ file, from, to, caption }: CodeSpec, source: string): CodeBlock {
  const all = source.split(/\r?\n/);
  const first = all.findIndex((line) => line.includes(from));
  const last = to === undefined
    ? closingLine(all, first)
    : all.findIndex((line, i) => i >= first && line.includes(to));
  if (first < 0 || last < 0) {
    throw new RangeError(`${file} has no lines from "${from}" to "${to ?? "its end"}"`);
  }
  const shown = all.slice(first, last + 1);
  const bare = withoutComments(shown.join("\n")).split("\n");
  const lines = bare.map((text, i) => ({ number: first + 1 + i, text: text.trimEnd() }))
    .filter(({ text }, i) => text !== "" || shown[i].trim() === "");
  const indents = lines.filter(({ text }) => text !== "").map(({ text }) => text.search(/\S/));
  const indent = Math.min(...indents);
  return {
    kind: "code",
    file,
    lines: lines.map(({ number, text }) => ({ number, text: text.slice(indent) })),
    caption,
  };
}

/** A string, in which `//` starts nothing, or a comment. A quote in a regular expression would mislead. */
const STRING_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/.*|\/\*[^]*?\*\//g;

/** The same lines, empty where there was nothing but a comment. */
function withoutComments(source: string): string {
  return source.replace(
    STRING_OR_COMMENT,
    (whole, string) => string ?? whole.replace(/[^\n]/g, ""),
  );
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
