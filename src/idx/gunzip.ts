/**
 * Decompression that trusts neither the stream nor the header inside it.
 *
 * @module
 */

import { gzipMembers } from "./gzip_members.ts";
import { idxHeaderLength, type IdxOptions, parseIdxHeader } from "./header.ts";
import { refusal, tooLong } from "./refusal.ts";

/** Deflate grows its input at most 1032 times, so no step yields more than 4.3 MB. */
const stepBytes = 4096;

/** The Compression Streams standard has one error for all that can be wrong with a stream. */
class BrokenStream extends Error {}

/** Whether the bytes start as a gzip file does (RFC 1952); an IDX file never starts so. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses an IDX file, reading its header from the first bytes and stopping at the first byte
 * past what the header declares, so that neither a gzip bomb nor a header that lies gets memory.
 * The file that it returns may still be shorter than declared.
 *
 * Throws an `IdxSyntaxError` when the file is cut, corrupt or followed by other bytes, when the header
 * is refused by {@linkcode parseIdxHeader}, or when the file is longer than its header declares.
 */
export async function gunzipIdx(bytes: Uint8Array, options: IdxOptions = {}): Promise<Uint8Array> {
  const packed = bytes as Uint8Array<ArrayBuffer>; // streams take no bytes that are shared
  try {
    try {
      return await unpack([packed], options);
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error;
      return await unpack(await gzipMembers(packed), options);
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    throw refusal({
      wanted: { en: "a whole gzip file", fr: "un fichier gzip complet et rien d’autre" },
      found: {
        en: "one that is cut, corrupt or followed by other bytes",
        fr: "un fichier coupé, corrompu ou suivi d’autres octets",
      },
    });
  }
}

async function unpack(
  members: readonly Uint8Array<ArrayBuffer>[],
  options: IdxOptions,
): Promise<Uint8Array> {
  // MNIST's images shrink five times: for them this guess holds the whole file.
  const guess = 8 * members.reduce((sum, { length }) => sum + length, 0);
  let file = new Uint8Array(0);
  let filled = 0;
  let declared: number | undefined; // header and values, once the header is known
  for await (const chunk of contents(members)) {
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
  return file.subarray(0, filled);
}

/** What is in the members, a chunk at a time. */
async function* contents(
  members: readonly Uint8Array<ArrayBuffer>[],
): AsyncGenerator<Uint8Array, void> {
  for (const member of members) {
    const reader = inSteps(member).pipeThrough(new DecompressionStream("gzip")).getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        yield value;
      }
    } catch (error) {
      throw error instanceof TypeError ? new BrokenStream() : error;
    } finally {
      // A no-op at the end of the stream; after an error of the stream it fails with that error again.
      await reader.cancel().catch(() => {});
    }
  }
}

function inSteps(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = 0;
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(position, position + stepBytes));
      position += stepBytes;
    },
  }, { highWaterMark: 0 });
}

function withRoom(file: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length === file.length) return file;
  const larger = new Uint8Array(length);
  larger.set(file);
  return larger;
}
