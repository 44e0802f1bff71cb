/**
 * A network of neurons and arrows, as a picture.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { DrawnEdge, DrawnNumber, NetworkBlock } from "../lesson/network_drawing.ts";
import { written } from "../lesson/numeral.ts";
import { quantityOf } from "../lesson/quantity.ts";
import { formatSignificant } from "../number_format.js";
import { colours, drawing, element, label, short, textLength } from "./element.ts";

const ROW = 18, MARGIN = 12;
/** Between two neurons: labels of arrows that cross stand there. */
const SPACE = 12, GAP = 84, LINE_GAP = 10;

/** A text in the colour of its quantity. */
interface Part {
  readonly text: string;
  readonly fill: string;
}

/** A neuron with its place: its middle row, and its frame. */
interface Placed {
  readonly lines: readonly (readonly Part[])[];
  readonly boxed: boolean;
  /** How wide each text of a line is, with those above and below it. */
  readonly stops: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly y: number;
}

/** A network as an SVG picture. */
export function networkSvg(block: NetworkBlock, language: Language): string {
  const { layers, direction, digits, caption } = block;
  const say = (text: Text) => written(text, language);
  const part = ({ name, value }: DrawnNumber): Part => {
    const quantity = quantityOf(name);
    return {
      text: `${name.replace(",", language === "fr" ? ", " : ",")} = ${
        formatSignificant(value, { language, digits })
      }`,
      fill: quantity ? colours[quantity] : colours.ink,
    };
  };
  const top = (caption ? 40 : 16) + (layers.some(({ part }) => part) ? 38 : 22);
  const sizes = layers.map(({ neurons, boxed }) =>
    neurons.map(({ title, numbers }) => {
      const head: Part = { text: say(title), fill: colours.ink };
      const known = numbers.some(({ name }) => name.startsWith("X"));
      const parts = numbers.map(part);
      const lines = boxed
        ? [[head], ...parts.map((one) => [one])]
        : [known ? parts : [head, ...parts]];
      const width = Math.max(
        ...lines.map((line) => widthOf(line) + SPACE),
      );
      return { lines, boxed, width, height: ROW * lines.length + (boxed ? 12 : 6) };
    })
  );
  const heightOf = (column: readonly { readonly height: number; readonly boxed: boolean }[]) =>
    column.reduce((sum, { height }) => sum + height, 0) +
    (column.length - 1) * (column[0].boxed ? GAP : LINE_GAP);
  const high = Math.max(...sizes.map(heightOf));
  const columns = sizes.map(aligned).map((column) => {
    const free = high - column.reduce((sum, { height }) => sum + height, 0);
    let y = top - free / (2 * column.length);
    return column.map((size): Placed => {
      y += free / column.length;
      const placed = { ...size, y: y + size.height / 2 };
      y += size.height;
      return placed;
    });
  });
  let x = MARGIN;
  const headings: string[] = [],
    arrows: string[] = [],
    neurons: string[] = [],
    labels: string[] = [];
  layers.forEach(({ title, part: shown, edges }, k) => {
    const column = columns[k];
    const width = Math.max(...column.map((placed) => placed.width), textLength(say(title)));
    headings.push(label(say(title), { x, y: top - (shown ? 24 : 8), weight: "bold" }));
    if (shown) headings.push(label(say(shown), { x, y: top - 8, fill: colours.muted }));
    for (const placed of column) neurons.push(neuron(placed, { x, width }));
    const left = x + width;
    x = left;
    if (edges.length === 0) return;
    const next = columns[k + 1], far = next.length > column.length;
    // Several numbers stand below each other, but where arrows are close.
    const texts = edges.map(({ numbers }) => {
      const parts = numbers.map(part);
      return next[0].boxed ? parts.map((one) => [one]) : [parts];
    });
    const room = Math.max(...texts.flat().map(widthOf));
    x += room + 130;
    edges.forEach((edge, e) => {
      const [from, to] = ends(edge, { edges, column, next });
      const start = { x: left + 2, y: from }, end = { x: x - 2, y: to };
      arrows.push(arrow(edge, direction === "forward" ? [start, end] : [end, start]));
      // Where many leave one neuron, they are apart at their ends.
      const middle = far ? end.x - 36 - room / 2 : start.x + 16 + room / 2;
      const along = (middle - start.x) / (end.x - start.x);
      const y = start.y + along * (end.y - start.y);
      texts[e].forEach((parts, i) => {
        const width = widthOf(parts);
        let at = middle - width / 2;
        const base = y + 4 + (texts[e].length === 1 ? 0 : (2 * i - 1) * 8);
        labels.push(element("rect", {
          x: at - 3,
          y: base - 12,
          width: width + 6,
          height: 16,
          fill: colours.paper,
        }));
        for (const one of parts) {
          const weight = edge.followed && i === 0 ? "bold" : undefined;
          labels.push(label(one.text, { x: at, y: base, fill: one.fill, weight }));
          at += widthOf([one]) + SPACE;
        }
      });
    });
  });
  return drawing(
    {
      width: x + MARGIN,
      height: top + high + MARGIN,
      title: caption ? say(caption) : layers.map(({ title }) => say(title)).join(" – "),
      description: say(block.alt),
    },
    caption ? label(say(caption), { x: 8, y: 20, size: 14, weight: "bold" }) : "",
    ...headings,
    ...arrows,
    ...neurons,
    ...labels,
  );
}

