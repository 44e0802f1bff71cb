/**
 * The field's words: marked where they appear first, and listed in a glossary.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A word of the field. */
export interface GlossaryEntry {
  /** The word, as `term` marks it. */
  readonly term: Text;
  /** What it means, in a sentence. */
  readonly sentence: Text;
  /** Its symbol in formulas, such as `η`. */
  readonly symbol?: string;
  /** Its name in the code, such as `rate`. */
  readonly code?: string;
  /** The number of the lesson where it appears first. */
  readonly lesson: number;
}

const open = "\ue002", between = "\ue003", close = "\ue004";
const pattern = /\ue002([^\ue003]*)\ue003([^\ue004]*)\ue004/g;

/**
 * Marks a word of the glossary at its first appearance, inside a sentence: it is written in bold.
 * `shown` is what stands there, where it is not the word as the glossary has it: a plural.
 */
export function term(word: string, shown: string = word): string {
  return `${open}${word}${between}${shown}${close}`;
}

/** The sentence with its terms as `**strong**` words. */
export function boldTerms(sentence: string): string {
  return sentence.replace(pattern, "**$2**");
}

/** The words of the glossary that are marked in a sentence. */
export function termsIn(sentence: string): string[] {
  return Array.from(sentence.matchAll(pattern), ([, word]) => word);
}
