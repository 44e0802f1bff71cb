/**
 * What tells curves, classes and descents apart: a colour, a dash and a mark.
 *
 * @module
 */
import { element, label, short, textLength } from "./element.ts";

/** How a line looks. */
export interface Look {
  /** Its colour. */
  readonly stroke: string;
  /** Its dash; none where it is drawn through. */
  readonly dash?: string;
  /** Draws its mark around a point. */
  readonly mark?: (x: number, y: number, fill: string) => string;
}

/** The looks of up to four lines. */
export const looks = [
  { stroke: "#0b63a5", dash: undefined, mark: circle },
  { stroke: "#b8430a", dash: "7 4", mark: triangle },
  { stroke: "#2f6b2f", dash: "2 3", mark: square },
  { stroke: "#7a3b9a", dash: "9 3 2 3", mark: diamond },
] as const satisfies readonly Look[];

/** Names in rows, each beside a piece of its line, or its mark alone; `height` is what they take. */
export function legendOf(
  entries: readonly (Look & { readonly name: string; readonly alone?: boolean })[],
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): { readonly elements: string[]; readonly height: number } {
  const ROW = 20;
  let x = left, y = top;
  const elements = entries.flatMap(({ name, stroke, dash, mark, alone = false }) => {
    const length = 46 + textLength(name);
    if (x > left && x + length > left + width) [x, y] = [left, y + ROW];
    const at = x;
    x += length;
    return [
      alone ? "" : element("path", {
        d: `M${short(at)} ${short(y)}h28`,
        stroke,
        "stroke-width": 2,
        "stroke-dasharray": dash,
      }),
      mark?.(at + 14, y, stroke) ?? "",
      label(name, { x: at + 34, y: y + 4 }),
    ];
  });
  return { elements, height: y - top + ROW };
}

/** A disc. */
export function circle(x: number, y: number, fill: string): string {
  return element("circle", { cx: x, cy: y, r: 4, fill });
}

function triangle(x: number, y: number, fill: string): string {
  return element("path", { d: `M${short(x)} ${short(y - 5)}l5 9h-10z`, fill });
}

function square(x: number, y: number, fill: string): string {
  return element("rect", { x: x - 4, y: y - 4, width: 8, height: 8, fill });
}

function diamond(x: number, y: number, fill: string): string {
  return element("path", { d: `M${short(x)} ${short(y - 6)}l5 6l-5 6l-5 -6z`, fill });
}
