/**
 * A window on a matrix, with the numbers of its rows and columns.
 *
 * @module
 */
import type { MatrixBlock } from "../lesson/matrix.ts";
import { writeShape } from "../lesson/formula_text.ts";
import { written } from "../lesson/numeral.ts";
import { quantityOf } from "../lesson/quantity.ts";
import { formatNumber, superscript } from "../number_format.js";
import type { LessonView } from "./lesson_view.ts";
import { quantityInked, style } from "./style.ts";
import { padLeft, textWidth, wrapText } from "./width.ts";

/**
 * The lines of a matrix: its name and shape, then as many columns as there is room for. `‹ ›` marks
 * the elements that are followed, `…` and `⋮` what is left out.
 */
export function matrixLines(block: MatrixBlock, view: LessonView): string {
  const { name, shape, caption, rows, values, marks } = block;
  const { language, width, colour } = view;
  const { decimals, power } = precision(block);
  const isMarked = (row: number, column: number) =>
    marks.some(([i, j]) => i === row && j === column);
  const cells = values.map((value) =>
    value === 0 ? "0" : formatNumber(value / 10 ** power, { language, digits: decimals })
  );
  const cellWidth = Math.max(...cells.map(textWidth), ...block.columns.map((j) => `${j}`.length));
  const labelWidth = Math.max(...rows.map((i) => `${i}`.length), 1);
  const before = block.columns[0] > 0, after = block.columns.at(-1)! < shape[1] - 1;
  const room = width - labelWidth - 2 - 4;
  const columns = fitting(block, Math.max(1, Math.floor(room / (cellWidth + 3))));
  const left = before || columns[0] !== block.columns[0] ? "… " : "  ";
  const right = after || columns.at(-1) !== block.columns.at(-1) ? " …" : "";

  const line = (label: string, texts: readonly string[]) =>
    `  ${padLeft(label, labelWidth)} ${left}${texts.join(" ")}${right}`.trimEnd();
  const scale = power === 0 ? "" : ` · 10${superscript(power)}`;
  const ink = (text: string) => quantityInked(quantityOf(name), text, colour);
  const title = `${style("bold", ink(name), colour)} ${writeShape(shape)}${scale}` +
    (caption ? `${language === "fr" ? "\u00a0:" : ":"} ${written(caption, language)}` : "");
  const head = line("", columns.map((j) => ` ${padLeft(`${j}`, cellWidth)} `));
  const body = rows.map((i, row) =>
    line(
      `${i}`,
      columns.map((j) => {
        const cell = cells[row * block.columns.length + block.columns.indexOf(j)];
        if (!isMarked(i, j)) return ` ${padLeft(ink(cell), cellWidth)} `;
        const marked = style("bold", ink(`‹${cell}›`), colour);
        return " ".repeat(cellWidth - textWidth(cell)) + marked;
      }),
    )
  );
  const dots = `  ${padLeft("⋮", labelWidth)}`;
  return [
    wrapText(title, { width }),
    style("bold", head, colour),
    ...(rows[0] > 0 ? [dots] : []),
    ...body,
    ...(rows.at(-1)! < shape[0] - 1 ? [dots] : []),
  ].join("\n");
}

/** As many columns as fit, the followed one about in their middle. */
function fitting({ columns, marks }: MatrixBlock, most: number): readonly number[] {
  if (columns.length <= most) return columns;
  const place = Math.max(0, columns.indexOf(marks[0]?.[1] ?? columns[0]));
  const first = Math.min(Math.max(place - (most >> 1), 0), columns.length - most);
  return columns.slice(first, first + most);
}

/** Digits after the point, and the power of ten that very small or large elements are divided by. */
function precision({ values, decimals }: MatrixBlock): { decimals: number; power: number } {
  const most = Math.max(...values.map(Math.abs).filter(Number.isFinite));
  if (decimals !== undefined) return { decimals, power: 0 };
  if (most < 1e12 && values.every(Number.isInteger)) return { decimals: 0, power: 0 };
  const power = most > 0 && (most < 0.01 || most >= 1e6) ? Math.floor(Math.log10(most)) : 0;
  if (power !== 0) return { decimals: 2, power };
  return { decimals: most < 10 ? 3 : most < 100 ? 2 : most < 1000 ? 1 : 0, power };
}
