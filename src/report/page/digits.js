// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { bytesOf, data, labelOf } from "./data.js";
import { channels, h } from "./elements.js";
import { percent, t } from "./language.js";

/** @typedef {import("./data.js").Reading} Reading */

const pixels = bytesOf(data.pixels);

/**
 * A canvas of the size of an image, filled pixel by pixel.
 *
 * @param {string} label
 * @param {(pixel: number) => [red: number, green: number, blue: number]} rgb
 */
export function imageCanvas(label, rgb) {
  const { rows, columns } = data.imageSize;
  const canvas = h("canvas", {
    width: columns,
    height: rows,
    role: "img",
    "aria-label": label,
    class: "image",
  });
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    image.data.set([...rgb(pixel), 255], 4 * pixel);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** A colour on the way from one to another. @param {number[]} from @param {number[]} to @param {number} part */
export function between(from, to, part) {
  return /** @type {[number, number, number]} */ (
    from.map((value, channel) => Math.round(value + part * (to[channel] - value)))
  );
}

/**
 * An image that the network read, with what it shows, what it was taken for, and how sure it was.
 *
 * @param {Reading} reading
 * @param {number} place Its place among the images of the page.
 */
export function digitFigure({ index, label, predicted, confidence }, place) {
  const { rows, columns } = data.imageSize, start = place * rows * columns;
  const paper = channels("image-paper"), ink = channels("image-ink");
  const sure = percent(confidence), shown = labelOf(label), read = labelOf(predicted);
  const canvas = imageCanvas(
    t("digit", { index, label: shown, predicted: read, confidence: sure }),
    (pixel) => between(paper, ink, pixels[start + pixel] / 255),
  );
  return h(
    "figure",
    { class: "digit", "data-index": index, "data-label": label, "data-predicted": predicted },
    canvas,
    h(
      "figcaption",
      { "aria-hidden": "true" },
      h("strong", {}, label === predicted ? shown : `${shown} → ${read}`),
      h("span", {}, sure),
      h("small", {}, t("number", { index })),
    ),
  );
}
