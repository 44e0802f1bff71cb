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
const FF = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x7d]);
const announcing = (length: bigint) => {
  const file = fileOf("{}");
  new DataView(file.buffer).setBigUint64(0, length, true);
  return file;
};

/** What is wrong, the file, and a piece of the message. */
const DAMAGED: [string, Uint8Array, RegExp][] = [
  ["no bytes", new Uint8Array(), /8 bytes of length, and has 0/],
  ["a cut length", SOUND.subarray(0, 7), /8 bytes of length, and has 7/],
  ["a cut header", SOUND.subarray(0, 20), /header should have \d+ bytes.* ends after 12/],
  ["cut data", SOUND.subarray(0, -1), /should end at byte 36.* ends at byte 35/],
  ["trailing bytes", fileOf(`{"a":${W}}`, 5), /fill its 5 bytes of data, and fill 4/],
  ["data without tensors", fileOf("{}", 1), /fill its 1 bytes of data, and fill 0/],
  ["a header past the end", announcing(3n), /should have 3 bytes.* ends after 2/],
  ["a header over 100 MB", announcing(100_000_001n), /at most 100000000 bytes/],
  ["a length of 2⁶⁴ − 1", announcing(2n ** 64n - 1n), /announces 18446744073709551615/],
  ["an empty header", fileOf(""), /start with "\{"/],
  ["a header that starts with a space", fileOf(" {}"), /start with "\{" \(0x7b\).* 0x20/],
  ["a byte order mark", fileOf("\ufeff{}"), /start with "\{".* 0xef/],
  ["invalid UTF-8", fileOf(FF), /UTF-8/],
  ["invalid JSON", fileOf("{,}"), /should be JSON/],
  ["two values", fileOf("{}{}"), /should be JSON/],
  ["an unfinished string", fileOf('{"a\\'), /should be JSON/],
  ["a bad escape in a name", fileOf('{"\\x":1}'), /should be JSON/],
  ["a name twice", fileOf(`{"a":${W},"a":${B}}`, 8), /"a" once/],
  ["a name twice, once escaped", fileOf(`{"a":${W},"\\u0061" : ${B}}`, 8), /"a" once/],
  ["a field twice", fileOf(`{"a":{"dtype":"F32",${W.slice(1)}}`, 4), /"dtype" once/],
  ["metadata twice", fileOf('{"__metadata__":{},"__metadata__":{}}'), /once/],
  ["a key of the metadata twice", fileOf('{"__metadata__":{"k":"1","k":"2"}}'), /"k" once/],
  ["deep nesting", fileOf(`{"a":${"[".repeat(1e5)}`), /more than 3 levels/],
  ["a hole", fileOf(`{"a":${W},"b":${tensor({ data_offsets: [8, 12] })}}`, 12), /at byte 4/],
  ["a hole at the start", fileOf(`{"b":${B}}`, 8), /at byte 0 .*not 4/],
  ["an overlap", fileOf(`{"a":${W},"b":${tensor({ data_offsets: [2, 6] })}}`, 6), /at byte 4/],
  ["the same bytes twice", fileOf(`{"a":${W},"b":${W}}`, 4), /at byte 4 .*not 0/],
  ["offsets past the end", fileOf(`{"a":${W}}`, 3), /end at byte 4.* ends at byte 3/],
  ["offsets in reverse", fileOf(`{"a":${tensor({ data_offsets: [4, 0] })}}`, 4), /4 bytes.* -4/],
  ["one offset", fileOf(`{"a":${tensor({ data_offsets: [4] })}}`, 4), /data_offsets/],
  ["no offsets", fileOf(`{"a":${tensor({ data_offsets: undefined })}}`, 4), /data_offsets/],
  [
    "a shape too small for its bytes",
    fileOf(`{"a":${tensor({ shape: [], data_offsets: [0, 8] })}}`, 8),
    /4 bytes for its shape, and has 8/,
  ],
  [
    "a shape too large for its bytes",
    fileOf(`{"a":${tensor({ shape: [2] })}}`, 4),
    /8 bytes for its shape, and has 4/,
  ],
  ["no shape", fileOf(`{"a":${tensor({ shape: undefined })}}`, 4), /shape such as/],
  ["a shape of texts", fileOf(`{"a":${tensor({ shape: ["1"] })}}`, 4), /shape such as.*\["1"\]/],
  [
    "a negative size",
    fileOf(`{"a":${tensor({ shape: [-1] })}}`, 4),
    /whole numbers, and one is -1/,
  ],
  ["a fractional size", fileOf(`{"a":${tensor({ shape: [0.5] })}}`, 4), /whole numbers.* 0\.5/],
  ["a size with a point", fileOf(`{"a":${W.replace("[1]", "[1.0]")}}`, 4), /whole numbers.* 1\.0/],
  ["a size with an exponent", fileOf(`{"a":${W.replace("[1]", "[1e0]")}}`, 4), /whole numbers/],
  ["a huge size", fileOf(`{"a":${W.replace("[1]", "[9007199254740993]")}}`, 4), /shape such as/],
  [
    "a huge product, times zero",
    fileOf(`{"a":${tensor({ shape: [2 ** 40, 2 ** 40, 0], data_offsets: [0, 0] })}}`),
    /shape such as/,
  ],
  [
    "a product that wraps to the right size",
    fileOf(`{"a":${tensor({ shape: [2 ** 32, 2 ** 32, 1] })}}`, 4),
    /shape such as/,
  ],
  ["a tensor that is a list", fileOf('{"a":[]}'), /described by an object/],
  ["a tensor that is null", fileOf('{"a":null}'), /described by an object.* null/],
  ["__proto__ that is no tensor", fileOf('{"__proto__":{}}'), /"__proto__" should have a dtype/],
  ["a name that is no Unicode text", fileOf(`{"\\ud800":${W}}`, 4), /\\ud800/],
  [
    "a type that is not read",
    fileOf(`{"a":${tensor({ dtype: "F16" })}}`, 4),
    /F32 or F64, and has "F16"\. Convert/,
  ],
  ["a type named like a method", fileOf(`{"a":${tensor({ dtype: "toString" })}}`, 4), /F32 or F64/],
  ["no type", fileOf(`{"a":${tensor({ dtype: undefined })}}`, 4), /should have a dtype/],
  ["metadata that is a list", fileOf('{"__metadata__":["a"]}'), /texts to texts/],
  ["metadata that is null", fileOf('{"__metadata__":null}'), /texts to texts/],
  ["a number in the metadata", fileOf('{"__metadata__":{"a":1}}'), /texts to texts, and holds 1/],
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
        assert.equal(data.length, shape.reduce((a, b) => a * b, 1));
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
