/**
 * A field of a message: its number and its value. Numbers are whole and not negative; bytes are those of a
 * message or whatever else the field holds. A field that repeats is there several times.
 */
export type Field = readonly [number: number, value: number | string | Uint8Array];

/** The two wire types that are used. */
const VARINT = 0, LENGTH_DELIMITED = 2;

/**
 * The bytes of a message in the format of Protocol Buffers: for each field its number and wire type, then a
 * number in groups of seven bits, or a length and as many bytes.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
export function message(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(number * 8 + VARINT), varint(value)];
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    return [varint(number * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes];
  });
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Seven bits a byte, the lowest first; all but the last have the eighth set. */
function varint(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`a whole number from 0 was wanted: found ${value}`);
  }
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push(value % 128 + 128);
  return Uint8Array.of(...bytes, value);
}
