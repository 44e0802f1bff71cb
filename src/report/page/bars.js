// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { dataValue, h } from "./elements.js";

/**
 * A value for each class as a bar: from zero to the right, or to the left where it is negative.
 *
 * @param {readonly { name: string, value: number, mark?: boolean }[]} values
 * @param {{ format: (value: number) => string, most?: number }} options `most` is the value of the
 * longest bar; the largest of all if left out.
 */
export function barList(values, { format, most }) {
  const sizes = values.map(({ value }) => Math.abs(value));
  const longest = most ?? (Math.max(...sizes) || 1);
  const isSigned = values.some(({ value }) => value < 0);
  const items = values.map(({ name, value, mark }) => {
    const bar = h("span", { class: value < 0 ? "bar-of negative" : "bar-of" });
    const length = 100 * Math.abs(value) / longest / (isSigned ? 2 : 1);
    bar.style.width = `${length}%`;
    bar.style.marginLeft = isSigned ? `${value < 0 ? 50 - length : 50}%` : "0";
    return h(
      "li",
      { class: mark ? "marked" : false },
      h("strong", {}, name),
      h("span", { class: isSigned ? "track signed" : "track", "aria-hidden": "true" }, bar),
      dataValue(value, format(value)),
    );
  });
  return h("ul", { class: "bars" }, ...items);
}
