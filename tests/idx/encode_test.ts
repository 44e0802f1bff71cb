import assert from "node:assert/strict";
import { ShapeError } from "../../src/errors.ts";
import type { IdxData } from "../../src/idx/elements.ts";
import { encodeIdx, encodeIdxGzip } from "../../src/idx/encode.ts";

Deno.test("encodeIdx() writes the header and the values big-endian", () => {
  assert.deepEqual(
    encodeIdx({ shape: [1, 2], data: Int16Array.of(258, -2) }),
    Uint8Array.of(0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x01, 0x02, 0xff, 0xfe),
  );
  assert.deepEqual(
    encodeIdx({ shape: [], data: Float64Array.of(-2) }),
    Uint8Array.of(0, 0, 0x0e, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0),
  );
});

Deno.test("encodeIdx() writes a view without what surrounds it, and leaves it as it was", () => {
  const data = Int32Array.of(1, 2, 3).subarray(1, 2);
  assert.deepEqual([...encodeIdx({ shape: [1], data })].slice(8), [0, 0, 0, 2]);
  assert.equal(data[0], 2);
});

Deno.test("encodeIdx() writes no value when a dimension is zero, whatever the others", () => {
  const shape = [...Array(40).fill(2 ** 32 - 1), 0];
  assert.equal(encodeIdx({ shape, data: new Uint8Array(0) }).length, 4 + 4 * 41);
});

Deno.test("encodeIdx() throws on a shape that the data do not fill", () => {
  const data = new Uint8Array(4);
  for (const shape of [[], [3], [5], [2, 3], [0]]) {
    assert.throws(() => encodeIdx({ shape, data }), ShapeError);
  }
});

Deno.test("encodeIdx() throws on dimensions that the format cannot hold", () => {
  const data = new Uint8Array(1);
  for (const shape of [[-1], [0.5], [NaN], [2 ** 32, 0], Array(256).fill(1)]) {
    assert.throws(() => encodeIdx({ shape, data }), ShapeError);
  }
});

Deno.test("encodeIdx() throws on values of a type that IDX does not have", () => {
  const data = new Uint32Array(1) as unknown as IdxData;
  assert.throws(() => encodeIdx({ shape: [1], data }), /Uint32Array.*wanted/);
});

Deno.test("encodeIdxGzip() rejects what encodeIdx() refuses", async () => {
  await assert.rejects(encodeIdxGzip({ shape: [2], data: new Uint8Array(1) }), ShapeError);
});
