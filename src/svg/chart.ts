/**
 * Curves on common axes, as a picture.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { ChartBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { formatSignificant } from "../number_format.js";
import { axesOf } from "./axes.ts";
import { drawing, element, label, short } from "./element.ts";
import { legendOf, looks } from "./marks.ts";

/** The picture's width, and the height of the curves between their axes. */
const WIDTH = 640, HEIGHT = 260;
/** A mark every so many points at most: more hide the curve. */
const MARKS = 12;

/** A chart as an SVG picture. */
export function chartSvg(block: ChartBlock, language: Language): string {
  const { series } = block;
  const say = (text: Text | string) => written(text, language);
  const points = series.flatMap(({ points }) => points);
  const title = block.caption ? say(block.caption) : say(block.y.label);
  const top = block.caption ? 48 : 26;
  const { elements, across, down, inside, left, below } = axesOf({
    x: { ...block.x, values: points.map(([x]) => x) },
    y: { ...block.y, values: points.map(([, y]) => y) },
    left: 8,
    right: WIDTH - 16,
    top,
    height: HEIGHT,
  }, language);
  const curves = series.flatMap(({ points }, i) => {
    const shown = points.filter(([a, b]) => inside(a, b));
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
  const bottom = top + HEIGHT + below;
  const entries = series.map(({ name }, i) => ({ ...looks[i], name: say(name) }));
  const legend = legendOf(series.length === 1 ? [] : entries, {
    left,
    top: bottom + 10,
    width: WIDTH - left,
  });
  return drawing(
    {
      width: WIDTH,
      height: bottom + (series.length === 1 ? 4 : legend.height),
      title,
      description: series.map(({ name, points }) => described(say(name), points, language)).join(
        " ",
      ),
    },
    block.caption ? label(title, { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...elements,
    ...curves,
    ...legend.elements,
  );
}

/** A curve for those who hear it: where it starts and where it ends. */
function described(
  name: string,
  points: ChartBlock["series"][number]["points"],
  language: Language,
): string {
  const number = (value: number) => formatSignificant(value, { language });
  const seen = points.filter((point) => point.every(Number.isFinite));
  if (seen.length === 0) return `${name}.`;
  const [[x0, y0], [x1, y1]] = [seen[0], seen.at(-1)!];
  return `${name}: (${number(x0)} ; ${number(y0)}) → (${number(x1)} ; ${number(y1)}).`;
}
