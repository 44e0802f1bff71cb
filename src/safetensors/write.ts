/**
 * Writing weights as a safetensors file.
 *
 * @module
 */

import { ShapeError } from "../errors.ts";
import { sha256 } from "../sha256.ts";
import {
  areSizes,
  FILE_DIGEST_KEY,
  LENGTH_BYTES,
  METADATA_KEY,
  NO_DIGEST,
  type Tensor,
  WEIGHTS_DIGEST_KEY,
  withDigest,
} from "./format.ts";

/**
 * The bytes of a safetensors file that holds the data of `tensors` in the order given.
 *
 * The metadata that is written is `metadata` with two digests, which replace those that were there:
 * `weights_sha256` of the data section, and `file_sha256` of the whole file, taken with its own digits
 * as zeros. The same tensors and metadata give the same bytes. The data starts at a multiple of 8
 * bytes; a Float64Array that follows an odd number of F32 is not aligned, as the format allows no
 * holes.
 *
 * @throws {RangeError} when a name comes twice or is `__metadata__`.
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
  const entries = [...tensors], data = dataSection(entries), encoder = new TextEncoder();
  const digests = { [WEIGHTS_DIGEST_KEY]: sha256(data), [FILE_DIGEST_KEY]: NO_DIGEST };
  const text = headerText(entries, { ...metadata, ...digests });
  const header = encoder.encode(text);
  const padded = Math.ceil(header.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + padded + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(header, LENGTH_BYTES);
  file.set(data, LENGTH_BYTES + padded);
  const signed = withDigest(text, { from: NO_DIGEST, to: sha256(file) });
  file.set(encoder.encode(signed), LENGTH_BYTES);
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
  const bytes = new Uint8Array(entries.reduce((sum, [, { data }]) => sum + data.byteLength, 0));
  let at = 0;
  for (const [name, { shape, data }] of entries) {
    if (!areSizes(shape) || shape.reduce((product, size) => product * size, 1) !== data.length) {
      throw new ShapeError(
        `Cannot write tensor ${name} of shape [${shape}]: it has ${data.length} numbers`,
      );
    }
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function headerText(
  entries: readonly (readonly [string, Tensor])[],
  metadata: Readonly<Record<string, string>>,
): string {
  const header = new Map<string, unknown>([[METADATA_KEY, metadata]]);
  let begin = 0;
  for (const [name, { shape, data }] of entries) {
    if (header.has(name)) {
      throw new RangeError(`Cannot name a tensor ${JSON.stringify(name)}: reserved or used twice`);
    }
    const end = begin + data.byteLength;
    const dtype = data instanceof Float32Array ? "F32" : "F64";
    header.set(name, { dtype, shape, data_offsets: [begin, end] });
    begin = end;
  }
  return JSON.stringify(Object.fromEntries(header));
}
