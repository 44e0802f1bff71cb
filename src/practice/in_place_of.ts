/**
 * What a formula gives with something else in place of one of its arguments: another of them, its
 * negative, its first row for all. That the learner's numbers are these is a fact, whatever the cause.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { type Clue, isEverywhere, isTelling, knownTensors } from "./clue.ts";
import type { Finding, Judged } from "./finding.ts";
import {
  agrees,
  mapped,
  matrixOf,
  near,
  numbersIn,
  scaled,
  shapeOf,
  type Tensor,
} from "./tensor.ts";
import { isTensor } from "./transcript.ts";

/** Something in place of an argument. */
interface Change {
  /** How it goes on after "what the formula gives". */
  readonly how: Text;
  /** The question that it leads to. */
  readonly asks: Text;
  /** What stands for the argument; nothing where it does not fit. */
  make(value: Tensor, known: Readonly<Record<string, Tensor>>): Tensor | undefined;
}

/** The change with which the formula gives the learner's numbers, if there is one. */
export function inPlaceOf(clue: Clue): Finding | undefined {
  if (!isTelling(clue)) return undefined;
  const { name, wrong } = clue;
  const all = knownTensors(clue, wrong);
  for (const [argument, value] of Object.entries(all)) {
    for (const change of changesOf(argument, value, all)) {
      const sign = signOf(clue, (one) => changed(clue, one, { argument, change }));
      if (!sign) continue;
      return {
        says: {
          en: `${name} is exactly what the formula gives ${change.how.en}${sign.en}.`,
          fr: `${name} est exactement ce que donne la formule ${change.how.fr}${sign.fr}.`,
        },
        asks: change.asks,
      };
    }
  }
}

/** How the sentence ends if the numbers are these, or these with the other sign. */
function signOf(clue: Clue, given: (one: Judged) => Tensor | undefined): Text | undefined {
  const { wrong } = clue, first = given(wrong);
  if (first === undefined || !isTensor(wrong.found)) return undefined;
  // Most are far off at once; comparing all numbers of each takes a while.
  const [mine, theirs] = [numbersIn(wrong.found), numbersIn(first)];
  const isNear = (x: number, at: number) =>
    Number.isNaN(x) || near(Math.abs(theirs[at]), Math.abs(x), 1);
  if (mine.length !== theirs.length || !mine.slice(0, 4).every(isNear)) return undefined;
  for (const factor of [1, -1]) {
    if (!agrees(wrong.found, scaled(first, factor))) continue;
    const isAll = isEverywhere(clue, (one) => {
      const result = given(one);
      return result === undefined ? undefined : scaled(result, factor);
    });
    if (!isAll) continue;
    return factor > 0
      ? { en: "", fr: "" }
      : { en: ", with the wrong sign", fr: ", avec le mauvais signe" };
  }
}

/** The result of the formula with a change. */
function changed(
  { exercise, name }: Clue,
  one: Judged,
  { argument, change }: { readonly argument: string; readonly change: Change },
): Tensor | undefined {
  const { inputs } = one, results = one.call.results as Record<string, Tensor>;
  const known = { ...inputs, ...results } as Record<string, Tensor>;
  try {
    const value = change.make(known[argument], known);
    if (value === undefined) return undefined;
    const by = { [argument]: value };
    const { reference } = exercise.results[name];
    const result = argument in inputs
      ? reference({ ...inputs, ...by }, results)
      : reference(inputs, { ...results, ...by });
    return shapeOf(result) && result; // It throws where something is undefined.
  } catch {
    return undefined; // The formula cannot be computed with it.
  }
}

function changesOf(
  name: string,
  value: Tensor,
  known: Readonly<Record<string, Tensor>>,
): readonly Change[] {
  const shape = shapeOf(value)!, shapes = `${shape}`;
  const others = Object.keys(known).filter((other) =>
    other !== name && `${shapeOf(known[other])}` === shapes
  );
  return [
    ...others.map((other): Change => ({
      how: { en: `with ${other} in place of ${name}`, fr: `avec ${other} au lieu de ${name}` },
      asks: {
        en: `Where does the formula want ${name}, and where ${other}?`,
        fr: `Où la formule veut-elle ${name}, et où ${other}\u00a0?`,
      },
      make: (_, all) => all[other],
    })),
    ...numberChanges(name),
    ...shape.flatMap((_, axis) => axisChanges(name, { axis, rank: shape.length })),
    ...(shape.length > 1 ? [exchanged(name)] : []),
  ];
}

