/**
 * Numbers for people, in their language: French has a decimal comma, and narrow no-break spaces
 * between thousands. A number and its unit are held together by a no-break space.
 *
 * @module
 */
import type { Language } from "../errors.ts";

/** How a number is written. */
export interface FormatOptions {
  /** The reader's language. */
  readonly language: Language;
  /** Digits after the decimal point, always all of them; each function says what it does without. */
  readonly digits?: number;
}

const locales = { en: "en-GB", fr: "fr-FR" } as const;
const space = "\u00a0";

/**
 * A number, such as `0.1032` or `412,000`; French `0,1032` or `412 000`. Without `digits`, as many as
 * it takes to read the same number back; a number too small or too large for that is written with an
 * exponent, as in `1e-8`. `NaN` and `∞` say what they are.
 *
 * `grouping: false` leaves out the separators of thousands, for what people are to type.
 */
export function formatNumber(
  x: number,
  { language, digits, grouping = true }: FormatOptions & { readonly grouping?: boolean },
): string {
  const size = Math.abs(x);
  if (digits === undefined && size !== 0 && (size < 1e-4 || size >= 1e15) && size < Infinity) {
    return language === "fr" ? String(x).replace(".", ",") : String(x);
  }
  return new Intl.NumberFormat(locales[language], {
    useGrouping: grouping,
    signDisplay: "negative", // no "-0.00"
    ...(digits === undefined
      ? { maximumSignificantDigits: 17 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  }).format(x);
}

/** How many of something: a whole number with separators, such as `60,000`; French `60 000`. */
export function formatCount(count: number, language: Language): string {
  return formatNumber(count, { language, digits: 0 });
}

/** A part of 1 as a percentage, such as `97.71 %`; French `97,71 %`. Two digits by default. */
export function formatPercent(part: number, { language, digits = 2 }: FormatOptions): string {
  return new Intl.NumberFormat(locales[language], {
    style: "percent",
    signDisplay: "negative",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(part).replace(/\s*%$/, `${space}%`);
}

/**
 * A time, such as `57 µs`, `8.5 ms`, `3.2 s`, `42 s`, `2 min 05 s` or `1 h 02 min`, from a number of
 * seconds. With `digits`, any time under a minute is written in seconds with that many digits.
 *
 * @throws {RangeError} a negative time, or not a number.
 */
export function formatDuration(seconds: number, { language, digits }: FormatOptions): string {
  if (!(seconds >= 0)) throw new RangeError(`Cannot format a duration of ${seconds} s`);
  const write = (x: number, unit: string, fixed = x < 9.95 ? 1 : 0) =>
    formatNumber(x, { language, digits: fixed }) + space + unit;
  const two = (x: number) => String(x).padStart(2, "0");
  if (digits === undefined && seconds > 0) {
    if (seconds < 999.5e-6) return write(seconds * 1e6, "µs");
    if (seconds < 999.5e-3) return write(seconds * 1e3, "ms");
  }
  // Rounded before it is cut in units: 59.7 s is "1 min 00 s", never "60 s".
  const whole = Math.round(seconds);
  if (whole < 60) return write(seconds, "s", digits ?? (seconds === 0 ? 0 : undefined));
  if (whole === Infinity) return write(whole, "s");
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}${space}min${space}${two(whole % 60)}${space}s`;
  }
  const minutes = Math.round(whole / 60);
  const hours = formatCount(Math.floor(minutes / 60), language);
  return `${hours}${space}h${space}${two(minutes % 60)}${space}min`;
}

/** A size in bytes, in powers of 1000: `812 B`, `7.8 kB`, `47 MB`; French `812 o`, `7,8 ko`, `47 Mo`. */
export function formatBytes(bytes: number, language: Language): string {
  const prefixes = ["", "k", "M", "G", "T"];
  let size = bytes;
  let step = 0;
  while (size >= 999.5 && step < prefixes.length - 1) {
    size /= 1000;
    step++;
  }
  const number = formatNumber(size, { language, digits: step > 0 && size < 9.95 ? 1 : 0 });
  return number + space + prefixes[step] + (language === "fr" ? "o" : "B");
}
