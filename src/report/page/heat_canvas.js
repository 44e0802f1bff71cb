// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data } from "./data.js";
import { colour, h } from "./elements.js";
import { cellText, openImages } from "./mistakes.js";
import { t } from "./language.js";

/**
 * The heat map of many classes: a picture with a cursor, as 65 536 buttons would be too much for a
 * browser.
 *
 * @param {HTMLElement} parent
 * @param {(label: number, predicted: number) => number[]} cellColour
 */
export function drawHeatCanvas(parent, cellColour) {
  const classes = data.confusion.length, cell = Math.max(4, Math.floor(768 / classes));
  const canvas = h("canvas", {
    class: "heat-canvas",
    id: "heat-map",
    width: classes * cell,
    height: classes * cell,
    tabindex: 0,
    role: "application",
    "aria-label": t("confusionTitle"),
    "aria-describedby": "heat-cursor",
  });
  const status = h("p", { id: "heat-cursor", "aria-live": "polite", class: "cursor" });
  let label = 0, predicted = 0;

  const draw = () => {
    const context = canvas.getContext("2d");
    if (!context) return;
    for (let i = 0; i < classes; i++) {
      for (let j = 0; j < classes; j++) {
        context.fillStyle = `rgb(${cellColour(i, j).join(" ")})`;
        context.fillRect(j * cell, i * cell, cell, cell);
      }
    }
    context.strokeStyle = colour("ink");
    context.lineWidth = 2;
    context.strokeRect(predicted * cell - 1, label * cell - 1, cell + 2, cell + 2);
    status.textContent = cellText(label, predicted);
  };
  /** @param {number} row @param {number} column */
  const move = (row, column) => {
    label = Math.min(classes - 1, Math.max(0, row));
    predicted = Math.min(classes - 1, Math.max(0, column));
    draw();
  };
  const open = () => {
    if (data.confusion[label][predicted] > 0) openImages(label, predicted);
  };
  canvas.addEventListener("click", ({ offsetX, offsetY }) => {
    move(
      Math.floor(offsetY / canvas.clientHeight * classes),
      Math.floor(offsetX / canvas.clientWidth * classes),
    );
    open();
  });
  canvas.addEventListener("keydown", (event) => {
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowUp: () => move(label - 1, predicted),
      ArrowDown: () => move(label + 1, predicted),
      ArrowLeft: () => move(label, predicted - 1),
      ArrowRight: () => move(label, predicted + 1),
      Home: () => move(label, 0),
      End: () => move(label, classes - 1),
      Enter: open,
      " ": open,
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  draw();
  parent.append(canvas, status);
}
