/**
 * Mistakes that are made in many exercises, in the same words.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import type { Mutant } from "../src/practice/exercise.ts";
import { type Matrix, scaled, type Tensor } from "../src/practice/tensor.ts";

/** Inputs with a row for each example. */
interface Batch {
  readonly X: Matrix;
}
/** Examples of a full batch; the last trial has fewer. */
const FULL = 7;

/** Every number right but its sign. */
export function wrongSign<Name extends string>(of: Name, asks: Text) {
  return {
    name: `${of} of the wrong sign`,
    of,
    wrong: (_: object, __: object, right: Tensor) => scaled(right, -1),
    says: {
      en: `Every number of ${of} is right but its sign.`,
      fr: `Chaque nombre de ${of} est juste, au signe près.`,
    },
    asks,
  } satisfies Mutant<object, Record<Name, Tensor>>;
}

/** A gradient of the mean loss that is not divided by the examples. */
export function notDivided<Name extends string>(of: Name, asks: Text) {
  return {
    name: `${of} not divided`,
    of,
    wrong: ({ X }: Batch, _: object, right: Tensor) => scaled(right, X.length),
    says: ({ X }: Batch) => ({
      en: `${of} is ${X.length} times too large, and there are ${X.length} examples.`,
      fr: `${of} est ${X.length} fois trop grand, et il y a ${X.length} exemples.`,
    }),
    asks,
  } satisfies Mutant<Batch, Record<Name, Tensor>>;
}

/** A gradient that is divided by the size of a full batch, whatever the size of this one. */
export function dividedByFullSize<Name extends string>(of: Name) {
  return {
    name: `${of} divided by the full size`,
    of,
    wrong: ({ X }: Batch, _: object, right: Tensor) => scaled(right, X.length / FULL),
    says: {
      en: `Only for a short batch is ${of} wrong: it is divided by the size of a full one.`,
      fr:
        `${of} n’est faux que pour un lot incomplet\u00a0: il est divisé par la taille d’un lot complet.`,
    },
    asks: { en: "Where does your code take m from?", fr: "D’où votre code tire-t-il m\u00a0?" },
  } satisfies Mutant<Batch, Record<Name, Tensor>>;
}
