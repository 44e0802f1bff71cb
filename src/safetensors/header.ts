/**
 * The JSON header of a safetensors file, read more strictly than `JSON.parse` does.
 *
 * @module
 */

import { printable } from "../printable.ts";
import { invalidFile } from "./format.ts";

/** The header is an object of objects that hold lists. */
const DEEPEST = 3;

/**
 * The entries of a header in the order of the text. `text` starts with `{`.
 *
 * `JSON.parse` alone would keep the last of two equal keys, move keys that look like numbers to the
 * front, and read `1.0` or `1e3` as a size.
 *
 * @throws {UserError} when the text is not JSON, names a key twice, nests deeper than a header does,
 * or holds a number that is not written as digits only.
 */
export function parseHeader(text: string): [string, unknown][] {
  try {
    // First, because a header of 100 MB of "[" would exhaust the memory of JSON.parse.
    const keys = scanHeader(text);
    const header = JSON.parse(text) as Record<string, unknown>;
    return keys.map((key) => [key, header[key]]);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidFile({
      en: `its header should be JSON (${printable(error.message)})`,
      fr: `son en-tête devrait être du JSON (${printable(error.message)})`,
    });
  }
}

/** Checks what `JSON.parse` lets through, and returns the keys of the outermost object in order. */
function scanHeader(text: string): string[] {
  const names: string[] = [];
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at];
    let end = at + 1;
    if (character === '"') {
      end = endOfString(text, at);
      if (isKey(text, end)) {
        const key: string = JSON.parse(text.slice(at, end));
        if (open.at(-1)?.has(key)) throw duplicateKey(key);
        open.at(-1)?.add(key);
        if (open.length === 1) names.push(key);
      }
    } else if (character === "{" || character === "[") {
      if (open.push(new Set()) > DEEPEST) throw tooDeep();
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (/[-\d]/.test(character)) {
      while (end < text.length && /[-+.\deE]/.test(text[end])) end++;
      const number = text.slice(at, end);
      if (/\D/.test(number)) throw notWhole(number);
    }
    at = end;
  }
  return names;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isKey(text: string, end: number): boolean {
  while (" \t\r\n".includes(text[end] ?? "?")) end++;
  return text[end] === ":";
}

function duplicateKey(key: string): Error {
  return invalidFile({
    en: `its header should name "${printable(key)}" once, and names it twice`,
    fr: `son en-tête devrait nommer « ${printable(key)} » une seule fois, et le nomme deux fois`,
  });
}

function tooDeep(): Error {
  return invalidFile({
    en: `its header should hold only tensors and metadata, and has more than ${DEEPEST} levels`,
    fr:
      `son en-tête ne devrait contenir que des tenseurs et des métadonnées, et a plus de ${DEEPEST} niveaux`,
  });
}

function notWhole(number: string): Error {
  return invalidFile({
    en: `the numbers of its header should be whole numbers, and one is ${printable(number)}`,
    fr: `les nombres de son en-tête devraient être des entiers naturels, et l’un d’eux est ${
      printable(number)
    }`,
  });
}
