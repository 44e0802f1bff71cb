/**
 * The header of an IDX file: two zero bytes, the element type, the number of dimensions, then the
 * size of each dimension as a big-endian u32.
 *
 * @module
 */

import { IdxSyntaxError, type Text } from "../errors.ts";
import { type IdxElement, idxElements, type IdxType } from "./elements.ts";
import { foreignFile } from "./foreign_file.ts";
import { howMany, inBytes, refusal } from "./refusal.ts";

/** What the header of an IDX file declares. */
export interface IdxHeader {
  /** The element type. */
  readonly type: IdxType;
  /** The size of each dimension, outermost first. */
  readonly shape: readonly number[];
  /** Where the values start, in bytes: the length of the header. */
  readonly dataOffset: number;
  /** The length of the values alone, in bytes. The file is `dataOffset + byteLength` bytes long. */
  readonly byteLength: number;
}

/** How much a reader accepts. */
export interface IdxOptions {
  /** The most bytes of values that a header may declare; 1 GiB by default. */
  readonly maxBytes?: number;
}

/** The most bytes of values that a header may declare by default: 1 GiB. */
export const defaultMaxBytes: number = 2 ** 30;

/** The length of the header that `bytes` start with, or `undefined` while they are too few to say. */
export function idxHeaderLength(bytes: Uint8Array): number | undefined {
  return bytes.length < 4 ? undefined : 4 + 4 * bytes[3];
}

/**
 * Reads the header at the start of `bytes`, which may end right after it. Allocates nothing but the
 * shape, whatever the header claims.
 *
 * Throws an `IdxSyntaxError` when the header is cut, is not IDX, or declares more than `maxBytes`;
 * a `RangeError` when `maxBytes` is not a whole number from 0 to 2⁵³ − 1.
 */
export function parseIdxHeader(bytes: Uint8Array, options: IdxOptions = {}): IdxHeader {
  const { maxBytes = defaultMaxBytes } = options;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new RangeError(
      `Cannot limit to ${maxBytes} bytes: wanted a whole number from 0 to 2⁵³−1`,
    );
  }
  const { type, size } = parseType(bytes);
  const dataOffset = 4 + 4 * bytes[3];
  if (bytes.length < dataOffset) throw shortHeader(bytes.length, dataOffset);
  const view = new DataView(bytes.buffer, bytes.byteOffset, dataOffset);
  const shape = Array.from({ length: bytes[3] }, (_, i) => view.getUint32(4 + 4 * i));
  return { type, shape, dataOffset, byteLength: boundedByteLength(shape, size, maxBytes) };
}

function parseType(bytes: Uint8Array): IdxElement {
  if (bytes.length === 0) {
    throw refusal({
      wanted: { en: "a header of 4 bytes or more", fr: "un en-tête d’au moins 4 octets" },
      found: { en: "an empty file", fr: "un fichier vide" },
    }, 0);
  }
  const foreign = foreignFile(bytes);
  if (foreign) throw new IdxSyntaxError(foreign);
  for (let i = 0; i < Math.min(2, bytes.length); i++) {
    if (bytes[i] !== 0) {
      throw refusal({
        wanted: { en: "two zero bytes first", fr: "d’abord deux octets nuls" },
        found: { en: hex(bytes[i]), fr: hex(bytes[i]) },
      }, i);
    }
  }
  if (bytes.length < 4) throw shortHeader(bytes.length, 4);
  const element = idxElements.find(({ code }) => code === bytes[2]);
  if (element === undefined) {
    const codes = idxElements.map(({ code }) => hex(code)).join(", ");
    throw refusal({
      wanted: { en: `one of the types ${codes}`, fr: `l’un des types ${codes}` },
      found: { en: hex(bytes[2]), fr: hex(bytes[2]) },
    }, 2);
  }
  return element;
}

function boundedByteLength(shape: readonly number[], size: number, maxBytes: number): number {
  if (shape.includes(0)) return 0;
  // Stopping at the first product past the limit keeps every product that is kept exact.
  let byteLength = size;
  for (let i = 0; i <= shape.length; i++) {
    if (byteLength > maxBytes) {
      const limit = inBytes(maxBytes), claim = describeShape(shape), each = inBytes(size);
      throw refusal({
        wanted: {
          en: `at most ${limit.en} of values`,
          fr: `au plus ${limit.fr} de valeurs`,
        },
        found: {
          en: `the dimensions ${claim.en}, of ${each.en} each`,
          fr: `les dimensions ${claim.fr}, à ${each.fr} la valeur`,
        },
      }, 4 * i);
    }
    if (i < shape.length) byteLength *= shape[i];
  }
  return byteLength;
}

function shortHeader(length: number, wanted: number) {
  const [needed, found] = [wanted, length].map(inBytes);
  return refusal({
    wanted: { en: `a header of ${needed.en}`, fr: `un en-tête de ${needed.fr}` },
    found,
  }, length);
}

function describeShape(shape: readonly number[]): Text {
  // 255 dimensions would fill the terminal.
  const sizes = shape.slice(0, 8).map(howMany), more = shape.length > 8 ? "×…" : "";
  return {
    en: sizes.map(({ en }) => en).join("×") + more,
    fr: sizes.map(({ fr }) => fr).join("×") + more,
  };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
