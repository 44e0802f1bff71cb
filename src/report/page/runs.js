// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { lineChart } from "./charts.js";
import { data } from "./data.js";
import { dataValue, h, table } from "./elements.js";
import { count, duration, percent, t } from "./language.js";

/** The runs side by side. @param {HTMLElement} parent */
export function drawRuns(parent) {
  const head = [
    "run",
    "layers",
    "epochs",
    "testAccuracy",
    "testImages",
    "parameters",
    "trainSeconds",
  ];
  const rows = data.runs.map((run) => [
    run.name,
    run.architecture.join("-"),
    dataValue(run.epochCount, count(run.epochCount)),
    dataValue(run.testAccuracy, percent(run.testAccuracy)),
    dataValue(run.testImages, count(run.testImages)),
    dataValue(run.parameters, count(run.parameters)),
    dataValue(run.trainSeconds, duration(run.trainSeconds)),
  ]);
  const names = head.map((key) => t(/** @type {import("../texts.ts").TextKey} */ (key)));
  parent.append(table(names, rows, t("runsTitle")));
  if (data.runs.length === 1) {
    parent.append(h("p", {}, t("runsAlone", { name: data.name })));
    return;
  }
  /** @param {import("../page_data.ts").ReportEpoch} epoch */
  const read = ({ testAccuracy, validationAccuracy }) => testAccuracy ?? validationAccuracy;
  const curves = data.runs.filter(({ epochs }) => epochs.some((one) => read(one) !== undefined));
  const baselines = data.runs.filter(({ objectives }) => objectives.length > 0);
  if (curves.length === 0 || curves.length + baselines.length < 2) return;
  const numbers = new Set(
    curves.flatMap(({ epochs }) => epochs.map(({ epoch }, i) => epoch ?? i + 1)),
  );
  const x = [...numbers].sort((a, b) => a - b);
  /** @param {string} name */
  const shortened = (name) => name.length > 28 ? `${name.slice(0, 27)}…` : name;
  lineChart(parent, {
    id: "runs",
    title: t("accuracyOfRuns"),
    xTitle: t("epoch"),
    x: x.map(count),
    series: [
      ...curves.map(({ name, epochs }) => {
        const values = new Map(
          epochs.map((one, i) => [one.epoch ?? i + 1, read(one)]),
        );
        return {
          name: shortened(name) +
            (epochs[0].validationAccuracy === undefined ? "" : ` (${t("validation")})`),
          values: x.map((number) => values.get(number) ?? null),
        };
      }),
      ...baselines.map(({ name, testAccuracy }) => ({
        name: shortened(name),
        values: x.map(() => testAccuracy),
        level: true,
      })),
    ],
    format: (value) => percent(value, 1),
    exact: percent,
    legend: true,
    wide: true,
  });
}
