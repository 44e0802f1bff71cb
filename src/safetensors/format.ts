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
 * Numbers are copied as they lie in memory (a conversion could change the bits of a NaN): every
 * machine that Deno and WebAssembly run on is little-endian.
 *
 * @module
 */

/** An array of numbers with its sizes, row-major: the last index varies fastest. */
export interface Tensor {
  /** The size of each dimension; `[]` for a single number. Their product is `data.length`. */
  readonly shape: readonly number[];
  /** The numbers: `Float32Array` is stored as F32, `Float64Array` as F64. */
  readonly data: Float32Array | Float64Array;
}

/** The types of number that are read and written, and the bytes of one number. */
export const BYTES_PER_NUMBER: Readonly<Record<string, number>> = { F32: 4, F64: 8 };

/** The bytes of the field that holds the length of the header. */
export const LENGTH_BYTES = 8;

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

/** The text of a header with another digest of the file. */
export function withDigest(header: string, change: { from: string; to: string }): string {
  const entry = (digest: string) => `"${FILE_DIGEST_KEY}":"${digest}"`;
  return header.replace(entry(change.from), entry(change.to));
}

/** Whether a value is a list of sizes or places: whole numbers, 0 or more. */
export function areSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
