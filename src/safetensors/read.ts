/**
 * Reading a safetensors file, whoever wrote it.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import {
  assertLittleEndian,
  digestPlace,
  FILE_DIGEST_KEY,
  invalidFile,
  LENGTH_BYTES,
  MAX_HEADER_BYTES,
  METADATA_KEY,
  NO_DIGEST,
  type Tensor,
} from "./format.ts";
import { parseHeader } from "./header.ts";
import { readLayout, readMetadata } from "./layout.ts";
import { sha256 } from "../sha256.ts";

/** What a safetensors file holds. */
export interface SafetensorsFile {
  /** The tensors by name, in the order of their data in the file. */
  readonly tensors: Map<string, Tensor>;
  /** The strings of `__metadata__`; empty when the file has none. */
  readonly metadata: Record<string, string>;
}

/** How a file is to be read. */
export interface DecodeOptions {
  /**
   * Refuse a file that has not the SHA-256 that its metadata holds under `file_sha256`, or that holds
   * none. `false` by default: other tools do not write it.
   */
  readonly verify?: boolean;
}

/**
 * The tensors and the metadata of a safetensors file of F32 and F64. The numbers are copied, so that
 * they do not keep the file in memory.
 *
 * @throws {UserError} when the bytes are not such a file, whatever they are.
 *
 * @example
 * ```ts ignore
 * const { tensors } = decodeSafetensors(await Deno.readFile("model.safetensors"), { verify: true });
 * tensors.get("W1")?.shape; // [784, 64]
 * ```
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): SafetensorsFile {
  assertLittleEndian();
  const header = headerBytes(bytes);
  const data = bytes.subarray(LENGTH_BYTES + header.length);
  let metadata: Record<string, string> = {};
  const described: [string, unknown][] = [];
  for (const [name, value] of parseHeader(headerText(header))) {
    if (name === METADATA_KEY) metadata = readMetadata(value);
    else described.push([name, value]);
  }
  const layout = readLayout(described, data.length);
  if (options.verify) assertUnedited(bytes, metadata);
  const tensors = new Map<string, Tensor>();
  for (const { name, dtype, shape, begin, end } of layout) {
    const { buffer } = data.slice(begin, end);
    tensors.set(name, {
      shape,
      data: dtype === "F32" ? new Float32Array(buffer) : new Float64Array(buffer),
    });
  }
  return { tensors, metadata };
}

function headerBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length < LENGTH_BYTES) {
    throw invalidFile({
      en: `it should start with ${LENGTH_BYTES} bytes of length, and has ${bytes.length}`,
      fr:
        `il devrait commencer par ${LENGTH_BYTES} octets de longueur, et en compte ${bytes.length}`,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES);
  const length = view.getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) {
    throw invalidFile({
      en: `its header should have at most ${MAX_HEADER_BYTES} bytes, and announces ${length}`,
      fr: `son en-tête devrait avoir au plus ${MAX_HEADER_BYTES} octets, et en annonce ${length}`,
    });
  }
  const there = bytes.length - LENGTH_BYTES;
  if (length > there) {
    throw invalidFile({
      en: `its header should have ${length} bytes, and the file ends after ${there}`,
      fr: `son en-tête devrait avoir ${length} octets, et le fichier s’arrête après ${there}`,
    });
  }
  return bytes.slice(LENGTH_BYTES, LENGTH_BYTES + Number(length));
}

function headerText(header: Uint8Array): string {
  if (header[0] !== 0x7b) {
    const found = header.length === 0 ? "∅" : `0x${header[0].toString(16).padStart(2, "0")}`;
    throw invalidFile({
      en: `its header should start with "{" (0x7b), and starts with ${found}`,
      fr: `son en-tête devrait commencer par « { » (0x7b), et commence par ${found}`,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(header);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalidFile({
      en: "its header should be UTF-8 text, and is not",
      fr: "son en-tête devrait être du texte en UTF-8, et ne l’est pas",
    });
  }
}

function assertUnedited(bytes: Uint8Array, metadata: Record<string, string>): void {
  const wanted = Object.hasOwn(metadata, FILE_DIGEST_KEY) ? metadata[FILE_DIGEST_KEY] : "";
  if (!/^[0-9a-f]{64}$/.test(wanted)) {
    throw new UserError({
      en:
        `This safetensors file cannot be verified: its metadata should hold ${FILE_DIGEST_KEY}, and does not. Use a file that Ardoise wrote`,
      fr:
        `Ce fichier safetensors ne peut pas être vérifié : ses métadonnées devraient contenir ${FILE_DIGEST_KEY}, et ne le contiennent pas. Prenez un fichier écrit par Ardoise`,
    });
  }
  const blank = bytes.slice();
  const place = digestPlace(headerBytes(bytes), wanted);
  if (place >= 0) blank.set(new TextEncoder().encode(NO_DIGEST), LENGTH_BYTES + place);
  const found = sha256(blank);
  if (wanted !== found) {
    throw new UserError({
      en: `This file was edited or damaged: its SHA-256 should be ${wanted.slice(0, 12)}… and is ${
        found.slice(0, 12)
      }…. Copy the file again, or train again`,
      fr: `Ce fichier a été modifié ou abîmé : son SHA-256 devrait être ${
        wanted.slice(0, 12)
      }… et vaut ${found.slice(0, 12)}…. Copiez de nouveau le fichier, ou relancez l’entraînement`,
    });
  }
}
