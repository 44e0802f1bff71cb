/**
 * Reading a safetensors file, whoever wrote it.
 *
 * @module
 */

import { type Text, UserError } from "../errors.ts";
import { printable } from "../printable.ts";
import { sha256 } from "../sha256.ts";
import {
  areSizes,
  BYTES_PER_NUMBER,
  FILE_DIGEST_KEY,
  LENGTH_BYTES,
  METADATA_KEY,
  NO_DIGEST,
  type Tensor,
  withDigest,
} from "./format.ts";

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
export function decodeSafetensors(bytes: Uint8Array, options: DecodeOptions = {}): SafetensorsFile {
  const dataStart = LENGTH_BYTES + headerLength(bytes);
  const { text, entries } = readHeader(bytes.subarray(LENGTH_BYTES, dataStart));
  const data = bytes.subarray(dataStart);
  const { [METADATA_KEY]: metadata = {}, ...described } = entries;
  if (!isObject(metadata) || !Object.values(metadata).every((value) => typeof value === "string")) {
    throw invalidFile({
      en: `${METADATA_KEY} should map texts to texts, and is ${quoted(metadata)}`,
      fr: `${METADATA_KEY} devrait associer des textes à des textes, et vaut ${quoted(metadata)}`,
    });
  }
  const strings = metadata as Record<string, string>;
  const places = Object.entries(described).map(readPlace)
    .sort((a, b) => a.end - b.end || a.begin - b.begin);
  const length = places.at(-1)?.end ?? 0;
  if (length !== data.length) {
    throw invalidFile({
      en: `its tensors should have ${length} bytes of data, and the file has ${data.length}`,
      fr:
        `ses tenseurs devraient avoir ${length} octets de données, et le fichier en a ${data.length}`,
    });
  }
  const tensors = new Map<string, Tensor>();
  let at = 0;
  for (const { name, dtype, shape, begin, end } of places) {
    if (begin !== at) {
      throw invalidTensor(name, {
        en: `should start at byte ${at} of the data, after the one before, and not at ${begin}`,
        fr: `devrait commencer à l’octet ${at} des données, après le précédent, et non à ${begin}`,
      });
    }
    const { buffer } = data.slice(begin, end);
    const numbers = dtype === "F32" ? new Float32Array(buffer) : new Float64Array(buffer);
    tensors.set(name, { shape, data: numbers });
    at = end;
  }
  if (options.verify) assertUnedited(bytes, { text, digest: strings[FILE_DIGEST_KEY] });
  return { tensors, metadata: strings };
}

/** Bytes of the header; 0 where not even that number is there. */
function headerLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) return 0;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const there = bytes.length - LENGTH_BYTES;
  if (length <= there) return Number(length);
  throw invalidFile({
    en: `its header should have ${length} bytes, and the file ends after ${there}`,
    fr: `son en-tête devrait avoir ${length} octets, et le fichier s’arrête après ${there}`,
  });
}

function readHeader(header: Uint8Array): { text: string; entries: Record<string, unknown> } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(header);
    const entries: unknown = JSON.parse(text);
    if (isObject(entries)) return { text, entries };
  } catch {
    // Neither UTF-8 nor JSON: told below.
  }
  const start = printable(new TextDecoder().decode(header.subarray(0, 16)));
  throw invalidFile({
    en: `its header should be a JSON object in UTF-8, and starts with "${start}"`,
    fr: `son en-tête devrait être un objet JSON en UTF-8, et commence par «\u00a0${start}\u00a0»`,
  });
}

/** Where a tensor lies: its bytes from `begin` up to `end`, from the start of the data section. */
function readPlace([name, value]: [string, unknown]) {
  const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
  if (typeof dtype !== "string" || !areSizes(shape) || !areSizes(offsets) || offsets.length !== 2) {
    throw invalidTensor(name, {
      en: 'should be described like {dtype: "F32", shape: [784, 64], data_offsets: [0, 200704]}, ' +
        `and is by ${quoted(value)}`,
      fr:
        'devrait être décrit comme {dtype: "F32", shape: [784, 64], data_offsets: [0, 200704]}, ' +
        `et l’est par ${quoted(value)}`,
    });
  }
  if (!Object.hasOwn(BYTES_PER_NUMBER, dtype)) throw unsupportedType(name, dtype);
  const [begin, end] = offsets;
  const wanted = shape.reduce((product, size) => product * size, BYTES_PER_NUMBER[dtype]);
  if (end - begin !== wanted) {
    throw invalidTensor(name, {
      en: `should have ${wanted} bytes for its shape, and has ${end - begin}`,
      fr: `devrait avoir ${wanted} octets pour sa forme, et en a ${end - begin}`,
    });
  }
  return { name, dtype, shape, begin, end };
}

/** `text` is the header, and `digest` what it gives as the SHA-256 of the file. */
function assertUnedited(
  bytes: Uint8Array,
  { text, digest = "" }: { text: string; digest?: string },
): void {
  if (digest.length !== NO_DIGEST.length) {
    throw new UserError({
      en:
        `This safetensors file cannot be verified: its metadata should hold ${FILE_DIGEST_KEY}, ` +
        "and does not. Use a file that Ardoise wrote",
      fr:
        "Ce fichier safetensors ne peut pas être vérifié\u00a0: ses métadonnées devraient contenir " +
        `${FILE_DIGEST_KEY}, et ne le contiennent pas. Prenez un fichier écrit par Ardoise`,
    });
  }
  const blank = bytes.slice();
  const header = withDigest(text, { from: digest, to: NO_DIGEST });
  blank.set(new TextEncoder().encode(header), LENGTH_BYTES);
  const [wanted, found] = [digest, sha256(blank)].map((all) => all.slice(0, 12));
  if (digest !== sha256(blank)) {
    throw new UserError({
      en: `This file was edited or damaged: its SHA-256 should be ${printable(wanted)}… and is ` +
        `${found}…. Copy the file again, or train again`,
      fr:
        `Ce fichier a été modifié ou abîmé\u00a0: son SHA-256 devrait être ${printable(wanted)}… ` +
        `et vaut ${found}…. Copiez de nouveau le fichier, ou relancez l’entraînement`,
    });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quoted(value: unknown): string {
  return printable(JSON.stringify(value));
}

function invalidTensor(name: string, found: Text): UserError {
  return invalidFile({
    en: `tensor "${printable(name)}" ${found.en}`,
    fr: `le tenseur «\u00a0${printable(name)}\u00a0» ${found.fr}`,
  });
}

function invalidFile(found: Text): UserError {
  return new UserError({
    en: `Not a valid safetensors file: ${found.en}. Copy the file again, or train again`,
    fr: `Fichier safetensors non valide\u00a0: ${found.fr}. Copiez de nouveau le fichier, ou ` +
      "relancez l’entraînement",
  });
}

/** Not `invalidFile`: such a file may be sound, and copying it again would not help. */
function unsupportedType(name: string, dtype: string): UserError {
  return new UserError({
    en: `Tensor "${printable(name)}" should have numbers of type F32 or F64, and has ` +
      `"${printable(dtype)}". Convert the file to F32 first`,
    fr:
      `Le tenseur «\u00a0${printable(name)}\u00a0» devrait avoir des nombres de type F32 ou F64, ` +
      `et a "${printable(dtype)}". Convertissez d’abord le fichier en F32`,
  });
}
