/**
 * The language of a notebook's source when it is run as a module.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A string of a notebook's code in both languages; in the notebook it is the string of its own. */
export function say(text: Text): string {
  return text.en;
}
