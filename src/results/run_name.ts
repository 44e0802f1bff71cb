/**
 * Names of runs: names of folders that are valid on every system.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { printable } from "../printable.ts";

/** The most characters of a name. */
const LONGEST = 100;

/** A letter (of any alphabet), a digit or `_`, then letters, digits, `.`, `_` and `-`. */
const SHAPE = /^[\p{L}\p{Nd}_][\p{L}\p{Nd}._-]*$/u;

/**
 * Names that Windows keeps for devices, also with an extension. Source: "Naming Files, Paths, and
 * Namespaces", https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a text can name a folder or a file on every system, and stays in the folder it is put. */
export function isPlainName(text: string): boolean {
  return text.length <= LONGEST && SHAPE.test(text) && !text.includes("..") &&
    !text.endsWith(".") && !DEVICE.test(text);
}

/**
 * The name of a run as a person gave it, in the composed form of Unicode (NFC), so that `é` typed on
 * two systems is one name. No spaces, which a command line would have to quote.
 *
 * @throws {UserError} when the name could leave the folder of results or is not valid everywhere: it
 * is empty, has more than 100 characters, a slash, a space or a sign other than `.` `_` `-`, starts
 * with `.` or `-`, holds `..`, ends with `.`, or names a device of Windows (`con`, `nul.txt`).
 */
export function runName(name: string): string {
  const composed = name.normalize("NFC");
  if (isPlainName(composed)) return composed;
  const found = printable(name);
  if (DEVICE.test(composed)) {
    throw new UserError({
      en: `Windows keeps the name "${found}" for itself. Choose another name for the run`,
      fr: `Windows se réserve le nom « ${found} ». Choisissez un autre nom pour l’entraînement`,
    });
  }
  throw new UserError({
    en:
      `The name of a run should have 1 to ${LONGEST} letters, digits, ".", "_" or "-", start with a letter or a digit, and neither hold ".." nor end with ".": found "${found}". Choose another name`,
    fr:
      `Le nom d’un entraînement devrait compter de 1 à ${LONGEST} lettres, chiffres, « . », « _ » ou « - », commencer par une lettre ou un chiffre, ne pas contenir « .. » et ne pas finir par « . » ; trouvé : « ${found} ». Choisissez un autre nom`,
  });
}

/**
 * The name of a run that nobody named: its date and local time, which sort by age, and its recipe,
 * whose characters that no name may have become `-`.
 *
 * @throws {RangeError} when `now` is not a date.
 *
 * @example
 * ```ts
 * defaultRunName(new Date(2026, 10, 22, 15, 4, 5), "784-64-10"); // "2026-11-22_15-04-05_784-64-10"
 * ```
 */
export function defaultRunName(now: Date, recipe: string): string {
  if (Number.isNaN(now.getTime())) throw new RangeError("Cannot name a run after an invalid date");
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()];
  const what = recipe.normalize("NFC").replace(/[^\p{L}\p{Nd}]+/gu, "-").slice(0, 60);
  const parts = [day, time].map((numbers) => numbers.map(twoDigits).join("-"));
  return runName([...parts, what.replace(/^-|-$/g, "")].filter((part) => part !== "").join("_"));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
