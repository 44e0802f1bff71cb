// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
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

/** The locale of its numbers. */
export function locale() {
  return language === "fr" ? "fr-FR" : "en-GB";
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

/** A number with so many digits after the decimal point. @param {number} x @param {number} digits */
export function decimal(x, digits) {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(x);
}

/** A number in as few digits as say it well. @param {number} x */
export function short(x) {
  const text = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(x);
  return text.replace("-", "−");
}

/** How many of something. @param {number} x */
export function count(x) {
  return decimal(x, 0);
}

/** A count in as little room as can be: four digits stay together. @param {number} x */
export function narrowCount(x) {
  return new Intl.NumberFormat(locale(), { useGrouping: x >= 10_000 }).format(x);
}

/** A part of 1. @param {number} part @param {number} [digits] */
export function percent(part, digits = 2) {
  return `${decimal(100 * part, digits)}\u00a0%`;
}

/** A time. @param {number} seconds */
export function duration(seconds) {
  if (seconds < 60) return `${decimal(seconds, seconds < 9.95 ? 2 : 1)}\u00a0s`;
  const whole = Math.round(seconds);
  return `${count(Math.floor(whole / 60))}\u00a0min\u00a0${whole % 60}\u00a0s`;
}
