/**
 * The sentences of a lesson: strong words in bold, symbols in the colour of their quantity.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import { markSymbols } from "../lesson/quantity.ts";
import type { LessonView } from "./lesson_view.ts";
import { quantityInked, style } from "./style.ts";
import { textWidth, wrapText } from "./width.ts";

/** Sentences, with `**strong**` and `` `code` `` in bold, or as they are where there is no colour. */
export function sentences(text: Text | string, { language, width, colour }: LessonView): string {
  const parts = written(text, language).split(/(\*\*.+?\*\*|`.+?`)/);
  const symbols = (part: string) =>
    colour ? markSymbols(part, (symbol, kind) => quantityInked(kind, symbol, colour)) : part;
  const marked = parts.map((part) => {
    if (part.startsWith("**")) return style("bold", symbols(part.slice(2, -2)), colour);
    if (!part.startsWith("`")) return symbols(part);
    return colour ? style("bold", part.slice(1, -1), colour) : part;
  });
  return wrapText(formulasWhole(marked.join(""), width), { width });
}

/** Small formulas in a sentence, such as `Z = X + b`, stay on one line; long ones may go on below. */
function formulasWhole(text: string, width: number): string {
  return text.replace(
    /\S+(?: [=+−/⊙>≤] \S+)+/g,
    (formula) => textWidth(formula) <= width / 2 ? formula.replaceAll(" ", "\u00a0") : formula,
  );
}
