// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, labelOf } from "./data.js";
import { between } from "./digits.js";
import { channels, h, scroller } from "./elements.js";
import { drawHeatCanvas } from "./heat_canvas.js";
import { count, narrowCount, t } from "./language.js";
import { cellText, openImages } from "./mistakes.js";

/** The most classes whose cells are buttons in a table. */
const MOST_IN_TABLE = 32;
/** The most classes whose matrix leaves room beside it. */
const MOST_BESIDE = 12;
/** The most frequent mistakes that are listed. */
const LISTED = 12;

/** The depth of colour of a cell, 0 to 1. Mistakes have their own scale, or none would be seen. */
function depths() {
  const worst = Math.max(1, ...mistakeCells().slice(0, 1).map(({ images }) => images));
  const totals = data.confusion.map((row) =>
    Math.max(1, row.reduce((sum, images) => sum + images, 0))
  );
  /** @param {number} label @param {number} predicted */
  return (label, predicted) => {
    const images = data.confusion[label][predicted];
    if (label === predicted) return images / totals[label];
    return images === 0 ? 0 : 0.12 + 0.88 * images / worst;
  };
}

/** The confusion matrix, and the images behind its cells. @param {HTMLElement} parent */
export function drawConfusion(parent) {
  const depth = depths();
  const paper = channels("card"), right = channels("train"), wrong = channels("test");
  /** @param {number} label @param {number} predicted */
  const cellColour = (label, predicted) =>
    between(paper, label === predicted ? right : wrong, depth(label, predicted));

  const map = h("div", { class: "map" }), list = h("div", {});
  const isWide = data.confusion.length > MOST_BESIDE;
  parent.append(h("div", { class: isWide ? "confusion wide" : "confusion" }, map, list));
  if (data.confusion.length > MOST_IN_TABLE) drawHeatCanvas(map, cellColour);
  else drawHeatTable(map, cellColour);
  const dark = document.documentElement.dataset.theme === "dark";
  map.append(h("p", { class: "legend" }, t(dark ? "heatLegendDark" : "heatLegend")));

  const mistakes = mistakeCells();
  list.append(h("h3", {}, t("frequent")));
  if (mistakes.length === 0) return void list.append(h("p", {}, t("noMistake")));
  const items = mistakes.slice(0, LISTED).map(({ label, predicted, images }) => {
    const button = h(
      "button",
      { type: "button" },
      h("span", { class: "hidden" }, cellText(label, predicted)),
      h("strong", { "aria-hidden": "true" }, `${labelOf(label)} → ${labelOf(predicted)}`),
      h("span", { "aria-hidden": "true" }, count(images)),
    );
    button.addEventListener("click", () => openImages(label, predicted));
    return h("li", {}, button);
  });
  list.append(h("ul", { class: "frequent" }, ...items));
}

/**
 * @param {HTMLElement} parent
 * @param {(label: number, predicted: number) => number[]} cellColour
 */
function drawHeatTable(parent, cellColour) {
  const classes = data.confusion.length;
  const buttons = data.confusion.map((row, label) =>
    row.map((images, predicted) => {
      const rgb = cellColour(label, predicted);
      const button = h(
        "button",
        {
          type: "button",
          tabindex: label + predicted === 0 ? 0 : -1,
          "aria-label": cellText(label, predicted),
          "aria-disabled": images === 0 ? "true" : "false",
          class: images === 0 ? "empty" : luminance(rgb) > 0.18 ? "pale" : "deep",
        },
        images === 0 ? "·" : narrowCount(images),
      );
      button.style.backgroundColor = `rgb(${rgb.join(" ")})`;
      button.addEventListener("click", () => {
        focusCell(label, predicted);
        if (images > 0) openImages(label, predicted);
      });
      return button;
    })
  );

  let current = buttons[0][0];
  /** One cell is in the order of the Tab key; the arrows move it. @param {number} row @param {number} column */
  const focusCell = (row, column) => {
    current.tabIndex = -1;
    current =
      buttons[Math.min(classes - 1, Math.max(0, row))][Math.min(classes - 1, Math.max(0, column))];
    current.tabIndex = 0;
    current.focus();
  };

  const columns = data.confusion.map((_, predicted) =>
    h("th", { scope: "col", role: "columnheader" }, labelOf(predicted))
  );
  const rows = buttons.map((row, label) => {
    const cells = row.map((button, predicted) => {
      const cell = h("td", { role: "gridcell" }, button);
      button.addEventListener("keydown", (event) => {
        /** @type {Record<string, [number, number]>} */
        const places = {
          ArrowUp: [label - 1, predicted],
          ArrowDown: [label + 1, predicted],
          ArrowLeft: [label, predicted - 1],
          ArrowRight: [label, predicted + 1],
          Home: [label, 0],
          End: [label, classes - 1],
        };
        if (!Object.hasOwn(places, event.key)) return;
        event.preventDefault();
        focusCell(...places[event.key]);
      });
      return cell;
    });
    return h(
      "tr",
      { role: "row" },
      h("th", { scope: "row", role: "rowheader" }, labelOf(label)),
      ...cells,
    );
  });
  const grid = h(
    "table",
    { class: "heat", id: "heat-map", role: "grid", "aria-label": t("confusionTitle") },
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        h("td", { class: "corner", role: "gridcell" }, h("span", { "aria-hidden": "true" }, "↓ →")),
        ...columns,
      ),
    ),
    h("tbody", { role: "rowgroup" }, ...rows),
  );
  grid.style.setProperty("--classes", String(classes));
  parent.append(
    h("p", { class: "axes", "aria-hidden": "true" }, `↓ ${t("shows")}   → ${t("isRead")}`),
    scroller(t("confusionTitle"), grid),
  );
}

/** The cells off the diagonal that hold images, the fullest first. */
function mistakeCells() {
  return data.confusion.flatMap((row, label) =>
    row.flatMap((images, predicted) =>
      images > 0 && label !== predicted ? [{ label, predicted, images }] : []
    )
  ).sort((a, b) => b.images - a.images);
}

/**
 * How bright a colour is, 0 to 1: the relative luminance of WCAG 2. On 0.175 to 0.183, black and white
 * both have the contrast of 4.5 that text needs.
 *
 * @param {number[]} rgb
 */
function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
