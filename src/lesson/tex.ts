/**
 * A formula as TeX, for a renderer that typesets.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { type Expression, hasShapes, shorten } from "./expression.ts";
import type { FormulaBlock } from "./formula.ts";
import { writeNumber } from "./numeral.ts";

interface Writing {
  readonly face: "letters" | "numbers" | "shapes";
  readonly digits: number;
  readonly language: Language;
}

const SUM = 1, PRODUCT = 2, ATOM = 3;

/** A formula as an `aligned` environment: one line for each side. */
export function formulaTex(block: FormulaBlock, language: Language): string {
  const { name, shape, by, expression, digits, value } = block;
  const write = (expression: Expression, face: Writing["face"]) =>
    writeTex(expression, { face, digits, language }).text;
  const sides = [...by, expression].map((side) => write(side, "letters"));
  if (value !== undefined) {
    sides.push(write(expression, "numbers"), texNumber(value, digits, language));
  }
  const lines = sides.filter((side, i) => side !== sides[i - 1])
    .map((side, i) => `${i === 0 ? texName(name) : ""} &= ${side}`);
  if (shape && hasShapes(expression)) {
    lines.push(`${texShape(shape)} &= ${write(expression, "shapes")}`);
  }
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
    .replaceAll("ᵀ", "^{\\top}").replaceAll("′", "'").replaceAll("∂", "\\partial ")
    .replaceAll("η", "\\eta ").replaceAll("ε", "\\varepsilon ").replaceAll("·", " \\cdot ")
    .replaceAll("⊙", " \\odot ").replaceAll("Σ", "\\sum ").replaceAll("−", "-").trim();
}

function texShape([rows, columns]: readonly [number, number]): string {
  return `(${rows}, ${columns})`;
}

function texNumber(x: number, digits: number, language: Language): string {
  return writeNumber(x, { digits, language })
    .replace("·10", " \\cdot 10").replace(
      /[⁻⁰¹²³⁴-⁹]+$/,
      (power) =>
        `^{${
          power.replace("⁻", "-").replace(
            /[⁰¹²³⁴-⁹]/g,
            (digit) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)),
          )
        }}`,
    )
    .replaceAll("−", "-").replaceAll(",", "{,}").replaceAll("\u202f", "\\,").replace(
      "∞",
      "\\infty",
    );
}

function writeTex(expression: Expression, how: Writing): { text: string; level: number } {
  const inside = (term: Expression, least: number, follows = false) => {
    const { text, level } = writeTex(term, how);
    return level < least || (follows && text.startsWith("-")) ? `\\left(${text}\\right)` : text;
  };
  switch (expression.kind) {
    case "operand": {
      const { name, value, shape } = expression;
      if (how.face === "shapes" && shape) return { text: texShape(shape), level: ATOM };
      if (value === undefined || (how.face === "letters" && name !== "")) {
        return { text: texName(name), level: ATOM };
      }
      const text = texNumber(value, how.digits, how.language);
      return { text, level: text.includes("cdot") ? PRODUCT : ATOM };
    }
    case "sum":
      return {
        text: expression.terms.map(({ sign, term }, i) => {
          const text = inside(term, sign < 0 ? PRODUCT : SUM, i > 0);
          return i === 0 ? (sign < 0 ? `-${text}` : text) : ` ${sign < 0 ? "-" : "+"} ${text}`;
        }).join(""),
        level: SUM,
      };
    case "product":
      return {
        text: expression.factors.map((factor, i) => inside(factor, ATOM, i > 0)).join(
          expression.sign === "·" ? " \\cdot " : " \\odot ",
        ),
        level: PRODUCT,
      };
    case "quotient": {
      const above = writeTex(expression.above, how).text;
      return { text: `\\frac{${above}}{${writeTex(expression.below, how).text}}`, level: ATOM };
    }
    case "function": {
      const argument = writeTex(expression.argument, how).text;
      if (expression.name === "sqrt") return { text: `\\sqrt{${argument}}`, level: ATOM };
      const name = expression.name === "relu" ? "\\operatorname{relu}" : `\\${expression.name}`;
      return { text: `${name}\\left(${argument}\\right)`, level: ATOM };
    }
    case "positive":
      if (how.face === "shapes") return writeTex(expression.argument, how);
      return { text: `\\left[${writeTex(expression.argument, how).text} > 0\\right]`, level: ATOM };
    case "series": {
      const { index, terms } = expression;
      if (how.face !== "numbers") {
        return { text: `\\sum_{${index}} ${inside(terms[0], PRODUCT)}`, level: SUM };
      }
      const { kept, others, rest } = shorten(expression);
      const parts = kept.map((i, place) => inside(terms[i], SUM, place > 0));
      if (others > 0) {
        const [many, sum] = [others, rest].map((x) => texNumber(x, how.digits, how.language));
        parts.push(`\\underbrace{\\cdots}_{${many}: ${sum}}`);
      }
      return { text: parts.join(" + ") || "0", level: parts.length > 1 ? SUM : PRODUCT };
    }
  }
}
