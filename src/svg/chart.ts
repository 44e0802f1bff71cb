/**
 * Curves on common axes, as a picture.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { type Scale, scaleOf } from "../lesson/axis.ts";
import type { ChartBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import { colours, drawing, element, label, short, textLength } from "./element.ts";

/** What tells curves apart: a colour, a dash and a mark. */
const looks = [
  { stroke: "#0b63a5", dash: undefined, mark: circle },
  { stroke: "#b8430a", dash: "7 4", mark: triangle },
  { stroke: "#2f6b2f", dash: "2 3", mark: square },
  { stroke: "#7a3b9a", dash: "9 3 2 3", mark: diamond },
] as const;

/** The picture's width, and the height of the curves between their axes. */
const WIDTH = 640, HEIGHT = 260;
/** A mark every so many points at most: more hide the curve. */
const MARKS = 12;

/** A chart as an SVG picture. */
export function chartSvg(block: ChartBlock, language: Language): string {
  const { series } = block;
  const say = (text: ChartBlock["x"]["label"] | string) => written(text, language);
  const number = (value: number) => formatSignificant(value, { language });
  const points = series.flatMap(({ points }) => points);
  const x = scaleOf(block.x, { values: points.map(([x]) => x), most: 8 });
  const y = scaleOf(block.y, { values: points.map(([, y]) => y), most: 6 });
  const title = block.caption ? say(block.caption) : say(block.y.label);
  const top = block.caption ? 48 : 26;
  const left = 16 + Math.max(...y.ticks.map((tick) => textLength(number(tick))));
  const width = WIDTH - left - 16, bottom = top + HEIGHT;
  const across = (value: number) => left + width * x.place(value);
  const down = (value: number) => bottom - HEIGHT * y.place(value);
  const inside = (scale: Scale) => (value: number) =>
    scale.place(value) > -1e-9 && scale.place(value) < 1 + 1e-9;

  const grid = y.ticks.filter(inside(y)).flatMap((tick) => [
    line(left, down(tick), left + width, down(tick)),
    label(number(tick), { x: left - 6, y: down(tick) + 4, anchor: "end", fill: colours.muted }),
  ]);
  const below = x.ticks.filter(inside(x)).flatMap((tick) => [
    line(across(tick), bottom, across(tick), bottom + 5),
    label(number(tick), { x: across(tick), y: bottom + 18, anchor: "middle", fill: colours.muted }),
  ]);
  const curves = series.flatMap(({ points }, i) => {
    const shown = points.filter(([a, b]) => inside(x)(a) && inside(y)(b));
    const { stroke, dash, mark } = looks[i];
    const every = Math.ceil(shown.length / MARKS);
    return [
      element("polyline", {
        points: shown.map(([a, b]) => `${short(across(a))},${short(down(b))}`).join(" "),
        fill: "none",
        stroke,
        "stroke-width": 2,
        "stroke-dasharray": dash,
      }),
      ...shown.filter((_, j) => (j + i) % every === 0 || shown.length === 1)
        .map(([a, b]) => mark(across(a), down(b), stroke)),
    ];
  });
  const legend = series.length === 1 ? [] : legendOf(series.map(({ name }) => say(name)), {
    left,
    top: bottom + 52,
  });
  return drawing(
    {
      width: WIDTH,
      height: bottom + (series.length === 1 ? 46 : 62),
      title,
      description: series.map(({ name, points }) => described(say(name), points, number)).join(" "),
    },
    block.caption ? label(title, { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    label(say(block.y.label) + (block.y.log ? " (log)" : ""), { x: 8, y: top - 10 }),
    ...grid,
    ...below,
    line(left, bottom, left + width, bottom, colours.muted),
    label(say(block.x.label) + (block.x.log ? " (log)" : ""), {
      x: left + width,
      y: bottom + 36,
      anchor: "end",
    }),
    ...curves,
    ...legend,
  );
}

/** The names of curves in a row, each beside a piece of its curve. */
function legendOf(names: readonly string[], { left, top }: { left: number; top: number }) {
  let x = left;
  return names.flatMap((name, i) => {
    const { stroke, dash, mark } = looks[i], at = x;
    x += 46 + textLength(name);
    return [
      element("path", {
        d: `M${short(at)} ${top}h28`,
        stroke,
        "stroke-width": 2,
        "stroke-dasharray": dash,
      }),
      mark(at + 14, top, stroke),
      label(name, { x: at + 34, y: top + 4 }),
    ];
  });
}

/** A curve for those who hear it: where it starts and where it ends. */
function described(
  name: string,
  points: ChartBlock["series"][number]["points"],
  number: (value: number) => string,
): string {
  const seen = points.filter((point) => point.every(Number.isFinite));
  if (seen.length === 0) return `${name}.`;
  const [[x0, y0], [x1, y1]] = [seen[0], seen.at(-1)!];
  return `${name}: (${number(x0)} ; ${number(y0)}) → (${number(x1)} ; ${number(y1)}).`;
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string = colours.line) {
  return element("line", { x1, y1, x2, y2, stroke });
}

function circle(x: number, y: number, fill: string): string {
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
