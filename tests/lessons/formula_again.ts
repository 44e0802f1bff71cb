/** Formulas of lessons, each of their numbers computed once more. */
import assert from "node:assert/strict";
import { type Expression, operandsOf, shorten } from "../../src/lesson/expression.ts";
import type { FormulaBlock } from "../../src/lesson/formula.ts";
import type { Expected } from "./printed_numbers.ts";

/** The number that a name stands for, such as `W1[406,12]`; throws for a name that it does not know. */
export type ValueOf = (name: string) => Expected;

/**
 * Asserts that every number of a formula is what its name stands for: the result, each operand,
 * written out or not, and what is said of the terms that are not written out. Constants have no name;
 * what `W1[1,0]` becomes is called `W1[1,0] ←`.
 */
export function assertFormula(
  { name, sign, expression, value }: FormulaBlock,
  valueOf: ValueOf,
): void {
  if (value === undefined) return; // letters and shapes only
  const near = (what: string, found: number, { value, within }: Expected) => {
    const distance = Math.abs(found - value);
    assert.ok(distance <= within, `${name}, ${what}: ${found}, expected ${value} ± ${within}`);
  };
  /** The same expression with the expected numbers; inside a series, letters stand for indices. */
  const again = (part: Expression, letters: Readonly<Record<string, number>>): Expression => {
    switch (part.kind) {
      case "operand": {
        if (part.name === "") return part;
        const spelt = spell(part.name, letters), expected = valueOf(spelt);
        near(spelt, part.value!, expected);
        return { ...part, value: expected.value };
      }
      case "series": {
        const terms = part.terms.map((term, i) => again(term, { ...letters, [part.index]: i }));
        const expected = { ...part, terms };
        const { rest, ...counted } = shorten(part), { rest: sum, ...told } = shorten(expected);
        assert.deepEqual(counted, told, `${name}: the terms written out, and how many more`);
        const size = operandsOf(part).reduce((sum, { value }) => sum + Math.abs(value!), 0);
        near("the sum of the other terms", rest, { value: sum, within: 2e-6 * size });
        return expected;
      }
      case "sum": {
        const terms = part.terms.map(({ sign, term }) => ({ sign, term: again(term, letters) }));
        return { ...part, terms };
      }
      case "product":
        return { ...part, factors: part.factors.map((factor) => again(factor, letters)) };
      case "quotient":
        return {
          ...part,
          above: again(part.above, letters),
          below: again(part.below, letters),
        };
      case "function":
      case "positive":
        return { ...part, argument: again(part.argument, letters) };
    }
  };
  again(expression, {});
  near("the result", value, valueOf(sign === "=" ? name : `${name} ${sign}`));
}

/** `X[0,406]` for `X[0,i]` where i is 406. */
function spell(name: string, letters: Readonly<Record<string, number>>): string {
  return name.replace(/(?<=[[,])\p{L}(?=[\],])/gu, (letter) => String(letters[letter] ?? letter));
}