/** Each number of the argument changed in the same way. */
function numberChanges(name: string): Change[] {
  const question = {
    en: `What does your code do with ${name}, and what does the formula?`,
    fr: `Que fait votre code de ${name}, et que fait la formule\u00a0?`,
  };
  const by = (what: string, change: (x: number) => number): Change => ({
    how: { en: `with ${what} in place of ${name}`, fr: `avec ${what} au lieu de ${name}` },
    asks: question,
    make: (value) => mapped(value, change),
  });
  const as = (what: string, constant: number): Change => ({
    how: {
      en: `with ${name} = ${what}: yours does not depend on ${name}`,
      fr: `avec ${name} = ${what}\u00a0: le vôtre ne dépend pas de ${name}`,
    },
    asks: {
      en: `Where does ${name} come into the formula, and where into your code?`,
      fr: `Où ${name} intervient-il dans la formule, et où dans votre code\u00a0?`,
    },
    make: (value) => mapped(value, () => constant),
  });
  return [
    as("0", 0),
    as("1", 1),
    by(`−${name}`, (x) => -x),
    by(`1/${name}`, (x) => 1 / x),
    by(`${name}²`, (x) => x * x),
    by(`|${name}|`, Math.abs),
    by(`√${name}`, Math.sqrt),
    by(`${name} + 1`, (x) => x + 1),
    by(`${name} − 1`, (x) => x - 1),
    by(`1 − ${name}`, (x) => 1 - x),
    by(`2·${name}`, (x) => 2 * x),
    by(`${name}/2`, (x) => x / 2),
    by(`exp(${name})`, Math.exp),
    by(`ln(${name})`, Math.log),
    by(`max(0, ${name})`, (x) => Math.max(0, x)),
    by(`1 + ln(${name})`, (x) => 1 + Math.log(x)),
    by(`Math.sign(${name})`, Math.sign),
    by(`Math.floor(${name})`, Math.floor),
  ];
}

/** What indices do: some rows alone, others left out, each moved by one. */
function axisChanges(
  name: string,
  { axis, rank }: { readonly axis: number; readonly rank: number },
): Change[] {
  const part = partOf(name, { axis, rank });
  const asks = {
    en: `Which index of ${name} is that, and from where to where does it run in your code?`,
    fr: `Quel indice de ${name} est-ce, et d’où à où va-t-il dans votre code\u00a0?`,
  };
  const change = (how: Text, make: (parts: readonly Tensor[]) => readonly Tensor[]): Change => ({
    how,
    asks,
    make: (value) => along(value, { axis, make }),
  });
  const blank = (tensor: Tensor) => mapped(tensor, () => 0);
  const nothing = (tensor: Tensor) => mapped(tensor, () => NaN);
  return [
    ...([[0, "first"], [-1, "last"]] as const).flatMap(([at, which]) => {
      const isAt = (i: number, parts: readonly Tensor[]) =>
        i === (at + parts.length) % parts.length;
      return [
        change({
          en: `with the ${which} ${part.en} in place of all of them`,
          fr: `avec ${part[which]} à la place de toutes`,
        }, (parts) => parts.map(() => parts.at(at)!)),
        change({
          en: `without the ${which} ${part.en}`,
          fr: `sans ${part[which]}`,
        }, (parts) => parts.map((one, i) => isAt(i, parts) ? blank(one) : one)),
        change({
          en: `with nothing but the ${which} ${part.en}`,
          fr: `avec ${part[which]} seulement`,
        }, (parts) => parts.map((one, i) => isAt(i, parts) ? one : blank(one))),
      ];
    }),
    change({
      en: `with each ${part.en} replaced by the next`,
      fr: `où chaque ${part.fr} est remplacée par la suivante`,
    }, (parts) => parts.map((one, i) => parts[i + 1] ?? nothing(one))),
    change({
      en: `with each ${part.en} replaced by the one before`,
      fr: `où chaque ${part.fr} est remplacée par la précédente`,
    }, (parts) => parts.map((one, i) => parts[i - 1] ?? nothing(one))),
    change({
      en: `with each ${part.en} replaced by the next, and the last by the first`,
      fr: `où chaque ${part.fr} est remplacée par la suivante, la dernière par la première`,
    }, (parts) => parts.map((_, i) => parts[(i + 1) % parts.length])),
    change({
      en: `with each ${part.en} taken from the other end`,
      fr: `où chaque ${part.fr} est prise depuis l’autre bout`,
    }, (parts) => parts.toReversed()),
  ];
}

/** The last two indices exchanged; what is not there is undefined. */
function exchanged(name: string): Change {
  const make = (value: Tensor): Tensor => {
    const [rows, columns] = shapeOf(value)!.slice(-2);
    if (shapeOf(value)!.length > 2) return (value as Tensor[]).map(make);
    const matrix = value as number[][];
    return matrixOf([rows, columns], (i, j) => matrix[j]?.[i] ?? NaN);
  };
  return {
    how: {
      en: `with the two indices of ${name} exchanged`,
      fr: `avec les deux indices de ${name} échangés`,
    },
    asks: {
      en: `In ${name}, which index is the row, and which the column?`,
      fr: `Dans ${name}, quel indice est celui de la ligne, lequel celui de la colonne\u00a0?`,
    },
    make,
  };
}

/** What one part along an axis is called. */
function partOf(name: string, { axis, rank }: { readonly axis: number; readonly rank: number }) {
  const [en, fr] = rank === 1
    ? [`number of ${name}`, `valeur de ${name}`]
    : axis === rank - 2
    ? [`row of ${name}`, `ligne de ${name}`]
    : axis === rank - 1
    ? [`column of ${name}`, `colonne de ${name}`]
    : [`matrix of ${name}`, `matrice de ${name}`];
  return { en, fr, first: `la première ${fr}`, last: `la dernière ${fr}` };
}

/** A tensor whose parts along an axis are made anew. */
function along(
  value: Tensor,
  { axis, make }: {
    readonly axis: number;
    readonly make: (parts: readonly Tensor[]) => readonly Tensor[];
  },
): Tensor {
  const parts = value as readonly Tensor[];
  return axis === 0 ? make(parts) : parts.map((part) => along(part, { axis: axis - 1, make }));
}
