/**
 * The axes of a picture, with round numbers on them.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { type Scale, scaleOf } from "../lesson/axis.ts";
import type { Axis } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import { colours, element, label, textLength } from "./element.ts";

/** Where a picture has its axes. */
export interface AxesSpec {
  /** From left to right, and the values along it. */
  readonly x: Axis & { readonly values: readonly number[] };
  /** From bottom to top, and the values along it. */
  readonly y: Axis & { readonly values: readonly number[] };
  /** Where they start: what is left of them belongs to them, too. */
  readonly left: number;
  /** Their end on the right. */
  readonly right: number;
  /** Their end above; the name of the vertical one stands above that. */
  readonly top: number;
  /** The height between them. */
  readonly height: number;
}

/** Axes, and where a value stands between them. */
export interface Axes {
  /** The elements. */
  readonly elements: string[];
  /** Where a value stands from left to right. */
  across(x: number): number;
  /** Where a value stands from top to bottom. */
  down(y: number): number;
  /** Whether a point lies between the axes. */
  inside(x: number, y: number): boolean;
  /** The left end of the horizontal axis. */
  readonly left: number;
  /** How much there is below the horizontal axis. */
  readonly below: number;
}

/** The height of ticks, numbers and name below a horizontal axis. */
const BELOW = 42;

/** Draws axes. */
export function axesOf(spec: AxesSpec, language: Language): Axes {
  const { top, right, height } = spec;
  const number = (value: number) => formatSignificant(value, { language });
  const y = scaleOf(spec.y, { values: spec.y.values, most: Math.max(2, Math.round(height / 44)) });
  const left = spec.left + 8 + Math.max(...y.ticks.map((tick) => textLength(number(tick))));
  const width = right - left, bottom = top + height;
  /** The middle of a number below the axis, where all of it is on the picture. */
  const middle = (at: number, text: string) => Math.min(at, right + 14 - textLength(text) / 2);
  const x = scaleOf(spec.x, { values: spec.x.values, most: Math.max(2, Math.round(width / 76)) });
  const across = (value: number) => left + width * x.place(value);
  const down = (value: number) => bottom - height * y.place(value);
  const within = (scale: Scale) => (value: number) =>
    scale.place(value) > -1e-9 && scale.place(value) < 1 + 1e-9;
  const named = ({ label, log }: Axis) => `${written(label, language)}${log ? " (log)" : ""}`;
  const elements = [
    label(named(spec.y), { x: spec.left, y: top - 10 }),
    ...y.ticks.filter(within(y)).flatMap((tick) => [
      line(left, down(tick), right, down(tick)),
      label(number(tick), { x: left - 6, y: down(tick) + 4, anchor: "end", fill: colours.muted }),
    ]),
    ...x.ticks.filter(within(x)).flatMap((tick) => [
      line(across(tick), bottom, across(tick), bottom + 5),
      label(number(tick), {
        x: middle(across(tick), number(tick)),
        y: bottom + 18,
        anchor: "middle",
        fill: colours.muted,
      }),
    ]),
    line(left, bottom, right, bottom, colours.muted),
    label(named(spec.x), { x: right, y: bottom + 36, anchor: "end" }),
  ];
  const inside = (a: number, b: number) => within(x)(a) && within(y)(b);
  return { elements, across, down, inside, left, below: BELOW };
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string = colours.line) {
  return element("line", { x1, y1, x2, y2, stroke });
}

/** Elements cut off at the edges of a rectangle; their coordinates stay those of the picture. */
export function clipped(
  { x, y, width, height }: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  },
  ...elements: string[]
): string {
  // A nested picture clips without an id, of which there may be only one on a page.
  return element(
    "svg",
    { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` },
    ...elements,
  );
}
