// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { barChart } from "./charts.js";
import { data } from "./data.js";
import { h } from "./elements.js";
import { count, percent, short, t } from "./language.js";

/** One histogram for each hidden layer. @param {HTMLElement} parent */
export function drawActivations(parent) {
  if (data.activations.length === 0) return void parent.append(h("p", {}, t("noHidden")));
  const charts = parent.appendChild(h("div", { class: "charts" }));
  for (const layer of data.activations) {
    const { symbol, neurons, silent, count: total, zeros, bins, start, width, min, max, mean } =
      layer;
    const box = charts.appendChild(h("div", {}));
    barChart(box, {
      id: `activations-${symbol}`,
      title: t("layer", { symbol, neurons: count(neurons) }),
      xTitle: t("value"),
      x: bins.map((_, bin) => short(start + bin * width)),
      series: [{ name: t("shareOfValues"), values: bins.map((one) => one / (total || 1)) }],
      format: (value) => percent(value, 1),
      touching: true,
    });
    box.append(
      h(
        "p",
        {},
        t("layerFacts", {
          zeros: percent(zeros / (total || 1), 1),
          mean: short(mean),
          min: short(min),
          max: short(max),
          silent: count(silent),
        }),
      ),
    );
  }
}
