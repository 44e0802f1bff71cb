/// <reference lib="dom" />
/**
 * The picture of a network that reads a digit, on a canvas.
 *
 * @module
 */
import type { Network } from "../../nn/network.ts";
import type { Column, PlacedColumn } from "./columns.ts";
import { channels, digitCanvas } from "./drawing.ts";
import type { Link, Selection } from "./paths.ts";
import type { Reading } from "./reader.ts";

/** The colours of a theme, as the style sheet has them. */
export interface Colours {
  /** What the page is. */
  readonly paper: string;
  /** What is written. */
  readonly ink: string;
  /** Edges of what rests. */
  readonly line: string;
  /** What is written beside. */
  readonly muted: string;
  /** Edges of what is active. */
  readonly accent: string;
  /** Above zero. */
  readonly positive: string;
  /** Below zero. */
  readonly negative: string;
  /** Pixels without ink. */
  readonly imagePaper: string;
  /** Pixels with ink. */
  readonly imageInk: string;
}

/** The colours of the theme that the page has now. */
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: of("card"),
    ink: of("ink"),
    line: of("line"),
    muted: of("muted"),
    accent: of("accent"),
    positive: of("positive"),
    negative: of("negative"),
    imagePaper: of("image-paper"),
    imageInk: of("image-ink"),
  };
}

/**
 * The weights of every neuron of a first dense layer as pictures, side by side: one colour above zero,
 * another below, as opaque as the weight is large beside the others of its neuron.
 */
export function weightPictures(
  network: Network,
  column: Column,
  colours: Colours,
): ImageBitmap {
  const { data } = network.layers[column.layer].parameters[0].value;
  return pictures(data, { column, colours, limits: limitsOf(data, column.count) });
}

/**
 * (rows, columns, count) numbers as `count` pictures side by side, as opaque as a number is large beside
 * the limit of its picture. A bitmap, as a canvas would be copied each time that it is drawn from.
 */
function pictures(
  data: ArrayLike<number>,
  { column: { count, rows, columns }, colours: { positive, negative }, limits }: {
    readonly column: Column;
    readonly colours: Colours;
    readonly limits: ArrayLike<number>;
  },
): ImageBitmap {
  const width = columns * count, image = new ImageData(width, rows);
  const words = new Uint32Array(image.data.buffer); // a pixel each: opacity, blue, green, red
  const [above, below] = [positive, negative].map((colour) => {
    const [red, green, blue] = channels(colour);
    return blue << 16 | green << 8 | red;
  });
  for (let pixel = 0, i = 0; pixel < rows * columns; pixel++) {
    const row = Math.floor(pixel / columns), column = pixel % columns;
    for (let unit = 0; unit < count; unit++, i++) {
      const opacity = Math.round(255 * Math.min(1, Math.abs(data[i]) / limits[unit]));
      words[row * width + unit * columns + column] = opacity << 24 |
        (data[i] > 0 ? above : below);
    }
  }
  const canvas = new OffscreenCanvas(width, rows);
  canvas.getContext("2d")!.putImageData(image, 0, 0);
  return canvas.transferToImageBitmap();
}

/** For each neuron, a weight that few of its weights are larger than. */
function limitsOf(data: ArrayLike<number>, count: number): Float64Array {
  const squares = new Float64Array(count);
  for (let i = 0; i < data.length; i++) squares[i % count] += data[i] ** 2;
  return squares.map((sum) => 2.8 * Math.sqrt(sum * count / data.length) || 1);
}

/** All that a picture is drawn from. */
export interface Scene {
  /** Its columns, placed. */
  readonly columns: readonly PlacedColumn[];
  /** What was read; without it, the units are drawn at rest. */
  readonly reading?: Reading;
  /** The pictures of weights of columns that have some. */
  readonly pictures: ReadonlyMap<number, ImageBitmap>;
  /** The links to draw. */
  readonly links: readonly Link[];
  /** What is pointed at. */
  readonly selection?: Selection;
  /** Where links into a class end. */
  readonly classPlace: (index: number) => { readonly x: number; readonly y: number };
  /** The colours. */
  readonly colours: Colours;
  /** What is written above each column: the first one that has the room. */
  readonly captions: readonly (readonly string[])[];
}

/** Draws it; the canvas is cleared before. */
export function drawNetwork(context: CanvasRenderingContext2D, scene: Scene): void {
  const { columns, reading } = scene;
  context.imageSmoothingEnabled = false;
  for (const column of columns) {
    if (column.kind === "pixels") drawPixels(context, column, scene);
    else drawUnits(context, column, scene);
  }
  if (reading) drawLinks(context, scene);
  context.fillStyle = scene.colours.muted;
  context.font = '13px system-ui, "DejaVu Sans", sans-serif';
  context.textAlign = "center";
  columns.forEach(({ places, isLast }, i) => {
    if (isLast) return; // they stand beside the bars
    const left = Math.min(...places.map(({ x }) => x));
    const right = Math.max(...places.map(({ x, width }) => x + width));
    const top = Math.min(...places.map(({ y }) => y));
    const room = right - left + 40;
    const caption = scene.captions[i].find((text) => context.measureText(text).width < room) ?? "";
    const half = context.measureText(caption).width / 2;
    context.fillText(caption, Math.max(half, (left + right) / 2), top - 9);
  });
}

