import assert from "node:assert/strict";
import { gunzipIdx, isGzip } from "../../src/idx/gunzip.ts";
import { assertRefusal } from "./refused.ts";

Deno.test("isGzip() tells the two magic bytes of gzip from an IDX file", () => {
  assert.ok(isGzip(Uint8Array.of(0x1f, 0x8b)));
  assert.ok(!isGzip(Uint8Array.of(0x1f)));
  assert.ok(!isGzip(Uint8Array.of(0, 0, 8, 0)));
});

Deno.test("gunzipIdx() gives what there is of a file that is too short", async () => {
  const file = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 5, 6);
  assert.deepEqual(await gunzipIdx(await gzip(file)), file);
});

Deno.test("gunzipIdx() gives little memory to a short file that claims a gigabyte", async () => {
  const file = await gunzipIdx(await gzip(Uint8Array.of(0, 0, 8, 1, 0x40, 0, 0, 0, 7)));
  assert.equal(file.length, 9);
  assert.ok(file.buffer.byteLength < 1000, `${file.buffer.byteLength} bytes allocated`);
});

Deno.test("gunzipIdx() refuses a byte too many, in the chunk of the header too", async () => {
  await assert.rejects(
    async () => await gunzipIdx(await gzip(Uint8Array.of(0, 0, 8, 0, 1, 2))),
    (error) => assertRefusal(error, 5, /found more/),
  );
});

Deno.test("gunzipIdx() applies maxBytes before it gives memory", async () => {
  await assert.rejects(
    async () => await gunzipIdx(await gzip(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3)), { maxBytes: 2 }),
    (error) => assertRefusal(error, 4, /at most 2 bytes/),
  );
});

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).bytes();
}
