import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { IdxSyntaxError } from "../../src/errors.ts";
import { decodeIdx } from "../../src/idx/decode.ts";
import { encodeIdx, encodeIdxGzip } from "../../src/idx/encode.ts";
import { bitsOf, idxArray } from "./arbitrary.ts";
import { assertRefusal } from "./refused.ts";

const vector = { shape: [3], data: Uint8Array.of(5, 0, 4) };

Deno.test("decodeIdx() reads big-endian values of every type", async () => {
  const cases: [number[], ArrayLike<number>][] = [
    [[0x08, 1, 0, 0, 0, 1, 0xfe], Uint8Array.of(254)],
    [[0x09, 1, 0, 0, 0, 1, 0xfe], Int8Array.of(-2)],
    [[0x0b, 1, 0, 0, 0, 2, 0x01, 0x02, 0xff, 0xfe], Int16Array.of(258, -2)],
    [[0x0c, 1, 0, 0, 0, 1, 0x01, 0x02, 0x03, 0x04], Int32Array.of(0x01020304)],
    [[0x0d, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0], Float32Array.of(1)],
    [[0x0e, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0], Float64Array.of(-2)],
  ];
  for (const [bytes, wanted] of cases) {
    assert.deepEqual((await decodeIdx(Uint8Array.of(0, 0, ...bytes))).data, wanted);
  }
});

Deno.test("decodeIdx() gives a view on plain u8 and i8 files, wherever they start", async () => {
  for (const data of [Uint8Array.of(5, 0, 4), Int8Array.of(-5, 0, 4)]) {
    const file = encodeIdx({ shape: [3], data });
    const within = new Uint8Array(file.length + 5);
    within.set(file, 5);
    const decoded = await decodeIdx(within.subarray(5));
    assert.equal(decoded.data.buffer, within.buffer);
    assert.deepEqual(decoded.data, data);
  }
});

Deno.test("decodeIdx() reads back what encodeIdx() and encodeIdxGzip() wrote, to the bit", async () => {
  await fc.assert(fc.asyncProperty(idxArray, async (array) => {
    for (const file of [encodeIdx(array), await encodeIdxGzip(array)]) {
      const decoded = await decodeIdx(file);
      assert.deepEqual(decoded.shape, array.shape);
      assert.equal(decoded.data.constructor, array.data.constructor);
      assert.deepEqual(bitsOf(decoded), bitsOf(array));
    }
  }));
});

Deno.test("decodeIdx() gives a gzip file a buffer of exactly the declared length", async () => {
  const data = new Uint8Array(3_000_000).map((_, i) => (i * i) >> 3);
  const decoded = await decodeIdx(await encodeIdxGzip({ shape: [3000, 1000], data }));
  assert.deepEqual(decoded.data, data);
  assert.equal(decoded.data.buffer.byteLength, 12 + 3_000_000);
});

Deno.test("decodeIdx() grows its buffer when zeros shrink past its first guess", async () => {
  const decoded = await decodeIdx(
    await encodeIdxGzip({ shape: [20_000_000], data: new Uint8Array(20_000_000) }),
  );
  assert.equal(decoded.data.buffer.byteLength, 8 + 20_000_000);
  assert.ok(decoded.data.every((value) => value === 0));
});

Deno.test("decodeIdx() refuses a file that is shorter or longer than its header says", async () => {
  const file = encodeIdx(vector);
  for (const pack of [(bytes: Uint8Array<ArrayBuffer>) => bytes, gzip]) {
    await assert.rejects(
      async () => await decodeIdx(await pack(file.slice(0, -1))),
      (error) => assertRefusal(error, 10, /a file of 11 bytes, found only 10/),
    );
    await assert.rejects(
      async () => await decodeIdx(await pack(Uint8Array.of(...file, 0))),
      (error) => assertRefusal(error, 11, /a file of 11 bytes, found more/),
    );
  }
});

Deno.test("decodeIdx() counts the bytes of a refused file in thousands", async () => {
  const file = encodeIdx({ shape: [2000], data: new Uint8Array(2000) });
  const refused: [Uint8Array<ArrayBuffer>, string][] = [
    [file.slice(0, 1500), "a file of 2,008 bytes, found only 1,500"],
    [Uint8Array.of(...file, 0), "a file of 2,008 bytes, found more bytes"],
  ];
  for (const [bytes, words] of refused) {
    await assert.rejects(decodeIdx(bytes), (error) => {
      assert.ok(error instanceof IdxSyntaxError && error.text.en.includes(words), `${error}`);
      const french = words.match(/\d,\d{3}/g)!.map((size) => size.replace(",", "\u202f"));
      for (const size of french) assert.ok(error.text.fr.includes(`${size} octet`), `${size}`);
      return true;
    });
  }
});

Deno.test("decodeIdx() refuses a gzip stream of nothing", async () => {
  await assert.rejects(
    async () => await decodeIdx(await gzip(new Uint8Array(0))),
    (error) => assertRefusal(error, 0, /an empty file/),
  );
});

