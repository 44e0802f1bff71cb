// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { colour, details, h, table } from "./elements.js";
import { currentLanguage, t } from "./language.js";

/**
 * `look` chooses the colour, dashes and points; the place of the series if left out. A `level` is one
 * value all along: a dashed line with its name and value on it.
 *
 * @typedef {{
 *   name: string, values: readonly (number | null)[], look?: number, level?: boolean,
 * }} Series
 */
/**
 * @typedef {{
 *   id: string, title: string, xTitle: string, x: readonly string[], series: readonly Series[],
 *   format: (value: number) => string, exact?: (value: number) => string, rows?: Node,
 *   legend?: boolean, wide?: boolean, zero?: boolean,
 * }} ChartSpec
 */

/** Chart.js, which an earlier script of the page defines. */
const { Chart } = /** @type {typeof globalThis & { Chart: typeof import("chart.js").Chart }} */ (
  globalThis
);
/** @type {import("chart.js").Chart[]} */
const drawn = [];

/** Series are told apart by colour, by dashes, by the shape of their points and by their names. */
const COLOURS = ["train", "test", "third", "fourth", "fifth", "sixth"];
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [1, 4]];
const POINTS = /** @type {const} */ (["circle", "triangle", "rect", "rectRot", "crossRot", "star"]);

/** Forgets the charts of the last drawing. */
export function clearCharts() {
  for (const chart of drawn.splice(0)) chart.destroy();
}

/** Gives the charts the size that they have room for, now and not when the browser comes to it. */
export function fitCharts() {
  for (const chart of drawn) chart.resize();
}

/** Writes the name of each line at its end, and keeps the names apart. */
const namesAtEnds = {
  id: "namesAtEnds",
  /** @param {import("chart.js").Chart} chart */
  afterDatasetsDraw(chart) {
    const ends = chart.data.datasets.flatMap(({ label, borderColor }, index) => {
      const last = chart.getDatasetMeta(index).data.at(-1);
      return last ? [{ label, borderColor, x: last.x, y: last.y }] : [];
    }).sort((a, b) => a.y - b.y);
    for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + 15);
    const overflow = Math.max(0, (ends.at(-1)?.y ?? 0) - chart.chartArea.bottom + 4);
    for (const { label, borderColor, x, y } of ends) {
      chart.ctx.fillStyle = String(borderColor);
      chart.ctx.font = "600 12px system-ui, sans-serif";
      chart.ctx.textBaseline = "middle";
      chart.ctx.fillText(String(label), x + 8, y - overflow);
    }
  },
};

/** Dashes of a level, longer than those of any other series. */
const LEVEL_DASHES = [14, 6];

/** Writes the name and the value of each level on its line. @param {ChartSpec} spec */
const namesOnLevels = ({ series, format, exact = format }) => ({
  id: "namesOnLevels",
  /** @param {import("chart.js").Chart} chart */
  afterDatasetsDraw(chart) {
    const { ctx, chartArea: { left, right, top } } = chart;
    series.forEach(({ name, values: [value], level }, index) => {
      if (!level || value === null || !chart.isDatasetVisible(index)) return;
      const y = chart.scales.y.getPixelForValue(value);
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = String(chart.data.datasets[index].borderColor);
      ctx.lineWidth = 2;
      ctx.setLineDash(LEVEL_DASHES);
      ctx.beginPath();
      ctx.moveTo(left, y);
      ctx.lineTo(right, y);
      ctx.stroke();
      ctx.font = "600 12px system-ui, sans-serif";
      ctx.textAlign = "right";
      const isHigh = y - top < 18;
      ctx.textBaseline = isHigh ? "top" : "bottom";
      const text = t("labelled", { name, value: exact(value) });
      ctx.fillText(text, right - 4, isHigh ? y + 4 : y - 4, right - left - 8);
      ctx.restore();
    });
  },
});

