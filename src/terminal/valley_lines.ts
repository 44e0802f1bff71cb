/**
 * A valley seen from above: the bands between its contours are shaded in turn, and descents are drawn
 * in dots, with a mark for each step.
 *
 * @module
 */
import { written } from "../lesson/numeral.ts";
import type { ValleyBlock } from "../lesson/valley.ts";
import { framed } from "./chart_frame.ts";
import { looks } from "./curves.ts";
import type { LessonView } from "./lesson_view.ts";
import { inked, style } from "./style.ts";
import { wrapText } from "./width.ts";
import { words } from "../lesson/wording.ts";

/** The lines of a valley: caption, the valley between its axes, and what is in it. */
export function valleyLines(block: ValleyBlock, view: LessonView): string {
  const { losses, levels, descents, minimum, height, caption } = block;
  const { language, colour, width } = view;
  const x = { ...block.x, values: [] }, y = { ...block.y, values: [] };
  const { lines, margin } = framed({ x, y, height }, view, ({ dots, columnOf, rowOf }) => {
    const columns = dots.width / 2, rows = dots.depth / 4;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = Math.floor((row + 0.5) / rows * block.rows);
        const j = Math.floor((column + 0.5) / columns * block.columns);
        const band = levels.filter((level) => losses[i * block.columns + j] > level).length;
        if (band % 2 === 1) dots.put(column, row, "░", "muted");
      }
    }
    if (minimum) dots.put(columnOf(minimum[0]) >> 1, rowOf(minimum[1]) >> 2, "×");
    const paths = descents.map(({ steps }) => {
      const end = steps.findIndex((step) => !step.every(Number.isFinite));
      return steps.slice(0, end < 0 ? undefined : end)
        .map(([x, y]) => [columnOf(x), rowOf(y)] as const);
    });
    paths.forEach((path, i) => dots.line(path, looks[i]));
    paths.forEach((path, i) => {
      for (const [x, y] of path) dots.put(x >> 1, y >> 2, looks[i].mark, looks[i].ink);
    });
  });
  const names = [
    ...descents.map(({ name }, i) =>
      `${inked(looks[i].ink, `━${looks[i].mark}━`, colour)}\u00a0${
        written(name, language).replaceAll(" ", "\u00a0")
      }`
    ),
    ...(minimum ? [`×\u00a0${words.minimum[language]}`] : []),
  ];
  return [
    ...(caption ? [wrapText(style("bold", written(caption, language), colour), { width })] : []),
    ...lines,
    wrapText(names.join(" \u00a0\u00a0"), { width, indent: margin + 1 }),
  ].join("\n");
}
