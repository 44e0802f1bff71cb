/**
 * Points in a plane and the regions of a model: a class is a mark, a region a shade, in characters.
 *
 * @module
 */
import { written } from "../lesson/numeral.ts";
import { acrossPlane, type Plane, type PlaneBlock, SAMPLES } from "../lesson/plane.ts";
import { framed } from "./chart_frame.ts";
import { looks } from "./curves.ts";
import type { Stroke } from "./dots.ts";
import type { LessonView } from "./lesson_view.ts";
import { sideBySide } from "./side_by_side.ts";
import { inked, style } from "./style.ts";
import { textWidth, wrapText } from "./width.ts";

/** The shades of regions: the first is the paper's. */
const SHADES = [" ", "░", "▒"];
const strokes: Stroke[] = [{ ink: "third" }, { ink: "fourth", dash: [3, 2] }];
const samples = ["───", "╌╌╌"];
/** The columns of a plane, with its axes, and how many fewer there are without those. */
const WIDEST = 38, NARROWEST = 26, SMALL = 18, AXES = 6;

/** The lines of planes: caption, planes next to each other, and what their marks are. */
export function planeLines(block: PlaneBlock, view: LessonView): string {
  const { planes, classes, caption, small } = block;
  const { language, colour, width } = view;
  const say = (text: Plane["title"]) => text ? written(text, language) : "";
  const gap = 3, across = (width - gap * (planes.length - 1)) / planes.length;
  const widest = small ? SMALL : across < NARROWEST ? WIDEST : Math.min(WIDEST, Math.floor(across));
  const drawn = planes.map((plane) => {
    const lines = drawing(plane, widest, view), title = say(plane.title);
    const names = plane.lines.map(({ name }, i) =>
      `${inked(strokes[i].ink, samples[i], colour)} ${say(name)}`
    );
    const middle = Math.max(0, (Math.max(...lines.map(textWidth)) - textWidth(title)) >> 1);
    // One without a title stays level with the others.
    const above = planes.some(({ title }) => title)
      ? [title && `${" ".repeat(middle)}${style("bold", title, colour)}`]
      : [];
    return [...above, ...lines, ...names].join("\n");
  });
  const filled = planes.some(({ regions }) => regions.length > 0);
  const legend = classes.map((name, i) => {
    const { ink, mark } = looks[i];
    const shade = filled ? `[${SHADES[i].repeat(2).replaceAll(" ", "\u00a0")}]` : "";
    return `${inked(ink, mark, colour)}${inked(ink, shade, colour)}\u00a0${
      say(name).replaceAll(" ", "\u00a0")
    }`;
  });
  return [
    ...(caption ? [wrapText(style("bold", say(caption), colour), { width })] : []),
    sideBySide(drawn, { width, gap }),
    wrapText(legend.join(" \u00a0\u00a0"), { width }),
  ].join("\n");
}

function drawing(
  { points, lines, regions, x, y }: Plane,
  widest: number,
  view: LessonView,
): string[] {
  const frame = {
    x: { ...x, values: [] },
    y: { ...y, values: [] },
    // A character is about twice as high as wide.
    height: Math.max(5, Math.round((Math.min(widest, view.width) - AXES) * 0.42)),
    widest,
  };
  return framed(frame, view, ({ dots, columnOf, rowOf }) => {
    const columns = dots.width / 2, rows = dots.depth / 4;
    for (let row = 0; row < rows && regions.length > 0; row++) {
      for (let column = 0; column < columns; column++) {
        const i = Math.floor((row + 0.5) / rows * SAMPLES);
        const j = Math.floor((column + 0.5) / columns * SAMPLES);
        const label = regions[i * SAMPLES + j];
        dots.put(column, row, SHADES[label] ?? " ", looks[label]?.ink);
      }
    }
    lines.forEach((line, i) => {
      const path = acrossPlane(line, { x, y });
      dots.line(path.map(([x, y]) => [columnOf(x), rowOf(y)]), strokes[i]);
    });
    for (const { at: [x, y], label, name } of points) {
      const column = columnOf(x) >> 1, row = rowOf(y) >> 2;
      const { mark, ink } = looks[label];
      const text = name ? ` ${written(name, view.language)}` : "";
      if (text) dots.put(column + 1, row, `${text} `);
      dots.put(column - 1, row, " ");
      dots.put(column, row, mark, ink);
      dots.put(column + 1, row, text ? "" : " ");
    }
  }).lines;
}
