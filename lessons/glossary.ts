/**
 * The words of the field that the lessons bring, in the order of the lessons: what
 * `deno task glossary` and the last page of each lesson list.
 *
 * @module
 */
import type { GlossaryEntry } from "../src/lesson/term.ts";

/** The words. A lesson marks each with `term` where it appears first, in both languages. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    term: { en: "gradient check", fr: "vérification du gradient" },
    sentence: {
      en: "Slopes from backpropagation held against slopes measured by finite differences.",
      fr:
        "Les pentes de la rétropropagation comparées à des pentes mesurées par différences finies.",
    },
    code: "gradientCheck",
    lesson: 4,
  },
  {
    term: { en: "one-sided difference", fr: "différence unilatérale" },
    sentence: {
      en: "A slope measured with one push: (L(w+ε) − L(w)) / ε. Its error shrinks like ε.",
      fr:
        "Une pente mesurée en un seul écart\u00a0: (L(w+ε) − L(w)) / ε. Son erreur décroît comme ε.",
    },
    lesson: 4,
  },
  {
    term: { en: "central difference", fr: "différence centrée" },
    sentence: {
      en: "A slope measured from both sides: (L(w+ε) − L(w−ε)) / 2ε. Its error shrinks like ε².",
      fr:
        "Une pente mesurée des deux côtés\u00a0: (L(w+ε) − L(w−ε)) / 2ε. Son erreur décroît comme ε².",
    },
    code: "finiteDifference",
    lesson: 4,
  },
  {
    term: { en: "floating point", fr: "virgule flottante" },
    sentence: {
      en:
        "Numbers kept with a fixed count of digits and an exponent: about 7 digits in f32, 16 in f64.",
      fr:
        "Des nombres gardés avec un nombre fixe de chiffres et un exposant\u00a0: environ 7 chiffres en f32, 16 en f64.",
    },
    code: "f32, f64",
    lesson: 4,
  },
  {
    term: { en: "cancellation", fr: "annulation" },
    sentence: {
      en:
        "Two nearly equal numbers are subtracted: the digits that agree go, rounding errors stay.",
      fr:
        "On soustrait deux nombres presque égaux\u00a0: les chiffres communs disparaissent, les erreurs d’arrondi restent.",
    },
    lesson: 4,
  },
];

/** The words that a lesson brings. */
export function termsOf(lesson: number): readonly GlossaryEntry[] {
  return GLOSSARY.filter((entry) => entry.lesson === lesson);
}
