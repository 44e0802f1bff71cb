/**
 * Points in a plane and the regions of a model, as a picture.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import { acrossPlane, type Plane, type PlaneBlock, SAMPLES } from "../lesson/plane.ts";
import { axesOf } from "./axes.ts";
import { colours, drawing, element, label, short, textLength } from "./element.ts";
import { legendOf, type Look, looks } from "./marks.ts";

const SIDE = 250, GAP = 24, LEFT = 8;

const LINES: readonly Look[] = [{ stroke: colours.value }, {
  stroke: colours.gradient,
  dash: "7 4",
}];

/** Planes as an SVG picture, next to each other. */
export function planeSvg(block: PlaneBlock, language: Language): string {
  const { planes, classes, caption } = block;
  const say = (text: Text | undefined) => text ? written(text, language) : "";
  const top = (caption ? 30 : 8) + (planes.some(({ title }) => title) ? 44 : 22);
  let x = LEFT, below = 0;
  const drawn = planes.map((plane) => {
    const { elements, right, lower } = planeOf(plane, { left: x, top }, language);
    x = right + GAP;
    below = Math.max(below, lower);
    return elements;
  });
  const entries = classes.map((name, i) => ({ ...looks[i], name: say(name), alone: true }));
  const width = Math.max(x, LEFT + textLength(say(caption), 14), 220);
  const legend = legendOf(entries, { left: LEFT, top: below + 12, width: width - LEFT });
  return drawing(
    {
      width,
      height: below + 12 + legend.height,
      title: say(caption) || planes.map(({ title }) => say(title)).filter(Boolean).join(", ") ||
        classes.map(say).join(", "),
      description: say(block.alt),
    },
    caption ? label(say(caption), { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...drawn.flat(),
    ...legend.elements,
  );
}

function planeOf(
  { title, points, lines, regions, ...axes }: Plane,
  { left, top }: { readonly left: number; readonly top: number },
  language: Language,
) {
  const say = (text: Text) => written(text, language);
  const right = left + SIDE + 40;
  const { elements, across, down, ...frame } = axesOf({
    x: { ...axes.x, values: [] },
    y: { ...axes.y, values: [] },
    left,
    right,
    top,
    height: SIDE,
  }, language);
  const unit = (right - frame.left) / SAMPLES, high = SIDE / SAMPLES;
  const filled = regions.length === 0 ? [] : looks.flatMap(({ stroke }, label) => {
    let d = "";
    for (let row = 0; row < SAMPLES; row++) {
      for (let column = 0; column < SAMPLES;) {
        const start = column;
        while (column < SAMPLES && regions[row * SAMPLES + column] === label) column++;
        if (column === start) column++;
        else {
          const length = short((column - start) * unit);
          d += `M${short(frame.left + start * unit)} ${short(top + row * high)}h${length}` +
            `v${short(high)}h-${length}z`;
        }
      }
    }
    const look = { fill: stroke, "fill-opacity": 0.08 + 0.14 * label };
    return d === "" ? [] : [element("path", { d, ...look, "shape-rendering": "crispEdges" })];
  });
  const straight = lines.map((line, i) => {
    const [from, to] = acrossPlane(line, axes);
    return from === undefined ? "" : element("line", {
      x1: across(from[0]),
      y1: down(from[1]),
      x2: across(to[0]),
      y2: down(to[1]),
      stroke: LINES[i].stroke,
      "stroke-width": 2,
      "stroke-dasharray": LINES[i].dash,
    });
  });
  const marks = points.flatMap(({ at: [x, y], label: index, name }) => [
    element(
      "g",
      { transform: `translate(${short(across(x))} ${short(down(y))}) scale(1.7)` },
      looks[index].mark(0, 0, looks[index].stroke),
    ),
    name ? label(say(name), { x: across(x) + 11, y: down(y) - 8, halo: true }) : "",
  ]);
  const bottom = top + SIDE + frame.below;
  const legend = legendOf(lines.map(({ name }, i) => ({ ...LINES[i], name: say(name) })), {
    left: frame.left,
    top: bottom + 8,
    width: right - frame.left,
  });
  const heading = title
    ? label(say(title), {
      x: (frame.left + right) / 2,
      y: top - 30,
      anchor: "middle",
      size: 13,
      weight: "bold",
    })
    : "";
  return {
    elements: [heading, ...filled, ...elements, ...straight, ...marks, ...legend.elements],
    right,
    lower: bottom + (lines.length > 0 ? legend.height : 0),
  };
}
