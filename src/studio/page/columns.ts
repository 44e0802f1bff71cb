/**
 * A network as columns of units, from the image to the classes, and where each of them lies.
 *
 * @module
 */
import { windowCounts } from "../../engine/windows.ts";
import type { Network } from "../../nn/network.ts";

/** A layer with its activation, as it is drawn. */
export interface Column {
  /** Pixels of an image, neurons of a dense layer, or feature maps of a convolution. */
  readonly kind: "pixels" | "neurons" | "maps";
  /** The layer of its weights; −1 for the pixels. */
  readonly layer: number;
  /** The layer whose outputs are what it sends on. */
  readonly last: number;
  /** Neurons or maps. */
  readonly count: number;
  /** Rows and columns of a map, or of the picture of a neuron's weights; 0 for a neuron without one. */
  readonly rows: number;
  /** See `rows`. */
  readonly columns: number;
  /** Whether its units are the classes: of a network without a hidden layer. */
  readonly isLast?: boolean;
}

/** The columns of a network, without the classes. */
export function columnsOf(network: Network): Column[] {
  const side = Math.sqrt(network.sizes[0]);
  const found: Column[] = [
    { kind: "pixels", layer: -1, last: -1, count: 1, rows: side, columns: side },
  ];
  const { layers } = network;
  if (network.sizes.length === 2) {
    const shape = { layer: 0, last: 0, count: network.sizes[1], rows: side, columns: side };
    return [...found, { kind: "neurons", ...shape, isLast: true }];
  }
  const weighted = layers.flatMap(({ parameters }, i) => parameters.length > 0 ? [i] : []);
  weighted.slice(0, -1).forEach((layer, i) => {
    const { kind, outputs } = layers[layer].description;
    if (kind === "dense") {
      const picture = layer === 0 ? side : 0;
      const last = layer + 1; // its activation; dropout drops nothing here
      found.push({ kind: "neurons", layer, last, count: outputs, rows: picture, columns: picture });
    } else {
      // What it sends on may have been pooled.
      const next = weighted[i + 1];
      let last = layer;
      for (let j = layer + 1; j < next; j++) {
        if (layers[j].description.kind !== "dropout") last = j;
      }
      const { windows } = layers[layer].description;
      const pool = layers[last].description.windows;
      const { height, width } = windowCounts(pool ?? windows!);
      const count = layers[last].description.outputs / (height * width);
      found.push({ kind: "maps", layer, last, count, rows: height, columns: width });
    }
  });
  return found;
}

/** A rectangle of the picture. */
export interface Place {
  /** Left. */
  readonly x: number;
  /** Top. */
  readonly y: number;
  /** Width. */
  readonly width: number;
  /** Height. */
  readonly height: number;
}

/** A column, and where its units lie. */
export interface PlacedColumn extends Column {
  /** The place of each unit. */
  readonly places: readonly Place[];
}

/** Pixels between units at least. */
const BETWEEN = 4;
/** Room for a line of text above a column. */
const CAPTION = 24;

/** Puts columns side by side in a picture: the image keeps its size, the others share what is left. */
export function place(
  columns: readonly Column[],
  size: { readonly width: number; readonly height: number },
): PlacedColumn[] {
  const width = size.width - 2, height = Math.max(1, size.height - CAPTION - 2);
  const image = columns.length === 1
    ? Math.min(width, height)
    : columns[1].isLast
    ? Math.min(280, 0.6 * width, height)
    : Math.min(168, 0.26 * width, height);
  const others = columns.slice(1), gap = Math.min(44, 0.07 * width);
  const room = width - image - gap * columns.length;
  // More units want more room.
  const wishes = others.map(({ count }) => Math.sqrt(count));
  const sum = wishes.reduce((a, b) => a + b, 0);
  let x = columns.length === 1 ? 1 + Math.max(0, (width - image) / 2) : 1;
  return columns.map((column, i) => {
    if (i === 0) {
      const here = { x, y: CAPTION + (height - image) / 2, width: image, height: image };
      x += image + gap;
      return { ...column, places: [here] };
    }
    if (column.isLast) {
      // Each beside its bar.
      const cell = size.height / column.count, side = cell - 2 * BETWEEN;
      const left = width - side - 8;
      const beside = Array.from({ length: column.count }, (_, unit) => (
        { x: left, y: unit * cell + BETWEEN, width: side, height: side }
      ));
      return { ...column, places: beside };
    }
    const across = room * wishes[i - 1] / sum;
    const placed = grid(column.count, { x, y: CAPTION, width: across, height });
    x += across + gap;
    return { ...column, places: placed };
  });
}

/** A column alone, as large as it can be. */
export function placeAlone(
  column: Column,
  { width, height }: { readonly width: number; readonly height: number },
): PlacedColumn {
  const room = { x: 1, y: CAPTION, width: width - 2, height: height - CAPTION - 2 };
  const side = Math.min(room.width, room.height);
  const whole = { x: (width - side) / 2, y: CAPTION, width: side, height: side };
  return { ...column, places: column.kind === "pixels" ? [whole] : grid(column.count, room) };
}

/** Squares in a rectangle, as large as they can be, in its middle. */
export function grid(count: number, { x, y, width, height }: Place): Place[] {
  let best = { cell: 0, columns: 1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = Math.min((width + BETWEEN) / columns, (height + BETWEEN) / rows, 88);
    // Of equal ones, the one whose last row is full.
    const isFull = count % columns === 0 ? 1.12 : 1;
    if (cell * isFull > best.cell * (count % best.columns === 0 ? 1.12 : 1)) {
      best = { cell, columns };
    }
  }
  const { cell, columns } = best, rows = Math.ceil(count / columns), side = cell - BETWEEN;
  const left = x + (width - columns * cell + BETWEEN) / 2;
  const top = y + (height - rows * cell + BETWEEN) / 2;
  return Array.from({ length: count }, (_, i) => ({
    x: left + i % columns * cell,
    y: top + Math.floor(i / columns) * cell,
    width: side,
    height: side,
  }));
}
