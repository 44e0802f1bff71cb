// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, filterWeights, labelOf, mapValues } from "./data.js";
import { digitCanvas, imageCanvas, legend, signedColours } from "./digits.js";
import { h } from "./elements.js";
import { count, short, t } from "./language.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */
/** @typedef {NonNullable<typeof data.filters>} Filters */

/** The digit that is chosen, by its number among those with feature maps. */
let chosen = 0;

/** The filters of the first convolution, and the feature maps of a chosen digit. @param {HTMLElement} parent */
export function drawFilters(parent) {
  if (!data.filters) return;
  const { kernel, limit, digits, layers } = data.filters;
  const [{ total, shown }] = layers;
  const values = { shown: count(shown), total: count(total), size: `${kernel}×${kernel}` };
  const what = t(shown === total ? "filtersAll" : "filtersSome", values);
  const figures = Array.from({ length: shown }, (_, filter) => {
    const weights = part(filterWeights, filter, kernel * kernel);
    const label = rangeText(filter, { weights, limit, kernel });
    return h(
      "figure",
      {},
      signedCanvas(label, weights, { rows: kernel, columns: kernel }),
      h("figcaption", { "aria-hidden": "true" }, String(filter)),
    );
  });
  const maps = h("div", { id: "maps" });
  const buttons = digits.map((place, digit) => {
    const { index, label } = data.readings[place];
    const name = t("chooseDigit", { label: labelOf(label), index });
    const button = h(
      "button",
      { type: "button", "aria-label": name, "aria-pressed": String(digit === chosen) },
      digitCanvas(place, ""),
    );
    button.addEventListener("click", () => {
      chosen = digit;
      buttons.forEach((one, i) => one.setAttribute("aria-pressed", String(i === chosen)));
      drawMaps(maps);
    });
    return button;
  });
  parent.append(
    h("p", {}, what, " ", t("scale", { limit: short(limit) })),
    legend(limit),
    h("div", { class: "weights" }, ...figures),
    h("h3", {}, t("mapsTitle")),
    h("p", {}, t("mapsNote")),
    h("div", { class: "choice", role: "group", "aria-label": t("mapsTitle") }, ...buttons),
    maps,
  );
  drawMaps(maps);
}

/** The feature maps of the chosen digit, convolution after convolution. @param {HTMLElement} parent */
function drawMaps(parent) {
  const { digits, layers } = /** @type {Filters} */ (data.filters);
  let start = 0;
  parent.replaceChildren(...layers.flatMap(({ rows, columns, total, shown, limit }, layer) => {
    const length = rows * columns, first = start + chosen * shown * length;
    start += digits.length * shown * length;
    const values = mapValues.subarray(first, first + shown * length);
    const figures = Array.from({ length: shown }, (_, filter) => {
      const map = part(values, filter, length);
      return h(
        "figure",
        {},
        signedCanvas(mapText(filter, map, { rows, columns, limit }), map, { rows, columns }),
        h("figcaption", { "aria-hidden": "true" }, String(filter)),
      );
    });
    const words = { number: layer + 1, shown: count(shown), total: count(total), rows, columns };
    return [
      h("h4", {}, t(shown === total ? "mapsAll" : "mapsSome", words)),
      h("p", {}, t("mapsScale", { limit: short(limit) })),
      h("div", { class: "weights" }, ...figures),
    ];
  }));
}

/** The bytes of a picture among others of that length. @param {Int8Array} bytes @param {number} place
 * @param {number} length */
function part(bytes, place, length) {
  return bytes.subarray(place * length, (place + 1) * length);
}

/** @param {string} label @param {Int8Array} bytes @param {{ rows: number, columns: number }} size */
function signedCanvas(label, bytes, size) {
  const colourOf = signedColours();
  return imageCanvas(label, (pixel) => colourOf(bytes[pixel]), size);
}

/** The range of a filter's weights, and where they lie. @param {number} filter
 * @param {{ weights: Int8Array, limit: number, kernel: number }} of */
function rangeText(filter, { weights, limit, kernel }) {
  const [low, high] = [lowest(weights), lowest(weights.map((weight) => -weight))];
  const size = { rows: kernel, columns: kernel };
  return t("weightRange", {
    name: t("filter", { number: filter }),
    min: short(limit * weights[low] / 127),
    max: short(limit * weights[high] / 127),
    minPlace: placeText(low, size),
    maxPlace: placeText(high, size),
  });
}

/** Where a feature map is strongest. @param {number} filter @param {Int8Array} map
 * @param {{ rows: number, columns: number, limit: number }} of */
function mapText(filter, map, { rows, columns, limit }) {
  const high = lowest(map.map((value) => -Math.abs(value)));
  const name = t("filter", { number: filter });
  if (map[high] === 0) return t("mapOff", { name });
  const most = short(limit * map[high] / 127), place = placeText(high, { rows, columns });
  return t("mapRange", { name, most, place });
}

/** The place of the least number. @param {Int8Array} values */
function lowest(values) {
  return values.reduce((least, value, at) => value < values[least] ? at : least, 0);
}

/** In which ninth of a picture a pixel lies. @param {number} at
 * @param {{ rows: number, columns: number }} size */
function placeText(at, { rows, columns }) {
  const down = Math.floor(3 * Math.floor(at / columns) / rows);
  const right = Math.floor(3 * (at % columns) / columns);
  return t(/** @type {TextKey} */ (`place${3 * down + right}`));
}
