/**
 * A result that is to be diagnosed, and what a diagnosis compares it with.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Exercise, LearnerFunction } from "./exercise.ts";
import type { Judged, Place } from "./finding.ts";
import { agrees, numbersIn, shapeOf, type Tensor } from "./tensor.ts";
import { isTensor } from "./transcript.ts";

/** A wrong result. */
export interface Clue {
  /** The exercise. */
  readonly exercise: Exercise;
  /** The result. */
  readonly name: string;
  /** It, in the calls that tell about it. */
  readonly judged: readonly Judged[];
  /** One of them that is wrong. */
  readonly wrong: Judged;
}

/** One whose numbers can be compared with the right ones, place by place. */
export interface Compared extends Clue {
  /** What was returned. */
  readonly found: Tensor;
  /** Where it is worst. */
  readonly place: Place;
}

/** The function that gives a result; the last, where none says so. */
export function giver({ functions }: Exercise, name: string): LearnerFunction {
  return functions.find(({ gives }) => [gives].flat().includes(name)) ?? functions.at(-1)!;
}

/** What a learner knows by name where a result is made: its function's arguments, other results. */
export function knownTensors({ exercise, name }: Clue, one: Judged): Record<string, Tensor> {
  const { takes } = giver(exercise, name);
  const all = { ...one.inputs, ...one.call.results } as Record<string, Tensor>;
  const names = [...takes, ...Object.keys(exercise.results)];
  return Object.fromEntries(
    Object.entries(all).filter(([other, value]) =>
      other !== name && names.includes(other) && isTensor(value) && shapeOf(value)
    ),
  );
}

/** Whether the learner's numbers are these in every call that tells. */
export function isEverywhere(
  { judged }: Clue,
  value: (one: Judged) => Tensor | undefined,
): boolean {
  return judged.every((one) => {
    try {
      const wanted = value(one);
      return wanted !== undefined && isTensor(one.found) && agrees(one.found, wanted);
    } catch {
      return false; // It cannot be made of what the learner's code returned in this call.
    }
  });
}

/**
 * Whether a result has enough different numbers for agreement to be no accident: four, or three that
 * are not whole.
 */
export function isTelling({ judged }: Clue): boolean {
  const all = judged.flatMap(({ found }) => isTensor(found) ? numbersIn(found) : []);
  const different = [...new Set(all.filter((x) => Number.isFinite(x) && x !== 0))];
  return different.length > 3 || different.filter((x) => !Number.isInteger(x)).length > 2;
}

/** A sentence on the trials in which a wrong result is right. */
export function onlySometimes({ judged }: Clue): Text {
  return judged.length > 1 && judged.some((one) => one.agrees)
    ? { en: " (In other trials it is right.)", fr: " (Dans d’autres essais, il est juste.)" }
    : { en: "", fr: "" };
}
