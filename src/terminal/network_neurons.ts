/**
 * The neurons of a drawn network: in a frame, or on a line.
 *
 * @module
 */
import type { DrawnEdge } from "../lesson/network_drawing.ts";
import type { Canvas } from "./canvas.ts";
import type { Label } from "./network_label.ts";
import { textWidth } from "./width.ts";

/** A neuron with its place. */
export interface Placed {
  /** What it is called. */
  readonly title: string;
  /** Its numbers. */
  readonly labels: readonly Label[];
  /** Whether it has a frame. */
  readonly boxed: boolean;
  /** The spaces inside its frame, on either side. */
  readonly padding: number;
  /** Its first row, frame included. */
  top: number;
  /** How many rows it takes. */
  readonly height: number;
}

/** Two numbers on an arrow stand on two rows, where its neuron has a frame. */
export function rowsOf({ numbers }: DrawnEdge, boxed: boolean): number {
  return boxed ? numbers.length : 1;
}

/** What a neuron without a frame says, on its line. */
function line({ title, labels }: Placed): Label[] {
  return title === "" ? [...labels] : [{ text: title }, ...labels];
}

/** The widths of what neurons without a frame say, so that their numbers stand below each other. */
export function columnsOf(column: readonly Placed[]): number[] {
  const lines = column.filter(({ boxed }) => !boxed).map(line);
  const most = Math.max(0, ...lines.map(({ length }) => length));
  return Array.from(
    { length: most - 1 < 0 ? 0 : most - 1 },
    (_, k) => Math.max(...lines.filter((l) => l.length > k + 1).map((l) => textWidth(l[k].text))),
  );
}

/** How many columns a neuron takes. */
export function widthOf(placed: Placed, parts: readonly number[]): number {
  const { boxed, title, labels, padding } = placed;
  if (!boxed) {
    const all = line(placed);
    return all.reduce(
      (sum, { text }, k) => sum + (k < all.length - 1 ? parts[k] + 1 + padding : textWidth(text)),
      0,
    );
  }
  return Math.max(
    textWidth(title) + 4 + 2 * padding,
    ...labels.map(({ text }) => textWidth(text) + 2 + 2 * padding),
  );
}

/** Draws a neuron, its left end at column `x`, its rows counted from `top`. */
export function drawNeuron(
  canvas: Canvas,
  placed: Placed,
  { x, top, width, parts }: {
    readonly x: number;
    readonly top: number;
    readonly width: number;
    readonly parts: readonly number[];
  },
): void {
  const row = top + placed.top;
  if (!placed.boxed) {
    let column = x;
    for (const [k, { text, ink }] of line(placed).entries()) {
      canvas.put(column, row, text, ink);
      column += (parts[k] ?? 0) + 1 + placed.padding;
    }
    return;
  }
  const { title, labels, height, padding } = placed;
  const bottom = row + height - 1;
  canvas.put(x, row, `╭${"─".repeat(width - 2)}╮`, "muted");
  canvas.put(x + 1 + padding, row, ` ${title} `);
  for (let i = row + 1; i < bottom; i++) {
    canvas.put(x, i, `│${" ".repeat(width - 2)}│`, "muted");
    const label = labels[i - row - 1];
    if (label) canvas.put(x + 1 + padding, i, label.text, label.ink);
  }
  canvas.put(x, bottom, `╰${"─".repeat(width - 2)}╯`, "muted");
}
