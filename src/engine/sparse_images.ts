/**
 * Images in the memory of a kernel engine: as bytes, or as compressed sparse rows (CSR).
 *
 * @module
 */
import type { Images } from "./engine.ts";
import type { Kernels, Pointer } from "./kernels.ts";
import type { Arena } from "./memory.ts";

/** Images are compressed where at least as large a share of all pixels is zero; MNIST has 81 %. */
const SPARSE_FROM = 0.5;

/** Bytes of an entry, and the widest gap that one spans: assembly/sparse.ts. */
const ENTRY_BYTES = 2, WIDEST_GAP = 255;

/** Images whose bytes are copied to the memory before they are compressed, at a time. */
const CHUNK = 256;

/** Images of a kernel engine. */
export type WasmImages = DenseImages | CsrImages;

/** All the bytes. */
export interface DenseImages extends Images {
  /** A batch is gathered before a product. */
  readonly sparse: false;
  /** (count, columns), u8. */
  readonly bytes: Pointer;
}

/** The pixels that are not zero, as assembly/sparse.ts describes them. */
export interface CsrImages extends Images {
  /** Products skip the zeros. */
  readonly sparse: true;
  /** The entries of all images, u16. */
  readonly entries: Pointer;
  /** The number of each image's first entry (count + 1), u32. */
  readonly starts: Pointer;
}

/** Copies images to the memory, compressed where enough pixels are zero. */
export function placeImages(
  bytes: Uint8Array,
  { count, columns, arena, kernels }: {
    count: number;
    columns: number;
    arena: Arena;
    kernels: Kernels;
  },
): WasmImages {
  const nonZeros = countNonZeros(bytes);
  const memory = () => new Uint8Array(arena.buffer);
  if (nonZeros > (1 - SPARSE_FROM) * count * columns) {
    const start = arena.allocate(count * columns);
    memory().set(bytes, start);
    return { sparse: false, count, columns, bytes: start };
  }
  // Where gaps are wide, entries of the byte 0 lie between.
  const most = nonZeros + count * Math.floor(columns / WIDEST_GAP);
  const { entries, starts } = placeEntries(arena, { count, most });
  const chunk = arena.scratch(CHUNK * columns);
  for (let first = 0, place = 0; first < count; first += CHUNK) {
    const images = Math.min(CHUNK, count - first);
    memory().set(bytes.subarray(first * columns, (first + images) * columns), chunk);
    place = kernels.denseToCsr(entries, starts + 4 * first, chunk, images, columns, place);
  }
  return { sparse: true, count, columns, entries, starts };
}

/** Room for the compressed rows of images that have at most so many entries together. */
export function placeEntries(
  arena: Arena,
  { count, most }: { count: number; most: number },
): Pick<CsrImages, "entries" | "starts"> {
  return { entries: arena.allocate(ENTRY_BYTES * most), starts: arena.allocate(4 * (count + 1)) };
}

/** Writes what each byte stands for, scale · byte, and returns where. */
export function placeValues(arena: Arena, scale: number): Pointer {
  const start = arena.allocate(1024), values = new Float32Array(arena.buffer, start, 256);
  for (let byte = 0; byte < 256; byte++) values[byte] = byte * Math.fround(scale);
  return start;
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
