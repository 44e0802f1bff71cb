/**
 * Options worth numbers.
 *
 * @module
 */
import type { Language, Text } from "../../errors.ts";
import { formatNumber } from "../../number_format.js";
import type { Option, OptionSpec } from "./option.ts";
import { inEveryLanguage } from "./text.ts";

/** The numbers that an option accepts. */
export interface Range {
  /** The least. */
  readonly min?: number;
  /** A number that all must be above. */
  readonly above?: number;
  /** The greatest. */
  readonly max?: number;
  /** A number that all must be below. */
  readonly below?: number;
}

/** An option worth a whole number, written `60000` or `6e4`. */
export function integer<Default extends number | undefined = undefined>(
  spec: OptionSpec<Default> & Pick<Range, "min" | "max">,
): Option<number | Default> {
  return {
    ...numeric(spec, { en: "a whole number", fr: "un nombre entier" }, "<n>"),
    fallback: () => spec.default as Default,
    read: (typed) => inside(readInteger(typed), spec),
  };
}

/**
 * An option worth a number, written `0.3`, `.3` or `3e-1`, and in French also `0,3`. Never infinite,
 * never `NaN`.
 */
export function number<Default extends number | undefined = undefined>(
  spec: OptionSpec<Default> & Range,
): Option<number | Default> {
  return {
    ...numeric(spec, { en: "a number", fr: "un nombre" }, "<x>"),
    fallback: () => spec.default as Default,
    read(typed, { language }) {
      const text = language === "fr" ? typed.replace(",", ".") : typed;
      const syntax = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
      return inside(syntax.test(text) ? Number(text) + 0 : NaN, spec); // + 0 turns -0 into 0
    },
  };
}

/** What {@linkcode sizes} accepts. */
export interface SizesSpec<Default> extends OptionSpec<Default> {
  /** The greatest size; 65536 by default. */
  readonly max?: number;
  /** How many sizes at most; 16 by default. */
  readonly count?: number;
}

/** An option worth a list of sizes, 1 or more each, written `128,64`, or `none` for an empty list. */
export function sizes<Default extends readonly number[] | undefined = undefined>(
  spec: SizesSpec<Default>,
): Option<number[] | (Default extends undefined ? undefined : never)> {
  type Value = number[] | (Default extends undefined ? undefined : never);
  const { max = 65536, count = 16 } = spec;
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<sizes>", fr: "<tailles>" },
    wanted: {
      en: `whole numbers from 1 to ${max} with commas between them, ${count} at most, or none`,
      fr: `des nombres entiers de 1 à ${max} séparés par des virgules, ${count} au plus, ou none`,
    },
    example: { en: "128,64", fr: "128,64" },
    words: ["none"],
    fallback: () => (spec.default && [...spec.default]) as Value,
    read(typed) {
      if (typed === "none") return [];
      const list = typed.split(",").map((item) => readInteger(item.trim()));
      const accepted = list.length <= count && list.every((size) => size >= 1 && size <= max);
      return accepted ? list : undefined;
    },
    write: (list) => (list as number[]).join(",") || "none",
  };
}

function numeric(spec: OptionSpec<number | undefined> & Range, noun: Text, placeholder: string) {
  const write = (x: number, language: Language) => formatNumber(x, { language, grouping: false });
  const example = spec.default ?? spec.min ?? spec.max;
  return {
    kind: "value" as const,
    text: spec.text,
    placeholder: { en: placeholder, fr: placeholder },
    wanted: inEveryLanguage((language) => noun[language] + rangeText(spec, language)),
    example: example === undefined
      ? undefined
      : inEveryLanguage((language) => write(example, language)),
    write,
  };
}

/** ` from 0 to 10`, ` > 0 and ≤ 1000`, … with its space, or nothing without a bound. */
function rangeText({ min, above, max, below }: Range, language: Language): string {
  const french = language === "fr";
  const write = (x: number) => formatNumber(x, { language, grouping: false });
  if (min !== undefined && max !== undefined) {
    return french ? ` de ${write(min)} à ${write(max)}` : ` from ${write(min)} to ${write(max)}`;
  }
  const bounds = [["≥", min], [">", above], ["≤", max], ["<", below]] as const;
  const parts = bounds.flatMap(([sign, x]) => x === undefined ? [] : `${sign}\u00a0${write(x)}`);
  return parts.length === 0 ? "" : ` ${parts.join(french ? " et " : " and ")}`;
}

function inside(x: number, { min, above, max, below }: Range): number | undefined {
  const { MAX_VALUE } = Number;
  if (!(x >= (min ?? -MAX_VALUE) && x <= (max ?? MAX_VALUE))) return undefined;
  return x > (above ?? -Infinity) && x < (below ?? Infinity) ? x : undefined;
}

/** The number, or `NaN`. No comma: `60,000` is sixty thousand to some, and sixty to others. */
function readInteger(typed: string): number {
  const x = /^[+-]?\d+(e\+?\d+)?$/i.test(typed) ? Number(typed) + 0 : NaN;
  return Number.isSafeInteger(x) ? x : NaN;
}
