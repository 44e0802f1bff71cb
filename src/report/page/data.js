// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** @typedef {import("../page_data.ts").PageData} PageData */
/** @typedef {import("../run_row.ts").RunRow} RunRow */
/** @typedef {import("../gallery.ts").Reading} Reading */

/** What the page shows. @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "");

/** The run that the page is about. */
export const run = data.runs[0];

/** What a class is called. @param {number} index */
export function labelOf(index) {
  return String(data.labels[index] ?? index);
}

/** The bytes of an image of the page, by its place. @template {ArrayLike<number>} Bytes
 * @param {{ subarray(start: number, end: number): Bytes }} bytes @param {number} place */
export function imageAt(bytes, place) {
  const length = data.imageSize.rows * data.imageSize.columns;
  return bytes.subarray(place * length, (place + 1) * length);
}

/** The pixels of the images of the page. */
export const pixels = new Uint8Array(await unpacked(data.pixels));
/** Which pixels decide, in each of the mistakes. */
export const saliency = new Int8Array(await unpacked(data.saliency));
/** The pictures of the neurons. */
export const weights = new Int8Array(await unpacked(data.neurons?.values));
/** The weights of the filters, filter after filter. */
export const filterWeights = new Int8Array(await unpacked(data.filters?.values));
/** The feature maps: convolution after convolution, digit after digit, filter after filter. */
export const mapValues = new Int8Array(await unpacked(data.filters?.maps));

/** The bytes that were deflated to a base64 text. @param {string | undefined} base64 */
function unpacked(base64) {
  if (base64 === undefined) return new ArrayBuffer(0);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}
