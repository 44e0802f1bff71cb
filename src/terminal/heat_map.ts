/**
 * A confusion matrix as a heat map.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount } from "../number_format.js";
import { between, type Rgb, style } from "./style.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** How a heat map is laid out. */
export interface HeatMapOptions {
  /** What stands above the names of the rows. */
  readonly corner: string;
  /** The names of the classes; their numbers by default. */
  readonly labels?: readonly string[];
  /** The columns of the terminal; 80 by default. */
  readonly width?: number;
  /** Whether to colour; false by default. */
  readonly colour?: boolean;
  /** The reader's language. */
  readonly language: Language;
}

/** The report's colours on its dark page: cells are painted whole, on any background. */
const paper: Rgb = [24, 32, 38], right: Rgb = [124, 192, 242], wrong: Rgb = [255, 172, 107];
const white: Rgb = [237, 242, 245], black: Rgb = [16, 20, 24], muted: Rgb = [120, 130, 138];

/**
 * A confusion matrix: what an image shows by row, what is read by column, all columns of one width. What
 * has no room goes on below. With colour, a cell on the diagonal is the bluer, the greater its share of
 * the row, and any other the more orange, the nearer it is to the most frequent mistake.
 *
 * @param counts (classes, classes), how many images.
 */
export function formatHeatMap(
  counts: readonly (readonly number[])[],
  options: HeatMapOptions,
): string {
  const { corner, width = 80, colour = false, language } = options;
  const labels = options.labels ?? counts.map((_, label) => String(label));
  const cells = counts.map((row) => row.map((n) => n === 0 ? "·" : formatCount(n, language)));
  const names = Math.max(textWidth(corner), ...labels.map(textWidth));
  const widest = Math.max(...[labels, ...cells].flat().map(textWidth));
  // A space on either side, or one before where that lets all the columns stand side by side.
  const airy = names + labels.length * (widest + 2) <= width;
  const most = Math.max(1, Math.floor((width - names) / (widest + 1)));
  const blocks = airy ? 1 : Math.ceil(labels.length / most);
  const each = Math.ceil(labels.length / blocks);
  const placed = (text: string) => ` ${padLeft(text, widest)}${airy ? " " : ""}`;

  const totals = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
  const worst = Math.max(...counts.flatMap((row, i) => row.filter((_, j) => i !== j)), 1);
  const cell = (row: number, column: number) => {
    const text = placed(cells[row][column]), n = counts[row][column];
    if (!colour) return text;
    const ground = n === 0
      ? paper
      : row === column
      ? between(paper, right, n / totals[row])
      : between(paper, wrong, 0.12 + 0.88 * n / worst);
    return painted(text, n === 0 ? muted : ground[1] > 110 ? black : white, ground);
  };
  return Array.from({ length: blocks }, (_, block) => {
    const columns = labels.keys().toArray().slice(block * each, (block + 1) * each);
    const head = padRight(corner, names) + columns.map((column) => placed(labels[column])).join("");
    return [
      style("bold", head.trimEnd(), colour),
      ...labels.map((label, row) =>
        (padRight(label, names) + columns.map((column) => cell(row, column)).join("")).trimEnd()
      ),
    ].join("\n");
  }).join("\n\n");
}

function painted(text: string, ink: Rgb, ground: Rgb): string {
  return `\x1b[38;2;${ink.join(";")};48;2;${ground.join(";")}m${text}\x1b[0m`;
}
