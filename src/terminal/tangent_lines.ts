/**
 * A curve, its tangent and its secants in braille dots: the curve drawn through, the tangent in
 * dashes, secants in dots.
 *
 * @module
 */
import { written } from "../lesson/numeral.ts";
import type { Point, TangentBlock } from "../lesson/tangent.ts";
import { tangentNames } from "../lesson/wording.ts";
import { framed } from "./chart_frame.ts";
import { looks } from "./curves.ts";
import type { Stroke } from "./dots.ts";
import type { LessonView } from "./lesson_view.ts";
import { inked, style } from "./style.ts";
import { wrapText } from "./width.ts";

const curve: Stroke = { ink: "third" };
const tangent: Stroke = { ink: "fourth", dash: [4, 3] };
const secant: Stroke[] = [{ ink: "second", dash: [1, 2] }, { ink: "first", dash: [1, 4] }];

/** The lines of a drawing of a tangent: caption, the drawing between its axes, what each line is. */
export function tangentLines(block: TangentBlock, view: LessonView): string {
  const { point, slope, secants, height, caption } = block;
  const { language, colour, width } = view;
  const x = { ...block.x, values: block.curve.map(([x]) => x) };
  const y = { ...block.y, values: block.curve.map(([, y]) => y) };
  const { lines, margin } = framed({ x, y, height }, view, ({ dots, columnOf, rowOf }) => {
    const place = ([x, y]: Point) => [columnOf(x), rowOf(y)] as const;
    const ends = [block.curve[0][0], block.curve.at(-1)![0]];
    const straight = ([x, y]: Point, slope: number, stroke: Stroke) =>
      dots.line(ends.map((end) => place([end, y + slope * (end - x)])), stroke);
    dots.line(block.curve.map(place).filter((dot) => dot.every(Number.isFinite)), curve);
    secants.forEach(({ through: [from], slope }, i) => straight(from, slope, secant[i]));
    straight(point, slope, tangent);
    const mark = (point: Point, { mark }: { mark: string }, { ink }: Stroke) => {
      const [column, row] = place(point);
      dots.put(column >> 1, row >> 2, mark, ink);
    };
    secants.forEach(({ through }, i) =>
      through.forEach((point) => mark(point, looks[i + 1], secant[i]))
    );
    mark(point, looks[0], tangent);
  });
  const samples = ["━━━", "╸●╸", ...secants.map((_, i) => `·${looks[i + 1].mark}·`)];
  const inks = [curve, tangent, ...secant];
  const names = tangentNames(block).map((name, i) =>
    `${inked(inks[i].ink, samples[i], colour)}\u00a0${
      written(name, language).replaceAll(" ", "\u00a0")
    }`
  );
  return [
    ...(caption ? [wrapText(style("bold", written(caption, language), colour), { width })] : []),
    ...lines,
    wrapText(names.join(" \u00a0\u00a0"), { width, indent: margin + 1 }),
  ].join("\n");
}
