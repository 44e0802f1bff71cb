/**
 * Random IDX arrays for property tests.
 *
 * @module
 */

import fc from "../fast_check.ts";
import type { IdxArray } from "../../src/idx/elements.ts";

const shape = fc.array(fc.nat({ max: 5 }), { maxLength: 5 });

/** An array of any element type, of any bits: NaN of every payload, infinities and −0 included. */
export const idxArray: fc.Arbitrary<IdxArray> = fc
  .tuple(
    shape,
    fc.constantFrom(Uint8Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array),
  )
  .chain(([shape, array]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const byteLength = length * array.BYTES_PER_ELEMENT;
    return fc.uint8Array({ minLength: byteLength, maxLength: byteLength })
      .map((bytes) => ({ shape, data: new array(bytes.slice().buffer) }));
  });

/** The bits of the values, which tell apart what comparing floats does not. */
export function bitsOf({ data }: IdxArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
