/**
 * The frame of a chart: its axes, with round numbers on them, around what is drawn in dots.
 *
 * @module
 */
import type { Axis } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import { scaleOf } from "../lesson/axis.ts";
import { Dots } from "./dots.ts";
import type { LessonView } from "./lesson_view.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** The most columns of a chart: wider ones are no easier to read. */
const WIDEST = 90;

/** What a chart is drawn on. */
export interface Sheet {
  /** The dots. */
  readonly dots: Dots;
  /** The column of dots of a value on the axis from left to right. */
  columnOf(x: number): number;
  /** The row of dots of a value on the axis from bottom to top. */
  rowOf(y: number): number;
}

/** A chart without its content. */
export interface Frame {
  /** The axis from left to right, and the values along it. */
  readonly x: Axis & { readonly values: readonly number[] };
  /** The axis from bottom to top, and the values along it. */
  readonly y: Axis & { readonly values: readonly number[] };
  /** How many lines it takes, without the axis. */
  readonly height: number;
  /** The most columns of the whole chart; 90 by default. */
  readonly widest?: number;
}

/** The lines of a chart in its frame, and how wide what stands before it is. */
export function framed(
  frame: Frame,
  { language, width, colour }: LessonView,
  draw: (sheet: Sheet) => void,
): { readonly lines: string[]; readonly margin: number } {
  const { height } = frame;
  const number = (value: number) => formatSignificant(value, { language });
  const y = scaleOf(frame.y, { values: frame.y.values, most: Math.round(height / 2.5) });
  const rowOf = (value: number) => Math.round((1 - y.place(value)) * (4 * height - 1));
  const ticks = new Map(y.ticks.map((tick) => [rowOf(tick) >> 2, number(tick)]));
  const margin = Math.max(...ticks.values().map(textWidth));
  const columns = Math.max(10, Math.min(width, frame.widest ?? WIDEST) - margin - 2);
  const x = scaleOf(frame.x, {
    values: frame.x.values,
    most: Math.max(2, Math.floor(columns / 12)),
  });
  const columnOf = (value: number) => Math.round(x.place(value) * (2 * columns - 1));
  const dots = new Dots({ columns, rows: height });
  draw({ dots, columnOf, rowOf });
  const named = ({ label, log }: Axis) => `${written(label, language)}${log ? " (log)" : ""}`;
  const lines = [
    named(frame.y),
    ...dots.lines(colour).map((line, i) =>
      `${padLeft(ticks.get(i) ?? "", margin)}${ticks.has(i) ? "┤" : "│"}${line}`
    ),
    ...below(x.ticks.map((tick) => ({ column: columnOf(tick) >> 1, text: number(tick) })), {
      columns,
      label: named(frame.x),
    }).map((line, i) => `${" ".repeat(margin)}${i === 0 ? "└" : " "}${line}`.trimEnd()),
  ];
  return { lines, margin };
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
