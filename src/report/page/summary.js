// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, run } from "./data.js";
import { dataValue, h } from "./elements.js";
import { count, duration, percent, t } from "./language.js";
import { drawMistakes } from "./mistakes.js";
import { drawNetwork } from "./network.js";

/** The answer first: how well it reads, what it is, what it gets wrong. @param {HTMLElement} parent */
export function drawSummary(parent) {
  const total = run.testImages, [low, high] = run.interval;
  const misread = total - data.confusion.reduce((sum, row, i) => sum + row[i], 0);
  const accuracy = dataValue(run.testAccuracy, percent(run.testAccuracy));
  accuracy.id = "test-accuracy";
  const facts = h(
    "ul",
    { class: "facts" },
    h(
      "li",
      { class: "answer" },
      h("strong", {}, accuracy),
      " ",
      h("span", {}, t("testAccuracy")),
      " ",
      h("span", { id: "interval" }, t("interval", { low: percent(low), high: percent(high) })),
    ),
    fact(dataValue(misread, count(misread)), t("misread", { total: count(total) })),
    fact(dataValue(run.parameters, count(run.parameters)), t("parameters")),
    fact(
      dataValue(run.trainSeconds, duration(run.trainSeconds)),
      t(run.fit ? "fitTime" : "trainTime"),
    ),
  );
  const network = h("div", {});
  if (run.interrupted) {
    const done = count(run.epochCount);
    const text = t(run.fit ? "interruptedFit" : "interrupted", { done });
    parent.append(h("p", { class: "warning" }, text));
  }
  parent.append(h("div", { class: "first" }, facts, network), h("h3", {}, t("surest")));
  drawNetwork(network);
  const surest = parent.appendChild(h("div", { class: "surest" }));
  drawMistakes(surest, 6);
}

/** A fact in large letters. @param {Node} value @param {string} name */
function fact(value, name) {
  return h("li", {}, h("strong", {}, value), " ", h("span", {}, name));
}
