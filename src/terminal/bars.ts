/**
 * Horizontal bars, for the ten answers of a network.
 *
 * @module
 */
import { inked, style } from "./style.ts";
import { padLeft, padRight, textWidth } from "./width.ts";

/** A bar of a chart. */
export interface Bar {
  /** What it stands for. */
  readonly label: string;
  /** Its length, 0 or more; one that is not a number has no bar. */
  readonly value: number;
  /** The value for people, already formatted. */
  readonly text: string;
}

/** How bars are laid out. */
export interface BarsOptions {
  /** The columns of the terminal; 80 by default. */
  readonly width?: number;
  /** The value of the longest possible bar; the largest value by default. */
  readonly max?: number;
  /** The index of the row to point at. */
  readonly highlight?: number;
  /** Whether to colour; false by default. */
  readonly colour?: boolean;
}

const longest = 40;

/**
 * A bar from 0 to `width` columns long, exact to half a column; `part` goes from 0 to 1. It is thinner
 * than a line, so that bars below each other stay apart.
 */
export function horizontalBar(part: number, width: number): string {
  const halves = Math.round(Math.min(Math.max(part || 0, 0), 1) * width * 2);
  return "━".repeat(halves >> 1) + "╸".repeat(halves & 1);
}

/** A chart as lines of text: label, bar, value, and `◀` after the highlighted row. */
export function formatBars(bars: readonly Bar[], options: BarsOptions = {}): string {
  const { width = 80, highlight, colour = false } = options;
  const max = options.max ?? Math.max(...bars.map((bar) => bar.value || 0));
  const labels = Math.max(...bars.map((bar) => textWidth(bar.label)));
  const texts = Math.max(...bars.map((bar) => textWidth(bar.text)));
  const room = Math.max(0, Math.min(longest, width - labels - texts - "    ◀".length));
  return bars.map((bar, index) => {
    const ink = highlight === undefined || index === highlight ? "first" : "muted";
    const drawn = padRight(inked(ink, horizontalBar(bar.value / max, room), colour), room);
    const line = `${padRight(bar.label, labels)} ${drawn} ${padLeft(bar.text, texts)}`;
    return index === highlight ? style("bold", `${line} ◀`, colour) : line;
  }).join("\n");
}
