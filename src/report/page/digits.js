// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, imageAt, labelOf, pixels } from "./data.js";
import { channels, h } from "./elements.js";
import { probability, short, t } from "./language.js";

/** @typedef {import("./data.js").Reading} Reading */

/** By how much a picture is enlarged for paper. */
const PRINTED = 8;

/**
 * A canvas of the size of an image, filled pixel by pixel.
 *
 * @param {string} label What it shows, for those who do not see it; empty where a text beside it does.
 * @param {(pixel: number) => number[]} rgb
 * @param {{ rows: number, columns: number }} [size] That of the images if left out.
 */
export function imageCanvas(label, rgb, size = data.imageSize) {
  const { rows, columns } = size;
  /** @type {Record<string, string>} */
  const told = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  const canvas = h("canvas", { width: columns, height: rows, class: "image", ...told });
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    image.data.set([...rgb(pixel), 255], 4 * pixel);
  }
  context.putImageData(image, 0, 0);
  return document.documentElement.dataset.printed ? enlarged(canvas) : canvas;
}

/** The same picture in larger pixels: on paper, small ones would be blurred. @param {HTMLCanvasElement} canvas */
function enlarged(canvas) {
  const { width, height } = canvas, copy = document.createElement("canvas");
  copy.width = width;
  copy.height = height;
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  canvas.width = PRINTED * width;
  canvas.height = PRINTED * height;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(copy, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A colour on the way from one to another. @param {number[]} from @param {number[]} to @param {number} part */
export function between(from, to, part) {
  return from.map((value, channel) => Math.round(value + part * (to[channel] - value)));
}

/** Colours of signed bytes: −127 is the full colour of what is negative. */
export function signedColours() {
  const [positive, negative, neutral] = ["positive", "negative", "neutral"].map(channels);
  /** @param {number} value */
  return (value) => between(neutral, value < 0 ? negative : positive, Math.abs(value) / 127);
}

/** What the colours of signed values mean. @param {number} limit @param {...Node} more */
export function legend(limit, ...more) {
  const colourOf = signedColours();
  const stops = Array.from(
    { length: 21 },
    (_, i) => `rgb(${colourOf(12.7 * (i - 10)).join(" ")})`,
  );
  const ramp = h("span", { class: "ramp" });
  ramp.style.backgroundImage = `linear-gradient(to right, ${stops.join(", ")})`;
  const labels = [`≤ ${short(-limit)}`, "0", `≥ ${short(limit)}`];
  return h(
    "div",
    { class: "scale" },
    ramp,
    h("div", { class: "ends" }, ...labels.map((label) => h("span", {}, label))),
    ...more,
  );
}

/** An image that the network read. @param {number} place @param {string} [label] */
export function digitCanvas(place, label = digitText(data.readings[place])) {
  const image = imageAt(pixels, place);
  const paper = channels("image-paper"), ink = channels("image-ink");
  return imageCanvas(label, (pixel) => between(paper, ink, image[pixel] / 255));
}

/** @param {Reading} reading */
function digitText({ index, label, predicted, confidence, truth }) {
  return t("digit", {
    index,
    label: labelOf(label),
    predicted: labelOf(predicted),
    confidence: probability(confidence),
    truth: probability(truth),
  });
}

/**
 * An image that the network read, with what it shows, what it was taken for, and how sure it was.
 *
 * @param {number} place Its place among the images of the page.
 * @param {(place: number) => void} [open] What choosing it does, if it can be chosen.
 */
export function digitFigure(place, open) {
  const reading = data.readings[place], { index, label, predicted, confidence, truth } = reading;
  const isRight = label === predicted, text = digitText(reading);
  const canvas = digitCanvas(place, open ? "" : text);
  const button = open &&
    h("button", { type: "button", "aria-label": t("lookAt", { text }) }, canvas);
  button?.addEventListener("click", () => open?.(place));
  /** @param {number} one @param {number} part */
  const share = (one, part) =>
    h("span", {}, t("labelled", { name: labelOf(one), value: probability(part) }));
  const names = [label, predicted].map(labelOf);
  return h(
    "figure",
    { class: "digit", "data-index": index, "data-label": label, "data-predicted": predicted },
    button ?? canvas,
    h(
      "figcaption",
      { "aria-hidden": "true" },
      h("strong", {}, isRight ? names[0] : names.join(" → ")),
      share(predicted, confidence),
      !isRight && share(label, truth),
      h("small", {}, t("number", { index })),
    ),
  );
}
