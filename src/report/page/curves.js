// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { lineChart } from "./charts.js";
import { run } from "./data.js";
import { h } from "./elements.js";
import { count, decimal, percent, t } from "./language.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */

/** Loss and accuracy. @param {HTMLElement} parent */
export function drawCurves(parent) {
  const { epochs, epochCount } = run;
  /** @param {"trainLoss" | "testLoss" | "trainAccuracy" | "testAccuracy"} key @param {TextKey} name */
  const series = (key, name) => {
    const values = epochs.map((epoch) => epoch[key] ?? null);
    return values.some((value) => value !== null)
      ? [{ name: t(name), values, look: name === "train" ? 0 : 1 }]
      : [];
  };
  const losses = [...series("trainLoss", "train"), ...series("testLoss", "test")];
  const accuracies = [...series("trainAccuracy", "train"), ...series("testAccuracy", "test")];
  if (run.objectives.length > 0) {
    return lineChart(parent, {
      id: "objective",
      title: t("objective"),
      xTitle: t("iteration"),
      x: run.objectives.map((_, iteration) => count(iteration)),
      series: [{ name: t("objectiveName"), values: run.objectives }],
      format: (value) => decimal(value, 2),
      exact: (value) => decimal(value, 4),
      wide: true,
    });
  }
  if (losses.length + accuracies.length === 0) return void parent.append(h("p", {}, t("noEpochs")));
  const x = epochs.map(({ epoch }, i) => count(epoch ?? i + 1));
  const xTitle = t("epoch");
  const charts = parent.appendChild(h("div", { class: "charts" }));
  if (losses.length > 0) {
    lineChart(charts, {
      id: "loss",
      title: t("loss"),
      xTitle,
      x,
      series: losses,
      format: (value) => decimal(value, 2),
      exact: (value) => decimal(value, 4),
    });
  }
  if (accuracies.length > 0) {
    lineChart(charts, {
      id: "accuracy",
      title: t("accuracy"),
      xTitle,
      x,
      series: accuracies,
      format: (value) => percent(value, 1),
      exact: percent,
    });
  }
  if (epochs.length < epochCount) {
    parent.append(
      h("p", {}, t("thinned", { shown: count(epochs.length), total: count(epochCount) })),
    );
  }
}
