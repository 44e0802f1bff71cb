/**
 * Images in the memory of a kernel engine: their bytes, or lists of the pixels that are not zero.
 *
 * @module
 */
import type { Images, ImageSource } from "./engine.ts";
import type { Arena } from "./arena.ts";
import type { Kernels, Pointer } from "./kernels.ts";

/** Lists are kept of images with at least as large a share of zeros; MNIST has 81 % of them. */
const SPARSE_FROM = 0.5;

/** Bytes of an entry, and the widest gap that one spans: assembly/sparse.ts. */
const ENTRY_BYTES = 2, WIDEST_GAP = 255;

/** Images whose bytes are copied before they are listed, at a time. */
const CHUNK = 256;

/** Images of a kernel engine. */
export type WasmImages = ByteImages | ListedImages;

/** All the bytes. */
export interface ByteImages extends Images {
  /** No zero is skipped. */
  readonly sparse: false;
  /** (count, columns), u8. */
  readonly bytes: Pointer;
}

/** The pixels that are not zero, as assembly/sparse.ts describes them. */
export interface ListedImages extends Images {
  /** Zeros are skipped. */
  readonly sparse: true;
  /** The entries of all images, u16. */
  readonly entries: Pointer;
  /** Where the entries of each image start (count + 1), u32. */
  readonly starts: Pointer;
}

/** Whether products of such images skip the zeros. */
export function isSparse({ count, columns, nonZeros }: ImageSource): boolean {
  return nonZeros <= (1 - SPARSE_FROM) * count * columns;
}

/** The bytes that images take in a kernel engine, a little more rather than less. */
export function imagesBytes(source: ImageSource): number {
  const { count, columns } = source;
  if (!isSparse(source)) return count * columns + 64;
  return entriesBytes(source) + 4 * (count + 1) + 64 * 3 + VALUES_BYTES;
}

/** The bytes of the entries: one for each pixel that is not zero, and those that lie in wide gaps. */
function entriesBytes({ count, columns, nonZeros }: ImageSource): number {
  return ENTRY_BYTES * (nonZeros + count * Math.floor(columns / WIDEST_GAP));
}

/** What each of the 256 bytes stands for, as f32. */
const VALUES_BYTES = 1024;

/** The bytes of scratch to fill the memory of images, and to turn round the lists of so many rows. */
export function imagesScratch(columns: number, rows: number): number {
  return Math.max(CHUNK * columns, filedBytes(columns, rows));
}

/** The bytes of the lists of so many rows, turned round, and of where each of them ends. */
export function filedBytes(columns: number, rows: number): number {
  return 4 * columns * (rows + 1);
}

/** Reserves the memory of images and, where their bytes are given, fills it. */
export function placeImages(
  source: ImageSource,
  { arena, kernels }: { arena: Arena; kernels: Kernels },
): WasmImages {
  const { count, columns, bytes } = source;
  const memory = () => new Uint8Array(arena.buffer);
  if (!isSparse(source)) {
    const start = arena.allocate(count * columns);
    if (bytes) memory().set(bytes, start);
    return { count, columns, sparse: false, bytes: start };
  }
  const entries = arena.allocate(entriesBytes(source)), starts = arena.allocate(4 * (count + 1));
  if (bytes) {
    const chunk = arena.scratch(CHUNK * columns);
    for (let first = 0, place = 0; first < count; first += CHUNK) {
      const images = Math.min(CHUNK, count - first);
      memory().set(bytes.subarray(first * columns, (first + images) * columns), chunk);
      place = kernels.listPixels(entries, starts + 4 * first, chunk, images, columns, place);
    }
  }
  return { count, columns, sparse: true, entries, starts };
}

/** Writes what each byte stands for, scale · byte, and returns where. */
export function placeValues(arena: Arena, scale: number): Pointer {
  const start = arena.allocate(VALUES_BYTES), values = new Float32Array(arena.buffer, start, 256);
  for (let byte = 0; byte < 256; byte++) values[byte] = byte * Math.fround(scale);
  return start;
}
