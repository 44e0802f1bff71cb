/**
 * A network of neurons and arrows in characters: arrows keep to rows, and each neuron that sends to
 * several has a column of its own between the layers, `●` where its arrows part and `┼` where two
 * only cross.
 *
 * @module
 */
import type { DrawnNumber, NetworkBlock } from "../lesson/network_drawing.ts";
import { written } from "../lesson/numeral.ts";
import { Canvas } from "./canvas.ts";
import type { LessonView } from "./lesson_view.ts";
import { arrowRows, drawArrows } from "./network_arrows.ts";
import { labelled, type Writing } from "./network_label.ts";
import { networkList } from "./network_list.ts";
import { columnsOf, drawNeuron, type Placed, rowsOf, widthOf } from "./network_neurons.ts";
import { style } from "./style.ts";
import { textWidth, wrapText } from "./width.ts";

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
  return [...title, ...drawn ?? networkList(block, view)].join("\n");
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
    for (const placed of column) drawNeuron(canvas, placed, { x, top: TOP, width, parts });
    x += width + (column[0].boxed ? 0 : 1);
    if (edges.length === 0) break;
    x = drawArrows(canvas, {
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
