/**
 * A formula: its letters, its numbers, its result.
 *
 * @module
 */
import { evaluate, type Expression, hasNumbers } from "./expression.ts";

/** A formula, as a block of a lesson. */
export interface FormulaBlock {
  /** What kind of block this is. */
  readonly kind: "formula";
  /** The left side, such as `Z1[0,12]`. */
  readonly name: string;
  /** What stands after the left side: `←` where it takes the value of the right side. */
  readonly sign: "=" | "←";
  /** The shape of the matrix on the left side. */
  readonly shape?: readonly [rows: number, columns: number];
  /** Sides that are shown with their letters only, before the one that is computed. */
  readonly by: readonly Expression[];
  /** The side that is computed. */
  readonly expression: Expression;
  /** How many significant digits are shown. */
  readonly digits: number;
  /** The result, computed from the operands; `undefined` when some have no number. */
  readonly value?: number;
  /** The same number as the network has it. */
  readonly traced?: number;
  /** Whether the two are one, up to the rounding of f32; true when there is nothing to compare. */
  readonly agrees: boolean;
}

/** Rounding errors of a sum in f32, in parts of the size of its terms: more is a mistake. */
const ROUNDING = 1e-5;

/** The left side of a formula: its number must be what the operands of the right side give. */
export interface FormulaName extends Pick<FormulaBlock, "name" | "traced" | "shape"> {
  /** `←` where the left side takes the value of the right side; `=` by default. */
  readonly sign?: FormulaBlock["sign"];
  /** Significant digits; 3 by default. */
  readonly digits?: number;
}

/**
 * A formula with its numbers: `Z1[0,12] = Σᵢ X[0,i]·W1[i,12] + b1[12] = 0.992·(−0.0138) + … = −0.214`.
 * Without numbers, its letters alone; with shapes, these in the place of the letters.
 *
 * @param left The left side: a name, or a name with the number that the network has for it.
 * @param expression The right side, which is computed.
 * @param options `by`: sides shown before it with their letters only, such as the chain rule.
 */
export function formula(
  left: string | FormulaName,
  expression: Expression,
  { by = [] }: { readonly by?: readonly Expression[] } = {},
): FormulaBlock {
  const { name, traced, shape, sign = "=", digits = 3 }: FormulaName = typeof left === "string"
    ? { name: left }
    : left;
  const { value, size } = hasNumbers(expression)
    ? evaluate(expression)
    : { value: undefined, size: 0 };
  const agrees = value === undefined || traced === undefined || Object.is(value, traced) ||
    Math.abs(value - traced) <= ROUNDING * size;
  return { kind: "formula", name, sign, shape, by, expression, digits, value, traced, agrees };
}
