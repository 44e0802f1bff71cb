/**
 * Decompression that trusts neither the stream nor the header inside it.
 *
 * @module
 */

import { idxHeaderLength, type IdxOptions, parseIdxHeader } from "./header.ts";
import { howMany, refusal, tooLong } from "./refusal.ts";

/** Deflate grows its input at most 1032 times, so no step yields more than 4.3 MB. */
const stepBytes = 4096;

/** Whether the bytes start as a gzip stream does (RFC 1952); an IDX file never starts so. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses an IDX file, reading its header from the first bytes and stopping at the first byte
 * past what the header declares, so that neither a gzip bomb nor a header that lies gets memory.
 * The file that it returns may still be shorter than declared.
 *
 * Throws an `IdxSyntaxError` when the stream is cut, corrupt or followed by other bytes (its offset
 * counts the bytes that came out before), when the header is refused by {@linkcode parseIdxHeader},
 * or when the file is longer than its header declares.
 */
export async function gunzipIdx(bytes: Uint8Array, options: IdxOptions = {}): Promise<Uint8Array> {
  const reader = inSteps(bytes).pipeThrough(new DecompressionStream("gzip")).getReader();
  // MNIST's images shrink five times: for them this guess holds the whole file.
  const guess = 8 * bytes.length;
  let file = new Uint8Array(0);
  let filled = 0;
  let declared: number | undefined; // header and values, once the header is known
  try {
    for (;;) {
      const chunk = await readChunk(reader, filled);
      if (chunk === undefined) return file.subarray(0, filled);
      const needed = filled + chunk.length;
      if (declared !== undefined && needed > declared) throw tooLong(declared);
      if (needed > file.length) {
        file = withRoom(file, Math.min(declared ?? needed, Math.max(needed, 2 * file.length)));
      }
      file.set(chunk, filled);
      filled = needed;
      if (declared === undefined && filled >= (idxHeaderLength(file) ?? Infinity)) {
        const header = parseIdxHeader(file, options);
        declared = header.dataOffset + header.byteLength;
        if (filled > declared) throw tooLong(declared);
        file = withRoom(file, Math.max(filled, Math.min(declared, guess)));
      }
    }
  } finally {
    // A no-op at the end of the stream; after an error of the stream it fails with that error again.
    await reader.cancel().catch(() => {});
  }
}

function inSteps(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = 0;
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(position, position + stepBytes));
      position += stepBytes;
    },
  }, { highWaterMark: 0 });
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  filled: number,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (error) {
    // The Compression Streams standard has one TypeError for all that can be wrong with a stream.
    if (!(error instanceof TypeError)) throw error;
    const { en, fr } = howMany(filled);
    throw refusal({
      wanted: { en: "one whole gzip stream", fr: "un flux gzip complet et rien d’autre" },
      found: {
        en: `one that is cut, corrupt or followed by other bytes, after ${en} decompressed bytes`,
        fr: `un flux coupé, corrompu ou suivi d’autres octets, après ${fr} octets décompressés`,
      },
    }, filled);
  }
}

function withRoom(file: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length === file.length) return file;
  const larger = new Uint8Array(length);
  larger.set(file);
  return larger;
}
