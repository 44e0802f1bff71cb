import type { Split } from "../data/dataset.ts";
import type { Engine, Images } from "../engine/engine.ts";
import { ShapeError } from "../errors.ts";
import { imagesBytes } from "../engine/wasm_images.ts";
import type { Batch } from "../nn/network.ts";
import { Rows } from "../nn/rows.ts";

/** What must be known of a split to make room for it; with what fills the room, on one thread of many. */
export interface SplitOutline {
  /** How many examples there are. */
  readonly count: number;
  /** Pixels of an image. */
  readonly columns: number;
  /** How many of all the pixels are not zero. */
  readonly nonZeros: number;
  /** The images (count, columns) and their labels (count). */
  readonly contents?: { readonly images: Uint8Array; readonly labels: Uint8Array };
}

/** The outline of a split, with its contents. */
export function outlineOf({ images, labels, count }: Split): SplitOutline {
  const columns = images.length / count;
  return { count, columns, nonZeros: countNonZeros(images), contents: { images, labels } };
}

/** Pixels from 0–255 to 0–1. */
const SCALE = 1 / 255;

/** A split of a dataset in the memory of an engine: bytes, until a batch of them is wanted. */
export class Examples {
  /** How many there are. */
  readonly count: number;
  /** The order in which they are taken, 0 … count − 1 at first; shuffle it in place. */
  readonly order: Uint32Array;
  readonly #engine: Engine;
  readonly #images: Images;
  readonly #allLabels: Uint8Array;
  readonly #inputs?: Rows;
  readonly #labels: Uint8Array;

  /**
   * Copies the split to the engine.
   *
   * @param room `batch`: the most examples of a batch.
   */
  constructor(engine: Engine, split: Split | SplitOutline, { batch }: { batch: number }) {
    const outline = "nonZeros" in split ? split : outlineOf(split);
    const { count, columns, nonZeros, contents } = outline;
    this.count = count;
    this.order = engine.indices(count);
    this.#engine = engine;
    this.#images = engine.images({ count, columns, nonZeros, bytes: contents?.images });
    this.#allLabels = engine.bytes(count);
    if (contents) {
      for (let i = 0; i < count; i++) this.order[i] = i;
      this.#allLabels.set(contents.labels);
    }
    if (!this.#images.sparse) this.#inputs = new Rows(engine, { capacity: batch, columns });
    // Each thread has labels of its own: the next batch may be taken while another reads this one.
    const { thread } = engine;
    const labels = engine.bytes(batch * thread.count);
    this.#labels = labels.subarray(batch * thread.index, batch * (thread.index + 1));
  }

  /**
   * The examples at places `start` to `end` − 1 of the order, pixels scaled from 0–255 to 0–1. They
   * are overwritten by the next call: take the backward pass of one batch before the next batch.
   */
  batch(start: number, end: number): Batch {
    const indices = this.order.subarray(start, end), rows = end - start;
    if (rows > this.#labels.length) {
      throw new ShapeError(`room for ${this.#labels.length} examples: ${rows} wanted`);
    }
    const labels = this.#labels.subarray(0, rows);
    for (let i = 0; i < rows; i++) labels[i] = this.#allLabels[indices[i]];
    const images = this.#images;
    const pixels = { rows, columns: images.columns, images, indices, scale: SCALE };
    if (!this.#inputs) return { inputs: pixels, labels };
    const inputs = this.#inputs.first(rows);
    this.#engine.gather(inputs, pixels);
    return { inputs, labels };
  }
}

/** The bytes that a split takes on a kernel engine. */
export function examplesBytes(outline: SplitOutline, { batch }: { batch: number }): number {
  const { count, columns } = outline;
  return imagesBytes(outline) + 5 * count + (4 * columns + 1) * batch + 64 * 5;
}

/** Four at a time: a byte plus 127 carries into its highest bit unless the byte is zero. */
function countNonZeros(bytes: Uint8Array): number {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % 4 !== 0) return countNonZeros(bytes.slice());
  const words = new Uint32Array(buffer, byteOffset, length >> 2);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === 0) continue;
    const highest = ((word & 0x7f7f7f7f) + 0x7f7f7f7f | word) & 0x80808080;
    count += Math.imul(highest >>> 7, 0x01010101) >>> 24;
  }
  for (let i = 4 * words.length; i < length; i++) if (bytes[i] !== 0) count++;
  return count;
}
