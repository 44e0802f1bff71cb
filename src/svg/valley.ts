/**
 * The valley of a loss seen from above, as a picture: contours, and descents with their steps.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { written } from "../lesson/numeral.ts";
import type { ValleyBlock } from "../lesson/valley.ts";
import { words } from "../lesson/wording.ts";
import { axesOf, clipped } from "./axes.ts";
import { colours, drawing, element, label, short } from "./element.ts";
import { legendOf, looks } from "./marks.ts";

const WIDTH = 640, HEIGHT = 340;

/** A valley as an SVG picture. */
export function valleySvg(block: ValleyBlock, language: Language): string {
  const { levels, descents, minimum, caption } = block;
  const say = (text: Text) => written(text, language);
  const top = caption ? 48 : 26, right = WIDTH - 16;
  const axes = axesOf({
    x: { ...block.x, values: [] },
    y: { ...block.y, values: [] },
    left: 8,
    right,
    top,
    height: HEIGHT,
  }, language);
  const { across, down, left } = axes, width = right - left;
  const contours = levels.map((level) =>
    element("path", {
      d: contour(block, level, {
        x: (column) => left + width * column / (block.columns - 1),
        y: (row) => top + HEIGHT * row / (block.rows - 1),
      }),
      fill: "none",
      stroke: colours.muted,
      "stroke-width": 1,
      opacity: 0.6,
    })
  );
  const paths = descents.flatMap(({ steps }, i) => {
    const end = steps.findIndex((step) => !step.every(Number.isFinite));
    const shown = steps.slice(0, end < 0 ? undefined : end);
    const { stroke, mark } = looks[i];
    return [
      element("polyline", {
        points: shown.map(([x, y]) => `${short(across(x))},${short(down(y))}`).join(" "),
        fill: "none",
        stroke,
        "stroke-width": 2,
      }),
      ...shown.map(([x, y]) => mark(across(x), down(y), stroke)),
    ];
  });
  const cross = (x: number, y: number) =>
    element("path", {
      d: `M${short(x - 5)} ${short(y - 5)}l10 10m0 -10l-10 10`,
      stroke: colours.ink,
      "stroke-width": 2,
    });
  const entries = [
    ...descents.map(({ name }, i) => ({ ...looks[i], dash: undefined, name: say(name) })),
    ...minimum
      ? [{ stroke: colours.ink, mark: cross, name: words.minimum[language], alone: true }]
      : [],
  ];
  const bottom = top + HEIGHT + axes.below;
  const legend = legendOf(entries, { left, top: bottom + 10, width: WIDTH - left });
  return drawing(
    {
      width: WIDTH,
      height: bottom + legend.height + 4,
      title: caption ? say(caption) : entries.map(({ name }) => name).join(", "),
      description: say(block.alt),
    },
    caption ? label(say(caption), { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...axes.elements,
    clipped(
      { x: left, y: top, width, height: HEIGHT },
      ...contours,
      minimum ? cross(across(minimum[0]), down(minimum[1])) : "",
      ...paths,
    ),
    ...legend.elements,
  );
}

/**
 * Where the loss is `level`, by marching squares: in each square of four neighbouring places, a
 * straight piece between the sides on which the loss passes the level.
 */
function contour(
  { losses, columns, rows }: ValleyBlock,
  level: number,
  { x, y }: { readonly x: (column: number) => number; readonly y: (row: number) => number },
): string {
  let d = "";
  for (let i = 0; i + 1 < rows; i++) {
    for (let j = 0; j + 1 < columns; j++) {
      const corners = [[i, j], [i, j + 1], [i + 1, j + 1], [i + 1, j]];
      const ends: string[] = [];
      corners.forEach(([row, column], k) => {
        const [nextRow, nextColumn] = corners[(k + 1) % 4];
        const here = losses[row * columns + column], next = losses[nextRow * columns + nextColumn];
        if ((here > level) === (next > level)) return;
        const part = (level - here) / (next - here);
        ends.push(
          `${short(x(column + part * (nextColumn - column)))} ${
            short(y(row + part * (nextRow - row)))
          }`,
        );
      });
      for (let k = 0; k + 1 < ends.length; k += 2) d += `M${ends[k]}L${ends[k + 1]}`;
    }
  }
  return d;
}
