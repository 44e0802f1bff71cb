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
    "intervalHead",
    "testImages",
    "parameters",
    "trainSeconds",
  ];
  /** @param {readonly [low: number, high: number]} interval */
  const interval = ([low, high]) => t("lowToHigh", { low: percent(low), high: percent(high) });
  const rows = data.runs.map((run) => [
    run.comparable
      ? run.name
      : h("span", {}, run.name, h("small", { class: "badge" }, t("otherImages"))),
    run.network,
    dataValue(run.epochCount, count(run.epochCount)),
    dataValue(run.testAccuracy, percent(run.testAccuracy)),
    interval(run.interval),
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
  /** @param {import("../run_row.ts").ReportEpoch} epoch */
  const read = ({ testAccuracy, validationAccuracy }) => testAccuracy ?? validationAccuracy;
  const curves = data.runs.filter(({ epochs }) => epochs.some((one) => read(one) !== undefined));
  const baselines = data.runs.filter(({ objectives }) => objectives.length > 0);
  if (curves.length === 0 || curves.length + baselines.length < 2) return;
  const numbers = new Set(
    curves.flatMap(({ epochs }) => epochs.map(({ epoch }, i) => epoch ?? i + 1)),
  );
  const x = [...numbers].sort((a, b) => a - b);
  /** @param {import("./data.js").RunRow} run */
  const shortened = ({ name, comparable }) => {
    const short = name.length > 28 ? `${name.slice(0, 27)}…` : name;
    return comparable ? short : t("onOtherImages", { name: short });
  };
  lineChart(parent, {
    id: "runs",
    title: t("accuracyOfRuns"),
    xTitle: t("epoch"),
    x: x.map(count),
    series: [
      ...curves.map((run) => {
        const values = new Map(
          run.epochs.map((one, i) => [one.epoch ?? i + 1, read(one)]),
        );
        return {
          name: shortened(run) +
            (run.epochs[0].validationAccuracy === undefined ? "" : ` (${t("validation")})`),
          values: x.map((number) => values.get(number) ?? null),
        };
      }),
      ...baselines.map((run) => ({
        name: shortened(run),
        values: x.map(() => run.testAccuracy),
        level: true,
      })),
    ],
    format: (value) => percent(value, 1),
    exact: percent,
    legend: true,
    wide: true,
  });
}
