/**
 * What went wrong with a result: compared with what known mistakes give, then by its looks.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { count, n } from "../lesson/numeral.ts";
import type { Exercise, LearnerFunction, Mutant } from "./exercise.ts";
import { type Finding, type Judged, type Place, texts } from "./finding.ts";
import {
  agrees,
  type Matrix,
  near,
  numbersIn,
  scaled,
  scaleOf,
  shapeOf,
  type Tensor,
  transposed,
} from "./tensor.ts";
import { isTensor } from "./transcript.ts";

/** What is to be diagnosed. */
export interface Case {
  /** The result. */
  readonly name: string;
  /** It, in the calls that tell about it. */
  readonly judged: readonly Judged[];
  /** One of them that is wrong. */
  readonly wrong: Judged;
}

/** Names what is wrong with a result. */
export function diagnose(exercise: Exercise, { name, judged, wrong }: Case): Finding {
  const { found, right, inputs } = wrong;
  const { formula } = exercise.results[name];
  if (!isTensor(found)) return { ...notNumbers(exercise, name, found!.is), formula };
  const mutants = recognised(exercise, { name, judged, wrong });
  const place = worst(exercise, name, wrong);
  if (mutants) {
    const says = mutants.map(({ says }) => typeof says === "function" ? says(inputs) : says);
    const [first, second] = says;
    return {
      says: second
        ? {
          en: `Two mistakes at once. ${first.en} And: ${second.en}`,
          fr: `Deux erreurs à la fois. ${first.fr} Et\u00a0: ${second.fr}`,
        }
        : first,
      asks: mutants[0].asks,
      mutants: mutants.map((mutant) => mutant.name),
      formula,
      ...(place && { place }),
    };
  }
  if (!place) return { ...wrongShape(name, found, right), formula };
  return { ...byItsLooks({ name, judged, wrong }), formula, place };
}

type Known = Mutant<Record<string, unknown>, Record<string, Tensor>>;

/** The mistake, or the two mistakes, whose numbers are the learner's in every call that tells. */
function recognised(exercise: Exercise, { name, judged }: Case): readonly Known[] | undefined {
  const known = exercise.mutants.filter((mutant) => mutant.of === name);
  const earlier = (one: Judged) => one.call.results as Record<string, Tensor>;
  const after = (mutant: Known, one: Judged, right: Tensor): Tensor | undefined => {
    try {
      return mutant.wrong(one.inputs, earlier(one), right as never);
    } catch {
      return undefined; // a twist of a matrix that has another shape by now
    }
  };
  const fits = (one: Judged, value: Tensor | undefined) =>
    value !== undefined && isTensor(one.found) && agrees(one.found, value);
  const alone = known.find((mutant) =>
    judged.every((one) => fits(one, after(mutant, one, one.right)))
  );
  if (alone) return [alone];
  for (const first of known) {
    for (const second of known) {
      if (first === second) continue;
      const both = (one: Judged) => {
        const once = after(first, one, one.right);
        return once === undefined ? undefined : after(second, one, once);
      };
      if (judged.every((one) => fits(one, both(one)))) return [first, second];
    }
  }
}

/** The number that is farthest from what is right; none where the shapes differ. */
export function worst(
  exercise: Exercise,
  name: string,
  { found, right: expected, inputs }: Judged,
): Place | undefined {
  if (!isTensor(found)) return undefined;
  if (!shapeOf(found) || `${shapeOf(found)}` !== `${shapeOf(expected)}`) return undefined;
  const a = numbersIn(found), b = numbersIn(expected);
  const error = a.map((x, i) =>
    Object.is(x, b[i]) ? 0 : Number.isFinite(x - b[i]) ? Math.abs(x - b[i]) : Infinity
  );
  let at = error.reduce((most, x, i) => x > error[most] ? i : most, 0);
  const index: number[] = [];
  for (const size of [...shapeOf(expected)!].reverse()) {
    index.unshift(at % size);
    at = Math.floor(at / size);
  }
  const shape = `${shapeOf(expected)}`;
  const { takes } = giver(exercise, name);
  const beside = Object.fromEntries(
    Object.entries(inputs as Record<string, Tensor>).filter(([name, value]) =>
      index.length > 0 && takes.includes(name) && isTensor(value) && `${shapeOf(value)}` === shape
    ),
  );
  return { name, index, found, expected, beside };
}

/** The function that gives a result; the last, where none says so. */
function giver({ functions }: Exercise, name: string): LearnerFunction {
  return functions.find(({ gives }) => [gives].flat().includes(name)) ?? functions.at(-1)!;
}

