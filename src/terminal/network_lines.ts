/**
 * A network of neurons and arrows in characters: arrows keep to rows, and each neuron that sends to
 * several has a column of its own between the layers, `●` where its arrows part and `┼` where two
 * only cross.
 *
 * @module
 */
import type {
  DrawnEdge,
  DrawnNeuron,
  DrawnNumber,
  NetworkBlock,
} from "../lesson/network_drawing.ts";
import { written } from "../lesson/numeral.ts";
import { quantityOf } from "../lesson/quantity.ts";
import { formatSignificant } from "../number_format.js";
import { Canvas } from "./canvas.ts";
import type { LessonView } from "./lesson_view.ts";
import { type Ink, quantityInks, style } from "./style.ts";
import { textWidth, wrapText } from "./width.ts";

/** A text with the colour of what it tells. */
interface Label {
  readonly text: string;
  readonly ink?: Ink;
}

/** How names and numbers are written: in the widest way that there is room for. */
interface Writing {
  /** Whether names keep their indices: `W1[0,0]`, else `W1`. Those of inputs always do. */
  readonly indices: boolean;
  /** Whether there are spaces around `=`. */
  readonly spaced: boolean;
  /** Whether there are spaces inside frames. */
  readonly padded: boolean;
  /** Significant digits. */
  readonly digits: number;
}

/** A neuron with its place. */
interface Placed {
  readonly title: string;
  readonly labels: readonly Label[];
  /** Whether it has a frame. */
  readonly boxed: boolean;
  /** The spaces inside its frame, on either side. */
  readonly padding: number;
  /** Its first row, frame included. */
  top: number;
  readonly height: number;
}

/** The lines of a drawing of a network; as a list of neurons and their arrows where it is too wide. */
export function networkLines(block: NetworkBlock, view: LessonView): string {
  const { digits, caption } = block;
  const ways: Writing[] = [
    { indices: true, spaced: true, padded: true, digits },
    { indices: false, spaced: true, padded: true, digits },
    { indices: false, spaced: false, padded: true, digits },
    ...[digits, 3, 2].map((most) => ({
      indices: false,
      spaced: false,
      padded: false,
      digits: Math.min(digits, most),
    })),
  ];
  const drawn = ways.values().map((writing) => drawing(block, writing, view))
    .find((lines) => lines?.every((line) => textWidth(line) <= view.width));
  const title = caption
    ? [wrapText(style("bold", written(caption, view.language), view.colour), view)]
    : [];
  return [...title, ...drawn ?? list(block, view)].join("\n");
}

function labelled(
  { name, value }: DrawnNumber,
  { indices, spaced, digits }: Writing,
  { language }: LessonView,
): Label {
  const comma = language === "fr" ? ",\u00a0" : ",";
  const quantity = quantityOf(name);
  const called = indices || name.startsWith("X")
    ? name.replace(",", comma)
    : name.replace(/\[.*\]/, "");
  const equals = spaced ? "\u00a0=\u00a0" : "=";
  return {
    text: `${called.replaceAll(" ", "\u00a0")}${equals}${
      formatSignificant(value, { language, digits })
    }`,
    ink: quantity && quantityInks[quantity],
  };
}

/** The drawing; none where arrows would lie on each other. */
function drawing(block: NetworkBlock, writing: Writing, view: LessonView): string[] | undefined {
  const { layers, direction } = block;
  const { language, colour } = view;
  const label = (number: DrawnNumber) => labelled(number, writing, view);
  const canvas = new Canvas();
  const into = layers.map((_, k) => k === 0 ? [] : layers[k - 1].edges);
  const columns = layers.map(({ neurons, boxed }, k) => {
    const heights = neurons.map(({ numbers }, i) =>
      Math.max(
        numbers.length,
        into[k].filter(({ to }) => to === i)
          .reduce((sum, edge) => sum + rowsOf(edge, boxed), 0),
      )
    );
    return neurons.map(({ title, numbers }): Placed => {
      const name = written(title, language);
      const known = numbers.some(({ name }) => name.startsWith("X"));
      const short = boxed || known || writing.spaced ? name : name.replace(/^\p{L}+ /u, "");
      return {
        title: !boxed && known ? "" : short,
        labels: numbers.map(label),
        boxed,
        padding: Number(writing.padded),
        top: 0,
        height: boxed ? 2 + Math.max(...heights) : 1,
      };
    });
  });
  const total = Math.max(...columns.map(heightOf));
  for (const column of columns) {
    const free = total - column.reduce((sum, { height }) => sum + height, 0);
    let row = 0;
    column.forEach((placed, i) => {
      placed.top = row + Math.round(free * (2 * i + 1) / (2 * column.length));
      row += placed.height;
    });
  }
  const TOP = layers.some(({ part }) => part) ? 2 : 1;
  let x = 0;
  for (const [k, { title, part, edges }] of layers.entries()) {
    const column = columns[k];
    const headings = [title, part ?? ""].map((text) => written(text, language));
    const parts = columnsOf(column);
    const width = Math.max(
      ...headings.map(textWidth),
      ...column.map((placed) => widthOf(placed, parts)),
    );
    headings.forEach((heading, row) => canvas.put(x, row, heading));
    const rows = arrowRows(edges, { from: column, to: columns[k + 1] ?? [] });
    if (!rows) return undefined;
    if (k === 0) {
      column.forEach((placed, i) => placed.top = rows.exits[i] ?? placed.top);
    }
    for (const placed of column) draw(canvas, placed, { x, top: TOP, width, parts });
    x += width + (column[0].boxed ? 0 : 1);
    if (edges.length === 0) break;
    x = arrows(canvas, {
      edges,
      rows,
      x,
      top: TOP,
      backward: direction === "backward",
      padded: writing.padded,
      label,
    });
  }
  return canvas.lines(colour);
}

