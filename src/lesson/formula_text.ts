/**
 * A formula as text: each side a string that may be broken at its plain spaces, which stand only
 * before an operator. All other spaces are no-break spaces.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount, formatSignificant } from "../number_format.js";
import type { Shortened } from "./expression.ts";
import type { FormulaBlock } from "./formula.ts";
import { written } from "./numeral.ts";
import { type Notation, shapesOf, sidesOf } from "./write_expression.ts";

const space = "\u00a0";
const subscripts: Record<string, string> = {
  i: "ᵢ",
  j: "ⱼ",
  k: "ₖ",
  m: "ₘ",
  n: "ₙ",
  p: "ₚ",
  r: "ᵣ",
};

/** A shape, such as `(784, 64)`. */
export function writeShape([rows, columns]: readonly [number, number]): string {
  return `(${rows},${space}${columns})`;
}

/**
 * The sides of a formula that follow its name, each without its `=`; `ink` colours what is written
 * for an operand, by its name.
 */
export function formulaSides(
  block: FormulaBlock,
  language: Language,
  ink?: Notation["ink"],
): string[] {
  return sidesOf(block, { ...textNotation(block, language), ink });
}

/** The formula with shapes in the place of matrices, or `undefined` when it has none. */
export function shapesSide(block: FormulaBlock, language: Language): string | undefined {
  return shapesOf(block, textNotation(block, language));
}

function textNotation({ digits }: FormulaBlock, language: Language): Notation {
  const number = (x: number) => formatSignificant(x, { digits, language });
  return {
    minus: "−",
    between: { "+": ` +${space}`, "−": ` −${space}`, "·": "·", "⊙": ` ⊙${space}` },
    // A name may be an expression of its own, such as ∂L/∂W or −1.
    name: (name) => written(name, language).replaceAll(" ", space),
    number,
    shape: writeShape,
    parentheses: (text) => `(${text})`,
    quotient: (above, below) => `${above}${space}/${space}${below}`,
    call: (name, argument) => `${name === "sqrt" ? "√" : name}(${argument})`,
    positive: (argument) => `[${argument}${space}>${space}0]`,
    series: (index, term) => `Σ${subscripts[index] ?? index}${space}${term}`,
    others: (shortened) =>
      otherTerms(shortened, number(shortened.rest))[language].replaceAll(" ", space),
  };
}

function otherTerms({ others, zeros }: Shortened, sum: string): Record<Language, string> {
  const one = others === 1;
  const [en, fr] = (["en", "fr"] as const).map((language) =>
    formatCount(others || zeros, language)
  );
  if (others === 0) return { en: `(${en} terms, all 0)`, fr: `(${fr} termes, tous nuls)` };
  return zeros > 0
    ? {
      en: `… (${en} more non-zero, sum ${sum})`,
      fr: `… (${fr} ${one ? "autre non nul" : "autres non nuls"}, somme ${sum})`,
    }
    : {
      en: `… (${en} more ${one ? "term" : "terms"}, sum ${sum})`,
      fr: `… (${fr} ${one ? "autre terme" : "autres termes"}, somme ${sum})`,
    };
}
