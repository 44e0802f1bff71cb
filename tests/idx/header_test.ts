import assert from "node:assert/strict";
import { IdxSyntaxError } from "../../src/errors.ts";
import { parseIdxHeader } from "../../src/idx/header.ts";
import { assertRefusal } from "./refused.ts";

const max = [0xff, 0xff, 0xff, 0xff];

Deno.test("parseIdxHeader() reads the header of MNIST's training images", () => {
  const bytes = Uint8Array.of(0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28);
  assert.deepEqual(parseIdxHeader(bytes), {
    type: "u8",
    shape: [60000, 28, 28],
    dataOffset: 16,
    byteLength: 47_040_000,
  });
});

Deno.test("parseIdxHeader() reads a header inside a larger buffer", () => {
  const bytes = Uint8Array.of(9, 9, 9, 0, 0, 0x0e, 1, 0, 0, 0, 2).subarray(3);
  assert.deepEqual(parseIdxHeader(bytes).shape, [2]);
  assert.equal(parseIdxHeader(bytes).byteLength, 16);
});

Deno.test("parseIdxHeader() accepts no dimension, and 255 of them", () => {
  assert.deepEqual(parseIdxHeader(Uint8Array.of(0, 0, 0x0d, 0)).shape, []);
  assert.equal(parseIdxHeader(Uint8Array.of(0, 0, 0x0d, 0)).byteLength, 4);
  const many = new Uint8Array(4 + 4 * 255);
  many.set([0, 0, 8, 255]);
  for (let i = 7; i < many.length; i += 4) many[i] = 1;
  assert.equal(parseIdxHeader(many).shape.length, 255);
  assert.equal(parseIdxHeader(many).byteLength, 1);
});

Deno.test("parseIdxHeader() counts no value when a dimension is zero, whatever the others", () => {
  assert.equal(parseIdxHeader(Uint8Array.of(0, 0, 8, 3, ...max, ...max, 0, 0, 0, 0)).byteLength, 0);
});

const refused: [string, number[], number, RegExp][] = [
  ["an empty file", [], 0, /found an empty file/],
  ["a bad first byte", [0x35, 0, 8, 1], 0, /two zero bytes first, found 0x35/],
  ["a bad second byte, cut there", [0, 0x50], 1, /two zero bytes first, found 0x50/],
  ["a header cut in its magic number", [0, 0, 8], 3, /a header of 4 bytes, found 3/],
  ["a header cut in its dimensions", [0, 0, 8, 2, 0, 0, 0, 1], 8, /of 12 bytes, found 8/],
  ["an element type that does not exist", [0, 0, 0x0a, 0], 2, /one of the types .* found 0x0A/],
  [
    "a dimension of gigabytes",
    [0, 0, 8, 1, ...max],
    4,
    /at most 1,073,741,824 bytes .* 4,294,967,295/,
  ],
  [
    "a product that overflows",
    [0, 0, 8, 3, ...max, ...max, ...max],
    4,
    /4,294,967,295×4,294,967,295/,
  ],
  [
    "a product over the limit by its last dimension",
    [
      ...[0, 0, 0x0e, 2, 0, 0, 0x80, 0],
      ...[0, 0, 0x10, 1],
    ],
    8,
    /32,768×4,097/,
  ],
];

for (const [what, bytes, offset, words] of refused) {
  Deno.test(`parseIdxHeader() refuses ${what}`, () => {
    assert.throws(
      () => parseIdxHeader(Uint8Array.from(bytes)),
      (error) => assertRefusal(error, offset, words),
    );
  });
}

Deno.test("parseIdxHeader() accepts exactly maxBytes", () => {
  const bytes = Uint8Array.of(0, 0, 0x0b, 1, 0, 0, 0, 5);
  assert.equal(parseIdxHeader(bytes, { maxBytes: 10 }).byteLength, 10);
  assert.throws(
    () => parseIdxHeader(bytes, { maxBytes: 9 }),
    (error) => assertRefusal(error, 4, /at most 9 bytes/),
  );
  assert.throws(() => parseIdxHeader(bytes, { maxBytes: NaN }), RangeError);
  assert.throws(() => parseIdxHeader(bytes, { maxBytes: -1 }), RangeError);
});

Deno.test("parseIdxHeader() puts thousands apart as each language does", () => {
  const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0xea, 0x60, 0, 0, 0, 28);
  assert.throws(() => parseIdxHeader(bytes, { maxBytes: 10_000 }), (error) => {
    assert.ok(error instanceof IdxSyntaxError);
    assert.match(error.text.en, /at most 10,000 bytes of values, found the dimensions 60,000×28,/);
    assert.match(error.text.fr, /au plus 10\u202f000 octets .* les dimensions 60\u202f000×28,/);
    return true;
  });
});
