// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, labelOf } from "./data.js";
import { digitFigure } from "./digits.js";
import { h } from "./elements.js";
import { count, t } from "./language.js";

/** The dialog that shows the images behind a cell. */
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("images"));
// A click on the grey around it closes it, as people try.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

/** A cell in words. @param {number} label @param {number} predicted */
export function cellText(label, predicted) {
  return t("cell", {
    label: labelOf(label),
    predicted: labelOf(predicted),
    count: count(data.confusion[label][predicted]),
  });
}

/** Shows the images of a cell of the confusion matrix. @param {number} label @param {number} predicted */
export function openImages(label, predicted) {
  const total = data.confusion[label][predicted];
  const figures = data.readings.flatMap((reading, place) =>
    reading.label === label && reading.predicted === predicted ? [digitFigure(reading, place)] : []
  );
  const values = { total: count(total), shown: count(figures.length) };
  const some = label === predicted ? "imagesRight" : "imagesSome";
  const close = h("button", { type: "button", class: "close" }, t("close"));
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    h(
      "div",
      { class: "bar" },
      h(
        "h2",
        { id: "images-title" },
        t("imagesTitle", { label: labelOf(label), predicted: labelOf(predicted) }),
      ),
      close,
    ),
    h("p", {}, figures.length === total ? t("imagesAll", values) : t(some, values)),
    h("div", { class: "digits" }, ...figures),
  );
  dialog.showModal();
}

/** The most confident mistakes. @param {HTMLElement} parent */
export function drawMistakes(parent) {
  const total = data.confusion.flatMap((row, i) => row.filter((_, j) => i !== j))
    .reduce((sum, images) => sum + images, 0);
  const shown = data.mistakesShown;
  if (shown === 0) return void parent.append(h("p", {}, t("noMistake")));
  parent.append(
    h("p", {}, t("mistakesCount", { shown: count(shown), total: count(Math.max(total, shown)) })),
    h("div", { class: "digits" }, ...data.readings.slice(0, shown).map(digitFigure)),
  );
}

/** The cells off the diagonal that hold images, the fullest first. */
export function mistakeCells() {
  return data.confusion.flatMap((row, label) =>
    row.flatMap((images, predicted) =>
      images > 0 && label !== predicted ? [{ label, predicted, images }] : []
    )
  ).sort((a, b) => b.images - a.images);
}
