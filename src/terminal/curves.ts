/**
 * Curves in braille dots: eight to a character, two across and four down.
 *
 * @module
 */
import type { Axis, ChartBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import type { LessonView } from "./lesson_view.ts";
import { style } from "./style.ts";
import { padLeft, textWidth, wrapText } from "./width.ts";

/** How each curve is drawn, so that they are told apart without colour: dots on, in a cycle. */
const strokes = [
  { sample: "━━━", cycle: [true] },
  { sample: "╍╍╍", cycle: [true, true, true, true, true, false, false, false, false] },
  { sample: "┈┈┈", cycle: [true, false, false, false] },
  { sample: "╍┈╍", cycle: "#######...#...".split("").map((dot) => dot === "#") },
];
/** The dots of a character, by row and column: Unicode, chapter 21.1, "Braille". */
const dots = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/** The most columns of a chart: wider ones are no easier to read. */
const widest = 90;

/** The lines of a chart: caption, curves between their axes, and what each curve is. */
export function curveLines(block: ChartBlock, view: LessonView): string {
  const { series, height, caption } = block;
  const { language, colour } = view;
  const x = scaleOf(block.x, series.flatMap(({ points }) => points.map(([x]) => x)));
  const y = scaleOf(block.y, series.flatMap(({ points }) => points.map(([, y]) => y)));
  const number = (value: number) => formatSignificant(value, { language });
  const ticks = new Map(
    [0, height >> 1, height - 1].map((row) => [row, number(y.at(1 - row / (height - 1)))]),
  );
  const margin = Math.max(...ticks.values().map(textWidth));
  const several = series.length > 1;
  const columns = Math.max(10, Math.min(view.width, widest) - margin - 2 - (several ? 2 : 0));

  const cells = Array.from({ length: height }, () => new Uint8Array(columns));
  const letters: string[] = Array(height).fill("");
  for (const [i, { points }] of series.entries()) {
    const path = points.map(([px, py]) =>
      [
        Math.round(x.place(px) * (2 * columns - 1)),
        Math.round((1 - y.place(py)) * (4 * height - 1)),
      ] as const
    ).filter((dot) => dot.every(Number.isFinite));
    stroke(cells, path, strokes[i].cycle);
    const end = path.at(-1);
    if (several && end) {
      let row = Math.min(Math.max(end[1] >> 2, 0), height - 1);
      while (letters[row] !== "" && row < height - 1) row++;
      while (letters[row] !== "" && row > 0) row--;
      letters[row] = "abcd"[i];
    }
  }
  const lines = cells.map((cell, row) => {
    const curve = String.fromCodePoint(...Array.from(cell, (bits) => 0x2800 + bits));
    const axis = ticks.has(row) ? "┤" : "│";
    const end = letters[row] && ` ${letters[row]}`;
    return `${padLeft(ticks.get(row) ?? "", margin)}${axis}${curve}${end}`.replace(/\u2800+$/, "");
  });
  const [start, end] = [number(x.at(0)), number(x.at(1))];
  const label = `${written(block.x.label, language)}${block.x.log ? " (log)" : ""}`;
  const gap = columns - textWidth(start) - textWidth(end) - textWidth(label);
  const below = gap < 2
    ? `${start}${" ".repeat(Math.max(1, columns - textWidth(start) - textWidth(end)))}${end}`
    : start + " ".repeat(gap >> 1) + label + " ".repeat(gap - (gap >> 1)) + end;
  const names = series.map(({ name }, i) =>
    `${several ? `${"abcd"[i]}\u00a0` : ""}${strokes[i].sample}\u00a0${
      written(name, language).replaceAll(" ", "\u00a0")
    }`
  );
  const above = caption
    ? [wrapText(style("bold", written(caption, language), colour), { width: view.width })]
    : [];
  return [
    ...above,
    `${written(block.y.label, language)}${block.y.log ? " (log)" : ""}`,
    ...lines,
    `${" ".repeat(margin)}└${"─".repeat(columns)}`,
    `${" ".repeat(margin + 1)}${below}`,
    ...(gap < 2 ? [`${" ".repeat(margin + 1)}${label}`] : []),
    wrapText(names.join(" \u00a0\u00a0"), { width: view.width, indent: margin + 1 }),
  ].join("\n");
}

/** Where a value stands on an axis, from 0 to 1, and the value of such a place. */
function scaleOf({ log, min, max }: Axis, values: readonly number[]) {
  const usable = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const low = min ?? usable.reduce((a, b) => Math.min(a, b), Infinity);
  const high = max ?? usable.reduce((a, b) => Math.max(a, b), -Infinity);
  const forth = log ? Math.log10 : (value: number) => value;
  const back = log ? (value: number) => 10 ** value : (value: number) => value;
  const start = forth(usable.length || min !== undefined ? low : 1);
  const end = forth(usable.length || max !== undefined ? high : 10);
  const length = end - start || 1;
  return {
    place: (value: number) => (forth(value) - start) / length,
    at: (place: number) => back(start + place * length),
  };
}

/** Draws lines from point to point; what is outside is left out. */
function stroke(
  cells: readonly Uint8Array[],
  path: readonly (readonly [number, number])[],
  cycle: readonly boolean[],
): void {
  let drawn = 0;
  const dot = (x: number, y: number) => {
    const row = cells[y >> 2];
    if (cycle[drawn++ % cycle.length] && row && x >= 0 && x >> 1 < row.length && y >= 0) {
      row[x >> 1] |= dots[y & 3][x & 1];
    }
  };
  for (const [i, [x, y]] of path.entries()) {
    const [fromX, fromY] = path[Math.max(0, i - 1)];
    const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY));
    // A curve that has run far away would take for ever to draw.
    if (steps > 100_000) continue;
    for (let step = i === 0 ? 0 : 1; step <= steps; step++) {
      const part = steps === 0 ? 0 : step / steps;
      dot(Math.round(fromX + part * (x - fromX)), Math.round(fromY + part * (y - fromY)));
    }
  }
}