function notNumbers(exercise: Exercise, name: string, is: string): Finding {
  const { gives } = giver(exercise, name);
  const all = typeof gives === "string" ? gives : `{ ${gives.join(", ")} }`;
  return {
    says: {
      en: `${name} should be numbers; what came back is ${is}.`,
      fr: `${name} devrait contenir des nombres\u00a0; on a reçu\u00a0: ${is}.`,
    },
    asks: is.startsWith("[")
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

function wrongShape(name: string, found: Tensor, right: Tensor): Finding {
  const wanted = shapeOf(right)!, shape = shapeOf(found);
  const isTurned = shape?.length === 2 && `${[...shape].reverse()}` === `${wanted}`;
  return {
    says: shape
      ? {
        en: `${name} should be ${kind(wanted).en}; yours is ${kind(shape).en}.`,
        fr: `${name} devrait être ${kind(wanted).fr}\u00a0; le vôtre est ${kind(shape).fr}.`,
      }
      : {
        en: `${name} should be ${kind(wanted).en}; the rows of yours are not equally long.`,
        fr: `${name} devrait être ${
          kind(wanted).fr
        }\u00a0; vos lignes n’ont pas toutes la même longueur.`,
      },
    asks: isTurned
      ? {
        en: "Rows and columns are exchanged: which index comes first?",
        fr: "Lignes et colonnes sont échangées\u00a0: quel indice vient en premier\u00a0?",
      }
      : {
        en: "Which sizes do the inputs have, and which of them remain in the result?",
        fr:
          "Quelles sont les dimensions des entrées, et lesquelles restent dans le résultat\u00a0?",
      },
  };
}

function kind(shape: readonly number[]): Text {
  if (shape.length === 0) return { en: "one number", fr: "un seul nombre" };
  if (shape.length === 1) {
    return { en: `a list of ${shape[0]} numbers`, fr: `une liste de ${shape[0]} nombres` };
  }
  return { en: shape.join("×"), fr: `de dimensions ${shape.join("×")}` };
}

/** What shows without knowing the mistake. */
function byItsLooks({ name, judged, wrong }: Case): Finding {
  const found = wrong.found as Tensor, { right, inputs, call } = wrong;
  const a = numbersIn(found), b = numbersIn(right), scale = scaleOf(right);
  const strange = a.findIndex((x, i) => !Number.isFinite(x) && Number.isFinite(b[i]));
  if (strange >= 0) {
    return {
      says: texts((language) =>
        language === "en" ? `${name} holds ${n(a[strange])}.` : `${name} contient ${n(a[strange])}.`
      ),
      asks: {
        en:
          "Which step of the formula can give that: a division by 0, ln 0, an overflow, an index outside?",
        fr:
          "Quelle étape de la formule peut donner cela\u00a0: une division par 0, ln 0, un dépassement, un indice hors limites\u00a0?",
      },
    };
  }
  if (a.length > 1 && a.every((x) => x === 0)) {
    return {
      says: { en: `${name} is 0 everywhere.`, fr: `${name} vaut 0 partout.` },
      asks: {
        en: "Where do your results get written?",
        fr: "Où vos résultats sont-ils écrits\u00a0?",
      },
    };
  }
  const only = judged.length > 1 && judged.some((one) => one.agrees)
    ? { en: " (In other trials it is right.)", fr: " (Dans d’autres essais, il est juste.)" }
    : { en: "", fr: "" };
  const ratio = ratioOf(a, b);
  if (ratio !== undefined && near(ratio, -1, 1)) {
    return {
      says: {
        en: `${name} has the wrong sign everywhere.`,
        fr: `${name} a partout le mauvais signe.`,
      },
      asks: { en: "What is subtracted from what?", fr: "Que soustrait-on de quoi\u00a0?" },
    };
  }
  if (ratio !== undefined) {
    const size = sizeBehind(Math.abs(ratio), inputs);
    return {
      says: {
        en: `${name} is ${n(ratio, 4)} times what is right, everywhere.${size.en}${only.en}`,
        fr: `${name} vaut partout ${n(ratio, 4)} fois la valeur juste.${size.fr}${only.fr}`,
      },
      asks: {
        en: "Which factor is missing, or is there twice?",
        fr: "Quel facteur manque, ou apparaît deux fois\u00a0?",
      },
    };
  }
  const shape = shapeOf(right)!;
  if (shape.length === 2 && shape[0] === shape[1] && agrees(found, transposed(right as Matrix))) {
    return {
      says: { en: `${name} is right, but transposed.`, fr: `${name} est juste, mais transposé.` },
      asks: { en: "Which index is the row?", fr: "Quel indice est celui de la ligne\u00a0?" },
    };
  }
  for (const [other, value] of Object.entries({ ...inputs, ...call.results })) {
    if (other !== name && isTensor(value as Tensor) && agrees(found, value as Tensor)) {
      return {
        says: {
          en: `Your ${name} is exactly ${other}.`,
          fr: `Votre ${name} est exactement ${other}.`,
        },
        asks: { en: "Which step is still missing?", fr: "Quelle étape manque encore\u00a0?" },
      };
    }
  }
  const wrongs = a.filter((x, i) => !near(x, b[i], scale)).length;
  if (shape.length === 2) {
    const rows = right as Matrix, mine = found as Matrix;
    const good = (of: Matrix, right: Matrix) =>
      right.flatMap((row, i) => row.every((x, j) => near(of[i][j], x, scale)) ? [i] : []);
    const goodRows = good(mine, rows), goodColumns = good(transposed(mine), transposed(rows));
    const [which, goods, size] = goodRows.length > 0
      ? [{ en: "row", fr: "ligne" }, goodRows, shape[0]] as const
      : [{ en: "column", fr: "colonne" }, goodColumns, shape[1]] as const;
    const isWhole = 2 * wrongs > (size - goods.length) * a.length / size;
    if (goods.length > 0 && goods.length < size && isWhole) {
      const bad = Array.from({ length: size }, (_, i) => i).filter((i) => !goods.includes(i));
      const [good, list] = [goods.join(", "), bad.join(", ")];
      return {
        says: {
          en: `In ${name}, ${plural(which.en, goods)} ${good} ${are(goods, "en")} right, ${
            plural(which.en, bad)
          } ${list} not.${only.en}`,
          fr: `Dans ${name}, ${goods.length > 1 ? "les" : "la"} ${
            plural(which.fr, goods)
          } ${good} ${are(goods, "fr")}, pas ${bad.length > 1 ? "les" : "la"} ${
            plural(which.fr, bad)
          } ${list}.${only.fr}`,
        },
        asks: {
          en: `What is different about ${plural(which.en, bad)} ${list}?`,
          fr: `Qu’${bad.length > 1 ? "ont" : "a"} de particulier ${bad.length > 1 ? "les" : "la"} ${
            plural(which.fr, bad)
          } ${list}\u00a0?`,
        },
      };
    }
  }
  return {
    says: a.length === 1
      ? { en: `${name} is not right.${only.en}`, fr: `${name} n’est pas juste.${only.fr}` }
      : {
        en: `${count(wrongs)} of the ${
          count(a.length)
        } numbers of ${name} are not right.${only.en}`,
        fr: `${count(wrongs)} des ${
          count(a.length)
        } nombres de ${name} ne sont pas justes.${only.fr}`,
      },
    asks: {
      en: "Work out the marked number by hand, from the formula. Where does your code leave it?",
      fr:
        "Calculez à la main le nombre marqué, avec la formule. Où votre code s’en écarte-t-il\u00a0?",
    },
  };
}

const plural = (word: string, list: readonly unknown[]) => list.length > 1 ? `${word}s` : word;
const are = (list: readonly unknown[], language: "en" | "fr") =>
  language === "en"
    ? (list.length > 1 ? "are" : "is")
    : list.length > 1
    ? "sont justes"
    : "est juste";

/** The one ratio of all pairs, where there is one. */
function ratioOf(a: readonly number[], b: readonly number[]): number | undefined {
  const most = b.reduce((at, x, i) => Math.abs(x) > Math.abs(b[at]) ? i : at, 0);
  const ratio = a[most] / b[most];
  if (a.length < 2 || !Number.isFinite(ratio) || ratio === 0) return undefined;
  return agrees(a, scaled(b, ratio)) ? ratio : undefined;
}

/** Where a ratio may come from: a size of an input, such as the seven rows of X. */
function sizeBehind(ratio: number, inputs: Record<string, unknown>): Text {
  for (const [name, value] of Object.entries(inputs)) {
    const sizes = isTensor(value as Tensor) ? shapeOf(value as Tensor) ?? [] : [];
    const axis = sizes.findIndex((size) =>
      size > 1 && (near(ratio, size, 1) || near(1 / ratio, size, 1))
    );
    if (axis < 0) continue;
    const size = sizes[axis];
    const what = sizes.length === 1
      ? { en: "numbers", fr: "nombres" }
      : axis === 0
      ? { en: "rows", fr: "lignes" }
      : { en: "columns", fr: "colonnes" };
    return {
      en: ` (${name} has ${size} ${what.en}.)`,
      fr: ` (${name} a ${size} ${what.fr}.)`,
    };
  }
  return { en: "", fr: "" };
}
