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
import {
  formatCount,
  formatDuration,
  formatNumber,
  type FormatOptions,
  formatPercent,
  formatSignificant,
} from "../number_format.js";
import { boldTerms } from "./term.ts";

const styles = {
  significant: formatSignificant,
  fixed: formatNumber,
  count: (x: number, { language }: FormatOptions) => formatCount(x, language),
  percent: formatPercent,
  seconds: (x: number, { language }: FormatOptions) => formatDuration(x, { language }),
} as const;
/** How a number is written. */
type NumberStyle = keyof typeof styles;

const open = "\ue000", close = "\ue001";
const pattern = /\ue000(\w+),(\d+),([^\ue001]+)\ue001/g;

function numeral(style: NumberStyle, digits: number, x: number): string {
  return `${open}${style},${digits},${x}${close}`;
}

/** A number with its first `digits` significant digits; one that is shorter is written whole. */
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

/** A part of 1, as a percentage with `digits` digits after the point. */
export function percent(part: number, digits: number = 1): string {
  return numeral("percent", digits, part);
}

/** A time given in seconds, in the unit that suits it, such as `8.5 ms`. */
export function seconds(time: number): string {
  return numeral("seconds", 0, time);
}

/**
 * The text in one language, its numbers written out and its terms as `**strong**` words. In French,
 * where 0,1 is a number, the element `X[0,1]` is written `X[0, 1]`.
 */
export function written(text: Text | string, language: Language): string {
  const sentence = typeof text === "string" ? text : text[language];
  const indexed = language === "fr"
    ? sentence.replace(/(?<=\p{L}\d?′?)\[(\w+),([\w…]+)\]/gu, "[$1,\u00a0$2]")
    : sentence;
  return boldTerms(indexed).replace(
    pattern,
    (_, style: NumberStyle, digits, x) =>
      styles[style](Number(x), { language, digits: Number(digits) }),
  );
}

/** The numbers inside a sentence, in its order. */
export function numbersOf(sentence: string): number[] {
  return Array.from(sentence.matchAll(pattern), ([, , , x]) => Number(x));
}
