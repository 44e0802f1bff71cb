/**
 * A curve with its tangent and its secants, as a picture.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import type { Point, TangentBlock } from "../lesson/tangent.ts";
import { tangentNames } from "../lesson/wording.ts";
import { axesOf, clipped } from "./axes.ts";
import { colours, drawing, element, label, short } from "./element.ts";
import { legendOf, type Look, looks } from "./marks.ts";

const WIDTH = 640, HEIGHT = 300;

const CURVE: Look = { stroke: colours.value };
const TANGENT: Look = { stroke: colours.gradient, dash: "8 5", mark: looks[0].mark };
const SECANTS: readonly Look[] = [
  { stroke: colours.weight, dash: "2 4", mark: looks[1].mark },
  { stroke: colours.input, dash: "2 7", mark: looks[2].mark },
];

/** A curve with its tangent as an SVG picture. */
export function tangentSvg(block: TangentBlock, language: Language): string {
  const { curve, point, slope, secants, caption } = block;
  const say = (text: Text) => written(text, language);
  const top = caption ? 48 : 26, right = WIDTH - 16;
  const axes = axesOf({
    x: { ...block.x, values: curve.map(([x]) => x) },
    y: { ...block.y, values: curve.map(([, y]) => y) },
    left: 8,
    right,
    top,
    height: HEIGHT,
  }, language);
  const { across, down, left } = axes;
  const path = (points: readonly Point[], { stroke, dash }: Look) =>
    element("polyline", {
      points: points.filter((point) => point.every(Number.isFinite))
        .map(([x, y]) => `${short(across(x))},${short(down(y))}`).join(" "),
      fill: "none",
      stroke,
      "stroke-width": 2,
      "stroke-dasharray": dash,
    });
  const ends = [curve[0][0], curve.at(-1)![0]];
  const straight = ([x, y]: Point, slope: number, look: Look) =>
    path(ends.map((end) => [end, y + slope * (end - x)]), look);
  const mark = ([x, y]: Point, { mark, stroke }: Look) => mark!(across(x), down(y), stroke);
  const names = tangentNames(block).map(say);
  const bottom = top + HEIGHT + axes.below;
  const legend = legendOf(
    [CURVE, TANGENT, ...SECANTS].slice(0, names.length).map((look, i) => ({
      ...look,
      name: names[i],
    })),
    { left, top: bottom + 10, width: WIDTH - left },
  );
  return drawing(
    {
      width: WIDTH,
      height: bottom + legend.height + 4,
      title: caption ? say(caption) : names[0],
      description: say(block.alt),
    },
    caption ? label(say(caption), { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...axes.elements,
    clipped(
      { x: left, y: top, width: right - left, height: HEIGHT },
      path(curve, CURVE),
      ...secants.map(({ through: [from], slope }, i) => straight(from, slope, SECANTS[i])),
      straight(point, slope, TANGENT),
      ...secants.flatMap(({ through }, i) => through.map((point) => mark(point, SECANTS[i]))),
      mark(point, TANGENT),
    ),
    ...legend.elements,
  );
}
