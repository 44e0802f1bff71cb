/**
 * The wording that options, help and errors share.
 *
 * @module
 */
import { distance } from "fastest-levenshtein";
import type { Language, Text } from "../../errors.ts";
import { printable } from "../../printable.ts";

/** A text made in every language by the same function. */
export function inEveryLanguage(make: (language: Language) => string): Text {
  return { en: make("en"), fr: make("fr") };
}

/** Words as a choice: `relu, sigmoid or tanh`; French `relu, sigmoid ou tanh`. */
export function alternatives(words: readonly string[], language: Language): string {
  const locale = language === "fr" ? "fr" : "en-GB"; // British: no comma before "or"
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(words);
}

/** What a person typed, between the quotation marks of the language. */
export function quoted(typed: string, language: Language): string {
  return language === "fr" ? `«\u00a0${printable(typed)}\u00a0»` : `"${printable(typed)}"`;
}

/** The word that was probably meant: one that begins like what was typed, or differs by a slip or two. */
export function suggestion(typed: string, words: readonly string[]): string | undefined {
  const lower = typed.slice(0, 60).toLowerCase();
  const begun = words.find((word) => lower.length > 1 && word.toLowerCase().startsWith(lower));
  if (begun !== undefined) return begun;
  let best: string | undefined;
  let least = Infinity;
  for (const word of words) {
    const slips = distance(lower, word.toLowerCase());
    if (slips < least && slips <= 3 && slips <= Math.max(lower.length, word.length) / 2) {
      least = slips;
      best = word;
    }
  }
  return best;
}
