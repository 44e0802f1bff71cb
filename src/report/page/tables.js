// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { barChart, lineChart } from "./charts.js";
import { data, labelOf } from "./data.js";
import { dataValue, h, table } from "./elements.js";
import { count, currentLanguage, decimal, duration, percent, short, t } from "./language.js";

/** @typedef {import("../texts.ts").TextKey} TextKey */

const [run] = data.runs;

/** A value of a recipe, as people read it. @param {string} key @param {unknown} value @returns {string} */
function recipeValue(key, value) {
  if (value === null) return t("all");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.length === 0 ? t("none") : value.join("-");
  if (typeof value === "number" && key !== "seed") {
    return decimal(value);
  }
  return String(value);
}

/** A fact in large letters. @param {Node} value @param {string} name */
function fact(value, name) {
  return h("li", {}, h("strong", {}, value), " ", h("span", {}, name));
}

/** A name and its value, in a list of them. @param {string} name @param {string | Node} value */
function entry(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

/** The result in large, then the recipe. @param {HTMLElement} parent */
export function drawSummary(parent) {
  const total = run.testImages;
  const misread = total - data.confusion.reduce((sum, row, i) => sum + row[i], 0);
  const accuracy = dataValue(run.testAccuracy, percent(run.testAccuracy));
  accuracy.id = "test-accuracy";
  parent.append(
    h(
      "ul",
      { class: "facts" },
      fact(accuracy, t("testAccuracy")),
      fact(dataValue(misread, count(misread)), t("misread", { total: count(total) })),
      fact(dataValue(run.parameters, count(run.parameters)), t("parameters")),
      fact(
        dataValue(run.trainSeconds, duration(run.trainSeconds)),
        t(run.fit ? "fitTime" : "trainTime"),
      ),
    ),
  );
  if (run.bestEpoch !== undefined) {
    parent.append(h("p", { id: "best" }, t("best", { epoch: count(run.bestEpoch) })));
  }
  if (run.interrupted) {
    const done = count(run.epochCount);
    const text = t(run.fit ? "interruptedFit" : "interrupted", { done });
    parent.append(h("p", { class: "warning" }, text));
  }
  drawFit(parent);
  const entries = Object.entries(run.recipe).map(([key, value]) => {
    const known = /** @type {Record<string, string>} */ (data.texts[currentLanguage()]);
    const name = Object.hasOwn(known, `recipe_${key}`) ? known[`recipe_${key}`] : key;
    return entry(name, recipeValue(key, value));
  });
  entries.push(
    entry(t("totalTime"), dataValue(run.totalSeconds, duration(run.totalSeconds))),
    h(
      "div",
      { class: "digest" },
      h("dt", {}, t("weightsDigest")),
      h("dd", {}, h("code", {}, run.weightsSha256)),
    ),
  );
  parent.append(h("h3", {}, t("recipe")), h("dl", { class: "recipe" }, ...entries));
}

/** How the fit of a baseline ended. @param {HTMLElement} parent */
function drawFit(parent) {
  const { fit, epochCount } = run;
  if (!fit) return;
  const { objective, evaluations, stopped } = fit;
  const entries = [
    entry(t("finalObjective"), dataValue(objective, decimal(objective, 6))),
    entry(t("iterationsMade"), dataValue(epochCount, count(epochCount))),
    entry(t("evaluations"), dataValue(evaluations, count(evaluations))),
    entry(t("stopped"), t(`stopped_${stopped ?? "interrupted"}`)),
  ];
  parent.append(h("h3", {}, t("fit")), h("dl", { class: "recipe", id: "fit" }, ...entries));
}

/** Loss and accuracy. @param {HTMLElement} parent */
export function drawCurves(parent) {
  const { epochs, epochCount } = run;
  /** @param {"trainLoss" | "testLoss" | "validationLoss" | "trainAccuracy" | "testAccuracy" | "validationAccuracy"} key @param {TextKey} name */
  const series = (key, name) => {
    const values = epochs.map((epoch) => epoch[key] ?? null);
    return values.some((value) => value !== null)
      ? [{ name: t(name), values, look: name === "train" ? 0 : 1 }]
      : [];
  };
  const losses = [
    ...series("trainLoss", "train"),
    ...series("testLoss", "test"),
    ...series("validationLoss", "validation"),
  ];
  const accuracies = [
    ...series("trainAccuracy", "train"),
    ...series("testAccuracy", "test"),
    ...series("validationAccuracy", "validation"),
  ];
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

/** Precision, recall, F1. @param {HTMLElement} parent */
export function drawClasses(parent) {
  /** @param {number | null} share */
  const cell = (share) => share === null ? "–" : dataValue(share, decimal(share, 4));
  /** @param {string} name @param {import("../../train/confusion.ts").ClassReport} report */
  const row = (name, { precision, recall, f1, support }) => [
    name,
    cell(precision),
    cell(recall),
    cell(f1),
    dataValue(support, count(support)),
  ];
  const head = [t("class"), t("precision"), t("recall"), t("f1"), t("images")];
  const rows = data.classes.map((report, index) => row(labelOf(index), report));
  parent.append(table(head, [...rows, row(t("mean"), data.mean)], t("classesTitle")));
}

/** How many images of each class. @param {HTMLElement} parent */
export function drawDistribution(parent) {
  const { train, test } = data.dataset;
  /** @param {readonly number[]} counts */
  const shares = (counts) => {
    const total = counts.reduce((sum, one) => sum + one, 0) || 1;
    return counts.map((one) => one / total);
  };
  const x = train.map((_, index) => labelOf(index));
  const rows = x.map((name, label) => [
    name,
    dataValue(train[label], count(train[label])),
    dataValue(test[label], count(test[label])),
  ]);
  barChart(parent, {
    id: "distribution",
    title: t("share"),
    xTitle: t("class"),
    x,
    series: [{ name: t("trainImages"), values: shares(train) }, {
      name: t("testImages"),
      values: shares(test),
    }],
    format: (value) => percent(value, 1),
    rows: table([t("class"), t("trainImages"), t("testImages")], rows, t("distributionTitle")),
    legend: true,
    wide: true,
  });
}

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