/** @param {ChartSpec} spec @param {boolean} names */
function commonOptions({ title, xTitle, series, format, legend, zero }, names) {
  const text = colour("ink"), muted = colour("muted"), line = colour("line");
  return {
    animation: /** @type {const} */ (false),
    responsive: true,
    maintainAspectRatio: false,
    // A printer has more dots than a screen.
    devicePixelRatio: document.documentElement.dataset.printed ? 3 : undefined,
    locale: currentLanguage(),
    color: text,
    layout: {
      padding: { right: names ? 18 + 7.5 * Math.max(...series.map(({ name }) => name.length)) : 4 },
    },
    interaction: { mode: /** @type {const} */ ("index"), intersect: false },
    scales: {
      x: {
        title: { display: true, text: xTitle, color: muted },
        ticks: { color: muted, maxRotation: 0, autoSkipPadding: 12 },
        grid: { display: false },
        border: { color: line },
      },
      y: {
        beginAtZero: zero ?? false,
        ticks: {
          color: muted,
          maxTicksLimit: 6,
          callback: (/** @type {string | number} */ y) => format(Number(y)),
        },
        grid: { color: line },
        border: { display: false },
      },
    },
    plugins: {
      title: {
        display: true,
        text: title,
        color: text,
        align: /** @type {const} */ ("start"),
        font: { size: 14 },
      },
      legend: {
        display: legend ?? false,
        labels: {
          color: text,
          usePointStyle: true,
          pointStyleWidth: zero ? 28 : 14,
        },
      },
      tooltip: {
        callbacks: {
          label: (/** @type {import("chart.js").TooltipItem<"line" | "bar">} */ item) =>
            t("labelled", { name: String(item.dataset.label), value: format(item.parsed.y ?? 0) }),
        },
      },
    },
  };
}

/**
 * A chart in its figure, with a text for those who do not see it and its numbers in a table.
 *
 * @param {HTMLElement} parent
 * @param {ChartSpec} spec
 */
function figure(parent, spec) {
  const { id, title, x, series, format, exact = format } = spec;
  const ranges = series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    return t("fromTo", { name, first: format(known[0] ?? 0), last: format(known.at(-1) ?? 0) });
  });
  const label = t("chartOf", { title, series: ranges.join(", ") });
  const canvas = h("canvas", { id: `chart-${id}`, role: "img", "aria-label": label });
  const rows = spec.rows ?? table(
    [spec.xTitle, ...series.map(({ name }) => name)],
    x.map((name, i) => [
      name,
      ...series.map(({ values }) => {
        const value = values[i];
        return value === null || value === undefined
          ? "–"
          : h("data", { value: String(value) }, exact(value));
      }),
    ]),
    title,
  );
  parent.append(
    h(
      "figure",
      { class: spec.wide ? "chart wide" : "chart" },
      h("div", { class: "plot" }, canvas),
      details(`numbers-${id}`, t("figures"), rows),
    ),
  );
  return canvas;
}

/** Lines over epochs. @param {HTMLElement} parent @param {ChartSpec} spec */
export function lineChart(parent, spec) {
  const names = !spec.legend;
  const many = spec.x.length > 30;
  drawn.push(
    new Chart(figure(parent, spec), {
      type: "line",
      data: {
        labels: [...spec.x],
        datasets: spec.series.map((
          { name, values, level, look: index = spec.series.findIndex((one) => one.name === name) },
        ) => ({
          label: name,
          data: [...values],
          borderColor: colour(COLOURS[index % COLOURS.length]),
          backgroundColor: colour(COLOURS[index % COLOURS.length]),
          borderDash: level ? LEVEL_DASHES : DASHES[index % DASHES.length],
          pointStyle: level ? /** @type {const} */ ("line") : POINTS[index % POINTS.length],
          pointRadius: many || level ? 0 : 4,
          showLine: !level, // namesOnLevels draws it, from side to side
          borderWidth: 2,
          spanGaps: true,
        })),
      },
      options: commonOptions(spec, names),
      plugins: [...(names ? [namesAtEnds] : []), namesOnLevels(spec)],
    }),
  );
}

/** Bars; a second series is hollow. @param {HTMLElement} parent @param {ChartSpec & { touching?: boolean }} spec */
export function barChart(parent, spec) {
  drawn.push(
    new Chart(figure(parent, spec), {
      type: "bar",
      data: {
        labels: [...spec.x],
        datasets: spec.series.map(({ name, values }, index) => ({
          label: name,
          data: [...values],
          borderColor: colour(COLOURS[index]),
          backgroundColor: index === 0 ? colour(COLOURS[index]) : "transparent",
          borderWidth: 2,
          pointStyle: "rect",
          ...(spec.touching && { barPercentage: 1, categoryPercentage: 0.94 }),
        })),
      },
      options: commonOptions({ ...spec, zero: true }, false),
    }),
  );
}
