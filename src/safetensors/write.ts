/**
 * Writing weights as a safetensors file.
 *
 * @module
 */

import { ShapeError } from "../errors.ts";
import {
  assertLittleEndian,
  digestPlace,
  elementCount,
  FILE_DIGEST_KEY,
  LENGTH_BYTES,
  MAX_HEADER_BYTES,
  METADATA_KEY,
  NO_DIGEST,
  type Tensor,
  WEIGHTS_DIGEST_KEY,
} from "./format.ts";
import { sha256 } from "../sha256.ts";

/**
 * The bytes of a safetensors file that holds `tensors` in the order given.
 *
 * The metadata that is written is `metadata` with two digests, which replace those that were there:
 * `weights_sha256` of the data section, and `file_sha256` of the whole file, taken with its own digits
 * as zeros. The same tensors and metadata give the same bytes. The
 * data starts at a multiple of 8 bytes; a Float64Array that follows an odd number of F32 is not
 * aligned, as the format allows no holes.
 *
 * @throws {RangeError} when a name comes twice, is `__metadata__` or is not Unicode text, or when the
 * header passes 100 MB.
 * @throws {ShapeError} when the product of a shape is not the number of its data.
 *
 * @example
 * ```ts
 * const weights = { shape: [2, 3], data: new Float32Array(6) };
 * const file = encodeSafetensors([["W1", weights]], { recipe: "2-3" });
 * file.length % 8; // 0
 * ```
 */
export function encodeSafetensors(
  tensors: Iterable<readonly [string, Tensor]>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const entries = [...tensors];
  const data = dataSection(entries);
  const header = new TextEncoder().encode(
    headerText(entries, {
      ...metadata,
      [WEIGHTS_DIGEST_KEY]: sha256(data),
      [FILE_DIGEST_KEY]: NO_DIGEST,
    }),
  );
  const padded = Math.ceil(header.length / 8) * 8;
  if (padded > MAX_HEADER_BYTES) {
    throw new RangeError(
      `Cannot write a header of more than ${MAX_HEADER_BYTES} bytes: it has ${padded}`,
    );
  }
  const file = new Uint8Array(LENGTH_BYTES + padded + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(header, LENGTH_BYTES);
  file.fill(0x20, LENGTH_BYTES + header.length, LENGTH_BYTES + padded);
  file.set(data, LENGTH_BYTES + padded);
  const digest = new TextEncoder().encode(sha256(file));
  file.set(digest, LENGTH_BYTES + digestPlace(header, NO_DIGEST));
  return file;
}

/**
 * The SHA-256 of the data section that `encodeSafetensors` writes for these tensors: equal for two
 * trainings that gave the same weights to the last bit, whatever their metadata.
 *
 * @throws {ShapeError} when the product of a shape is not the number of its data.
 */
export function dataSha256(tensors: Iterable<readonly [string, Tensor]>): string {
  return sha256(dataSection([...tensors]));
}

function dataSection(entries: readonly (readonly [string, Tensor])[]): Uint8Array {
  assertLittleEndian();
  const bytes = new Uint8Array(entries.reduce((sum, [, { data }]) => sum + data.byteLength, 0));
  let at = 0;
  for (const [name, { shape, data }] of entries) {
    if (elementCount(shape) !== data.length) {
      throw new ShapeError(
        `Cannot write tensor ${name} of shape [${shape}]: it has ${data.length} numbers`,
      );
    }
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** Text, not an object: the keys of an object that look like numbers would change places. */
function headerText(
  entries: readonly (readonly [string, Tensor])[],
  metadata: Readonly<Record<string, string>>,
): string {
  if (!Object.entries(metadata).flat().every((text) => text.isWellFormed())) {
    throw new RangeError("Cannot write metadata that is not Unicode text");
  }
  const parts = [`${JSON.stringify(METADATA_KEY)}:${JSON.stringify(metadata)}`];
  const seen = new Set([METADATA_KEY]);
  let begin = 0;
  for (const [name, { shape, data }] of entries) {
    if (seen.has(name) || !name.isWellFormed()) {
      throw new RangeError(`Cannot name a tensor ${JSON.stringify(name)}: reserved or used twice`);
    }
    seen.add(name);
    const end = begin + data.byteLength;
    const dtype = data instanceof Float32Array ? "F32" : "F64";
    const entry = { dtype, shape, data_offsets: [begin, end] };
    parts.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    begin = end;
  }
  return `{${parts.join(",")}}`;
}
