/**
 * The arrows between two layers of a drawn network.
 *
 * @module
 */
import type { DrawnEdge, DrawnNumber } from "../lesson/network_drawing.ts";
import type { Canvas } from "./canvas.ts";
import type { Label } from "./network_label.ts";
import { type Placed, rowsOf } from "./network_neurons.ts";
import { textWidth } from "./width.ts";

/** The rows of arrows: where each leaves its layer's neuron, and where it reaches the next one's. */
export interface ArrowRows {
  /** By neuron. */
  readonly exits: readonly number[];
  /** By arrow. */
  readonly entries: readonly number[];
}

/** The rows of arrows; nothing where an arrow finds no row that is free. */
export function arrowRows(
  edges: readonly DrawnEdge[],
  { from, to }: { readonly from: readonly Placed[]; readonly to: readonly Placed[] },
): ArrowRows | undefined {
  const entries: number[] = Array(edges.length).fill(0);
  to.forEach((placed, i) => {
    const incoming = [...edges.keys()].filter((e) => edges[e].to === i)
      .sort((a, b) => edges[a].from - edges[b].from);
    const rows = incoming.reduce((sum, e) => sum + rowsOf(edges[e], placed.boxed), 0);
    const inside = placed.boxed ? placed.height - 2 : 1;
    let row = placed.top + (placed.boxed ? 1 : 0) + ((inside - rows) >> 1);
    for (const e of incoming) {
      entries[e] = row;
      row += rowsOf(edges[e], placed.boxed);
    }
  });
  const exits = from.map((placed, i) => {
    const own = entries.filter((_, e) => edges[e].from === i);
    if (own.length === 0) return placed.top;
    const others = new Set(entries.filter((_, e) => edges[e].from !== i));
    const free = placed.boxed
      ? Array.from({ length: placed.height - 2 }, (_, k) => placed.top + 1 + k)
      : own;
    const middle = placed.top + (placed.height - 1) / 2;
    const usable = free.filter((row) => !others.has(row));
    const straight = usable.filter((row) => own.includes(row));
    // A row of its own arrows, else one that no other arrow takes.
    const [best] = (straight.length > 0 ? straight : usable)
      .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    return best;
  });
  return exits.includes(undefined!) ? undefined : { exits, entries };
}

/** Draws the arrows between two layers from column x on; gives the column after them. */
export function drawArrows(
  canvas: Canvas,
  { edges, rows: { exits, entries }, x, top, backward, padded, label }: {
    readonly edges: readonly DrawnEdge[];
    readonly rows: ArrowRows;
    readonly x: number;
    readonly top: number;
    readonly backward: boolean;
    readonly padded: boolean;
    readonly label: (number: DrawnNumber) => Label;
  },
): number {
  const sources = exits.map((exit, i) => {
    const own = edges.map((edge, e) => ({ edge, row: entries[e] })).filter(({ edge }) =>
      edge.from === i
    );
    return { exit, own, straight: own.length === 1 && own[0].row === exit };
  }).filter(({ own }) => own.length > 0);
  const lanes = sources.filter(({ straight }) => !straight);
  const start = backward ? x + 1 : x;
  const after = start + 2 * lanes.length + 1;
  const texts = edges.map(({ numbers }, e) => {
    const shared = numbers.length > 1 &&
      edges.every(({ to }, other) => e === other || to !== edges[e].to);
    return shared ? [numbers.map(label)] : numbers.map((number) => [label(number)]);
  });
  const gap = padded ? 2 : 1;
  const wide = (labels: readonly Label[]) =>
    labels.reduce((sum, { text }) => sum + textWidth(text) + gap, -gap);
  const width = Math.max(...texts.flat().map(wide));
  const end = after + width + (padded ? (backward ? 3 : 4) : 2);
  const across = (from: number, to: number, row: number, followed = false) => {
    for (let column = from; column < to; column++) {
      const crosses = canvas.at(column, row) === "│";
      const character = crosses ? "┼" : followed ? "━" : "─";
      canvas.put(column, row, character, followed ? undefined : "muted");
    }
  };
  // Columns first: what crosses them later turns them into crossings.
  lanes.forEach(({ exit, own }, lane) => {
    const column = start + 1 + 2 * lane, all = [exit, ...own.map(({ row }) => row)];
    for (let row = Math.min(...all); row <= Math.max(...all); row++) {
      canvas.put(column, top + row, "│", "muted");
    }
  });
  sources.forEach(({ exit, own }) => {
    const lane = lanes.findIndex((source) => source.own === own);
    const column = start + 1 + 2 * lane;
    if (lane >= 0) across(start, column, top + exit);
    for (const { edge, row } of own) {
      across(lane < 0 ? start : column + 1, end, top + row, edge.followed);
    }
    if (lane < 0) return;
    const all = [exit, ...own.map(({ row }) => row)];
    const first = Math.min(...all), last = Math.max(...all);
    for (const row of new Set(all)) {
      const left = row === exit, right = own.some((one) => one.row === row);
      const ways = Number(left) + Number(right) + Number(row > first) + Number(row < last);
      const corner = left ? (row === first ? "╮" : "╯") : row === first ? "╭" : "╰";
      canvas.put(column, top + row, ways > 2 ? "●" : corner, "muted");
    }
  });
  edges.forEach((edge, e) => {
    const row = top + entries[e];
    texts[e].forEach((labels, line) => {
      let column = after + 1;
      for (const { text, ink } of labels) {
        if (line === 0) canvas.put(column - 1, row, " ".repeat(textWidth(text) + 3));
        canvas.put(column, row + line, text, ink);
        column += textWidth(text) + gap;
      }
      column += 2 - gap;
      if (line === 0) across(column - 1, column, row, edge.followed);
    });
    if (!backward) canvas.put(end - 1, row, "▶", "muted");
  });
  for (const { exit } of backward ? sources : []) canvas.put(x, top + exit, "◀", "muted");
  return end;
}
