// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { bytesOf, data, labelOf } from "./data.js";
import { between, imageCanvas } from "./digits.js";
import { channels, h } from "./elements.js";
import { count, short, t } from "./language.js";

const values = new Int8Array(bytesOf(data.weights.values).buffer);

/** The weights of the first layer as images. @param {HTMLElement} parent */
export function drawWeights(parent) {
  const { neurons, shown, limit } = data.weights;
  const { rows, columns } = data.imageSize, pixels = rows * columns;
  const hidden = data.activations.length > 0;
  const [positive, negative, neutral] = ["positive", "negative", "neutral"].map(channels);
  /** @param {number} part −1 to 1 */
  const colourOf = (part) => between(neutral, part < 0 ? negative : positive, Math.abs(part));

  const isWhole = shown === neurons;
  const what = hidden
    ? (isWhole ? "neuronsAll" : "neuronsShown")
    : (isWhole ? "classesAll" : "classesShown");
  parent.append(
    h(
      "p",
      {},
      t(what, { shown: count(shown), total: count(neurons) }),
      " ",
      t("scale", { limit: short(limit) }),
    ),
    legend(limit, colourOf),
  );
  const figures = Array.from({ length: shown }, (_, neuron) => {
    const image = values.subarray(neuron * pixels, (neuron + 1) * pixels);
    const name = hidden
      ? t("neuron", { number: neuron + 1 })
      : t("classNumber", { number: labelOf(neuron) });
    const [min, max] = image.reduce(
      ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
      [0, 0],
    )
      .map((one) => short(one / 127 * limit));
    const canvas = imageCanvas(
      t("weightRange", { name, min, max }),
      (pixel) => colourOf(image[pixel] / 127),
    );
    return h(
      "figure",
      {},
      canvas,
      h("figcaption", { "aria-hidden": "true" }, hidden ? String(neuron + 1) : labelOf(neuron)),
    );
  });
  parent.append(h("div", { class: "weights" }, ...figures));
}

/** @param {number} limit @param {(part: number) => [number, number, number]} colourOf */
function legend(limit, colourOf) {
  const stops = Array.from({ length: 21 }, (_, i) => `rgb(${colourOf(i / 10 - 1).join(" ")})`);
  const bar = h("span", { class: "ramp" });
  bar.style.backgroundImage = `linear-gradient(to right, ${stops.join(", ")})`;
  const labels = [`≤ ${short(-limit)}`, "0", `≥ ${short(limit)}`].map((text) =>
    h("span", {}, text)
  );
  return h(
    "div",
    { class: "scale", "aria-hidden": "true" },
    bar,
    h("div", { class: "ends" }, ...labels),
  );
}
