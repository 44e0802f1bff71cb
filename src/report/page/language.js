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

/** @typedef {import("../texts.ts").TextKey} TextKey */
/** @typedef {import("../../errors.ts").Language} Language */

/** @type {Language} */
let language = /^fr(-|$)/i.test(navigator.language) ? "fr" : "en";

/** The language of the page. */
export function currentLanguage() {
  return language;
}

/** @param {string | undefined} wanted */
export function setLanguage(wanted) {
  language = wanted === "fr" ? "fr" : "en";
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

/** A part of 1. @param {number} part @param {number} [digits] */
export function percent(part, digits) {
  return formatPercent(part, { language, digits });
}

/** A time. @param {number} seconds */
export function duration(seconds) {
  return formatDuration(seconds, { language, digits: seconds < 9.95 ? 2 : 1 });
}
