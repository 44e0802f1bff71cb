/**
 * A curve with a point of it, its tangent there, and secants.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Axis } from "./chart.ts";
import { n } from "./numeral.ts";

/** A point: how far to the right, and how far up. */
export type Point = readonly [x: number, y: number];

/** A straight line through two points of a curve: its slope is a finite difference. */
export interface Secant {
  /** The points. */
  readonly through: readonly [Point, Point];
  /** Its slope. */
  readonly slope: number;
  /** What it is. */
  readonly name: Text;
}

/** A curve with a tangent, as a block of a lesson. */
export interface TangentBlock {
  /** What kind of block this is. */
  readonly kind: "tangent";
  /** What the curve shows. */
  readonly name: Text;
  /** The curve, from left to right. */
  readonly curve: readonly Point[];
  /** Where the tangent touches. */
  readonly point: Point;
  /** The slope there. */
  readonly slope: number;
  /** Lines to compare the tangent with; two at most. */
  readonly secants: readonly Secant[];
  /** The axis from left to right. */
  readonly x: Axis;
  /** The axis from bottom to top. */
  readonly y: Axis;
  /** How many lines of a terminal the curve takes. */
  readonly height: number;
  /** What the drawing shows, for who does not see it. */
  readonly alt: Text;
  /** What stands above. */
  readonly caption?: Text;
}

/** A curve with its tangent at a point. */
export interface TangentSpec
  extends
    Pick<TangentBlock, "slope" | "x" | "y" | "caption">,
    Partial<Pick<TangentBlock, "name" | "height" | "alt">> {
  /** Where the tangent touches. */
  readonly at: number;
  /** The part of the x axis that is drawn. */
  readonly from: number;
  /** Its end. */
  readonly to: number;
  /** Secants, each through the points of the curve above two x, such as `[w - h, w + h]`. */
  readonly secants?: readonly {
    readonly between: readonly [number, number];
    readonly name: Text;
  }[];
}

/** The points of a curve: enough for a page, and few enough for a loss that takes a while. */
const POINTS = 121;

/**
 * The curve of `f` between two x, with its tangent at one of them. `f` is called now, at 121 points.
 *
 * @example
 * ```ts ignore
 * yield tangent((w) => lossAt(w), { at: 0.25, slope, from: -1, to: 1.5, x: { label: both("w") }, y });
 * ```
 */
export function tangent(f: (x: number) => number, spec: TangentSpec): TangentBlock {
  const { at, from, to, slope, x, y, name = y.label, height = 13, caption } = spec;
  const secants = spec.secants ?? [];
  if (!(from < to)) throw new RangeError(`Cannot draw a curve from ${from} to ${to}`);
  if (secants.length > 2) throw new RangeError(`Cannot tell ${secants.length} secants apart`);
  const on = (x: number): Point => [x, f(x)];
  const curve = Array.from({ length: POINTS }, (_, i) => on(from + i * (to - from) / (POINTS - 1)));
  const point = on(at);
  return {
    kind: "tangent",
    name,
    curve,
    point,
    slope,
    secants: secants.map(({ between: [a, b], name }) => {
      const through = [on(a), on(b)] as const, [[, below], [, above]] = through;
      return { through, slope: (above - below) / (b - a), name };
    }),
    x: { min: from, max: to, ...x },
    y,
    height,
    alt: spec.alt ?? {
      en: `A curve, and its tangent at ${n(at)}, which has the slope ${n(slope)}.`,
      fr: `Une courbe, et sa tangente en ${n(at)}, de pente ${n(slope)}.`,
    },
    caption,
  };
}
