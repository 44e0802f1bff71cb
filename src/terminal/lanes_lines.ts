/**
 * The vectors of a lesson, drawn lane under lane.
 *
 * @module
 */
import type { LanesBlock } from "../lesson/lanes.ts";
import { written } from "../lesson/numeral.ts";
import { words } from "../lesson/wording.ts";
import type { LessonView } from "./lesson_view.ts";
import { style } from "./style.ts";
import { formatTable } from "./table.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** A box for each number, the number of its lane above; a table where there is no room for boxes. */
export function laneLines({ rows }: LanesBlock, { language, width, colour }: LessonView): string {
  const names = rows.map(({ name, sign = " " }) => `${sign} ${written(name, language)}`);
  const cells = rows.map(({ values }) => values.map((value) => written(value, language)));
  const titles = rows[0].values.map((_, lane) => `${words.lane[language]} ${lane}`);
  const left = Math.max(...names.map(textWidth));
  const wide = Math.max(...[titles, ...cells].flat().map(textWidth)) + 2;
  if (left + 2 + titles.length * (wide + 1) > width) {
    const table = names.map((name, i) => [name, ...cells[i]]);
    return formatTable(table, { head: ["", ...titles], width, colour });
  }
  const rule = (start: string, middle: string, end: string) =>
    style(
      "dim",
      `${" ".repeat(left)} ${start}${titles.map(() => "─".repeat(wide)).join(middle)}${end}`,
      colour,
    );
  const edge = style("dim", "│", colour);
  const head = titles.map((title) => ` ${padLeft(title, wide - 2)} `).join(" ").trimEnd();
  return [
    style("bold", `${" ".repeat(left)}  ${head}`, colour),
    rule("┌", "┬", "┐"),
    ...rows.flatMap((_, i) => [
      ...(i > 0 ? [rule("├", "┼", "┤")] : []),
      `${padRight(names[i], left)} ${edge}${
        cells[i].map((cell) => ` ${padLeft(cell, wide - 2)} `).join(edge)
      }${edge}`,
    ]),
    rule("└", "┴", "┘"),
  ].join("\n");
}
