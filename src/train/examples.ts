import type { Split } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import type { Batch } from "../nn/network.ts";
import { Rows } from "../nn/rows.ts";

/** A split of a dataset in the memory of an engine: bytes, until a batch of them is wanted. */
export class Examples {
  /** How many there are. */
  readonly count: number;
  /** The order in which they are taken, 0 … count − 1 at first; shuffle it in place. */
  readonly order: Uint32Array;
  readonly #engine: Engine;
  readonly #pixels: Uint8Array;
  readonly #allLabels: Uint8Array;
  readonly #inputs: Rows;
  readonly #labels: Uint8Array;

  /** Copies the split to the engine, with room for batches of `capacity` examples. */
  constructor(engine: Engine, split: Split, capacity: number) {
    this.count = split.count;
    this.order = engine.indices(split.count);
    for (let i = 0; i < split.count; i++) this.order[i] = i;
    this.#engine = engine;
    this.#pixels = engine.bytes(split.images.length);
    this.#pixels.set(split.images);
    this.#allLabels = split.labels;
    const columns = split.images.length / split.count;
    this.#inputs = new Rows(engine, { capacity, columns });
    this.#labels = engine.bytes(capacity);
  }

  /**
   * The examples at places `start` to `end` − 1 of the order, pixels scaled from 0–255 to 0–1. They
   * are overwritten by the next call: take the backward pass of one batch before the next batch.
   */
  batch(start: number, end: number): Batch {
    const inputs = this.#inputs.first(end - start);
    const labels = this.#labels.subarray(0, end - start);
    const indices = this.order.subarray(start, end);
    this.#engine.gather(inputs, { pixels: this.#pixels, indices, scale: 1 / 255 });
    for (let i = 0; i < labels.length; i++) labels[i] = this.#allLabels[indices[i]];
    return { inputs, labels };
  }
}

/** The bytes that a split takes on a kernel engine, with room for batches of `capacity`. */
export function examplesBytes(split: Split, capacity: number): number {
  const columns = split.images.length / split.count;
  return split.images.length + 4 * split.count + (4 * columns + 1) * capacity + 64 * 4;
}
