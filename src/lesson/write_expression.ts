/**
 * A formula's sides in a notation, plain text or TeX: where parentheses must stand is decided here.
 *
 * @module
 */
import { type Expression, hasShapes, shorten, type Shortened } from "./expression.ts";
import type { FormulaBlock } from "./formula.ts";

/** How the parts of an expression are written. */
export interface Notation {
  /** What stands before a negative number. */
  readonly minus: string;
  /** What stands between two parts, with its spaces. */
  readonly between: Readonly<Record<"+" | "−" | "·" | "⊙", string>>;
  /** What is written for an operand, by its name, in the colour of its quantity. */
  readonly ink?: (text: string, name: string) => string;
  /** The name of an operand. */
  readonly name: (name: string) => string;
  /** A number. */
  readonly number: (x: number) => string;
  /** The shape of a matrix. */
  readonly shape: (shape: readonly [rows: number, columns: number]) => string;
  /** What holds less tightly than what it stands in. */
  readonly parentheses: (text: string) => string;
  /** A quotient on one line. */
  readonly quotient?: (above: string, below: string) => string;
  /** A quotient whose bar keeps both sides apart, without parentheses; instead of `quotient`. */
  readonly fraction?: (above: string, below: string) => string;
  /** A function of one number. */
  readonly call: (name: string, argument: string) => string;
  /** The Iverson bracket [a > 0]. */
  readonly positive: (argument: string) => string;
  /** A sum over an index. */
  readonly series: (index: string, term: string) => string;
  /** The terms of a series that are not written out. */
  readonly others: (shortened: Shortened) => string;
}

/** What stands for an operand. */
type Face = "letters" | "numbers" | "shapes";
/** How tightly a text holds together: a sum needs parentheses inside a product, and so on. */
const SUM = 1, PRODUCT = 2, ATOM = 3;
interface Written {
  readonly text: string;
  readonly level: number;
  /** Whether it starts with a minus sign. */
  readonly signed?: boolean;
}

/** The sides of a formula that follow its name, each without its `=`: letters, numbers, result. */
export function sidesOf(block: FormulaBlock, notation: Notation): string[] {
  const { by, expression, value } = block;
  const written = (notation: Notation) => {
    const write = (expression: Expression, face: Face) =>
      writeExpression(expression, { face, notation }).text;
    const sides = [...by, expression].map((side) => write(side, "letters"));
    if (value !== undefined) sides.push(write(expression, "numbers"), notation.number(value));
    return sides;
  };
  // Compared without colours: a number has one as an operand, and none as a result.
  const bare = written({ ...notation, ink: undefined });
  return written(notation).filter((_, i) => bare[i] !== bare[i - 1]);
}

/** The formula with shapes in the place of matrices, or `undefined` when it has none. */
export function shapesOf({ expression }: FormulaBlock, notation: Notation): string | undefined {
  if (!hasShapes(expression)) return undefined;
  return writeExpression(expression, { face: "shapes", notation }).text;
}

/** `follows` says that an operator stands before: a minus sign then needs parentheses. */
function writeExpression(
  expression: Expression,
  how: { readonly face: Face; readonly notation: Notation },
  follows = false,
): Written {
  const { face, notation } = how;
  const { minus, between, ink = (text) => text } = notation;
  const alone = (term: Expression) => writeExpression(term, how).text;
  /** In parentheses if it holds less tightly than `least`, or starts with a minus sign. */
  const inside = (term: Expression, least: number, follows = false): Written => {
    const written = writeExpression(term, how, follows), { text, level, signed } = written;
    const needed = level < least || (follows && signed);
    return needed ? { text: notation.parentheses(text), level: ATOM } : written;
  };
  switch (expression.kind) {
    case "operand": {
      const { name, value, shape } = expression;
      if (face === "shapes" && shape) return { text: notation.shape(shape), level: ATOM };
      const isNamed = value === undefined || (face === "letters" && name !== "");
      const text = isNamed ? notation.name(name) : notation.number(value);
      // A number such as 1.2·10⁻⁵ is a product, too.
      const level = !isNamed && /·|×|\\cdot|\\times/.test(text) ? PRODUCT : ATOM;
      return { text: ink(text, name), level, signed: text.startsWith(minus) };
    }
    case "sum": {
      const [{ sign, term }, ...others] = expression.terms;
      if (sign > 0 && others.length === 0) return writeExpression(term, how, follows);
      const first = sign > 0 ? inside(term, SUM) : {
        text: minus + inside(term, PRODUCT, true).text,
        signed: true,
      };
      const rest = others.map(({ sign, term }) =>
        sign > 0
          ? between["+"] + inside(term, SUM, true).text
          : between["−"] + inside(term, PRODUCT, true).text
      );
      return { text: first.text + rest.join(""), level: SUM, signed: first.signed };
    }
    case "product": {
      const factors = expression.factors.map((factor, i) => inside(factor, ATOM, follows || i > 0));
      const text = factors.map(({ text }) => text).join(between[expression.sign]);
      return { text, level: PRODUCT, signed: factors[0].signed };
    }
    case "quotient": {
      const { above, below } = expression;
      if (notation.fraction) {
        return { text: notation.fraction(alone(above), alone(below)), level: ATOM };
      }
      const over = inside(above, PRODUCT, follows);
      const text = notation.quotient!(over.text, inside(below, ATOM, true).text);
      return { text, level: PRODUCT, signed: over.signed };
    }
    case "function":
      return { text: notation.call(expression.name, alone(expression.argument)), level: ATOM };
    case "positive": {
      const argument = alone(expression.argument);
      // The bracket of a matrix has its shape.
      return { text: face === "shapes" ? argument : notation.positive(argument), level: ATOM };
    }
    case "series": {
      const { index, terms } = expression;
      if (face !== "numbers") {
        return { text: notation.series(index, inside(terms[0], PRODUCT).text), level: SUM };
      }
      const shortened = shorten(expression);
      const { kept, others } = shortened;
      const written = kept.map((i, place) => inside(terms[i], SUM, place > 0));
      const parts = written.map(({ text }) => text);
      if (others > 0 || parts.length === 0) parts.push(notation.others(shortened));
      const level = parts.length > 1 ? SUM : PRODUCT;
      return { text: parts.join(between["+"]), level, signed: written[0]?.signed };
    }
  }
}
