/**
 * Real digits, as bytes that the runner hands to the process of the learner's code: it can read no file.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { Source } from "../src/data/source.ts";

/** Images and their classes. */
export interface Digits {
  /** How many there are. */
  readonly count: number;
  /** Pixels of an image. */
  readonly size: number;
  /** `(count)`: from 0 to 9. */
  readonly labels: Uint8Array;
  /** `(count, size)`: 0 for paper, 255 for ink. */
  readonly images: Uint8Array;
}

/** The first training images of MNIST, and their labels. @throws {UserError} Where MNIST cannot be read. */
export async function packMnist(count: number): Promise<Uint8Array> {
  // Only the runner loads this: the process of the learner's code has no permission for it.
  const { mnistSource } = await import("../src/data/mnist.ts");
  return await pack(mnistSource, count);
}

/** The same; without a network the first time, the small digits of the project. */
export async function packAnyDigits(count: number): Promise<Uint8Array> {
  const { UserError } = await import("../src/errors.ts");
  try {
    return await packMnist(count);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { folderSource } = await import("../src/data/folder.ts");
    const { ALL_PARTS } = await import("../src/data/assemble.ts");
    const folder = fileURLToPath(new URL("../data/sample", import.meta.url));
    return await pack(await folderSource(folder, ALL_PARTS), count);
  }
}

async function pack({ read }: Source, count: number): Promise<Uint8Array> {
  const images = await read("trainImages"), labels = await read("trainLabels");
  const kept = Math.min(count, images.shape[0]), size = images.shape[1] * images.shape[2];
  const packed = new Uint8Array(8 + kept * (1 + size));
  const view = new DataView(packed.buffer);
  view.setUint32(0, kept);
  view.setUint32(4, size);
  packed.set(labels.data.subarray(0, kept) as Uint8Array, 8);
  packed.set(images.data.subarray(0, kept * size) as Uint8Array, 8 + kept);
  return packed;
}

/** What was packed; the arrays share its memory. */
export function unpackDigits(packed: Uint8Array): Digits {
  const view = new DataView(packed.buffer, packed.byteOffset);
  const count = view.getUint32(0), size = view.getUint32(4);
  const labels = packed.subarray(8, 8 + count);
  return { count, size, labels, images: packed.subarray(8 + count, 8 + count * (1 + size)) };
}
