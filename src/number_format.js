// @ts-check
/**
 * Numbers for people, in their language: French has a decimal comma, and narrow no-break spaces
 * between thousands. A number and its unit are held together by a no-break space.
 *
 * In JavaScript, because the page of a report, which a browser opens from a disk, uses it as it is.
 *
 * @module
 */
/** @typedef {import("./errors.ts").Language} Language */
/** @typedef {{ readonly language: Language, readonly digits?: number }} FormatOptions */

/** Holds a number and its unit together. */
const noBreak = "\u00a0";

/**
 * Digits as JavaScript writes them, such as `-1234.5`, as the language does: `−1,234.5`, `−1 234,5`.
 *
 * @param {string} digits
 * @param {Language} language
 */
function localise(digits, language) {
  const [, whole, rest] = /** @type {string[]} */ (/^(-?\d*)(.*)$/.exec(digits));
  const [thousands, point] = language === "fr" ? ["\u202f", ","] : [",", "."];
  return whole.replace("-", "−").replace(/\d(?=(\d{3})+$)/g, `$&${thousands}`) +
    rest.replace(".", point);
}

/**
 * A number, such as `0.1032` or `412,000`; French `0,1032` or `412 000`: with `digits` after the
 * decimal point, always all of them, or as many as it takes to read the same number back, with an
 * exponent where it is too small or too large for that, as in `1e-8`.
 *
 * @param {number} x
 * @param {FormatOptions & { readonly grouping?: boolean }} options `grouping: false` is for what
 *   people are to type: without thousands, and with a minus sign that a keyboard has.
 */
export function formatNumber(x, { language, digits, grouping = true }) {
  if (Number.isNaN(x)) return "NaN";
  if (Math.abs(x) === Infinity) return x > 0 ? "∞" : "−∞";
  const text = (digits === undefined ? String(x) : rounded(x, digits))
    .replace(/^-(?=[0.]+$)/, ""); // no "−0.00"
  if (!grouping) return language === "fr" ? text.replace(".", ",") : text;
  return localise(text, language);
}

/** Making one takes longer than writing a number with it. @type {Intl.NumberFormat[]} */
const roundings = [];

/**
 * So many digits after the decimal point. Unlike `toFixed`, it rounds what is read, not the binary
 * number behind it: 23.45 is `23.5`.
 *
 * @param {number} x
 * @param {number} digits
 */
function rounded(x, digits) {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  roundings[digits] ??= new Intl.NumberFormat("en", { useGrouping: false, ...options });
  return roundings[digits].format(x);
}

/**
 * How many of something: a whole number such as `60,000`; French `60 000`.
 *
 * @param {number} count
 * @param {Language} language
 */
export function formatCount(count, language) {
  return formatNumber(count, { language, digits: 0 });
}

/**
 * A part of 1 as a percentage, such as `97.71 %`; French `97,71 %`. Two digits by default. Nothing short
 * of 1 is called `100.00 %`, but `> 99.99 %`.
 *
 * @param {number} part
 * @param {FormatOptions} options
 */
export function formatPercent(part, { language, digits = 2 }) {
  const highest = 100 - 10 ** -digits;
  const hidden = part < 1 && Number(rounded(100 * part, digits)) === 100;
  const number = formatNumber(hidden ? highest : 100 * part, { language, digits });
  return `${hidden ? `>${noBreak}` : ""}${number}${noBreak}%`;
}

/**
 * A probability as a percentage: softmax is never certain, though f32 may round its answer to 1.
 *
 * @param {number} probability
 * @param {FormatOptions} options
 */
export function formatProbability(probability, options) {
  return formatPercent(Math.min(probability, 1 - Number.EPSILON), options);
}

/**
 * A time, such as `57 µs`, `8.5 ms`, `3.2 s`, `42 s`, `2 min 05 s` or `1 h 02 min`, from a number of
 * seconds. With `digits`, any time under a minute is written in seconds with that many digits.
 *
 * @param {number} seconds
 * @param {FormatOptions} options
 * @throws {RangeError} a negative time, or not a number.
 */
