/**
 * Numbers inside the sentences of a lesson: kept as numbers until a renderer knows the language.
 *
 * `n(loss)` puts a number between two characters of Unicode's private use area; {@linkcode written}
 * takes them out again and writes the number as the reader's language does. So a lesson says
 * `{ en: \`a loss of ${n(loss)}\`, fr: \`une perte de ${n(loss)}\` }`, and a test can compare the
 * numbers of both sentences.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";

/** How a number is written. */
export type NumberStyle = "significant" | "fixed" | "count" | "percent" | "seconds";

const styles: readonly NumberStyle[] = ["significant", "fixed", "count", "percent", "seconds"];
const open = "\ue000", close = "\ue001";
const pattern = /\ue000(\d),(\d+),([^\ue001]+)\ue001/g;

function numeral(style: NumberStyle, digits: number, x: number): string {
  return `${open}${styles.indexOf(style)},${digits},${x}${close}`;
}

/** A number with three significant digits, or as many as told; one that is shorter is written whole. */
export function n(x: number, digits: number = 3): string {
  return numeral("significant", digits, x);
}

/** A number with so many digits after the decimal point. */
export function fixed(x: number, digits: number): string {
  return numeral("fixed", digits, x);
}

/** How many of something, such as `60,000`; French `60 000`. */
export function count(x: number): string {
  return numeral("count", 0, x);
}

/** A part of 1, as a percentage with one digit after the point, or as many as told. */
export function percent(part: number, digits: number = 1): string {
  return numeral("percent", digits, part);
}

/** A time given in seconds, in the unit that suits it: µs, ms or s. */
export function seconds(time: number): string {
  return numeral("seconds", 2, time);
}

/** The text in one language, its numbers written out. */
export function written(text: Text | string, language: Language): string {
  const sentence = typeof text === "string" ? text : text[language];
  return sentence.replace(
    pattern,
    (_, style, digits, x) =>
      writeNumber(Number(x), { style: styles[Number(style)], digits: Number(digits), language }),
  );
}

/** The numbers inside a sentence, in its order. */
export function numbersOf(sentence: string): number[] {
  return Array.from(sentence.matchAll(pattern), ([, , , x]) => Number(x));
}

/**
 * A number for people: `−` for minus, groups of thousands, a comma in French, an exponent as in
 * `1.20·10⁻⁵`. A whole number below 10¹² is exact, and written with all its digits.
 */
export function writeNumber(
  x: number,
  { style = "significant", digits = 3, language }: {
    readonly style?: NumberStyle;
    readonly digits?: number;
    readonly language: Language;
  },
): string {
  if (Number.isNaN(x)) return "NaN";
  if (Math.abs(x) === Infinity) return x > 0 ? "∞" : "−∞";
  switch (style) {
    case "significant":
      return localised(significant(x, digits), language);
    case "fixed":
      return localised(noNegativeZero(x.toFixed(digits)), language);
    case "count":
      return localised(x.toFixed(0), language);
    case "percent":
      return localised(noNegativeZero((100 * x).toFixed(digits)), language) + "\u00a0%";
    case "seconds": {
      const [scale, unit] = x < 0.9995e-3 ? [1e6, "µs"] : x < 0.9995 ? [1e3, "ms"] : [1, "s"];
      return localised(significant(x * scale, digits), language) + "\u00a0" + unit;
    }
  }
}

function localised(digits: string, language: Language): string {
  const [, whole, rest] = /^(-?\d*)(.*)$/.exec(digits)!;
  const grouped = whole.replace("-", "−")
    .replace(/\d(?=(\d{3})+$)/g, language === "fr" ? "$&\u202f" : "$&,");
  return grouped + (language === "fr" ? rest.replace(".", ",") : rest);
}

function noNegativeZero(digits: string): string {
  return /^-[0.]+$/.test(digits) ? digits.slice(1) : digits;
}

/** Relative error of a number rounded to f32: within it, `0.10000000149` is `0.1`. */
const SINGLE = 2 ** -24;
/** From here on, nobody would read all the digits of a whole number. */
const LONGEST = 1e12;
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function significant(x: number, digits: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < LONGEST) return x.toFixed(0);
  // Below a thousandth, the zeros would outnumber the digits.
  if (size < 0.9995e-3 || size >= 10 ** Math.max(6, digits)) {
    const [mantissa, exponent] = x.toExponential(digits - 1).split("e");
    const power = exponent.replace("+", "").replace("-", "⁻")
      .replace(/\d/g, (digit) => superscripts[Number(digit)]);
    const factor = shortened(mantissa, x / 10 ** Number(exponent));
    return factor === "1" || factor === "-1"
      ? `${factor.slice(0, -1)}10${power}`
      : `${factor}·10${power}`;
  }
  return shortened(size >= 10 ** digits ? x.toFixed(0) : x.toPrecision(digits), x);
}

/** Without the zeros at its end, where the number has no further digits than those. */
function shortened(digits: string, x: number): string {
  if (!digits.includes(".") || digits.includes("e")) return digits;
  if (Math.abs(Number(digits) - x) > SINGLE * Math.abs(x)) return digits;
  return digits.replace(/\.?0+$/, "");
}
