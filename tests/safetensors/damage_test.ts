import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { UserError } from "../../src/errors.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/safetensors/safetensors.ts";

const SOUND = encodeSafetensors([
  ["W1", { shape: [2, 3], data: new Float32Array([1, -0, NaN, Infinity, 5, 6]) }],
  ["b1", { shape: [3], data: new Float32Array([7, 8, 9]) }],
  ["none", { shape: [0, 4], data: new Float64Array() }],
], { recipe: "2-3" });

/** A file with that header and that many bytes of data. */
function fileOf(header: string | Uint8Array, dataLength = 0): Uint8Array {
  const bytes = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + bytes.length + dataLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(bytes.length), true);
  file.set(bytes, 8);
  return file;
}

function tensor(fields: Record<string, unknown>): string {
  return JSON.stringify({ dtype: "F32", shape: [1], data_offsets: [0, 4], ...fields });
}

const [W, B] = [tensor({}), tensor({ data_offsets: [4, 8] })];
/** A file of one tensor with these fields, and four bytes of data. */
const one = (fields: Record<string, unknown>) => fileOf(`{"a":${tensor(fields)}}`, 4);
const announcing = (length: bigint) => {
  const file = fileOf("{}");
  new DataView(file.buffer).setBigUint64(0, length, true);
  return file;
};

/** What is wrong, the file, and a piece of the message. */
const DAMAGED: [string, Uint8Array, RegExp][] = [
  ["no bytes", new Uint8Array(), /JSON object/],
  ["a cut length", SOUND.subarray(0, 7), /JSON object/],
  ["a cut header", SOUND.subarray(0, 20), /header should have \d+ bytes.* ends after 12/],
  ["cut data", SOUND.subarray(0, -1), /should have 36 bytes of data, and the file has 35/],
  ["trailing bytes", fileOf(`{"a":${W}}`, 5), /should have 4 bytes of data, and the file has 5/],
  ["data without tensors", fileOf("{}", 1), /should have 0 bytes of data, and the file has 1/],
  ["a length of 2⁶⁴ − 1", announcing(2n ** 64n - 1n), /have 18446744073709551615 bytes.* after 2/],
  ["an empty header", fileOf(""), /JSON object/],
  ["a byte order mark", fileOf("\ufeff{}"), /JSON object/],
  ["a header that is not UTF-8", fileOf(Uint8Array.from([123, 34, 255, 34, 58, 125])), /UTF-8/],
  [
    "a header that is not JSON",
    fileOf('{"weights":}'),
    /JSON object.*starts with "\{"weights":\}"/,
  ],
  ["two values", fileOf("{}{}"), /JSON object/],
  ["a header that is a list", fileOf("[]"), /JSON object/],
  ["deep nesting", fileOf(`{"a":${"[".repeat(1e5)}`), /JSON object/],
  ["a name twice", fileOf(`{"a":${W},"a":${B}}`, 8), /"a" should start at byte 0 .*not at 4/],
  ["a hole", fileOf(`{"a":${W},"b":${tensor({ data_offsets: [8, 12] })}}`, 12), /at byte 4/],
  ["an overlap", fileOf(`{"a":${W},"b":${tensor({ data_offsets: [2, 6] })}}`, 6), /at byte 4/],
  ["the same bytes twice", fileOf(`{"a":${W},"b":${W}}`, 4), /at byte 4 .*not at 0/],
  ["offsets in reverse", one({ data_offsets: [4, 0] }), /4 bytes.* -4/],
  ["one offset", one({ data_offsets: [4] }), /described like/],
  ["no offsets", one({ data_offsets: undefined }), /described like/],
  [
    "a shape too small",
    one({ shape: [], data_offsets: [0, 8] }),
    /4 bytes for its shape, and has 8/,
  ],
  ["a shape too large", one({ shape: [2] }), /8 bytes for its shape, and has 4/],
  ["no shape", one({ shape: undefined }), /described like/],
  ["a shape of texts", one({ shape: ["1"] }), /described like .*\["1"\]/],
  ["a negative size", one({ shape: [-1] }), /described like .*\[-1\]/],
  ["a fractional size", one({ shape: [0.5] }), /described like .*\[0\.5\]/],
  ["a product that wraps", one({ shape: [2 ** 32, 2 ** 32, 1] }), /bytes for its shape, and has 4/],
  ["a tensor that is a list", fileOf('{"a":[]}'), /described like/],
  ["a tensor that is null", fileOf('{"a":null}'), /described like .* null/],
  ["__proto__ that is no tensor", fileOf('{"__proto__":{}}'), /"__proto__" should be described/],
  ["a type that is not read", one({ dtype: "F16" }), /F32 or F64, and has "F16"\. Convert/],
  ["a type named like a method", one({ dtype: "toString" }), /F32 or F64/],
  ["no type", one({ dtype: undefined }), /described like/],
  ["metadata that is a list", fileOf('{"__metadata__":["a"]}'), /texts to texts/],
  ["metadata that is null", fileOf('{"__metadata__":null}'), /texts to texts/],
  ["a number in the metadata", fileOf('{"__metadata__":{"a":1}}'), /texts to texts, .*\{"a":1\}/],
];

