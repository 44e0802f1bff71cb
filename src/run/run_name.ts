/**
 * Names of runs: names of folders that are valid on every system.
 *
 * @module
 */

/** The most characters of a name. */
const LONGEST = 100;
/** The most bytes in UTF-8: file systems take 255, and `-2` may follow. */
const MOST_BYTES = 240;

/** A letter (of any alphabet), a digit or `_`, then letters, digits, `.`, `_` and `-`. */
const SHAPE = /^[\p{L}\p{Nd}_][\p{L}\p{Nd}._-]*$/u;

/**
 * Names that Windows keeps for devices, also with an extension. Source: "Naming Files, Paths, and
 * Namespaces", https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a text can name a folder on every system, and stays in the folder it is put. */
export function isPlainName(text: string): boolean {
  const isShort = text.length <= LONGEST && new TextEncoder().encode(text).length <= MOST_BYTES;
  return isShort && SHAPE.test(text) && !text.includes("..") &&
    !text.endsWith(".") && !DEVICE.test(text);
}

/**
 * The name of a run that nobody named: its date and local time, which sort by age, and its recipe,
 * whose characters that no name may have become `-`.
 *
 * @example
 * ```ts
 * defaultRunName(new Date(2026, 10, 22, 15, 4, 5), "784-64-10"); // "2026-11-22_15-04-05_784-64-10"
 * ```
 */
export function defaultRunName(now: Date, recipe: string): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()];
  const parts = [day, time].map((numbers) =>
    numbers.map((number) => String(number).padStart(2, "0")).join("-")
  );
  const what = recipe.normalize("NFC").replace(/[^\p{L}\p{Nd}]+/gu, "-").slice(0, 60);
  return [...parts, what.replace(/^-|-$/g, "")].filter((part) => part !== "").join("_");
}
