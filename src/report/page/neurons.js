// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { barList } from "./bars.js";
import { data, imageAt, labelOf, weights } from "./data.js";
import { openDialog } from "./dialog.js";
import { digitFigure, imageCanvas, legend, signedColours } from "./digits.js";
import { channels, h } from "./elements.js";
import { count, short, t } from "./language.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */

/** Stands for a pixel that never has ink. */
const NEVER_INKED = -128;
/** Without a hidden layer, the neurons of the first one are the classes. */
const hidden = data.activations.length > 0;

/** The weights of the first layer as pictures. @param {HTMLElement} parent */
export function drawNeurons(parent) {
  if (!data.neurons) return;
  const { total, shown, limit } = data.neurons;
  const what = `${hidden ? "neurons" : "classes"}${shown.length === total ? "All" : "Shown"}`;
  const values = { shown: count(shown.length), total: count(total) };
  const figures = shown.map(({ number }, place) => {
    const button = h(
      "button",
      { type: "button", "aria-label": t("lookAt", { text: weightText(place) }) },
      picture(place, ""),
    );
    button.addEventListener("click", () => openNeuron(place));
    const name = hidden ? String(number) : labelOf(number);
    return h("figure", {}, button, h("figcaption", { "aria-hidden": "true" }, name));
  });
  parent.append(
    h(
      "p",
      {},
      t(/** @type {TextKey} */ (what), values),
      " ",
      t("scale", { limit: short(limit) }),
    ),
    maskedLegend(limit),
    h("div", { class: "weights" }, ...figures),
  );
}

/** @param {number} number */
function nameOf(number) {
  return hidden ? t("neuron", { number }) : t("classNumber", { number: labelOf(number) });
}

/** The range of a neuron's weights, and where they lie. @param {number} place */
function weightText(place) {
  const { number, min, max } = /** @type {NonNullable<typeof data.neurons>} */ (data.neurons)
    .shown[place];
  /** @param {number} at */
  const where = (at) => t(/** @type {TextKey} */ (`place${at}`));
  return t("weightRange", {
    name: nameOf(number),
    min: short(min[0]),
    max: short(max[0]),
    minPlace: where(min[1]),
    maxPlace: where(max[1]),
  });
}

/** @param {number} place @param {string} label */
function picture(place, label) {
  const image = imageAt(weights, place), colourOf = signedColours(), mask = channels("mask");
  return imageCanvas(
    label,
    (pixel) => image[pixel] === NEVER_INKED ? mask : colourOf(image[pixel]),
  );
}

/** A neuron from near: what excites it, and what it makes of it. @param {number} place */
function openNeuron(place) {
  const { limit, shown } = /** @type {NonNullable<typeof data.neurons>} */ (data.neurons);
  const { number, images, means, says } = shown[place];
  const text = weightText(place);
  /** @param {TextKey} title @param {readonly number[]} values */
  const bars = (title, values) =>
    h(
      "div",
      {},
      h("h3", {}, t(title)),
      barList(values.map((value, i) => ({ name: labelOf(i), value })), { format: short }),
    );
  openDialog(
    nameOf(number),
    h(
      "div",
      { class: "closely" },
      h("figure", {}, picture(place, text), h("figcaption", {}, text), maskedLegend(limit)),
      says && bars("says", says),
      bars(hidden ? "means" : "means_class", means),
    ),
    h("h3", {}, t(hidden ? "exciting" : "exciting_class")),
    images.length === 0
      ? h("p", {}, t("neverExcited"))
      : h("div", { class: "digits" }, ...images.map((image) => digitFigure(image))),
  );
}

/** The colours of the weights, that of no weight among them. @param {number} limit */
function maskedLegend(limit) {
  const masked = h("div", { class: "masked" }, h("span", { class: "mask" }), t("neverInked"));
  return legend(limit, masked);
}
