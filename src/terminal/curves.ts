/**
 * Curves in braille dots: eight to a character, two across and four down.
 *
 * @module
 */
import type { ChartBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import { scaleOf } from "../lesson/axis.ts";
import type { LessonView } from "./lesson_view.ts";
import { type Ink, inked, style } from "./style.ts";
import { padLeft, padRight, textWidth, wrapText } from "./width.ts";

/** What tells curves apart: colours, and marks every now and then, which need no colour. */
const looks: readonly { readonly ink: Ink; readonly mark: string }[] = [
  { ink: "first", mark: "●" },
  { ink: "second", mark: "▲" },
  { ink: "third", mark: "■" },
  { ink: "fourth", mark: "◆" },
];
/** The columns from one mark of a curve to its next, and from the first of a curve to the next curve's. */
const APART = 12, AFTER = 3;
/** The dots of a character, by row and column: Unicode, chapter 21.1, "Braille". */
const dots = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/** The most columns of a chart: wider ones are no easier to read. */
const widest = 90;

/** What a character of the chart shows: dots, or a mark, and whose. */
interface Cell {
  dots: number;
  mark?: string;
  ink?: Ink;
}

/** The lines of a chart: caption, curves between their axes, and what each curve is. */
export function curveLines(block: ChartBlock, view: LessonView): string {
  const { series, height, caption } = block;
  const { language, colour } = view;
  const number = (value: number) => formatSignificant(value, { language });
  const y = scaleOf(block.y, {
    values: series.flatMap(({ points }) => points.map(([, y]) => y)),
    most: Math.round(height / 2.5),
  });
  const rowOf = (value: number) => Math.round((1 - y.place(value)) * (4 * height - 1));
  const ticks = new Map(y.ticks.map((tick) => [rowOf(tick) >> 2, number(tick)]));
  const margin = Math.max(...ticks.values().map(textWidth));
  const columns = Math.max(10, Math.min(view.width, widest) - margin - 2);
  const x = scaleOf(block.x, {
    values: series.flatMap(({ points }) => points.map(([x]) => x)),
    most: Math.max(2, Math.floor(columns / 12)),
  });
  const columnOf = (value: number) => Math.round(x.place(value) * (2 * columns - 1));

  const cells = Array.from(
    { length: height },
    () => Array.from({ length: columns }, (): Cell => ({ dots: 0 })),
  );
  const drawn = series.map(({ points }, i) => {
    const path = points.map(([x, y]) => [columnOf(x), rowOf(y)] as const)
      .filter((dot) => dot.every(Number.isFinite));
    return stroke(cells, path, looks[i].ink);
  });
  // Marks come last: a curve that lies under another still shows its own.
  for (const [i, seen] of (series.length > 1 ? drawn : []).entries()) {
    const { ink, mark } = looks[i];
    const marked = [...seen.keys()].filter((column) => column % APART === (1 + i * AFTER));
    for (const column of marked.length > 0 ? marked : [...seen.keys()].slice(-1)) {
      Object.assign(cells[seen.get(column)!][column], { mark, ink });
    }
  }
  const lines = cells.map((row, i) => {
    const curves = row.map(({ dots, mark, ink }) => {
      const character = mark ?? String.fromCodePoint(0x2800 + dots);
      return ink ? inked(ink, character, colour) : character;
    }).join("").replace(/\u2800+$/, "");
    return `${padLeft(ticks.get(i) ?? "", margin)}${ticks.has(i) ? "┤" : "│"}${curves}`;
  });
  const named = ({ label, log }: ChartBlock["x"]) =>
    `${written(label, language)}${log ? " (log)" : ""}`;
  const names = series.map(({ name }, i) => {
    const { ink, mark } = looks[i];
    const text = written(name, language).replaceAll(" ", "\u00a0");
    return `${inked(ink, series.length > 1 ? `━${mark}━` : "━━━", colour)}\u00a0${text}`;
  });
  return [
    ...(caption
      ? [wrapText(style("bold", written(caption, language), colour), { width: view.width })]
      : []),
    named(block.y),
    ...lines,
    ...below(x.ticks.map((tick) => ({ column: columnOf(tick) >> 1, text: number(tick) })), {
      columns,
      label: named(block.x),
    }).map((line, i) => `${" ".repeat(margin)}${i === 0 ? "└" : " "}${line}`.trimEnd()),
    wrapText(names.join(" \u00a0\u00a0"), { width: view.width, indent: margin + 1 }),
  ].join("\n");
}

/** The axis with what it measures at its end, and its ticks' numbers below, as many as there is room for. */
function below(
  ticks: readonly { readonly column: number; readonly text: string }[],
  { columns, label }: { readonly columns: number; readonly label: string },
): string[] {
  const fits = 2 * textWidth(label) <= columns;
  const rule = columns - (fits ? textWidth(label) + 1 : 0);
  let numbers = "";
  const marks = Array(rule).fill("─");
  for (const { column, text } of ticks) {
    const width = textWidth(text);
    const start = Math.min(Math.max(0, column - (width >> 1)), columns - width);
    if (numbers !== "" && start < textWidth(numbers) + 2) continue;
    numbers = padRight(numbers, start) + text;
    if (column < rule) marks[column] = "┬";
  }
  const axis = marks.join("");
  return fits ? [`${axis} ${label}`, numbers] : [axis, numbers, label];
}

/** Draws lines from point to point; what is outside is left out. Gives the last row in each column. */
function stroke(
  cells: readonly Cell[][],
  path: readonly (readonly [number, number])[],
  ink: Ink,
): Map<number, number> {
  const seen = new Map<number, number>();
  const dot = (x: number, y: number) => {
    const cell = cells[y >> 2]?.[x >> 1];
    if (!cell) return;
    cell.dots |= dots[y & 3][x & 1];
    cell.ink = ink;
    seen.set(x >> 1, y >> 2);
  };
  for (const [i, [x, y]] of path.entries()) {
    const [fromX, fromY] = path[Math.max(0, i - 1)];
    const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY));
    // A curve that has run away would take for ever to draw.
    if (steps > 100_000) continue;
    for (let step = i === 0 ? 0 : 1; step <= steps; step++) {
      const part = steps === 0 ? 0 : step / steps;
      dot(Math.round(fromX + part * (x - fromX)), Math.round(fromY + part * (y - fromY)));
    }
  }
  return seen;
}
