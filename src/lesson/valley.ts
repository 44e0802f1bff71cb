/**
 * The valley of a loss of two weights, seen from above, with the steps of descents in it.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Axis } from "./chart.ts";
import type { Point } from "./tangent.ts";

/** Where a descent came by. */
export interface Descent {
  /** What it is. */
  readonly name: Text;
  /** Its places, from the start on; one that is not finite ends the drawing of it. */
  readonly steps: readonly Point[];
}

/** A valley with descents, as a block of a lesson. */
export interface ValleyBlock {
  /** What kind of block this is. */
  readonly kind: "valley";
  /** The loss at `columns` by `rows` places, row by row from the top. */
  readonly losses: readonly number[];
  /** How many places from left to right. */
  readonly columns: number;
  /** How many from top to bottom. */
  readonly rows: number;
  /** The losses at which contours are drawn, from the least. */
  readonly levels: readonly number[];
  /** The descents, four at most, told apart by their marks. */
  readonly descents: readonly Descent[];
  /** Where the loss is least, if it is to be marked. */
  readonly minimum?: Point;
  /** The axis from left to right, with both its ends. */
  readonly x: Axis & { readonly min: number; readonly max: number };
  /** The axis from bottom to top, with both its ends. */
  readonly y: Axis & { readonly min: number; readonly max: number };
  /** How many lines of a terminal it takes. */
  readonly height: number;
  /** What the drawing shows, for who does not see it. */
  readonly alt: Text;
  /** What stands above. */
  readonly caption?: Text;
}

/** A valley, and the descents in it. */
export interface ValleySpec
  extends
    Pick<ValleyBlock, "descents" | "minimum" | "x" | "y" | "alt" | "caption">,
    Partial<Pick<ValleyBlock, "height" | "levels">> {}

const COLUMNS = 121, ROWS = 81, LEVELS = 8;

/**
 * The contours of `f`, called now at 121 by 81 places, with descents in it. Contours stand at equal
 * steps of √f above the least by default: those of a parabola are then evenly spaced.
 *
 * @example
 * ```ts ignore
 * yield valley((x, y) => x * x + 10 * y * y, { x: { label, min: -3, max: 1 }, y, descents, alt });
 * ```
 */
export function valley(f: (x: number, y: number) => number, spec: ValleySpec): ValleyBlock {
  const { descents, minimum, x, y, height = 15, alt, caption } = spec;
  if (descents.length > 4) throw new RangeError(`Cannot tell ${descents.length} descents apart`);
  const losses = Array.from({ length: COLUMNS * ROWS }, (_, i) =>
    f(
      x.min + i % COLUMNS / (COLUMNS - 1) * (x.max - x.min),
      y.max - Math.floor(i / COLUMNS) / (ROWS - 1) * (y.max - y.min),
    ));
  const least = losses.reduce((a, b) => Math.min(a, b)),
    most = losses.reduce((a, b) => Math.max(a, b));
  const levels = spec.levels ?? Array.from(
    { length: LEVELS },
    (_, k) => least + (most - least) * ((k + 1) / (LEVELS + 1)) ** 2,
  );
  const copied = descents.map(({ name, steps }) => ({ name, steps: [...steps] }));
  return {
    kind: "valley",
    losses,
    columns: COLUMNS,
    rows: ROWS,
    levels,
    descents: copied,
    minimum,
    x,
    y,
    height,
    alt,
    caption,
  };
}
