/**
 * The weights of a dense first layer, neuron by neuron, as pictures of the size of the images.
 *
 * @module
 */
import type { Matrix } from "../engine/engine.ts";
import type { Network } from "../nn/network.ts";
import { type ImageSize, thumbnail, thumbnailSize } from "./thumbnail.ts";

/** A weight, and where it lies: 0 top left, 1 top, 2 top right, 3 left, 4 centre … 8 bottom right. */
export type PlacedWeight = readonly [weight: number, place: number];

/** A neuron that is shown. */
export interface Neuron {
  /** Its number in the layer, from 0. */
  readonly number: number;
  /** Its smallest weight, of the pixels that ever have ink. */
  readonly min: PlacedWeight;
  /** Its largest. */
  readonly max: PlacedWeight;
}

/** The most neurons that are shown. */
const NEURONS_SHOWN = 64;
/** The share of the weights whose colour is exact: a few outliers would make all others pale. */
const WITHIN = 0.995;
/** Stands for "never inked" among the values of a picture. */
export const NEVER_INKED: number = -128;

/** The weights (pixels, neurons) of the first layer; none where it does not weigh each pixel. */
export function pixelWeights({ layers: [first] }: Network, size: ImageSize): Matrix | undefined {
  const { kind, inputs } = first.description;
  return kind === "dense" && inputs === size.rows * size.columns
    ? first.parameters[0].value
    : undefined;
}

/** Which pixels have ink in any of the images (count, pixels): 1, and 0 for those that never have. */
export function inkedPixels(images: Uint8Array, pixels: number): Uint8Array {
  const inked = new Uint8Array(pixels);
  let paper = Array.from(inked.keys()); // the pixels without ink so far: soon a few at the edge
  for (let start = 0; start < images.length && paper.length > 0; start += pixels) {
    let found = 0;
    for (let i = 0; i < paper.length; i++) {
      if (images[start + paper[i]] > 0) found = inked[paper[i]] = 1;
    }
    if (found) paper = paper.filter((pixel) => inked[pixel] === 0);
  }
  return inked;
}

/**
 * The neurons with the largest weights, √Σw² over the pixels that ever have ink, the strongest first:
 * a weight of another pixel was never used, and is what it was drawn as.
 */
export function strongest(weights: Matrix, inked: Uint8Array): number[] {
  const { rows, columns, data } = weights, squares = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    if (!inked[row]) continue;
    for (let j = 0; j < columns; j++) squares[j] += data[row * columns + j] ** 2;
  }
  return Array.from(squares.keys()).sort((a, b) => squares[b] - squares[a] || a - b);
}

/** The first {@linkcode NEURONS_SHOWN} neurons of an order, with the range of their weights. */
export function shownNeurons(
  weights: Matrix,
  { order, inked, size }: { order: readonly number[]; inked: Uint8Array; size: ImageSize },
): Neuron[] {
  const third = (at: number, of: number) => Math.floor(3 * at / of);
  return order.slice(0, NEURONS_SHOWN).map((number) => {
    let low = -1, high = -1;
    const column = weightsTo(weights, number);
    for (let pixel = 0; pixel < inked.length; pixel++) {
      if (!inked[pixel]) continue;
      if (low < 0 || column[pixel] < column[low]) low = pixel;
      if (high < 0 || column[pixel] > column[high]) high = pixel;
    }
    const placed = (pixel: number): PlacedWeight => {
      if (pixel < 0) return [0, 4];
      const down = third(Math.floor(pixel / size.columns), size.rows);
      const right = third(pixel % size.columns, size.columns);
      return [Number(column[pixel].toPrecision(4)), 3 * down + right];
    };
    return { number, min: placed(low), max: placed(high) };
  });
}

/**
 * Pictures of the weights, all on one scale: `round(127 · weight / limit)`, from −127 to 127, image
 * after image, {@linkcode NEVER_INKED} for pixels that never have ink.
 *
 * @returns With them `limit`, the size of weight that has full colour; larger ones have it too.
 */
export function weightPictures(
  weights: Matrix,
  { neurons, inked, size }: {
    neurons: readonly Pick<Neuron, "number">[];
    inked: Uint8Array;
    size: ImageSize;
  },
): { limit: number; values: Int8Array } {
  const { rows, columns } = thumbnailSize(size), length = rows * columns;
  const mask = thumbnail(inked, size);
  const values = new Float64Array(neurons.length * length);
  neurons.forEach(({ number }, place) => {
    const image = weightsTo(weights, number).map((weight, i) => inked[i] && weight);
    values.set(thumbnail(image, size), place * length);
  });
  const sizes = values.filter((_, i) => mask[i % length] > 0).map(Math.abs).sort();
  const limit = sizes[Math.floor(WITHIN * (sizes.length - 1))] || sizes.at(-1) || 1;
  const quantised = Int8Array.from(
    values,
    (value, i) =>
      mask[i % length] === 0
        ? NEVER_INKED
        : Math.round(127 * Math.min(1, Math.max(-1, value / limit))),
  );
  return { limit, values: quantised };
}

/** The weights from every pixel to a neuron. */
function weightsTo({ rows, columns, data }: Matrix, number: number): Float64Array {
  const weights = new Float64Array(rows);
  for (let row = 0; row < rows; row++) weights[row] = data[row * columns + number];
  return weights;
}