/** Neurons on a line each, their numbers below each other: texts are as wide as the widest of them. */
function aligned<
  Size extends { readonly lines: readonly (readonly Part[])[]; readonly boxed: boolean },
>(
  column: readonly Size[],
): (Size & { readonly stops: readonly number[] })[] {
  const stops: number[] = [];
  for (const { lines: [parts], boxed } of column) {
    if (!boxed) parts.forEach((one, i) => stops[i] = Math.max(stops[i] ?? 0, widthOf([one])));
  }
  return column.map((size) => ({ ...size, stops }));
}

/** How wide texts beside each other are. */
function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { text }) => sum + textLength(text) + SPACE, -SPACE);
}

function neuron(
  { lines, boxed, height, y, stops }: Placed,
  { x, width }: { readonly x: number; readonly width: number },
): string {
  const top = y - height / 2;
  const frame = boxed
    ? element("rect", {
      x,
      y: top,
      width,
      height,
      rx: 10,
      fill: colours.paper,
      stroke: colours.muted,
      "stroke-width": 1.5,
    })
    : "";
  const written = lines.map((line, i) => {
    let at = x + (boxed ? 8 : 4);
    return line.map(({ text, fill }, part) => {
      const here = at;
      at += (stops[part] ?? 0) + SPACE;
      const head = boxed && i === 0;
      return label(text, {
        x: here,
        y: top + (boxed ? 20 : 16) + ROW * i,
        fill: head ? colours.muted : fill,
      });
    }).join("");
  });
  return frame + written.join("");
}

/** Where an arrow leaves and where it arrives: those of a neuron are apart, in order. */
function ends(
  edge: DrawnEdge,
  { edges, column, next }: {
    readonly edges: readonly DrawnEdge[];
    readonly column: readonly Placed[];
    readonly next: readonly Placed[];
  },
): [number, number] {
  const spread = ({ y, height, boxed }: Placed, all: readonly DrawnEdge[]) => {
    const apart = boxed ? Math.min(ROW, (height - 12) / all.length) : 0;
    return y + (all.indexOf(edge) - (all.length - 1) / 2) * apart;
  };
  return [
    spread(column[edge.from], edges.filter(({ from }) => from === edge.from)),
    spread(next[edge.to], edges.filter(({ to }) => to === edge.to)),
  ];
}

/** A line with a head at its second end. */
function arrow(
  { followed }: DrawnEdge,
  [start, end]: readonly { readonly x: number; readonly y: number }[],
): string {
  const angle = Math.atan2(end.y - start.y, end.x - start.x);
  const at = (back: number, aside: number) =>
    `${short(end.x - back * Math.cos(angle) - aside * Math.sin(angle))} ${
      short(end.y - back * Math.sin(angle) + aside * Math.cos(angle))
    }`;
  const stroke = followed ? colours.ink : colours.muted;
  return element("path", {
    d: `M${short(start.x)} ${short(start.y)}L${at(8, 0)}`,
    stroke,
    "stroke-width": followed ? 3 : 1.3,
    fill: "none",
  }) + element("path", { d: `M${at(0, 0)}L${at(10, 4)}L${at(10, -4)}z`, fill: stroke });
}
