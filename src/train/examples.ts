import type { Split } from "../data/dataset.ts";
import type { Engine, Images, Pixels } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import type { Batch } from "../nn/network.ts";
import type { Shift } from "./shift.ts";

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
  readonly #inputs: Rows;
  #indices: Uint32Array;
  #labels: Uint8Array;
  #moved?: { images: Images; places: Uint32Array };

  /** Copies the split to the engine. */
  constructor(engine: Engine, { images, labels, count }: Split) {
    const columns = images.length / count;
    this.count = count;
    this.order = Uint32Array.from({ length: count }, (_, i) => i);
    this.#engine = engine;
    this.#images = engine.images(images, { count, columns });
    this.#allLabels = labels;
    this.#inputs = new Rows(engine, columns);
    this.#indices = engine.indices(0);
    this.#labels = engine.bytes(0);
  }

  /**
   * All of them in batches of `size`, the last one smaller where they do not divide, without the first
   * `taken` batches: see `batch`.
   *
   * @throws {RangeError} When `size` is not 1, 2, 3, …
   */
  *batches(
    size: number,
    { shift, taken = 0 }: { readonly shift?: Shift; readonly taken?: number } = {},
  ): Generator<Batch> {
    if (!(Number.isInteger(size) && size > 0)) {
      throw new RangeError(`Cannot make batches of ${size} examples: the size must be 1, 2, 3, …`);
    }
    for (let start = taken * size; start < this.count; start += size) {
      yield this.batch(start, Math.min(start + size, this.count), shift);
    }
  }

  /**
   * The examples at places `start` to `end` − 1 of the order, pixels scaled from 0–255 to 0–1. They
   * are overwritten by the next call: take the backward pass of one batch before the next batch.
   * `shift` moves each of them, by moves drawn anew.
   */
  batch(start: number, end: number, shift?: Shift): Batch {
    const order = this.order.subarray(start, end), rows = end - start;
    if (rows > this.#labels.length) {
      this.#indices = this.#engine.indices(rows);
      this.#labels = this.#engine.bytes(rows);
    }
    const indices = this.#indices.subarray(0, rows), labels = this.#labels.subarray(0, rows);
    indices.set(order);
    for (let i = 0; i < rows; i++) labels[i] = this.#allLabels[order[i]];
    const images = this.#images;
    let pixels: Pixels = { rows, columns: images.columns, images, indices, scale: SCALE };
    if (shift) pixels = this.#move(pixels, shift);
    if (images.sparse) return { inputs: pixels, labels };
    const inputs = this.#inputs.first(rows);
    this.#engine.gather(inputs, pixels);
    return { inputs, labels };
  }

  /** The images of a batch, moved: one after the other, in a place of their own. */
  #move(pixels: Pixels, shift: Shift): Pixels {
    const { rows } = pixels;
    if (rows > (this.#moved?.images.count ?? -1)) {
      const places = this.#engine.indices(rows);
      for (let i = 0; i < rows; i++) places[i] = i;
      this.#moved = { images: this.#engine.imagesLike(this.#images, rows), places };
    }
    const { images, places } = this.#moved!;
    this.#engine.move(images, { pixels, width: shift.width, moves: shift.draw(rows) });
    return { ...pixels, images, indices: places.subarray(0, rows) };
  }
}
