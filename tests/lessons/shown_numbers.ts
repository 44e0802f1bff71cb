/** The numbers that formulas show, each with the element of a matrix that it is said to be. */
import { type Expression, operandsOf } from "../../src/lesson/expression.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";

/** A number and what the lesson calls it. */
export interface Shown {
  /** The matrix, such as `W1`. */
  readonly matrix: string;
  /** Its row. */
  readonly row: number;
  /** Its column. */
  readonly column: number;
  /** The number. */
  readonly value: number;
}

/** Every element of a matrix among the operands of a formula, and on its left side. */
export function shownNumbers({ name, expression, value }: FormulaBlock): Shown[] {
  const left = value === undefined ? [] : [elementOf(name, value)];
  return [...left, ...elements(expression, {})].filter((shown) => shown !== undefined);
}

function elements(expression: Expression, letters: Record<string, number>): (Shown | undefined)[] {
  switch (expression.kind) {
    case "series":
      return expression.terms.flatMap((term, i) =>
        elements(term, { ...letters, [expression.index]: i })
      );
    case "sum":
      return expression.terms.flatMap(({ term }) => elements(term, letters));
    case "product":
      return expression.factors.flatMap((factor) => elements(factor, letters));
    case "quotient":
      return [expression.above, expression.below].flatMap((part) => elements(part, letters));
    default:
      return operandsOf(expression).map(({ name, value }) =>
        value === undefined ? undefined : elementOf(name, value, letters)
      );
  }
}

/** The element that a name such as `W1[i,12]` stands for, or `undefined` for another name. */
function elementOf(
  name: string,
  value: number,
  letters: Record<string, number> = {},
): Shown | undefined {
  const match = /^(\w+)\[(\w+),(\w+)\]$/.exec(name);
  if (!match) return undefined;
  const [row, column] = [match[2], match[3]].map((index) => letters[index] ?? Number(index));
  return { matrix: match[1], row, column, value };
}
