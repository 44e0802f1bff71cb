/**
 * The filters of a first convolution as pictures, and what each convolution makes of some digits.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { ACTIVATION_NAMES, type Matrix } from "../engine/engine.ts";
import { windowCounts } from "../engine/windows.ts";
import type { Network } from "../nn/network.ts";
import { Examples } from "../train/examples.ts";
import type { ImageSize } from "./thumbnail.ts";

/** The most filters of a convolution that are shown. */
const FILTERS_SHOWN = 32;
/** The most bytes of all feature maps in a page, before they are packed. */
const MAPS_ROOM = 400_000;

/** Bytes with the size of weight or activation that has full colour: `round(127 · value / limit)`. */
export interface SignedBytes {
  /** The largest size of a value. */
  readonly limit: number;
  /** From −127 to 127. */
  readonly values: Int8Array;
}

/** What a convolution makes of each image: a feature map for each of its first filters. */
export interface FeatureMaps extends SignedBytes, ImageSize {
  /** How many filters there are. */
  readonly total: number;
  /** How many of them are shown; the maps lie image after image, filter after filter. */
  readonly shown: number;
}

/** Whether the first layer is a convolution of gray images, whose filters are pictures. */
export function hasFilters({ layers: [first] }: Network): boolean {
  return first.description.kind === "conv" && first.description.windows?.channels === 1;
}

/** The pictures (kernel, kernel) of the first filters of the first layer, all on one scale. */
export function filterPictures({ layers: [first] }: Network): SignedBytes & { kernel: number } {
  const { rows, columns, data } = first.parameters[0].value;
  const shown = Math.min(columns, FILTERS_SHOWN), weights = new Float64Array(shown * rows);
  for (let filter = 0; filter < shown; filter++) {
    for (let at = 0; at < rows; at++) weights[filter * rows + at] = data[at * columns + filter];
  }
  return { kernel: first.description.windows!.kernel, ...signedBytes(weights) };
}

/**
 * Passes some test images through the network once more, and takes what comes out of the activation
 * behind each convolution. Of many images, the first that there is room for.
 */
export function featureMaps(
  network: Network,
  { dataset: { test, rows, columns }, images }: {
    readonly dataset: Pick<Dataset, "test"> & ImageSize;
    readonly images: readonly number[];
  },
): { readonly images: number; readonly layers: readonly FeatureMaps[] } {
  const { layers } = network;
  const convolutions = layers.flatMap(({ description: { kind, windows, outputs } }, i) => {
    if (kind !== "conv" || !windows) return [];
    const next = layers[i + 1]?.description.kind;
    const at = ACTIVATION_NAMES.some((name) => name === next) ? i + 1 : i;
    const { height, width } = windowCounts(windows), total = outputs / (height * width);
    return [{ at, rows: height, columns: width, total, shown: Math.min(total, FILTERS_SHOWN) }];
  });
  const size = convolutions.reduce((sum, one) => sum + one.rows * one.columns * one.shown, 0);
  const count = Math.min(images.length, Math.max(1, Math.floor(MAPS_ROOM / size)));
  if (count === 0) return { images: 0, layers: [] };
  const length = rows * columns, pixels = new Uint8Array(count * length);
  for (let i = 0; i < count; i++) {
    pixels.set(test.images.subarray(images[i] * length, (images[i] + 1) * length), i * length);
  }
  const labels = new Uint8Array(count);
  const examples = new Examples(network.engine, { images: pixels, labels, count });
  const { mode } = network;
  network.mode = "evaluation";
  network.forward(examples.batch(0, count));
  network.mode = mode;
  return {
    images: count,
    layers: convolutions.map(({ at, ...one }) => ({
      ...one,
      ...signedBytes(filterByFilter(network.last.outputs[at], one)),
    })),
  };
}

/** Rows of (height, width, channels) as maps of the first channels, one after the other. */
function filterByFilter(
  { rows, columns, data }: Matrix,
  { total, shown }: Pick<FeatureMaps, "total" | "shown">,
): Float64Array {
  const length = columns / total, maps = new Float64Array(rows * shown * length);
  let place = 0;
  for (let row = 0; row < rows; row++) {
    for (let filter = 0; filter < shown; filter++) {
      for (let pixel = 0; pixel < length; pixel++) {
        maps[place++] = data[row * columns + pixel * total + filter];
      }
    }
  }
  return maps;
}

function signedBytes(values: Float64Array): SignedBytes {
  const limit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return { limit, values: Int8Array.from(values, (value) => Math.round(127 * value / limit)) };
}
