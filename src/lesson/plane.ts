/**
 * Points in a plane, and the regions that a model makes of it.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Axis } from "./chart.ts";
import type { Point } from "./tangent.ts";

/** A point of a class. */
export interface ClassPoint {
  /** Where it is. */
  readonly at: Point;
  /** Its class, from 0. */
  readonly label: number;
  /** What is written beside it. */
  readonly name?: Text;
}

/** A straight line: where a·x + b·y + c = 0, such as a hidden neuron with W1[0,j], W1[1,j], b1[0,j]. */
export interface StraightLine {
  /** What x is multiplied by. */
  readonly a: number;
  /** What y is multiplied by. */
  readonly b: number;
  /** What is added. */
  readonly c: number;
  /** What it is. */
  readonly name: Text;
}

/** A plane with its points. */
export interface Plane {
  /** What stands above it. */
  readonly title?: Text;
  /** The points. */
  readonly points: readonly ClassPoint[];
  /** Lines; two at most. */
  readonly lines: readonly StraightLine[];
  /** The class of each of SAMPLES by SAMPLES squares, row by row from the top; empty without a model. */
  readonly regions: readonly number[];
  /** The axis from left to right, with both its ends. */
  readonly x: Axis & { readonly min: number; readonly max: number };
  /** The axis from bottom to top, with both its ends. */
  readonly y: Axis & { readonly min: number; readonly max: number };
}

/** Planes next to each other, as a block of a lesson. */
export interface PlaneBlock {
  /** What kind of block this is. */
  readonly kind: "plane";
  /** The planes. */
  readonly planes: readonly Plane[];
  /** The names of the classes, at most three. */
  readonly classes: readonly Text[];
  /** What the drawing shows, for who does not see it. */
  readonly alt: Text;
  /** What stands above. */
  readonly caption?: Text;
  /** Whether a terminal draws it small, where a few points are all that there is to see. */
  readonly small?: boolean;
}

/** A plane, and the model that makes regions of it. */
export interface PlaneSpec
  extends Pick<Plane, "title" | "points">, Partial<Pick<Plane, "lines" | "x" | "y">> {
  /**
   * The class of each point of a list, as a model reads them, or −1 where it cannot say: called once,
   * now, with the middles of all squares.
   */
  readonly classesOf?: (points: readonly Point[]) => ArrayLike<number>;
}

/** How finely the regions are known: squares along a side. */
export const SAMPLES = 96;

const both = (text: string): Text => ({ en: text, fr: text });

/**
 * Planes next to each other, where there is room: the same points as two models read them, say.
 *
 * @example
 * ```ts ignore
 * yield plane([{ points: xor, title: both("2-2") }, { points: xor, classesOf, title }], { classes, alt });
 * ```
 */
export function plane(
  specs: readonly PlaneSpec[],
  { classes, alt, caption, small }: Omit<PlaneBlock, "kind" | "planes">,
): PlaneBlock {
  if (classes.length > 3) throw new RangeError(`Cannot tell ${classes.length} regions apart`);
  const planes = specs.map(({ title, points, lines = [], classesOf, ...axes }): Plane => {
    if (lines.length > 2) throw new RangeError(`Cannot tell ${lines.length} lines apart`);
    const around = (k: 0 | 1) => {
      const all = points.map(({ at }) => at[k]);
      const low = Math.min(...all), high = Math.max(...all), margin = (high - low || 1) / 2;
      return { min: low - margin, max: high + margin };
    };
    const x = axes.x ?? { label: both("X[0]"), ...around(0) };
    const y = axes.y ?? { label: both("X[1]"), ...around(1) };
    const middles = Array.from({ length: SAMPLES * SAMPLES }, (_, i): Point => [
      x.min + (i % SAMPLES + 0.5) / SAMPLES * (x.max - x.min),
      y.max - (Math.floor(i / SAMPLES) + 0.5) / SAMPLES * (y.max - y.min),
    ]);
    const regions = classesOf ? Array.from(classesOf(middles)) : [];
    return { title, points, lines, regions, x, y };
  });
  return { kind: "plane", planes, classes, alt, caption, small };
}

/** The ends of a straight line inside a plane; none where it does not cross it. */
export function acrossPlane(
  { a, b, c }: Pick<StraightLine, "a" | "b" | "c">,
  { x, y }: Pick<Plane, "x" | "y">,
): Point[] {
  const ends: Point[] = [];
  const within = (value: number, { min, max }: Plane["x"]) => value >= min && value <= max;
  for (const at of b === 0 ? [] : [x.min, x.max]) {
    const up = -(a * at + c) / b;
    if (within(up, y)) ends.push([at, up]);
  }
  for (const up of a === 0 ? [] : [y.min, y.max]) {
    const at = -(b * up + c) / a;
    if (within(at, x)) ends.push([at, up]);
  }
  // A line through a corner meets two sides at once: the ends are the two that are farthest apart.
  ends.sort(([a, b], [c, d]) => a - c || b - d);
  return ends.length < 2 ? [] : [ends[0], ends.at(-1)!];
}
