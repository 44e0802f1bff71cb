/**
 * From the bytes of an IDX file to an array.
 *
 * @module
 */

import { swapByteOrder } from "./byte_order.ts";
import { type IdxArray, idxElements } from "./elements.ts";
import { gunzipIdx, isGzip } from "./gunzip.ts";
import { type IdxOptions, parseIdxHeader } from "./header.ts";
import { inBytes, refusal, tooLong } from "./refusal.ts";

/**
 * Decodes an IDX file, plain or compressed by gzip. The values of a plain u8 or i8 file are a view
 * on `bytes`, not a copy.
 *
 * Throws an `IdxSyntaxError` when the file is damaged in any way, is of another kind, or declares more
 * than `maxBytes`; its offset counts decompressed bytes.
 *
 * @example Read a vector of three labels
 * ```ts
 * import { decodeIdx } from "./decode.ts";
 *
 * const { shape, data } = await decodeIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4));
 * console.log(shape, data); // [3] Uint8Array [5, 0, 4]
 * ```
 */
export async function decodeIdx(bytes: Uint8Array, options: IdxOptions = {}): Promise<IdxArray> {
  const file = isGzip(bytes) ? await gunzipIdx(bytes, options) : bytes;
  const { type, shape, dataOffset, byteLength } = parseIdxHeader(file, options);
  const end = dataOffset + byteLength;
  if (file.length > end) throw tooLong(end);
  if (file.length < end) {
    const [wanted, found] = [end, file.length].map(inBytes);
    throw refusal({
      wanted: { en: `a file of ${wanted.en}`, fr: `un fichier de ${wanted.fr}` },
      found: { en: `only ${found.en}`, fr: `${found.fr} seulement` },
    }, file.length);
  }
  const { size, array } = idxElements.find((element) => element.type === type)!;
  let data = file.subarray(dataOffset);
  if (size > 1) data = swapByteOrder(data, size);
  return { shape, data: new array(data.buffer, data.byteOffset, byteLength / size) };
}
