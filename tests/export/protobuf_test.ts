import assert from "node:assert/strict";
import { message } from "../../src/export/protobuf.ts";

/** Bytes in hexadecimal. */
const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

Deno.test("message() writes the examples of the format's own page", () => {
  // https://protobuf.dev/programming-guides/encoding/: Test1, Test2, Test3
  assert.equal(hex(message([[1, 150]])), "089601");
  assert.equal(hex(message([[2, "testing"]])), "120774657374696e67");
  assert.equal(hex(message([[3, message([[1, 150]])]])), "1a03089601");
});

Deno.test("message() writes numbers of any size, fields of two bytes, repeats, and nothing", () => {
  assert.equal(hex(message([[1, 0], [1, 127], [1, 128]])), "0800087f088001");
  // python3 -c 'x = 2**53 - 1; print(bytes([x >> 7*i & 127 | (i < 7) << 7 for i in range(8)]).hex())'
  assert.equal(hex(message([[1, 2 ** 53 - 1]])), "08ffffffffffffff0f");
  assert.equal(hex(message([[20, 7], [1, ""], [1, "é"]])), "a001070a000a02c3a9");
  assert.equal(message([]).length, 0);
  for (const value of [-1, 0.5, 2 ** 53, NaN]) {
    assert.throws(() => message([[1, value]]), RangeError);
  }
});