function drawPixels(context: CanvasRenderingContext2D, column: PlacedColumn, scene: Scene): void {
  const { reading, colours } = scene, [{ x, y, width, height }] = column.places;
  context.fillStyle = colours.imagePaper;
  context.fillRect(x, y, width, height);
  if (reading) {
    context.drawImage(digitCanvas(reading.pixels, colours.imageInk), x, y, width, height);
  }
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/** Neurons and maps, each as bright as what it sends on beside the largest of its column. */
function drawUnits(context: CanvasRenderingContext2D, column: PlacedColumn, scene: Scene): void {
  const { reading, colours } = scene, { kind, places, last, count, rows, columns } = column;
  const values = reading?.outputs[last];
  let most = 0;
  for (const value of values ?? []) most = Math.max(most, Math.abs(value));
  const picture = kind === "neurons"
    ? scene.pictures.get(column.layer)
    : values && pictures(values, { column, colours, limits: new Array(count).fill(most || 1) });
  for (let unit = 0; unit < count; unit++) {
    const { x, y, width, height } = places[unit];
    context.globalAlpha = 1;
    context.fillStyle = colours.imagePaper;
    context.fillRect(x, y, width, height);
    if (kind === "maps") {
      if (picture) {
        context.drawImage(picture, unit * columns, 0, columns, rows, x, y, width, height);
      }
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
      continue;
    }
    const share = values && most > 0 ? Math.abs(values[unit]) / most : values ? 0 : 0.6;
    context.globalAlpha = 0.16 + 0.84 * share;
    if (picture) {
      context.drawImage(picture, unit * columns, 0, columns, rows, x, y, width, height);
    } else {
      context.globalAlpha = share;
      context.fillStyle = values && values[unit] < 0 ? colours.negative : colours.positive;
      context.fillRect(x, y, width, height);
    }
    context.globalAlpha = 1;
    const isLit = values !== undefined && share > 0;
    context.strokeStyle = isLit ? colours.accent : colours.line;
    context.lineWidth = isLit ? 0.75 + 1.75 * share : 1;
    const edge = context.lineWidth / 2;
    context.strokeRect(x - edge, y - edge, width + 2 * edge, height + 2 * edge);
  }
  context.globalAlpha = 1;
}

/** Links as curves: colour for the sign, width for the size beside the largest of its layer. */
function drawLinks(context: CanvasRenderingContext2D, scene: Scene): void {
  const { columns, links, colours, classPlace, selection } = scene;
  const most = new Map<number, number>();
  for (const { layer, value } of links) {
    most.set(layer, Math.max(most.get(layer) ?? 0, Math.abs(value)));
  }
  for (const { layer, from, to, value } of links) {
    const start = startOf(columns, layer, from), end = endOf(columns, layer, to) ?? classPlace(to);
    if (!start) continue;
    const share = Math.abs(value) / most.get(layer)!;
    context.globalAlpha = selection ? 0.35 + 0.6 * share : 0.2 + 0.4 * share;
    context.strokeStyle = value > 0 ? colours.positive : colours.negative;
    context.lineWidth = 0.75 + 2.5 * share;
    context.beginPath();
    context.moveTo(start.x, start.y);
    const middle = (end.x - start.x) / 2;
    context.bezierCurveTo(start.x + middle, start.y, end.x - middle, end.y, end.x, end.y);
    context.stroke();
  }
  context.globalAlpha = 1;
  if (selection?.kind === "neuron") {
    const column = columns.find(({ layer }) => layer === selection.layer);
    const place = column?.places[selection.index];
    if (!place) return;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2;
    context.strokeRect(place.x - 2, place.y - 2, place.width + 4, place.height + 4);
  }
}

/** Where a link of a dense layer starts: at a pixel, a neuron, or the map that a number is of. */
function startOf(columns: readonly PlacedColumn[], layer: number, from: number) {
  const column = columns.findLast(({ layer: own }) => own < layer);
  if (!column) return undefined;
  if (column.kind !== "neurons") {
    const unit = column.kind === "maps" ? from % column.count : 0;
    const place = Math.floor(from / column.count);
    const { x, y, width, height } = column.places[unit];
    return {
      x: x + (place % column.columns + 0.5) * width / column.columns,
      y: y + (Math.floor(place / column.columns) + 0.5) * height / column.rows,
    };
  }
  const { x, y, width, height } = column.places[from];
  return { x: x + width, y: y + height / 2 };
}

/** Where it ends, if not at a class. */
function endOf(columns: readonly PlacedColumn[], layer: number, to: number) {
  const place = columns.find((column) => column.layer === layer)?.places[to];
  return place && { x: place.x, y: place.y + place.height / 2 };
}

/** The neuron at a place of the picture. */
export function unitAt(
  columns: readonly PlacedColumn[],
  { x, y }: { readonly x: number; readonly y: number },
): Selection | undefined {
  for (const { kind, layer, places, isLast } of columns) {
    if (kind !== "neurons") continue;
    const index = places.findIndex((place) =>
      x >= place.x - 2 && x <= place.x + place.width + 2 && y >= place.y - 2 &&
      y <= place.y + place.height + 2
    );
    if (index >= 0) return isLast ? { kind: "class", index } : { kind: "neuron", layer, index };
  }
}
