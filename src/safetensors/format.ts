/**
 * What the safetensors reader and writer agree on.
 *
 * ```
 * 8 bytes    N, the length of the header, little-endian unsigned
 * N bytes    the header: JSON in UTF-8, first byte "{", padded with spaces
 * the rest   the data section: every tensor's numbers, little-endian, row-major, without holes
 * ```
 *
 * The header maps each tensor's name to `{"dtype": "F32", "shape": [784, 64], "data_offsets": [begin,
 * end]}`, with offsets from the start of the data section, and `__metadata__` to a map of strings.
 * Source: "Format" in https://github.com/huggingface/safetensors (README.md).
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { type Text, UserError } from "../errors.ts";

/** An array of numbers with its sizes, row-major: the last index varies fastest. */
export interface Tensor {
  /** The size of each dimension; `[]` for a single number. Their product is `data.length`. */
  readonly shape: readonly number[];
  /** The numbers: `Float32Array` is stored as F32, `Float64Array` as F64. */
  readonly data: Float32Array | Float64Array;
}

/** The types of number that are read and written, and the bytes of one number. */
export const BYTES_PER_NUMBER = { F32: 4, F64: 8 } as const;

/** A type of number that is read and written. */
export type DataType = keyof typeof BYTES_PER_NUMBER;

/** The bytes of the field that holds the length of the header. */
export const LENGTH_BYTES = 8;

/** The longest header of the specification, in bytes. */
export const MAX_HEADER_BYTES = 100_000_000;

/** The entry of the header that is not a tensor. */
export const METADATA_KEY = "__metadata__";

/** The metadata that holds the SHA-256 of the data section: the weights, whatever the metadata. */
export const WEIGHTS_DIGEST_KEY = "weights_sha256";

/**
 * The metadata that holds the SHA-256 of the whole file, so that any edit is noticed. It is taken with
 * its own 64 digits as zeros.
 */
export const FILE_DIGEST_KEY = "file_sha256";

/** The digits of {@linkcode FILE_DIGEST_KEY} while the digest is taken. */
export const NO_DIGEST: string = "0".repeat(64);

/** Where the 64 digits of a file's digest lie in the bytes of its header, or −1. */
export function digestPlace(header: Uint8Array, digest: string): number {
  const key = `"${FILE_DIGEST_KEY}":"`;
  const { buffer, byteOffset, length } = header;
  const place = Buffer.from(buffer, byteOffset, length).indexOf(`${key}${digest}"`);
  return place < 0 ? -1 : place + key.length;
}

/**
 * How many numbers a tensor of that shape holds, or `undefined` when it is not a shape: a size is
 * negative, fractional or huge, or the product passes 2⁵³ − 1.
 */
export function elementCount(shape: readonly unknown[]): number | undefined {
  let count = 1;
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || (size as number) < 0) return undefined;
    count *= size as number;
    if (count > Number.MAX_SAFE_INTEGER) return undefined;
  }
  return count;
}

/** The error for bytes that are not a safetensors file: what was wanted, and what was found. */
export function invalidFile(found: Text): UserError {
  return new UserError({
    en: `Not a valid safetensors file: ${found.en}. Copy the file again, or train again`,
    fr:
      `Fichier safetensors non valide : ${found.fr}. Copiez de nouveau le fichier, ou relancez l’entraînement`,
  });
}

/**
 * Numbers are copied as they lie in memory (a conversion could change the bits of a NaN), which is
 * right only where memory is little-endian. So is every machine that Deno and WebAssembly run on.
 *
 * @throws {Error} on a big-endian machine.
 */
export function assertLittleEndian(): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    throw new Error("Cannot read or write safetensors on a big-endian machine");
  }
}