for (const [damage, file, message] of DAMAGED) {
  Deno.test(`decodeSafetensors() refuses ${damage}`, () => {
    assert.throws(() => decodeSafetensors(file), (error) => {
      assert(error instanceof UserError);
      assert.match(error.message, message);
      assert.notEqual(error.text.fr, error.text.en);
      return true;
    });
  });
}

Deno.test("decodeSafetensors() escapes what a foreign name could do to a terminal", () => {
  const file = fileOf(`{"\\u001b[2J\\u202e":[]}`);
  assert.throws(() => decodeSafetensors(file), /"\\u001b\[2J\\u202e"/);
});

Deno.test("decodeSafetensors() reads what the specification allows: any order, spaces, unknown fields", () => {
  const file = fileOf(`{"2": ${B}, "1":${tensor({ note: null })}\n}   `, 8);
  assert.deepEqual([...decodeSafetensors(file).tensors.keys()], ["1", "2"]);
  const empty = tensor({ shape: [0], data_offsets: [0, 0] });
  const late = decodeSafetensors(fileOf(`{"a":${W},"empty":${empty}}`, 4));
  assert.equal(late.tensors.get("empty")?.data.length, 0);
  assert.equal(decodeSafetensors(fileOf("{}")).tensors.size, 0);
});

Deno.test("decodeSafetensors() takes __proto__ for a name like any other", () => {
  const file = fileOf(`{"__metadata__":{"__proto__":"x"},"__proto__":${W}}`, 4);
  const { tensors, metadata } = decodeSafetensors(file);
  assert.deepEqual(tensors.get("__proto__")?.shape, [1]);
  assert.deepEqual(Object.entries(metadata), [["__proto__", "x"]]);
  assert.equal(Object.getPrototypeOf(metadata), Object.prototype);
});

Deno.test("decodeSafetensors() gives tensors or a UserError, whatever is done to the bytes", () => {
  const pieces = [...'"{}[],:-e\\09 \u0000', "null", '"W1":{}'];
  const put = fc.oneof(
    fc.nat(255).map((byte) => [byte]),
    fc.constantFrom(...pieces).map((text) => [...new TextEncoder().encode(text)]),
  );
  const change = fc.record({ at: fc.nat(SOUND.length - 1), remove: fc.nat(3), put });
  const changes = fc.array(change, { minLength: 1, maxLength: 3 });
  let refused = 0;
  let read = 0;
  // A repaired length lets the change through to the checks that come after it.
  const property = fc.property(changes, fc.boolean(), (changes, repaired) => {
    const bytes = [...SOUND];
    for (const { at, remove, put } of changes) bytes.splice(at, remove, ...put);
    const file = new Uint8Array(bytes);
    if (repaired) new DataView(file.buffer).setBigUint64(0, BigInt(file.length - 8 - 36), true);
    try {
      for (const { shape, data } of decodeSafetensors(file).tensors.values()) {
        assert(data.length === shape.reduce((a, b) => a * b, 1)); // −0 is a size, too
      }
      read++;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused++;
    }
  });
  fc.assert(property, { numRuns: 4000 });
  assert(refused > 50 && read > 50, `${refused} refused, ${read} read: changes too alike`);
});

Deno.test("decodeSafetensors({ verify }) refuses every single bit flipped, header included", () => {
  decodeSafetensors(SOUND, { verify: true });
  let onlyByDigest = 0;
  for (let bit = 0; bit < SOUND.length * 8; bit++) {
    const edited = SOUND.slice();
    edited[bit >> 3] ^= 1 << (bit & 7);
    assert.throws(() => decodeSafetensors(edited, { verify: true }), (error) => {
      if (/edited or damaged/.test((error as Error).message)) onlyByDigest++;
      return error instanceof UserError;
    });
  }
  assert.ok(onlyByDigest >= 9 * 4 * 8, "at least every bit of the data");
});

Deno.test("decodeSafetensors({ verify }) refuses a file without digest, which is read without it", () => {
  const file = fileOf(`{"a":${W}}`, 4);
  assert.throws(() => decodeSafetensors(file, { verify: true }), UserError);
  assert.equal(decodeSafetensors(file).tensors.size, 1);
});
