/**
 * Decompression that trusts neither the stream nor the header inside it.
 *
 * @module
 */

import { idxHeaderLength, type IdxOptions, parseIdxHeader } from "./header.ts";
import { refusal, tooLong } from "./refusal.ts";

/** Bytes that come out at once. */
const CHUNK = 262_144;

/** Whether the bytes start as a gzip file does (RFC 1952); an IDX file never starts so. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses an IDX file, reading its header from the first bytes and stopping at the first byte
 * past what the header declares, so that neither a gzip bomb nor a header that lies gets memory.
 * The file that it returns may still be shorter than declared.
 *
 * As RFC 1952 (section 2.2) has it, a gzip file is one member or several, whose contents follow each
 * other; zeros after the last one, with which tapes and disks are filled up, are passed over.
 *
 * Throws an `IdxSyntaxError` when the file is cut, corrupt or followed by other bytes, when the header
 * is refused by {@linkcode parseIdxHeader}, or when the file is longer than its header declares.
 */
export async function gunzipIdx(bytes: Uint8Array, options: IdxOptions = {}): Promise<Uint8Array> {
  // MNIST's images shrink five times: for them this guess holds the whole file.
  const guess = 8 * bytes.length;
  let file = new Uint8Array(0);
  let filled = 0;
  let declared: number | undefined; // header and values, once the header is known
  try {
    for await (const chunk of await unpacked(bytes)) {
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
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code?.startsWith("Z_")) throw error;
    throw refusal({
      wanted: { en: "a whole gzip file", fr: "un fichier gzip complet" },
      found: code === "Z_BUF_ERROR" ? { en: "one that is cut", fr: "un fichier coupé" } : {
        en: "one that is corrupt or followed by other bytes",
        fr: "un fichier corrompu ou suivi d’autres octets",
      },
    });
  }
  return file.subarray(0, filled);
}

/** The contents of all the members, a chunk at a time. */
async function unpacked(bytes: Uint8Array): Promise<AsyncIterable<Uint8Array>> {
  // Imported here: a page that reads plain files can do without. The web's own DecompressionStream
  // refuses a second member.
  const { createGunzip } = await import("node:zlib");
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.end(bytes);
  return gunzip;
}

function withRoom(file: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length === file.length) return file;
  const larger = new Uint8Array(length);
  larger.set(file);
  return larger;
}
