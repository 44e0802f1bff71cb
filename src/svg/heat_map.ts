/**
 * A confusion matrix, as a picture.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import type { ConfusionBlock } from "../lesson/chart.ts";
import { written } from "../lesson/numeral.ts";
import { words } from "../lesson/wording.ts";
import { formatCount } from "../number_format.js";
import { colours, drawing, element, label } from "./element.ts";
import { mixed } from "./pictures.ts";

const CELL = 46, ROW = 26, LEFT = 90;

/**
 * A confusion matrix as an SVG picture: rows are what images show, columns what is read. What is read
 * right is outlined; the colour tells the mistakes, by the root of their number, so that few are seen.
 */
export function heatMapSvg({ counts, caption }: ConfusionBlock, language: Language): string {
  const title = caption ? written(caption, language) : words.shown[language];
  const top = caption ? 60 : 36, size = counts.length;
  const most = Math.max(
    1,
    ...counts.flatMap((row, i) => row.filter((_, j) => i !== j)),
  );
  const wrong = counts.flatMap((row, i) =>
    row.flatMap((count, j) => i !== j && count > 0 ? [{ i, j, count }] : [])
  ).sort((a, b) => b.count - a.count).slice(0, 5);
  return drawing(
    {
      width: LEFT + CELL * size + 12,
      height: top + ROW * size + 12,
      title,
      description: wrong.map(({ i, j, count }) => `${i} → ${j}: ${count}`).join("; "),
    },
    caption ? label(title, { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    label(words.shown[language], { x: 8, y: top - 8, fill: colours.muted }),
    ...counts.keys().map((j) =>
      label(`${j}`, { x: LEFT + CELL * (j + 0.5), y: top - 8, anchor: "middle", weight: "bold" })
    ),
    ...counts.flatMap((row, i) => [
      label(`${i}`, { x: LEFT - 12, y: top + ROW * i + 18, anchor: "end", weight: "bold" }),
      ...row.map((count, j) => {
        const share = i === j ? 0 : Math.sqrt(count / most);
        const x = LEFT + CELL * j, y = top + ROW * i;
        return element("rect", {
          x: x + 0.5,
          y: y + 0.5,
          width: CELL - 1,
          height: ROW - 1,
          fill: mixed(colours.highlight, share),
          stroke: i === j ? colours.ink : colours.line,
          "stroke-width": i === j ? 1.5 : 0.5,
        }) + label(count === 0 ? "·" : formatCount(count, language), {
          x: x + CELL / 2,
          y: y + 18,
          anchor: "middle",
          fill: share > 0.7 ? colours.paper : count === 0 ? colours.muted : colours.ink,
        });
      }),
    ]),
  );
}
