/**
 * Batches of MNIST, one after the other in a random order, as training takes them.
 *
 * The same batch again and again would let the processor learn which pixels are zero, and keep its
 * lists in the nearest cache.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Engine, Images, Pixels } from "../../src/engine/engine.ts";
import { shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { outlineOf } from "../../src/train/examples.ts";

/** Pixels from 0–255 to 0–1. */
const SCALE = 1 / 255;

/** All training images of a dataset in an engine, and an order in which batches take them. */
export class Batches {
  /** The images. */
  readonly images: Images;
  /** The average number of pixels of an image that are not zero. */
  readonly nonZerosPerImage: number;
  readonly #indices: Uint32Array;
  readonly #columns: number;

  /** Copies the images to the engine. */
  constructor(engine: Engine, { train }: Dataset) {
    const { count, columns, nonZeros } = outlineOf(train);
    this.images = engine.images({ count, columns, nonZeros, bytes: train.images });
    this.nonZerosPerImage = nonZeros / count;
    this.#columns = columns;
    this.#indices = engine.indices(count);
    for (let i = 0; i < count; i++) this.#indices[i] = i;
    shuffle(new Xoshiro128(1), this.#indices);
  }

  /** All the batches of so many rows; what is left over at the end is left out. */
  of(rows: number): Pixels[] {
    const { images } = this, columns = this.#columns, all = this.#indices;
    return Array.from({ length: Math.floor(all.length / rows) }, (_, i) => {
      const indices = all.subarray(i * rows, (i + 1) * rows);
      return { rows, columns, images, indices, scale: SCALE };
    });
  }
}

/** Something that does work on the next batch each time it is called, and starts again at the end. */
export function onEach(batches: readonly Pixels[], work: (batch: Pixels) => void): () => void {
  let next = 0;
  return () => {
    work(batches[next]);
    next = (next + 1) % batches.length;
  };
}
