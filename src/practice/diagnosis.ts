/**
 * What went wrong with a result: compared with what known mistakes give, then by its looks.
 *
 * @module
 */
import { count, n } from "../lesson/numeral.ts";
import { type Clue, type Compared, giver, isEverywhere, onlySometimes } from "./clue.ts";
import type { Exercise, Mutant } from "./exercise.ts";
import { type Finding, type Judged, type Place, texts } from "./finding.ts";
import { inPlaceOf } from "./in_place_of.ts";
import { notNumbers, sizesOf, wrongShape } from "./misshapen.ts";
import { places, sameRows } from "./places.ts";
import { relation } from "./relation.ts";
import { near, numbersIn, scaleOf, shapeOf, type Tensor } from "./tensor.ts";
import { type Call, isTensor } from "./transcript.ts";

/** Names what is wrong with a result. */
export function diagnose(clue: Clue): Finding {
  const { exercise, name, wrong } = clue, { found, inputs } = wrong;
  const { formula } = exercise.results[name];
  if (!isTensor(found)) return { ...notNumbers(clue, found!.is), formula };
  const mutants = recognised(clue);
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
  if (!place) return { ...wrongShape(clue), formula };
  const looks = byItsLooks({ ...clue, found, place });
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
function recognised(clue: Clue): readonly Known[] | undefined {
  const known = clue.exercise.mutants.filter((mutant) => mutant.of === clue.name);
  const after = (mutant: Known, one: Judged, right: Tensor): Tensor | undefined => {
    try {
      const earlier = one.call.results as Record<string, Tensor>;
      return mutant.wrong(one.inputs, earlier, right as never);
    } catch {
      return undefined; // a twist of a matrix that has another shape by now
    }
  };
  const alone = known.find((mutant) => isEverywhere(clue, (one) => after(mutant, one, one.right)));
  if (alone) return [alone];
  // Only what is made of the right result can come second: anything else would be found alone.
  const twists = known.filter(({ wrong }) => wrong.length === 3);
  for (const first of known) {
    const made = new Map<Judged, Tensor | undefined>();
    const once = (one: Judged) => {
      if (!made.has(one)) made.set(one, after(first, one, one.right));
      return made.get(one);
    };
    for (const second of twists) {
      if (first === second) continue;
      const both = (one: Judged) => {
        const value = once(one);
        return value === undefined ? undefined : after(second, one, value);
      };
      if (isEverywhere(clue, both)) return [first, second];
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

/** What shows without knowing the mistake. */
function byItsLooks(clue: Compared): Finding {
  const { name, found, wrong } = clue, { right } = wrong;
  const a = numbersIn(found), b = numbersIn(right), scale = scaleOf(right);
  const isStrange = (x: number, i: number) => !Number.isFinite(x) && Number.isFinite(b[i]);
  if (a.every(Number.isNaN) && b.every(Number.isFinite)) return onlyNaN(clue);
  if (a.length > 1 && a.every((x) => x === 0)) {
    return {
      says: { en: `${name} is 0 everywhere.`, fr: `${name} vaut 0 partout.` },
      asks: {
        en: "Where do your results get written?",
        fr: "Où vos résultats sont-ils écrits\u00a0?",
      },
    };
  }
  const some = relation(clue) ?? sameRows(clue) ?? inPlaceOf(clue) ?? places(clue);
  if (some) return some;
  const strange = a.findIndex(isStrange);
  if (strange >= 0) {
    const many = count(a.filter(isStrange).length), x = n(a[strange]);
    return {
      says: texts((language) =>
        language === "en"
          ? `${name} holds ${x}, at ${many} of its places.`
          : `${name} contient ${x}, en ${many} de ses places.`
      ),
      asks: {
        en:
          "Which step of the formula can give that: a division by 0, ln 0, an overflow, an index outside?",
        fr:
          "Quelle étape de la formule peut donner cela\u00a0: une division par 0, ln 0, un dépassement, un indice hors limites\u00a0?",
      },
    };
  }
  const wrongs = a.filter((x, i) => !near(x, b[i], scale)).length, only = onlySometimes(clue);
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
function onlyNaN(clue: Clue): Finding {
  const { name, wrong } = clue, sizes = sizesOf(clue);
  const isOne = shapeOf(wrong.right)!.length === 0;
  const [en, fr] = isOne
    ? [`${name} is NaN`, `${name} est NaN`]
    : [`Every number of ${name} is NaN`, `Tous les nombres de ${name} sont NaN`];
  return {
    says: {
      en:
        `${en}, as 0/0 gives it, ln of a negative number, or undefined in a sum: what lies beyond the end of a list is undefined, and so is a sum without a first value.`,
      fr:
        `${fr}, comme en donnent 0/0, le ln d’un nombre négatif, ou undefined dans une somme\u00a0: ce qui dépasse la fin d’une liste est undefined, comme une somme sans valeur de départ.`,
    },
    asks: {
      en: `The sizes are ${sizes}: how far does each index run, and in which brackets?`,
      fr:
        `Les dimensions sont ${sizes}\u00a0: jusqu’où va chaque indice, et entre quels crochets\u00a0?`,
    },
  };
}
