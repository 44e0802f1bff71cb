// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { barList } from "./bars.js";
import { data, imageAt, labelOf, saliency } from "./data.js";
import { openDialog } from "./dialog.js";
import { digitCanvas, digitFigure, imageCanvas, signedColours } from "./digits.js";
import { h } from "./elements.js";
import { count, narrowCount, percent, t } from "./language.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */

/** The surest mistakes. @param {HTMLElement} parent @param {number} [most] */
export function drawMistakes(parent, most) {
  const total = data.confusion.flatMap((row, i) => row.filter((_, j) => i !== j))
    .reduce((sum, images) => sum + images, 0);
  const shown = data.mistakes.length;
  if (shown === 0) return void parent.append(h("p", {}, t("noMistake")));
  if (most === undefined) {
    const values = { shown: count(shown), total: count(Math.max(total, shown)) };
    parent.append(h("p", {}, t("mistakesCount", values)));
  }
  const figures = data.mistakes.slice(0, most).map((_, place) => digitFigure(place, openMistake));
  parent.append(h("div", { class: "digits" }, ...figures));
}

/** A cell of the confusion matrix in words. @param {number} label @param {number} predicted */
export function cellText(label, predicted) {
  return t("cell", {
    label: labelOf(label),
    predicted: labelOf(predicted),
    count: narrowCount(data.confusion[label][predicted]), // as the cell shows it
  });
}

/** The images of a cell of the confusion matrix. @param {number} label @param {number} predicted */
export function openImages(label, predicted) {
  const total = data.confusion[label][predicted];
  const figures = data.readings.slice(0, data.chosen).flatMap((reading, place) =>
    reading.label === label && reading.predicted === predicted
      ? [digitFigure(place, place < data.mistakes.length ? openMistake : undefined)]
      : []
  );
  const values = { total: count(total), shown: count(figures.length) };
  const some = label === predicted ? "imagesRight" : "imagesSome";
  openDialog(
    t("imagesTitle", { label: labelOf(label), predicted: labelOf(predicted) }),
    h("p", {}, figures.length === total ? t("imagesAll", values) : t(some, values)),
    h("div", { class: "digits" }, ...figures),
  );
}

/** A mistake from near: what else it was taken for, and which pixels decide. @param {number} place */
function openMistake(place) {
  const { index, label, predicted } = data.readings[place], bars = data.mistakes[place];
  const slopes = imageAt(saliency, place), colourOf = signedColours();
  const values = { label: labelOf(label), predicted: labelOf(predicted) };
  const text = t("saliencyLabel", {
    index,
    most: placeOf(slopes, Math.max(...slopes)),
    least: placeOf(slopes, Math.min(...slopes)),
  });
  openDialog(
    t("mistakeTitle", { index, ...values }),
    h(
      "div",
      { class: "closely" },
      h("figure", {}, digitCanvas(place), h("figcaption", {}, t("number", { index }))),
      h(
        "figure",
        {},
        imageCanvas(text, (pixel) => colourOf(slopes[pixel])),
        h("figcaption", {}, h("strong", {}, t("saliency")), " ", t("saliencyNote", values)),
      ),
      h(
        "div",
        {},
        h("h3", {}, t(bars.length === data.labels.length ? "probabilities" : "likeliest")),
        barList(
          bars.map(([one, value]) => ({ name: labelOf(one), value, mark: one === label })),
          { format: percent, most: 1 },
        ),
      ),
    ),
  );
}

/** Where a value lies in an image, in words. @param {Int8Array} values @param {number} value */
function placeOf(values, value) {
  const { rows, columns } = data.imageSize, pixel = values.indexOf(value);
  const down = Math.floor(3 * Math.floor(pixel / columns) / rows);
  const right = Math.floor(3 * (pixel % columns) / columns);
  return t(/** @type {TextKey} */ (`place${3 * down + right}`));
}
