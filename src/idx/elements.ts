/**
 * The six element types of the IDX format, and the array that holds them in memory.
 *
 * Source: "The IDX file format", at the end of http://yann.lecun.com/exdb/mnist/ (LeCun, Cortes,
 * Burges).
 *
 * @module
 */

/** An element type: unsigned or signed integers, or floats, with their bits. */
export type IdxType = "u8" | "i8" | "i16" | "i32" | "f32" | "f64";

/** The values of an IDX array, in the typed array of their element type. */
export type IdxData =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array of any number of dimensions, as an IDX file holds it. */
export interface IdxArray {
  /** The size of each dimension, outermost first; no dimension is a single value. */
  readonly shape: readonly number[];
  /** The values, the last dimension varying fastest. As many as the product of the shape. */
  readonly data: IdxData;
}

/** What the code and the files say about an element type. */
export interface IdxElement {
  /** The name of the type. */
  readonly type: IdxType;
  /** The third byte of a file of this type. */
  readonly code: number;
  /** Bytes of one value. */
  readonly size: number;
  /** The typed array that holds the values. */
  readonly array: new (buffer: ArrayBufferLike, byteOffset: number, length: number) => IdxData;
}

/** Every element type. 0x0A and the codes under 0x08 have never been given a meaning. */
export const idxElements: readonly IdxElement[] = [
  { type: "u8", code: 0x08, size: 1, array: Uint8Array },
  { type: "i8", code: 0x09, size: 1, array: Int8Array },
  { type: "i16", code: 0x0b, size: 2, array: Int16Array },
  { type: "i32", code: 0x0c, size: 4, array: Int32Array },
  { type: "f32", code: 0x0d, size: 4, array: Float32Array },
  { type: "f64", code: 0x0e, size: 8, array: Float64Array },
];

/** The element type of a typed array. Throws a `TypeError` when IDX has none for it. */
export function elementOf(data: IdxData): IdxElement {
  const element = idxElements.find(({ array }) => data instanceof array);
  if (element === undefined) {
    const found = Object.prototype.toString.call(data);
    throw new TypeError(`Cannot write ${found} as IDX: wanted one of the arrays of IdxData`);
  }
  return element;
}