export function formatDuration(seconds, { language, digits }) {
  if (!(seconds >= 0)) throw new RangeError(`Cannot format a duration of ${seconds} s`);
  /** @param {number} x @param {string} unit */
  const write = (x, unit, fixed = x < 9.95 ? 1 : 0) =>
    formatNumber(x, { language, digits: fixed }) + noBreak + unit;
  /** @param {number} x */
  const two = (x) => String(x).padStart(2, "0");
  if (digits === undefined && seconds > 0) {
    if (seconds < 999.5e-6) return write(seconds * 1e6, "µs");
    if (seconds < 999.5e-3) return write(seconds * 1e3, "ms");
  }
  // Rounded before it is cut in units: 59.7 s is "1 min 00 s", never "60 s".
  const whole = Math.round(seconds);
  if (whole < 60) return write(seconds, "s", digits ?? (seconds === 0 ? 0 : undefined));
  if (whole === Infinity) return write(whole, "s");
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}${noBreak}min${noBreak}${two(whole % 60)}${noBreak}s`;
  }
  const minutes = Math.round(whole / 60);
  const hours = formatCount(Math.floor(minutes / 60), language);
  return `${hours}${noBreak}h${noBreak}${two(minutes % 60)}${noBreak}min`;
}

/**
 * A size in bytes, in powers of 1000: `812 B`, `7.8 kB`, `47 MB`; French `812 o`, `7,8 ko`, `47 Mo`.
 *
 * @param {number} bytes
 * @param {Language} language
 */
export function formatBytes(bytes, language) {
  const prefixes = ["", "k", "M", "G", "T"];
  let size = bytes, step = 0;
  while (size >= 999.5 && step < prefixes.length - 1) {
    size /= 1000;
    step++;
  }
  const number = formatNumber(size, { language, digits: step > 0 && size < 9.95 ? 1 : 0 });
  return number + noBreak + prefixes[step] + (language === "fr" ? "o" : "B");
}

/** Relative error of a number rounded to f32: within it, `0.10000000149` is `0.1`. */
const SINGLE = 2 ** -24;
/** From here on, nobody would read all the digits of a whole number. */
const LONGEST = 1e12;

/**
 * A number with its first `digits` digits that are not zeros (3 by default), and an exponent where it
 * is very small or large, as in `1.20·10⁻⁵`, French `1,20 × 10⁻⁵`. A number that is shorter than that is written whole, and
 * so is a whole number below 10¹².
 *
 * @param {number} x
 * @param {FormatOptions & { readonly power?: (exponent: number) => string }} options `power` writes
 *   the exponent of the ten: in superscripts by default.
 */
export function formatSignificant(x, { language, digits = 3, power = superscript }) {
  const size = Math.abs(x);
  if (!(size < Infinity) || x === 0) return formatNumber(x, { language });
  if (Number.isInteger(x) && size < LONGEST) return formatCount(x, language);
  // Below a thousandth, the zeros would outnumber the digits.
  if (size < 0.9995e-3 || size >= 10 ** Math.max(6, digits)) {
    const [mantissa, exponent] = x.toExponential(digits - 1).split("e").map(Number);
    const factor = shortened(mantissa.toFixed(digits - 1), x / 10 ** exponent);
    const ten = `10${power(exponent)}`;
    if (factor === "1" || factor === "-1") return localise(factor.slice(0, -1), language) + ten;
    // In French, a middle dot between numbers could be read as a point.
    const times = language === "fr" ? `${noBreak}×${noBreak}` : "·";
    return localise(factor, language) + times + ten;
  }
  const text = size >= 10 ** digits ? x.toFixed(0) : x.toPrecision(digits);
  return localise(shortened(text, x), language);
}

/**
 * Without the zeros at its end, where the number has no further digits than those.
 *
 * @param {string} digits
 * @param {number} x
 */
function shortened(digits, x) {
  if (!digits.includes(".") || Math.abs(Number(digits) - x) > SINGLE * Math.abs(x)) return digits;
  return digits.replace(/\.?0+$/, "");
}

/** A whole number as an exponent: `⁻⁵`. @param {number} power */
export function superscript(power) {
  return String(power).replace("-", "⁻").replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
