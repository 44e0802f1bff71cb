/**
 * Curves in braille dots.
 *
 * @module
 */
import type { ChartBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { framed } from "./chart_frame.ts";
import type { LessonView } from "./lesson_view.ts";
import { type Ink, inked, style } from "./style.ts";
import { wrapText } from "./width.ts";

/** What tells curves apart: colours, and marks every now and then, which need no colour. */
export const looks: readonly { readonly ink: Ink; readonly mark: string }[] = [
  { ink: "first", mark: "●" },
  { ink: "second", mark: "▲" },
  { ink: "third", mark: "■" },
  { ink: "fourth", mark: "◆" },
];
/** The columns from one mark of a curve to its next, and from the first of a curve to the next curve's. */
const APART = 12, AFTER = 3;

/** The lines of a chart: caption, curves between their axes, and what each curve is. */
export function curveLines(block: ChartBlock, view: LessonView): string {
  const { series, height, caption } = block;
  const { language, colour, width } = view;
  const x = { ...block.x, values: series.flatMap(({ points }) => points.map(([x]) => x)) };
  const y = { ...block.y, values: series.flatMap(({ points }) => points.map(([, y]) => y)) };
  const { lines, margin } = framed({ x, y, height }, view, ({ dots, columnOf, rowOf }) => {
    const drawn = series.map(({ points }, i) => {
      const path = points.map(([x, y]) => [columnOf(x), rowOf(y)] as const)
        .filter((dot) => dot.every(Number.isFinite));
      return dots.line(path, looks[i]);
    });
    // Marks come last: a curve that lies under another still shows its own.
    for (const [i, seen] of (series.length > 1 ? drawn : []).entries()) {
      const { ink, mark } = looks[i];
      const marked = [...seen.keys()].filter((column) => column % APART === (1 + i * AFTER));
      for (const column of marked.length > 0 ? marked : [...seen.keys()].slice(-1)) {
        dots.put(column, seen.get(column)!, mark, ink);
      }
    }
  });
  const names = series.map(({ name }, i) => {
    const { ink, mark } = looks[i];
    const text = written(name, language).replaceAll(" ", "\u00a0");
    return `${inked(ink, series.length > 1 ? `━${mark}━` : "━━━", colour)}\u00a0${text}`;
  });
  return [
    ...(caption ? [wrapText(style("bold", written(caption, language), colour), { width })] : []),
    ...lines,
    wrapText(names.join(" \u00a0\u00a0"), { width, indent: margin + 1 }),
  ].join("\n");
}
