/**
 * A formula as TeX, for a renderer that typesets.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatSignificant } from "../number_format.js";
import type { FormulaBlock } from "./formula.ts";
import { type Notation, shapesOf, sidesOf } from "./write_expression.ts";

/**
 * A formula as an `aligned` environment: one line for each side. `ink` marks what is written for an
 * operand, by its name.
 */
export function formulaTex(
  block: FormulaBlock,
  language: Language,
  { ink = (tex) => tex }: Pick<Notation, "ink"> = {},
): string {
  const { name, sign, shape, value, traced, agrees } = block;
  const notation = { ...texNotation(block, language), ink };
  const lines = sidesOf(block, notation)
    .map((side, i) => `${i === 0 ? ink(texName(name), name) : ""} &= ${side}`);
  if (sign === "←") lines[0] = lines[0].replace("&=", "&\\leftarrow");
  if (value !== undefined && traced !== undefined && agrees) {
    lines[lines.length - 1] += "\\;\\checkmark";
  }
  const shapes = shapesOf(block, notation);
  if (shape && shapes) lines.push(`${texShape(shape)} &= ${shapes}`);
  return `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
}

/** A name such as `dZ2[0,3]` or `∂L/∂W1`, with the numbers of its layers as subscripts. */
export function texName(name: string): string {
  const partial = /^∂(.+?)\/∂(.+)$/.exec(name);
  if (partial) {
    return `\\frac{\\partial ${texName(partial[1])}}{\\partial ${texName(partial[2])}}`;
  }
  return name
    .replace(/(\p{L})(\d+)/gu, "$1_{$2}")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (power) => `^{${power.replace(/./g, (sign) => levelled(sign))}}`)
    .replaceAll("‖", "\\Vert ")
    .replaceAll("ᵀ", "^{\\top}").replace(/[′″‴]/g, (primes) => "'".repeat("_′″‴".indexOf(primes)))
    .replaceAll("∂", "\\partial ")
    .replaceAll("η", "\\eta ").replaceAll("ε", "\\varepsilon ").replaceAll("·", " \\cdot ")
    .replaceAll("⊙", " \\odot ").replaceAll("Σ", "\\sum ").replaceAll("−", "-").trim();
}

function levelled(raised: string): string {
  return "0123456789-"["⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(raised)];
}

function texShape([rows, columns]: readonly [number, number]): string {
  return `(${rows}, ${columns})`;
}

function texNotation({ digits }: FormulaBlock, language: Language): Notation {
  const number = (x: number) =>
    formatSignificant(x, { digits, language, power: (exponent) => `^{${exponent}}` })
      .replace("·", " \\cdot ").replaceAll("−", "-").replaceAll(",", "{,}")
      .replace("\u00a0×\u00a0", " \\times ").replaceAll("\u202f", "\\,").replace("∞", "\\infty");
  return {
    minus: "-",
    between: { "+": " + ", "−": " - ", "·": " \\cdot ", "⊙": " \\odot " },
    name: texName,
    number,
    shape: texShape,
    parentheses: (text) => `\\left(${text}\\right)`,
    fraction: (above, below) => `\\frac{${above}}{${below}}`,
    call: (name, argument) =>
      name === "sqrt"
        ? `\\sqrt{${argument}}`
        : `${name === "relu" ? "\\operatorname{relu}" : `\\${name}`}\\left(${argument}\\right)`,
    positive: (argument) => `\\left[${argument} > 0\\right]`,
    series: (index, term) => `\\sum_{${index}} ${term}`,
    others: ({ others, rest }) =>
      others === 0 ? "0" : `\\underbrace{\\cdots}_{${number(others)}: ${number(rest)}}`,
  };
}
