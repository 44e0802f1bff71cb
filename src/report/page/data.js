// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** @typedef {import("../page_data.ts").PageData} PageData */
/** @typedef {import("../page_data.ts").RunRow} RunRow */
/** @typedef {import("../gallery.ts").Reading} Reading */

/** What the page shows. @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "");

/** What a class is labelled. @param {number} index */
export function labelOf(index) {
  return String(data.labels[index] ?? index);
}

/** The bytes of a base64 text. @param {string} base64 */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
