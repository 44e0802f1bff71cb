// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, labelOf } from "./data.js";
import { dataValue, h, table } from "./elements.js";
import { count, decimal, t } from "./language.js";

/** Where the scale of the shares may start: as high as it can, so that classes are told apart. */
const STARTS = [0.98, 0.95, 0.9, 0.8, 0.5, 0];

/** Precision, recall, F1 and images of each class, each drawn beside its number. @param {HTMLElement} parent */
export function drawClasses(parent) {
  const { train, test } = data.dataset, { classes, mean } = data;
  const shares = classes.flatMap(({ precision, recall, f1 }) => [precision, recall, f1])
    .filter((share) => share !== null);
  const lowest = Math.min(1, ...shares);
  const start = STARTS.find((one) => one <= lowest) ?? 0;
  const most = Math.max(...train ?? [], 1), mostTest = Math.max(...test, 1);

  /** @param {Node} value @param {number} part 0 to 1 @param {string} look */
  const drawn = (value, part, look) => {
    const mark = h("i", {});
    mark.style[look === "dot" ? "left" : "width"] = `${100 * part}%`;
    return h(
      "span",
      { class: "drawn" },
      h("span", { class: look, "aria-hidden": "true" }, mark),
      value,
    );
  };
  /** @param {number | null} share */
  const dot = (share) =>
    share === null
      ? "–"
      : drawn(dataValue(share, decimal(share, 4)), (share - start) / (1 - start), "dot");
  /** @param {import("../../train/confusion.ts").ClassReport} report */
  const dots = ({ precision, recall, f1 }) => [dot(precision), dot(recall), dot(f1)];
  const rows = classes.map((report, index) => [
    labelOf(index),
    ...dots(report),
    drawn(dataValue(test[index], count(test[index])), test[index] / mostTest, "length"),
    ...train
      ? [drawn(dataValue(train[index], count(train[index])), train[index] / most, "length")]
      : [],
  ]);
  /** @param {readonly number[]} counts */
  const total = (counts) => counts.reduce((sum, one) => sum + one, 0);
  const totals = (train ? [test, train] : [test]).map(total)
    .map((all) => dataValue(all, count(all)));
  const head = [
    t("class"),
    t("precision"),
    t("recall"),
    t("f1"),
    t("testImages"),
    ...train ? [t("trainImages")] : [],
  ];
  parent.append(
    table(head, [...rows, [t("mean"), ...dots(mean), ...totals]], t("classesTitle")),
    h("p", { class: "legend scale-of-dots" }, t("dotsFrom", { low: decimal(start) })),
  );
}
