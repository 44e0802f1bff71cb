/**
 * Results that cannot be compared number by number: no numbers at all, or of another shape.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { type Clue, giver, knownTensors } from "./clue.ts";
import type { Finding } from "./finding.ts";
import { ofAnother } from "./relation.ts";
import { shapeOf, type Tensor } from "./tensor.ts";

/** What came back is no numbers, but `is`. */
export function notNumbers({ exercise, name }: Clue, is: string): Finding {
  const { gives } = giver(exercise, name);
  const all = typeof gives === "string" ? gives : `{ ${gives.join(", ")} }`;
  return {
    says: {
      en: `${name} should be numbers; what came back is ${is}.`,
      fr: `${name} devrait contenir des nombres\u00a0; on a reçu\u00a0: ${is}.`,
    },
    asks: is.endsWith("string")
      ? {
        en: "A list + a number makes text in JavaScript: which index is missing?",
        fr: "Une liste + un nombre donne du texte en JavaScript\u00a0: quel indice manque\u00a0?",
      }
      : is.endsWith("boolean")
      ? {
        en: "A comparison gives true or false: what should be multiplied by it, or chosen by it?",
        fr:
          "Une comparaison donne true ou false\u00a0: que doit-elle multiplier, ou choisir\u00a0?",
      }
      : is.endsWith("function")
      ? {
        en: "Which function is named there without being called?",
        fr: "Quelle fonction est nommée là sans être appelée\u00a0?",
      }
      : is.endsWith("Promise")
      ? {
        en: "An async function gives a promise: is there anything to wait for?",
        fr: "Une fonction async donne une promesse\u00a0: y a-t-il quelque chose à attendre\u00a0?",
      }
      : is.startsWith("[")
      ? {
        en: "Is every place of it filled, and with a number?",
        fr: "Chaque case est-elle remplie, et par un nombre\u00a0?",
      }
      : {
        en: `Does your function return ${all}?`,
        fr: `Votre fonction renvoie-t-elle ${all}\u00a0?`,
      },
  };
}

/** Numbers, but of another shape than `wanted`. */
export function wrongShape(clue: Clue): Finding {
  const { name, wrong } = clue, found = wrong.found as Tensor;
  const wanted = shapeOf(wrong.right)!, shape = shapeOf(found);
  const another = ofAnother(clue);
  if (another) return another;
  return {
    says: shape
      ? {
        en: `${name} should be ${kind(wanted).en}; yours is ${kind(shape).en}.`,
        fr: `${name} devrait être ${kind(wanted).fr}\u00a0; le vôtre est ${kind(shape).fr}.`,
      }
      : {
        en: `${name} should be ${kind(wanted).en}; the rows of yours are not equally long${
          lengths(found, "en")
        }.`,
        fr: `${name} devrait être ${
          kind(wanted).fr
        }\u00a0; vos lignes n’ont pas toutes la même longueur${lengths(found, "fr")}.`,
      },
    asks: question(clue, { wanted, shape, found }),
  };
}

function question(
  clue: Clue,
  { wanted, shape, found }: {
    readonly wanted: readonly number[];
    readonly shape: readonly number[] | undefined;
    readonly found: Tensor;
  },
): Text {
  const by = (size: number) =>
    shape?.length === wanted.length && wanted.filter((one, i) =>
        shape[i] === one + size
      ).length === 1 &&
    wanted.filter((one, i) => shape[i] === one).length === wanted.length - 1;
  if (!shape) {
    return isGrowing(found)
      ? {
        en: "Each row is longer than the one before: where does a new row begin?",
        fr:
          "Chaque ligne est plus longue que la précédente\u00a0: où une nouvelle ligne commence-t-elle\u00a0?",
      }
      : {
        en: "What is put into a row: is it one number each time?",
        fr: "Que met-on dans une ligne\u00a0: est-ce chaque fois un seul nombre\u00a0?",
      };
  }
  if (shape.includes(0)) {
    return {
      en: "It is empty: is the loop entered at all, and what does it put where?",
      fr: "C’est vide\u00a0: entre-t-on dans la boucle, et qu’y met-elle, et où\u00a0?",
    };
  }
  const sizes = sizesOf(clue);
  if (by(-1)) {
    return {
      en: `One is missing: does your loop begin at 0, and does it reach the last? (${sizes})`,
      fr:
        `Il en manque un\u00a0: votre boucle commence-t-elle à 0, et va-t-elle jusqu’au dernier\u00a0? (${sizes})`,
    };
  }
  if (by(1)) {
    return {
      en: `One too many: where does your loop end? (${sizes})`,
      fr: `Il y en a un de trop\u00a0: où votre boucle finit-elle\u00a0? (${sizes})`,
    };
  }
  if (shape.length > wanted.length && wanted.every((size, axis) => shape[axis] === size)) {
    return {
      en: `Each place holds a whole list of ${
        shape[wanted.length]
      } where one number belongs: which index is missing? (${sizes})`,
      fr: `Chaque place contient toute une liste de ${
        shape[wanted.length]
      } là où il faut un nombre\u00a0: quel indice manque\u00a0? (${sizes})`,
    };
  }
  if (shape.length < wanted.length) {
    return {
      en:
        `Yours has fewer indices: over which one did you sum, or which loop is missing? (${sizes})`,
      fr:
        `Le vôtre a moins d’indices\u00a0: sur lequel avez-vous sommé, ou quelle boucle manque\u00a0? (${sizes})`,
    };
  }
  if (shape.length === 2 && `${[...shape].reverse()}` === `${wanted}`) {
    return {
      en: "Rows and columns are exchanged: which index comes first?",
      fr: "Lignes et colonnes sont échangées\u00a0: quel indice vient en premier\u00a0?",
    };
  }
  return {
    en: `The inputs are ${sizes}: which of these sizes remain in the result?`,
    fr:
      `Les entrées sont ${sizes}\u00a0: lesquelles de ces dimensions restent dans le résultat\u00a0?`,
  };
}

function rowLengths(found: Tensor): number[] {
  return typeof found === "number"
    ? []
    : found.map((row) => typeof row === "number" ? 0 : row.length);
}

/** The lengths of rows, as in ` (3, 6, 9…)`. */
function lengths(found: Tensor, language: "en" | "fr"): string {
  const all = rowLengths(found);
  if (new Set(all).size < 2 || all.includes(0)) return "";
  const list = `${all.slice(0, 4).join(", ")}${all.length > 4 ? ", …" : ""}`;
  return language === "en" ? `: ${list}` : `\u00a0: ${list}`;
}

function isGrowing(found: Tensor): boolean {
  const all = rowLengths(found);
  return all.length > 1 && all.every((length, i) => i === 0 || length > all[i - 1]);
}

function kind(shape: readonly number[]): Text {
  if (shape.length === 0) return { en: "one number", fr: "un seul nombre" };
  if (shape.length === 1) {
    return { en: `a list of ${shape[0]} numbers`, fr: `une liste de ${shape[0]} nombres` };
  }
  return { en: shape.join("×"), fr: `de dimensions ${shape.join("×")}` };
}

/** The sizes of arguments, as in `X 7×5, b 4`. */
export function sizesOf(clue: Clue): string {
  const { takes } = giver(clue.exercise, clue.name);
  return Object.entries(knownTensors(clue, clue.wrong)).flatMap(([name, value]) =>
    takes.includes(name) && shapeOf(value)!.length > 0
      ? [`${name} ${shapeOf(value)!.join("×")}`]
      : []
  ).join(", ");
}
