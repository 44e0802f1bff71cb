/**
 * The words that renderers put around the blocks of a lesson.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { type CheckBlock, passes } from "./check.ts";
import type { FormulaBlock } from "./formula.ts";
import { n } from "./numeral.ts";
import type { TangentBlock } from "./tangent.ts";

/** Words that stand alone. */
export const words = {
  lesson: { en: "Lesson", fr: "Leçon" },
  step: { en: "step", fr: "étape" },
  shown: { en: "shown", fr: "montré" },
  lane: { en: "lane", fr: "voie" },
  next: { en: "To go on:", fr: "Pour continuer\u00a0:" },
  working: {
    en: (at: number, of: number) => `doing the work of the steps before: ${at} of ${of}…`,
    fr: (at: number, of: number) => `calculs des étapes précédentes\u00a0: ${at} sur ${of}…`,
  },
  minutes: {
    en: (minutes: number) => `About ${minutes} minutes.`,
    fr: (minutes: number) => `Environ ${minutes} minutes.`,
  },
  supposes: { en: "You should know:", fr: "À savoir avant\u00a0:" },
  recall: { en: "From last time:", fr: "De la dernière fois\u00a0:" },
  aside: { en: "Aside", fr: "Aparté" },
  terms: { en: "The words of this lesson:", fr: "Les mots de cette leçon\u00a0:" },
  exercises: { en: "**Write it yourself:**", fr: "**À vous d’écrire\u00a0:**" },
  answer: { en: "Answer:", fr: "Réponse\u00a0:" },
  right: { en: "Yes:", fr: "Oui\u00a0:" },
  yourAnswer: { en: "Your answer", fr: "Votre réponse" },
  unknown: { en: "I don’t know", fr: "je ne sais pas" },
  minimum: { en: "minimum", fr: "minimum" },
  again: { en: "To look at again:", fr: "À revoir\u00a0:" },
  thinkAbout: { en: "To think about", fr: "Pour réfléchir" },
  keys: {
    en: {
      finish: "Enter: finish",
      forward: "Enter: next step",
      more: "Enter: more",
      answer: "a: answer",
      answers: "a: answers",
      aside: "a: aside",
      back: "b: back",
      quit: "q: quit",
    },
    fr: {
      finish: "Entrée\u00a0: finir",
      forward: "Entrée\u00a0: avancer",
      more: "Entrée\u00a0: la suite",
      answer: "a\u00a0: réponse",
      answers: "a\u00a0: réponses",
      aside: "a\u00a0: aparté",
      back: "b\u00a0: retour",
      quit: "q\u00a0: quitter",
    },
  },
} as const;

/**
 * The lines of a check: what is claimed and whether it holds, the two numbers (of many, ‖ ‖), and how
 * far apart, unless they must be equal and are; one line, without the two numbers, for one that is
 * brief and passes.
 */
export function checkLines(block: CheckBlock): Text[] {
  const { claim, found, expected, count: pairs, measure, error, tolerance, holds, meant, brief } =
    block;
  const mark = passes(block) ? "✓" : "✗";
  const caught = meant
    ? { en: "", fr: "" }
    : holds
    ? { en: " — the mistake was not caught", fr: " — l’erreur n’est pas détectée" }
    : { en: " — caught", fr: " — détectée" };
  const digits = measure === "below" ? 4 : 8;
  const bars = pairs === 1 ? "" : "‖";
  const lines: Text[] = [
    both((language) => `${mark} ${claim[language]}${caught[language]}`),
    both((language) => {
      const colon = language === "fr" ? "\u00a0:" : ":";
      const side = ({ name, value }: CheckBlock["found"]) =>
        `${bars}${name[language]}${bars}${colon} ${n(value, digits)}`.replaceAll(" ", "\u00a0");
      return `${side(found)} · ${side(expected)}`;
    }),
  ];
  if (measure === "below" || (holds && tolerance === 0)) return lines;
  const sign = error <= tolerance ? "≤" : ">";
  const bound = `${n(error, 2)} ${sign} ${n(tolerance, 1)}`.replaceAll(" ", "\u00a0");
  lines.push(
    measure === "relative"
      ? { en: `relative error ${bound}`, fr: `erreur relative ${bound}` }
      : { en: `difference ${bound}`, fr: `écart ${bound}` },
  );
  if (!brief || !passes(block)) return lines;
  const [first, , last] = lines;
  return [both((language) => `${first[language]} (${last[language]})`)];
}

/** What to say below a formula whose result the network does not share. */
export function disagreement({ name, traced = NaN }: FormulaBlock): Text {
  return {
    en: `✗ the network has ${n(traced, 6)} for ${name}: one of the two is wrong`,
    fr: `✗ le réseau a ${n(traced, 6)} pour ${name}\u00a0: l’un des deux se trompe`,
  };
}

/** What the curve of a tangent is, the tangent, and each secant, with their slopes. */
export function tangentNames({ name, point: [x], slope, secants }: TangentBlock): Text[] {
  return [
    name,
    {
      en: `tangent at ${n(x)}, slope ${n(slope)}`,
      fr: `tangente en ${n(x)}, pente ${n(slope)}`,
    },
    ...secants.map(({ name, slope }) => ({
      en: `${name.en}, slope ${n(slope)}`,
      fr: `${name.fr}, pente ${n(slope)}`,
    })),
  ];
}

function both(make: (language: Language) => string): Text {
  return { en: make("en"), fr: make("fr") };
}
