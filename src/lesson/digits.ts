/**
 * Digits for a network to look at, and what of them a lesson follows.
 *
 * @module
 */
import type { Split } from "../data/dataset.ts";
import type { Engine, Matrix } from "../engine/engine.ts";

/**
 * Images of a split as a batch, pixels from 0 to 1: `count` of them from `first` on, starting over
 * after the last one.
 */
export function digits(
  { images, labels, count: all }: Split,
  { engine, first, count }: { engine: Engine; first: number; count: number },
): { inputs: Matrix; labels: Uint8Array } {
  const size = images.length / all;
  const inputs = engine.matrix(count, size), classes = engine.bytes(count);
  for (let row = 0; row < count; row++) {
    const from = (first + row) % all;
    classes[row] = labels[from];
    for (let i = 0; i < size; i++) inputs.data[row * size + i] = images[from * size + i] / 255;
  }
  return { inputs, labels: classes };
}

/** The pixel nearest to the middle of an image of 28×28 that is more ink than paper; 406 if none is. */
export function brightPixel(pixels: ArrayLike<number>): number {
  const distance = (pixel: number) => (Math.floor(pixel / 28) - 14) ** 2 + (pixel % 28 - 14) ** 2;
  let nearest = 406, least = Infinity;
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    if (pixels[pixel] <= 0.5 || distance(pixel) >= least) continue;
    nearest = pixel;
    least = distance(pixel);
  }
  return nearest;
}

/** The first neuron that is on, from 12 on, starting over after the last one; 12 if none is. */
export function activeNeuron(activations: ArrayLike<number>): number {
  for (let step = 0; step < activations.length; step++) {
    const neuron = (12 + step) % activations.length;
    if (activations[neuron] > 0) return neuron;
  }
  return 12;
}
