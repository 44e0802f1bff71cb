/**
 * Charts: curves, and bars.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A curve of a chart. */
export interface Series {
  /** What it shows. */
  readonly name: Text;
  /** Its points, from left to right; one that is not finite leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** An axis of a chart. */
export interface Axis {
  /** What is measured along it, with its unit. */
  readonly label: Text;
  /** Where it starts; at the least value by default. */
  readonly min?: number;
  /** Where it ends; at the greatest value by default. */
  readonly max?: number;
  /** Whether equal steps are equal factors; false by default. */
  readonly log?: boolean;
}

/** Curves on common axes, as a block of a lesson. At most four, told apart by their marks. */
export interface ChartBlock {
  /** What kind of block this is. */
  readonly kind: "chart";
  /** The curves. */
  readonly series: readonly Series[];
  /** The axis from left to right. */
  readonly x: Axis;
  /** The axis from bottom to top. */
  readonly y: Axis;
  /** How many lines the curves take. */
  readonly height: number;
  /** What stands above. */
  readonly caption?: Text;
  /** What is to be seen, in a sentence, for who does not see it; one is made if left out. */
  readonly alt?: Text;
}

/** Curves on common axes. Points are copied now, so that a growing list can be drawn again. */
export function chart(
  series: readonly Series[],
  axes: Pick<ChartBlock, "x" | "y" | "caption" | "alt"> & { readonly height?: number },
): ChartBlock {
  if (series.length > 4) throw new RangeError(`Cannot tell ${series.length} curves apart`);
  const { x, y, height = 11, caption, alt } = axes;
  const copied = series.map(({ name, points }) => ({ name, points: [...points] }));
  return { kind: "chart", series: copied, x, y, height, caption, alt };
}

/** A bar: what it stands for, how long it is, what is written after it. */
export interface LessonBar {
  /** What it stands for. */
  readonly label: Text | string;
  /** Its length, 0 or more. */
  readonly value: number;
  /** The value for people, such as `percent(0.5)`. */
  readonly text: Text | string;
}

/** Bars below each other, as a block of a lesson. */
export interface BarsBlock {
  /** What kind of block this is. */
  readonly kind: "bars";
  /** The bars. */
  readonly bars: readonly LessonBar[];
  /** The value of the longest possible bar; the largest of them by default. */
  readonly max?: number;
  /** The index of the bar to point at. */
  readonly highlight?: number;
  /** What stands above. */
  readonly caption?: Text;
}

/** Bars below each other. */
export function bars(
  all: readonly LessonBar[],
  options: Pick<BarsBlock, "max" | "highlight" | "caption"> = {},
): BarsBlock {
  return { kind: "bars", bars: all, ...options };
}

/** A confusion matrix, as a block of a lesson. */
export interface ConfusionBlock {
  /** What kind of block this is. */
  readonly kind: "confusion";
  /** (classes, classes): images by what they show, and by what is read. */
  readonly counts: readonly (readonly number[])[];
  /** What stands above. */
  readonly caption?: Text;
}

/** A confusion matrix: what images show by row, what is read by column. */
export function confusion(
  counts: ConfusionBlock["counts"],
  options: Pick<ConfusionBlock, "caption"> = {},
): ConfusionBlock {
  return { kind: "confusion", counts, ...options };
}

/** A table, as a block of a lesson. */
export interface TableBlock {
  /** What kind of block this is. */
  readonly kind: "table";
  /** The titles of the columns; the first column names the rows. */
  readonly head: readonly (Text | string)[];
  /** The rows. */
  readonly rows: readonly (readonly (Text | string)[])[];
  /** What stands above. */
  readonly caption?: Text;
}

/** A table: the first column names the rows, the others hold numbers, such as `n(0.5)`, or words. */
export function table(
  rows: TableBlock["rows"],
  options: Pick<TableBlock, "head" | "caption">,
): TableBlock {
  return { kind: "table", rows, ...options };
}
