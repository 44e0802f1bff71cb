/**
 * From an array to the bytes of an IDX file.
 *
 * @module
 */

import { ShapeError } from "../errors.ts";
import { swapByteOrder } from "./byte_order.ts";
import { elementOf, type IdxArray } from "./elements.ts";

/**
 * The plain IDX file of an array; its element type is that of the data.
 *
 * Throws a `ShapeError` when the shape has more than 255 dimensions, a dimension that is not a whole
 * number from 0 to 2³² − 1, or another number of values than the data; a `TypeError` when the data
 * are of a type that IDX does not have.
 */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array<ArrayBuffer> {
  const { code, size } = elementOf(data);
  if (shape.length > 255) {
    throw new ShapeError(`Cannot write ${shape.length} dimensions as IDX: wanted at most 255`);
  }
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32) {
      throw new ShapeError(`Cannot write a dimension of ${length}: wanted 0 to 4294967295`);
    }
  }
  const values = shape.includes(0) ? 0 : shape.reduce((product, length) => product * length, 1);
  if (values !== data.length) {
    throw new ShapeError(
      `Cannot write ${data.length} values in the shape [${shape}]: wanted ${values}`,
    );
  }
  const header = 4 + 4 * shape.length;
  const file = new Uint8Array(header + data.byteLength);
  file.set([0, 0, code, shape.length]);
  const view = new DataView(file.buffer);
  shape.forEach((length, i) => view.setUint32(4 + 4 * i, length));
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  file.set(size === 1 ? bytes : swapByteOrder(bytes, size), header);
  return file;
}

/** The IDX file of an array, compressed by gzip. Throws what {@linkcode encodeIdx} throws. */
export async function encodeIdxGzip(array: IdxArray): Promise<Uint8Array<ArrayBuffer>> {
  const plain = new Blob([encodeIdx(array)]).stream();
  return await new Response(plain.pipeThrough(new CompressionStream("gzip"))).bytes();
}
