/**
 * What the checker says, as lines of a terminal.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { matrix } from "../lesson/matrix.ts";
import { n, written } from "../lesson/numeral.ts";
import { visible } from "../printable.ts";
import type { LessonView } from "../terminal/lesson_view.ts";
import { matrixLines } from "../terminal/matrix_lines.ts";
import { sideBySide } from "../terminal/side_by_side.ts";
import { inked, style } from "../terminal/style.ts";
import { foldCode, textWidth, wrapText } from "../terminal/width.ts";
import type { Exercise } from "./exercise.ts";
import type { Place } from "./finding.ts";
import type { Look } from "./look.ts";
import { numbersIn, shapeOf, type Tensor } from "./tensor.ts";
import type { TypeMistake } from "./type_check.ts";

/** What is right, the first thing that is wrong, where, and a question. */
export function verdictLines(
  exercise: Exercise,
  { verdict, source }: Look,
  view: LessonView,
): string {
  const { language, width, colour } = view;
  const { solved, right, finding, notes } = verdict;
  const say = (text: Text | string, indent = 0) =>
    wrapText(written(text, language), { width, indent });
  const lines: string[] = [];
  if (right.length > 0) {
    lines.push(inked("third", right.map((name) => `✓ ${name}`).join("   "), colour));
  }
  if (solved) {
    lines.push("", style("bold", say(words.solved), colour));
    for (const note of notes) lines.push("", say(note));
  }
  if (!finding) return lines.join("\n");
  const mark = verdict.unwritten ? "" : "✗ ";
  lines.push("", inked("second", mark, colour) + say(finding.says, mark.length).trimStart());
  const { line, column, place } = finding;
  if (line !== undefined) {
    const text = visible(source?.split(/\r?\n/)[line - 1]?.trim() ?? "");
    lines.push("", say(words.line(line, column)), `  ${text.slice(0, width - 3)}`);
  }
  if (place) lines.push("", placeLines(place, view));
  if (finding.formula) lines.push("", say(finding.formula, 2));
  if (finding.asks) lines.push("", say(finding.asks));
  const { lesson } = exercise;
  if (lesson && !verdict.unwritten && finding.formula) {
    lines.push("", say(words.reread(`deno task lesson${lesson.number} --step ${lesson.step}`)));
  }
  return lines.join("\n").replace(/^\n/, "");
}

/** What TypeScript says of the file: its first two mistakes. */
export function typeLines(
  mistakes: readonly TypeMistake[],
  { language, width }: LessonView,
): string {
  if (mistakes.length === 0) return "";
  const first = mistakes.slice(0, 2).map(({ message, line, column }) =>
    wrapText(`${line}:${column} ${visible(message)}`, { width, indent: 2 })
  );
  return [words.types[language], ...first, ...(mistakes.length > 2 ? ["  …"] : [])].join("\n");
}

/** What the exercise said, and what the learner's code wrote: its last lines. */
export function outputLines(
  { output, said }: Look["output"],
  { language, width }: LessonView,
): string {
  const parts = said.slice(-8).map((text) =>
    // The spaces of a chart are what it is made of: only what is too long is wrapped.
    written(text, language).split("\n").map((line) =>
      textWidth(line) > width ? wrapText(line, { width }) : line
    ).join("\n")
  );
  if (output.length > 0) {
    const last = output.slice(-6).map((line) => `  ${visible(line).slice(0, width - 3)}`);
    const before = output.length > 6 ? ["  …"] : [];
    parts.push([words.output[language], ...before, ...last].join("\n"));
  }
  return parts.join("\n\n");
}

/** A solution in lines that fit: comments are wrapped anew, code is folded. */
export function solutionLines(code: string, width: number): string {
  const comments = /^( *)\/\/ .*(?:\n\1\/\/ .*)*/gm;
  const fits = (text: string) => text.split("\n").every((line) => textWidth(line) <= width);
  return code
    .replace(comments, (block, margin: string) => {
      if (fits(block)) return block;
      const text = block.split("\n").map((line) => line.trim().slice(3)).join(" ");
      const start = `${margin}// `;
      return wrapText(text, { width: width - start.length }).replace(/^/gm, start);
    })
    .split("\n").flatMap((line) => foldCode(line, width)).join("\n");
}

function placeLines({ name, index, found, expected, beside }: Place, view: LessonView): string {
  const { language, width } = view;
  const at = (tensor: Tensor) => index.reduce((part: Tensor, i) => (part as Tensor[])[i], tensor);
  const where = index.length > 0 ? `${name}[${index.join(",")}]` : name;
  const numbers = written(
    words.numbers(where, at(found) as number, at(expected) as number),
    language,
  );
  if (index.length === 0) return `  ${numbers}`;
  const there = Object.entries(beside).map(([input, tensor]) =>
    written(`${input}[${index.join(",")}] = ${n(at(tensor) as number, 4)}`, language)
  );
  const windows = ([[found, words.yours], [expected, words.right]] as const).map((
    [tensor, caption],
  ) =>
    matrixLines(windowOf(tensor, { name, caption, index }), { ...view, width: Math.min(40, width) })
  );
  return `${sideBySide(windows, { width, gap: 4 })}\n\n  ${numbers}${
    there.length > 0 ? ` (${there.join(", ")})` : ""
  }`;
}

/** The elements around one: of a deeper tensor, those of its innermost matrix. */
function windowOf(
  tensor: Tensor,
  { name, caption, index }: { name: string; caption: Text; index: readonly number[] },
) {
  const outer = index.slice(0, -2), [row, column] = [0, ...index].slice(-2);
  const inner = outer.reduce((part: Tensor, i) => (part as Tensor[])[i], tensor);
  const [rows, columns] = [1, ...shapeOf(inner)!].slice(-2);
  return matrix({
    name: outer.length > 0 ? `${name}[${outer.join(",")}]` : name,
    caption,
    of: { rows, columns, data: numbersIn(inner) },
    marks: [[row, column]],
    rows: 3,
    columns: 3,
  });
}

const words = {
  solved: {
    en:
      "All of it is right, on numbers that were drawn just now. s shows a solution, and what to notice in it.",
    fr:
      "Tout est juste, sur des nombres tirés à l’instant. s montre une solution, et ce qu’on peut y remarquer.",
  },
  yours: { en: "yours", fr: "chez vous" },
  right: { en: "right", fr: "il faut" },
  output: { en: "Your code writes:", fr: "Votre code écrit\u00a0:" },
  types: { en: "TypeScript says (line:column):", fr: "TypeScript dit (ligne:colonne)\u00a0:" },
  line: (line: number, column?: number): Text => ({
    en: `Line ${line}${column ? `, column ${column}` : ""}:`,
    fr: `Ligne ${line}${column ? `, colonne ${column}` : ""}\u00a0:`,
  }),
  numbers: (where: string, found: number, expected: number): Text => ({
    en: `${where}: yours ${n(found, 4)}, right ${n(expected, 4)}`,
    fr: `${where}\u00a0: vous avez ${n(found, 4)}, il faut ${n(expected, 4)}`,
  }),
  reread: (command: string): Text => ({
    en: `To reread: ${command}`,
    fr: `À relire\u00a0: ${command}`,
  }),
};