const heightOf = (column: readonly Placed[]) =>
  column.reduce((sum, { height }) => sum + height, 0) + (column[0]?.boxed ? column.length - 1 : 0);

/** Two numbers on an arrow stand on two rows, where its neuron has a frame. */
function rowsOf({ numbers }: DrawnEdge, boxed: boolean): number {
  return boxed ? numbers.length : 1;
}

/** What a neuron without a frame says, on its line. */
function line({ title, labels }: Placed): Label[] {
  return title === "" ? [...labels] : [{ text: title }, ...labels];
}

/** The widths of what neurons without a frame say, so that their numbers stand below each other. */
function columnsOf(column: readonly Placed[]): number[] {
  const lines = column.filter(({ boxed }) => !boxed).map(line);
  const most = Math.max(0, ...lines.map(({ length }) => length));
  return Array.from(
    { length: most - 1 < 0 ? 0 : most - 1 },
    (_, k) => Math.max(...lines.filter((l) => l.length > k + 1).map((l) => textWidth(l[k].text))),
  );
}

function widthOf(placed: Placed, parts: readonly number[]): number {
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

function draw(
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

/** The rows of arrows: where each leaves its layer's neuron, and where it reaches the next one's. */
interface ArrowRows {
  /** By neuron. */
  readonly exits: readonly number[];
  /** By arrow. */
  readonly entries: readonly number[];
}

/** The rows of arrows; nothing where an arrow finds no row that is free. */
function arrowRows(
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
function arrows(
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

/** Each neuron with its numbers, then its arrows and where they lead. */
function list(block: NetworkBlock, view: LessonView): string[] {
  const { layers, direction, digits } = block;
  const { language, width, colour } = view;
  const backward = direction === "backward";
  // Names of neurons say which; where that is still too long, lines go on below.
  const writing: Writing = { indices: false, spaced: width >= 80, padded: true, digits };
  const coloured = (number: DrawnNumber) => {
    const { text, ink } = labelled(number, writing, view);
    const canvas = new Canvas();
    canvas.put(0, 0, text, ink);
    return canvas.lines(colour)[0];
  };
  const order = backward ? [...layers.keys()].reverse() : [...layers.keys()];
  return order.flatMap((k) =>
    layers[k].neurons.flatMap((neuron, i) => {
      const arriving = arrowsOf(block, backward ? k : k - 1, backward ? "from" : "to", i);
      const leaving = arrowsOf(block, backward ? k - 1 : k, backward ? "to" : "from", i);
      // Its numbers stand at the end of the only arrow that reaches it.
      if (leaving.length === 0 && arriving.length === 1) return [];
      const next = layers[backward ? k - 1 : k + 1]?.neurons;
      const name = ({ title }: DrawnNeuron) => written(title, language).replaceAll(" ", "\u00a0");
      const arrows = leaving.map((edge) => {
        const end = backward ? edge.from : edge.to, goal = next[end];
        const alone = arrowsOf(block, backward ? k - 1 : k, backward ? "from" : "to", end);
        const leads = arrowsOf(block, backward ? k - 2 : k + 1, backward ? "to" : "from", end);
        const numbers = alone.length === 1 && leads.length === 0 ? goal.numbers : [];
        return [...edge.numbers.map(coloured), `▶\u00a0${name(goal)}`, ...numbers.map(coloured)];
      });
      const head = [name(neuron), ...neuron.numbers.map(coloured)];
      if (arrows.length === 1) {
        return [
          wrapText([...head, `─ ${arrows[0][0]}`, ...arrows[0].slice(1)].join("\u00a0 "), {
            width,
          }),
        ];
      }
      return [
        wrapText(head.join("\u00a0 "), { width }),
        ...arrows.map((parts, place) => {
          const corner = place === arrows.length - 1 ? "╰" : "├";
          return wrapText(parts.join("\u00a0 "), { width, indent: 5 })
            .replace(/^ {5}/, `  ${corner}${leaving[place].followed ? "━" : "─"} `);
        }),
      ];
    })
  ).map((lines) => lines.replace(/[ \u00a0]+$/gm, ""));
}

/** The arrows between a layer and the next that leave a neuron, or reach one. */
function arrowsOf(
  { layers }: NetworkBlock,
  layer: number,
  end: "from" | "to",
  neuron: number,
): readonly DrawnEdge[] {
  return (layers[layer]?.edges ?? []).filter((edge) => edge[end] === neuron);
}
