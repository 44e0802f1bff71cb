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
import { type Call, isTensor } from "./transcript.ts";

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
  const looks = byItsLooks(exercise, { name, judged, wrong, place });
  const changed = wrong.call.changed.find((one) => one.function === giver(exercise, name).name);
  return { ...(changed ? whileChanging(looks, changed) : looks), formula, place };
}

/** A result that is wrong, and an argument changed on the way: the one may come of the other. */
function whileChanging({ says }: Finding, { function: by, argument }: Changed): Finding {
  return {
    says: {
      en:
        `${says.en} And ${by} changes its argument ${argument}: whatever it reads of it afterwards is no longer what it was given.`,
      fr:
        `${says.fr} Et ${by} modifie son argument ${argument}\u00a0: ce qu’elle y lit ensuite n’est plus ce qu’on lui a donné.`,
    },
    asks: {
      en:
        `Which line writes into ${argument}? (sort() and reverse() do, too.) Where could it write instead?`,
      fr:
        `Quelle ligne écrit dans ${argument}\u00a0? (sort() et reverse() aussi le font.) Où pourrait-elle écrire à la place\u00a0?`,
    },
    mutants: ["argument changed"],
  };
}

type Changed = Call["changed"][number];
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
export function giver({ functions }: Exercise, name: string): LearnerFunction {
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
    asks: shape && isOneShort(shape, wanted)
      ? {
        en: "One is missing: does your loop begin at 0, and does it reach the last?",
        fr:
          "Il en manque un\u00a0: votre boucle commence-t-elle à 0, et va-t-elle jusqu’au dernier\u00a0?",
      }
      : isTurned
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

/** Whether one size is smaller by 1, and all others are as they should be. */
function isOneShort(shape: readonly number[], wanted: readonly number[]): boolean {
  const missing = wanted.map((size, axis) => size - shape[axis]);
  return shape.length === wanted.length && missing.every((by) => by === 0 || by === 1) &&
    missing.filter((by) => by === 1).length === 1;
}

function kind(shape: readonly number[]): Text {
  if (shape.length === 0) return { en: "one number", fr: "un seul nombre" };
  if (shape.length === 1) {
    return { en: `a list of ${shape[0]} numbers`, fr: `une liste de ${shape[0]} nombres` };
  }
  return { en: shape.join("×"), fr: `de dimensions ${shape.join("×")}` };
}

/** What shows without knowing the mistake. */
function byItsLooks(
  exercise: Exercise,
  { name, judged, wrong, place }: Case & { readonly place: Place },
): Finding {
  const found = wrong.found as Tensor, { right, inputs, call } = wrong;
  const a = numbersIn(found), b = numbersIn(right), scale = scaleOf(right);
  const strange = a.findIndex((x, i) => !Number.isFinite(x) && Number.isFinite(b[i]));
  if (a.every(Number.isNaN) && b.every(Number.isFinite)) {
    return onlyNaN(name, sizesOf(giver(exercise, name).takes, inputs));
  }
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
  const shape = shapeOf(right)!;
  const repeated = shape.length === 2 && repetition(name, found as Matrix, right as Matrix);
  if (repeated) return repeated;
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
  for (const [other, value] of Object.entries(place.beside)) {
    const signs = numbersIn(value).map(Math.sign);
    const isRight = a.map((x, i) => near(x, b[i], scale));
    const where = (sign: number) => isRight.filter((_, i) => signs[i] === sign);
    const [above, below] = [where(1), where(-1)];
    const wrongAbove = below.every(Boolean) && !above.some(Boolean);
    const wrongBelow = above.every(Boolean) && !below.some(Boolean);
    if (Math.min(above.length, below.length) > 1 && (wrongAbove || wrongBelow)) {
      return bySign(name, { other, only, isWrongAbove: wrongAbove });
    }
  }
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

/** NaN everywhere: mostly an index that stands in the wrong brackets, so the sizes are told. */
function onlyNaN(name: string, sizes: string): Finding {
  return {
    says: {
      en:
        `Every number of ${name} is NaN, as 0/0 gives it, ln of a negative number, or undefined in a sum: what lies beyond the end of a list is undefined, and so is a sum without a first value.`,
      fr:
        `Tous les nombres de ${name} sont NaN, comme en donnent 0/0, le ln d’un nombre négatif, ou undefined dans une somme\u00a0: ce qui dépasse la fin d’une liste est undefined, comme une somme sans valeur de départ.`,
    },
    asks: {
      en: `The sizes are ${sizes}: how far does each index run, and in which brackets?`,
      fr:
        `Les dimensions sont ${sizes}\u00a0: jusqu’où va chaque indice, et entre quels crochets\u00a0?`,
    },
  };
}

/** Right where an argument's number at the same place has one sign, wrong where it has the other. */
function bySign(
  name: string,
  { other, only, isWrongAbove }: { other: string; only: Text; isWrongAbove: boolean },
): Finding {
  const [good, bad] = isWrongAbove ? ["<", ">"] : [">", "<"];
  return {
    says: {
      en: `${name} is right where ${other} ${good} 0, and wrong where ${other} ${bad} 0.${only.en}`,
      fr: `${name} est juste là où ${other} ${good} 0, et faux là où ${other} ${bad} 0.${only.fr}`,
    },
    asks: {
      en: `What does your code do where ${other} ${bad} 0, and what does the formula say there?`,
      fr: `Que fait votre code là où ${other} ${bad} 0, et que dit la formule à cet endroit\u00a0?`,
    },
  };
}

/** The sizes of arguments, as in `X 7×5, b 4`. */
function sizesOf(takes: readonly string[], inputs: Record<string, unknown>): string {
  return takes.flatMap((name) => {
    const value = inputs[name] as Tensor;
    return isTensor(value) && shapeOf(value)?.length ? `${name} ${shapeOf(value)!.join("×")}` : [];
  }).join(", ");
}

/** Rows that are all the same, or numbers that are all the same within each row. */
function repetition(name: string, found: Matrix, right: Matrix): Finding | undefined {
  const same = (rows: Matrix) => rows.length > 1 && rows.every((row) => agrees(row, rows[0]));
  if (same(found) && !same(right)) {
    return {
      says: {
        en: `All rows of ${name} are the same.`,
        fr: `Toutes les lignes de ${name} sont identiques.`,
      },
      asks: {
        en:
          "Is each row a list of its own? new Array(m).fill(row) puts one and the same list in every place.",
        fr:
          "Chaque ligne est-elle une liste à part\u00a0? new Array(m).fill(ligne) met une seule et même liste partout.",
      },
    };
  }
  if (same(transposed(found)) && !same(transposed(right))) {
    return {
      says: {
        en: `In each row of ${name}, all numbers are the same.`,
        fr: `Dans chaque ligne de ${name}, tous les nombres sont identiques.`,
      },
      asks: {
        en: "What do you compute once for a whole row, that each of its numbers should have anew?",
        fr:
          "Que calculez-vous une seule fois pour toute la ligne, qu’il faudrait pour chacun de ses nombres\u00a0?",
      },
    };
  }
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
