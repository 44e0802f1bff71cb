/**
 * The one sentence in which every damaged file is refused.
 *
 * @module
 */

import { IdxSyntaxError, type Text } from "../errors.ts";

/** What a valid file would hold at the offset, and what this one holds. */
export interface Mismatch {
  /** What the format asks for. */
  readonly wanted: Text;
  /** What the file has. */
  readonly found: Text;
}

/** The error for a file, whose byte at `offset` is the first wrong one. It is returned, not thrown. */
export function refusal({ wanted, found }: Mismatch, offset?: number): IdxSyntaxError {
  return new IdxSyntaxError({
    en: `not a valid IDX file, get it again: wanted ${wanted.en}, found ${found.en}`,
    fr: `fichier IDX non valide, à récupérer de nouveau\u00a0: il fallait ${wanted.fr}, ` +
      `on trouve ${found.fr}`,
  }, offset);
}

/** How many of something, its thousands apart as each language does it. */
export function howMany(count: number): Text {
  return { en: count.toLocaleString("en-GB"), fr: count.toLocaleString("fr-FR") };
}

/** So many bytes: `1 byte`, `6,416 bytes`; French `1 octet`, `6 416 octets`. */
export function inBytes(count: number): Text {
  const { en, fr } = howMany(count);
  return { en: `${en} byte${count === 1 ? "" : "s"}`, fr: `${fr} octet${count < 2 ? "" : "s"}` };
}

/** The error for bytes after the end of the data, whose first one is at `offset`. */
export function tooLong(offset: number): IdxSyntaxError {
  const { en, fr } = inBytes(offset);
  return refusal({
    wanted: { en: `a file of ${en}`, fr: `un fichier de ${fr}` },
    found: { en: "more bytes", fr: "des octets en trop" },
  }, offset);
}
