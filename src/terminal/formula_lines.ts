/**
 * A formula laid out in lines: its sides below each other when they do not fit on one, the equals
 * signs aligned, and no break within a term.
 *
 * @module
 */
import type { FormulaBlock } from "../lesson/formula.ts";
import { formulaSides, shapesSide, writeShape } from "../lesson/formula_text.ts";
import { written } from "../lesson/numeral.ts";
import { quantityOf } from "../lesson/quantity.ts";
import { disagreement } from "../lesson/wording.ts";
import type { LessonView } from "./lesson_view.ts";
import { quantityInked, style } from "./style.ts";
import { padRight, textWidth, wrapText } from "./width.ts";

/** Columns before a formula, so that it stands apart from sentences. */
const INDENT = 2;

/** The lines of a formula; `✓` after the result says that the network has the same number. */
export function formulaLines(block: FormulaBlock, view: LessonView): string {
  const { sign, shape, traced, value, agrees } = block;
  const { language, colour } = view;
  const name = written(block.name, language);
  const shapes = shapesSide(block, language);
  const ink = (text: string, name: string) => quantityInked(quantityOf(name), text, colour);
  const left = shape && shapes ? [name, writeShape(shape)] : [name];
  const widest = Math.max(...left.map(textWidth));
  const sides = formulaSides(block, language, ink);
  const last = sides.length - 1;
  const known = traced !== undefined && value !== undefined;
  const mark = known ? `\u00a0${agrees ? "✓" : "✗"}` : "";
  const result = value === undefined ? sides[last] : style("bold", ink(sides[last], name), colour);

  const equations = [
    layOut(padRight(ink(name, name), widest), [...sides.slice(0, -1), result + mark], view)
      .replace("=", sign),
  ];
  if (shape && shapes) equations.push(layOut(padRight(writeShape(shape), widest), [shapes], view));
  if (!agrees) {
    equations.push(
      wrapText(written(disagreement(block), language), { width: view.width, indent: INDENT }),
    );
  }
  return equations.join("\n");
}

/** `left = side = side`, on one line or aligned at the equals signs. */
function layOut(left: string, sides: readonly string[], { width }: LessonView): string {
  const margin = " ".repeat(INDENT);
  const line = `${margin}${[left, ...sides].join(" = ")}`;
  if (textWidth(line) <= width && (sides.length < 3 || textWidth(line) <= 64)) return line;
  // Beside a long name there would be no room left.
  const alone = textWidth(left) > 24 || textWidth(left) > width / 4;
  const lines = alone ? [margin + left] : [];
  const column = alone ? INDENT + 2 : INDENT + textWidth(left) + 1;
  for (const [i, side] of sides.entries()) {
    const start = i === 0 && !alone ? `${margin}${left} = ` : `${" ".repeat(column)}= `;
    const [first, ...others] = broken(side, width - column - 2);
    const previous = lines.at(-1);
    // The result may follow its numbers.
    const joined = `${previous} = ${side}`;
    if (i > 1 && i === sides.length - 1 && others.length === 0 && textWidth(joined) <= width) {
      lines[lines.length - 1] = joined;
      continue;
    }
    // A term too long for its place moves to the left rather than past the edge.
    const indented = (text: string) =>
      " ".repeat(Math.max(0, Math.min(column + 4, width - textWidth(text)))) + text;
    lines.push(start + first, ...others.map(indented));
  }
  return lines.join("\n");
}

/** A side cut at its plain spaces; lines after the first are two columns shorter. */
function broken(side: string, width: number): string[] {
  const lines: string[] = [];
  for (const term of side.split(" ")) {
    const line = lines.at(-1);
    const room = lines.length < 2 ? width : width - 2;
    if (line !== undefined && textWidth(`${line} ${term}`) <= room) {
      lines[lines.length - 1] = `${line} ${term}`;
    } else lines.push(term);
  }
  return lines;
}
