/**
 * What the report tells of single mistakes: every probability, and which pixels decide.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Network } from "../nn/network.ts";
import { Examples } from "../train/examples.ts";
import { type ImageSize, thumbnail, thumbnailSize } from "./thumbnail.ts";

/** Classes whose probability is shown. */
const BARS = 10;

/** Some images, looked at closely. */
export interface ImageDetails {
  /** For each image, classes with their probabilities: all in order, or the ten likeliest. */
  readonly bars: readonly (readonly [label: number, probability: number])[][];
  /**
   * For each image and pixel, how much ink there helps the class that the image shows: the gradient of
   * ln P[label] by the pixel, from −127 to 127, as a part of the largest of the image.
   */
  readonly saliency: Int8Array;
}

/**
 * Passes some test images through the network once more, forward and backward. What it last passed
 * through is lost; its weights are not changed.
 */
export function lookClosely(
  network: Network,
  { dataset: { test, rows, columns }, images }: {
    readonly dataset: Pick<Dataset, "test"> & ImageSize;
    readonly images: readonly number[];
  },
): ImageDetails {
  const size = { rows, columns }, small = thumbnailSize(size);
  const length = rows * columns, smallLength = small.rows * small.columns, count = images.length;
  const saliency = new Int8Array(count * smallLength);
  if (count === 0) return { bars: [], saliency };
  const pixels = new Uint8Array(count * length);
  images.forEach((image, i) =>
    pixels.set(test.images.subarray(image * length, (image + 1) * length), i * length)
  );
  const labels = Uint8Array.from(images, (image) => test.labels[image]);
  const examples = new Examples(network.engine, { images: pixels, labels, count });

  const { mode } = network;
  network.mode = "evaluation";
  network.wantsInputGradient(true);
  const { probabilities } = network.forward(examples.batch(0, count));
  const gradient = network.backward()!;
  network.wantsInputGradient(false);
  network.mode = mode;

  const bars = images.map((_, i) => {
    const classes = probabilities.columns;
    const row = probabilities.data.subarray(i * classes, (i + 1) * classes);
    return likeliest(row, labels[i]);
  });
  for (let i = 0; i < count; i++) {
    const slopes = thumbnail(gradient.data.subarray(i * length, (i + 1) * length), size);
    const most = slopes.reduce((largest, slope) => Math.max(largest, Math.abs(slope)), 0) || 1;
    slopes.forEach((slope, pixel) => {
      saliency[i * smallLength + pixel] = Math.round(-127 * slope / most);
    });
  }
  return { bars, saliency };
}

/** All classes where they are few, else the likeliest; what the image shows is always there. */
function likeliest(row: ArrayLike<number>, label: number): [number, number][] {
  const all = Array.from(row, (p, i): [number, number] => [i, Number(p.toPrecision(4))]);
  if (all.length <= BARS) return all;
  const first = all.toSorted((a, b) => b[1] - a[1]).slice(0, BARS);
  return first.some(([i]) => i === label) ? first : [...first.slice(0, -1), all[label]];
}
