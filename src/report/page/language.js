// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import {
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatSignificant,
} from "../../number_format.js";
import { data } from "./data.js";
import { remember, remembered } from "./preferences.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */
/** @typedef {import("../../errors.ts").Language} Language */

/** A report that is written again in another language opens in that one. */
const KEY = `language ${data.language} ${data.name}`;

/** @type {Language} */
let language = languageOf(remembered(KEY) ?? data.language);

/** The language of the page. */
export function currentLanguage() {
  return language;
}

/** Reads in this language, after a reload too. @param {string | undefined} wanted */
export function setLanguage(wanted) {
  language = languageOf(wanted);
  remember(KEY, language);
}

/** @param {string | undefined} wanted @returns {Language} */
function languageOf(wanted) {
  return wanted === "fr" ? "fr" : "en";
}

/**
 * A text of the page, with its values filled in.
 *
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return data.texts[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A number with so many digits after the decimal point. @param {number} x @param {number} [digits] */
export function decimal(x, digits) {
  return formatNumber(x, { language, digits });
}

/** A number in as few digits as say it well. @param {number} x */
export function short(x) {
  return formatSignificant(x, { language });
}

/** How many of something. @param {number} x */
export function count(x) {
  return formatCount(x, language);
}

/** A count in as little room as can be: four digits stay together. @param {number} x */
export function narrowCount(x) {
  return x < 10_000 ? String(x) : count(x);
}

/**
 * A part of 1: never 0.00 % for what happens, nor 100.00 % for what may not.
 *
 * @param {number} part
 * @param {number} [digits]
 */
export function percent(part, digits = 2) {
  const least = 10 ** -(digits + 2);
  if (part > 0 && part < least / 2) return `<\u00a0${formatPercent(least, { language, digits })}`;
  return formatPercent(part, { language, digits });
}

/** What softmax says: never certain, though it may be rounded to 1. @param {number} part */
export function probability(part) {
  return percent(Math.min(part, 1 - Number.EPSILON));
}

/** A day and an hour. @param {string} iso */
export function moment(iso) {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  return format.format(new Date(iso));
}

/** A time. @param {number} seconds */
export function duration(seconds) {
  return formatDuration(seconds, { language, digits: seconds < 9.95 ? 2 : 1 });
}
