/**
 * A formula as text: each side a string that may be broken at its plain spaces, which stand only
 * before an operator. All other spaces are no-break spaces.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { type Expression, hasShapes, shorten } from "./expression.ts";
import type { FormulaBlock } from "./formula.ts";
import { writeNumber } from "./numeral.ts";

/** What stands for an operand. */
type Face = "letters" | "numbers" | "shapes";

/** How tightly a text holds together: a sum needs parentheses inside a product, and so on. */
const SUM = 1, PRODUCT = 2, ATOM = 3;
interface Written {
  readonly text: string;
  readonly level: number;
}
interface Writing {
  readonly face: Face;
  readonly digits: number;
  readonly language: Language;
}

const space = "\u00a0";

/** A shape, such as `(784, 64)`. */
export function writeShape([rows, columns]: readonly [number, number]): string {
  return `(${rows},${space}${columns})`;
}

/** The sides of a formula that follow its name, each without its `=`. */
export function formulaSides(block: FormulaBlock, language: Language): string[] {
  const { by, expression, digits, value } = block;
  const write = (expression: Expression, face: Face) =>
    writeExpression(expression, { face, digits, language }).text;
  const sides = [...by, expression].map((side) => write(side, "letters"));
  if (value !== undefined) {
    const numbers = write(expression, "numbers"), result = writeNumber(value, { digits, language });
    sides.push(numbers);
    if (result !== numbers) sides.push(result);
  }
  return sides.filter((side, i) => side !== sides[i - 1]);
}

/** The formula with shapes in the place of matrices, or `undefined` when it has none. */
export function shapesSide(block: FormulaBlock, language: Language): string | undefined {
  if (!hasShapes(block.expression)) return undefined;
  return writeExpression(block.expression, { face: "shapes", digits: block.digits, language }).text;
}

/** `follows` tells that an operator stands before: a minus sign then needs parentheses. */
function writeExpression(expression: Expression, how: Writing, follows = false): Written {
  switch (expression.kind) {
    case "operand":
      return writeOperand(expression, how);
    case "sum":
      return {
        text: expression.terms.map(({ sign, term }, i) => {
          const text = inside(
            writeExpression(term, how, i > 0 || sign < 0),
            sign < 0 ? PRODUCT : SUM,
            i > 0 || sign < 0,
          );
          if (i === 0) return sign < 0 ? `−${text}` : text;
          return ` ${sign < 0 ? "−" : "+"}${space}${text}`;
        }).join(""),
        level: expression.terms.length === 1 && expression.terms[0].sign > 0 ? PRODUCT : SUM,
      };
    case "product":
      return {
        text: expression.factors
          .map((factor, i) => inside(writeExpression(factor, how), ATOM, follows || i > 0))
          .join(expression.sign === "·" ? "·" : ` ⊙${space}`),
        level: PRODUCT,
      };
    case "quotient": {
      const above = inside(writeExpression(expression.above, how, follows), PRODUCT, follows);
      const below = inside(writeExpression(expression.below, how), ATOM, true);
      return { text: `${above}${space}/${space}${below}`, level: PRODUCT };
    }
    case "function":
      return {
        text: `${expression.name}(${writeExpression(expression.argument, how).text})`,
        level: ATOM,
      };
    case "positive":
      // The bracket of a matrix has its shape.
      if (how.face === "shapes") return writeExpression(expression.argument, how);
      return {
        text: `[${writeExpression(expression.argument, how).text}${space}>${space}0]`,
        level: ATOM,
      };
    case "series":
      return writeSeries(expression, how);
  }
}

/** A text inside another: in parentheses if it holds less tightly, or starts with a minus sign. */
function inside({ text, level }: Written, least: number, follows: boolean): string {
  return level < least || (follows && text.startsWith("−")) ? `(${text})` : text;
}

function writeOperand(
  { name, value, shape }: Extract<Expression, { kind: "operand" }>,
  { face, digits, language }: Writing,
): Written {
  if (face === "shapes" && shape) return { text: writeShape(shape), level: ATOM };
  if (value === undefined || (face === "letters" && name !== "")) {
    // A name may be an expression of its own, such as ∂L/∂W or −1.
    return { text: name.replaceAll(" ", space), level: ATOM };
  }
  const text = writeNumber(value, { digits, language });
  return { text, level: text.includes("·") ? PRODUCT : ATOM };
}

const subscripts: Record<string, string> = {
  i: "ᵢ",
  j: "ⱼ",
  k: "ₖ",
  m: "ₘ",
  n: "ₙ",
  p: "ₚ",
  r: "ᵣ",
};

function writeSeries(
  series: Extract<Expression, { kind: "series" }>,
  how: Writing,
): Written {
  const { index, terms } = series;
  if (how.face !== "numbers") {
    const term = inside(writeExpression(terms[0], how), PRODUCT, false);
    return { text: `Σ${subscripts[index] ?? index}${space}${term}`, level: SUM };
  }
  const { kept, others, zeros, rest } = shorten(series);
  const parts = kept.map((i, place) =>
    inside(writeExpression(terms[i], how, place > 0), SUM, place > 0)
  );
  if (others > 0 || (zeros > 0 && parts.length === 0)) {
    const sum = writeNumber(rest, { digits: how.digits, language: how.language });
    parts.push(otherTerms({ others, zeros, sum, language: how.language }));
  }
  return { text: parts.join(` +${space}`), level: parts.length > 1 ? SUM : PRODUCT };
}

function otherTerms(
  { others, zeros, sum, language }: {
    others: number;
    zeros: number;
    sum: string;
    language: Language;
  },
): string {
  const one = others === 1;
  const many = writeNumber(others === 0 ? zeros : others, { style: "count", language });
  const text = others === 0
    ? { en: `(${many} terms, all 0)`, fr: `(${many} termes, tous nuls)` }
    : zeros > 0
    ? {
      en: `… (${many} more non-zero, sum ${sum})`,
      fr: `… (${many} ${one ? "autre non nul" : "autres non nuls"}, somme ${sum})`,
    }
    : {
      en: `… (${many} more ${one ? "term" : "terms"}, sum ${sum})`,
      fr: `… (${many} ${one ? "autre terme" : "autres termes"}, somme ${sum})`,
    };
  return text[language].replaceAll(" ", space);
}