Deno.test("decodeIdx() refuses a gzip stream with a wrong CRC, length or end", async () => {
  const file = await encodeIdxGzip(vector);
  const flipped = (fromEnd: number) => file.map((b, i) => i === file.length - fromEnd ? b ^ 1 : b);
  const damaged = [
    flipped(8), // CRC-32
    flipped(1), // length
    file.slice(0, -1),
    file.slice(0, -8),
    file.slice(0, 2),
    file.slice(0, -9), // in the values
    Uint8Array.of(...file, 1),
    Uint8Array.of(...file, 0x1f, 0x8b),
  ];
  for (const bytes of damaged) {
    await assert.rejects(
      decodeIdx(bytes),
      (error) =>
        assertRefusal(error, undefined, /a whole gzip file, found one that is cut, corrupt/),
    );
  }
  // Without the end of the deflate stream, other values come out, or the stream is refused.
  await assert.rejects(decodeIdx(flipped(9)), IdxSyntaxError);
});

Deno.test("decodeIdx() reads gzip members one after the other, and zeros after the last", async () => {
  const file = encodeIdx({
    shape: [100_000],
    data: new Uint8Array(100_000).map((_, i) => i % 251),
  });
  // Cut inside the header, inside the values, and where nothing is left.
  const parts = await Promise.all(
    [[0, 3], [3, 70_001], [70_001, file.length], [0, 0]].map(([a, b]) => gzip(file.slice(a, b))),
  );
  const members = Uint8Array.from(parts.flatMap((part) => [...part]));
  const plain = await decodeIdx(file);
  assert.deepEqual(await decodeIdx(members), plain);
  assert.deepEqual(await decodeIdx(Uint8Array.from([...members, ...new Uint8Array(600)])), plain);
  // The limits hold over the members: what the first one declares is all that is read.
  await assert.rejects(
    decodeIdx(Uint8Array.from([...members, ...parts[0]])),
    (error) => assertRefusal(error, file.length, /found more/),
  );
});

const foreign: [string, string, RegExp][] = [
  ["a web page", "\n <!DOCTYPE html><html><head>", /web page .* download the file itself/],
  ["a page of XML", "\xef\xbb\xbf<?xml version='1.0'?>", /web page/],
  ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid", /LFS .* git lfs pull/],
  ["a ZIP archive", "PK\x03\x04\x14\0", /ZIP archive .* unpack it/],
  ["a PNG picture", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", /PNG picture .* deno task pack/],
  ["a JPEG picture", "\xff\xd8\xff\xe0\0\x10JFIF", /JPEG picture .* deno task pack/],
  ["an xz file", "\xfd7zXZ\0", /xz file .* unpack it/],
];

for (const [what, text, words] of foreign) {
  Deno.test(`decodeIdx() names ${what} under the name of an IDX file, packed or not`, async () => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    for (const file of [bytes, await gzip(bytes)]) {
      await assert.rejects(decodeIdx(file), (error) => assertRefusal(error, undefined, words));
    }
  });
}

Deno.test("decodeIdx() names a file that was packed twice", async () => {
  await assert.rejects(
    async () => await decodeIdx(await gzip(await encodeIdxGzip(vector))),
    (error) => assertRefusal(error, undefined, /gzip file inside a gzip file.* gunzip/),
  );
});

Deno.test("decodeIdx() stops a gzip bomb at the first bytes past the header's claim", async () => {
  const zeros = new Uint8Array(64 << 20);
  zeros.set(encodeIdx(vector));
  const bomb = await gzip(zeros);
  // Reading on would meet this cut and say so.
  await assert.rejects(
    decodeIdx(bomb.slice(0, -1)),
    (error) => assertRefusal(error, 11, /a file of 11 bytes, found more/),
  );
});

Deno.test("decodeIdx() applies maxBytes to gzip files as to plain ones", async () => {
  for (const file of [encodeIdx(vector), await encodeIdxGzip(vector)]) {
    assert.equal((await decodeIdx(file, { maxBytes: 3 })).data.length, 3);
    await assert.rejects(
      decodeIdx(file, { maxBytes: 2 }),
      (error) => assertRefusal(error, 4, /at most 2 bytes/),
    );
  }
});

Deno.test("decodeIdx() refuses a short gzip file that claims a gigabyte", async () => {
  await assert.rejects(
    async () => await decodeIdx(await gzip(Uint8Array.of(0, 0, 8, 1, 0x40, 0, 0, 0, 7))),
    (error) => assertRefusal(error, 9, /a file of 1,073,741,832 bytes, found only 9/),
  );
});

Deno.test("decodeIdx() turns any mutation of a file into an array or an IdxSyntaxError", async () => {
  const mutation = fc.record({
    kind: fc.constantFrom("flip", "cut", "insert", "delete"),
    at: fc.nat({ max: 9999 }),
    value: fc.integer({ min: 0, max: 255 }),
  });
  const files = fc.tuple(
    idxArray,
    fc.boolean(),
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
  );
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(files, async ([array, compress, mutations]) => {
      let bytes: number[] = Array.from(compress ? await encodeIdxGzip(array) : encodeIdx(array));
      for (const { kind, at, value } of mutations) {
        const place = at % (bytes.length + 1);
        if (kind === "flip" && place < bytes.length) bytes[place] ^= 1 << (value % 8);
        if (kind === "cut") bytes = bytes.slice(0, place);
        if (kind === "insert") bytes.splice(place, 0, value);
        if (kind === "delete") bytes.splice(place, 1);
      }
      try {
        const { shape, data } = await decodeIdx(Uint8Array.from(bytes));
        assert.equal(data.length, shape.reduce((product, length) => product * length, 1));
      } catch (error) {
        if (!(error instanceof IdxSyntaxError)) throw error;
        assertRefusal(error, error.offset, /not a valid IDX file/);
        refusals++;
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(refusals > 1000, `only ${refusals} of 3000 mutations were refused`);
});

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).bytes();
}
