/**
 * What a value of `metrics.json` should be, and what is said when it is not.
 *
 * @module
 */
import { type Text, UserError } from "../errors.ts";
import { printable } from "../printable.ts";

/** What a single value should be, in words, and whether it is. */
export class Kind {
  /** Makes it of its words, English and French, and its test. */
  constructor(readonly wanted: Text, readonly accepts: (value: unknown) => boolean) {}
}
/** What a value should be: that kind, a list of any number of these, or an object with these keys. */
export type Shape = Kind | [Shape] | { [key: string]: Shape };

/** Any number but NaN and the infinities. */
export const number: Kind = new Kind({ en: "a number", fr: "un nombre" }, Number.isFinite);
/** A number from 0 to 1. */
export const share: Kind = new Kind(
  { en: "a number from 0 to 1", fr: "un nombre de 0 à 1" },
  (value) => number.accepts(value) && (value as number) >= 0 && (value as number) <= 1,
);
/** A whole number, 0 or more. */
export const whole: Kind = new Kind(
  { en: "a whole number, 0 or more", fr: "un entier positif ou nul" },
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
/** A whole number, or null for none. */
export const limit: Kind = new Kind(
  { en: "a whole number or null", fr: "un entier ou null" },
  (value) => value === null || whole.accepts(value),
);
/** A list of whole numbers. */
export const wholes: Kind = new Kind(
  { en: "a list of whole numbers, 0 or more", fr: "une liste d’entiers positifs ou nuls" },
  (value) => Array.isArray(value) && value.every(whole.accepts),
);
/** A text. */
export const text: Kind = new Kind(
  { en: "a text", fr: "un texte" },
  (value) => typeof value === "string",
);
/** True or false. */
export const flag: Kind = new Kind(
  { en: "true or false", fr: "true ou false" },
  (value) => typeof value === "boolean",
);
const list = new Kind({ en: "a list", fr: "une liste" }, Array.isArray);
const object = new Kind(
  { en: "an object", fr: "un objet" },
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

/** One of a few values. */
export function oneOf(words: readonly unknown[]): Kind {
  const [en, fr] = words.length > 1 ? ["one of ", "l’un de "] : ["", ""], all = words.join(", ");
  return new Kind({ en: en + all, fr: fr + all }, (value) => words.includes(value));
}

/** That kind, or nothing. */
export function optional({ wanted, accepts }: Kind): Kind {
  return new Kind(wanted, (value) => value === undefined || accepts(value));
}

/**
 * Checks a value of `metrics.json`. Keys that its shape does not name are let through.
 *
 * @throws {UserError} When it has another shape: where, what was wanted, what was found.
 */
export function check(path: string, value: unknown, shape: Shape): void {
  if (shape instanceof Kind) {
    if (!shape.accepts(value)) throw damaged(path, { value, wanted: shape.wanted });
  } else if (Array.isArray(shape)) {
    check(path, value, list);
    (value as unknown[]).forEach((entry, i) => check(`${path}[${i}]`, entry, shape[0]));
  } else {
    check(path, value, object);
    const fields = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries(shape)) {
      // Not what an object inherits, such as `constructor`.
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      check(path === "" ? key : `${path}.${key}`, field, inner);
    }
  }
}

function damaged(path: string, { value, wanted }: { value: unknown; wanted: Text }): UserError {
  const found = described(value);
  return new UserError({
    en: `metrics.json is damaged: ${path || "it"} should be ${wanted.en}, found ${found.en}`,
    fr: `metrics.json est endommagé\u00a0: ${
      path || "il"
    } devrait être ${wanted.fr}, trouvé ${found.fr}`,
  });
}

function described(value: unknown): Text {
  if (value === undefined) return { en: "nothing", fr: "rien" };
  if (Array.isArray(value)) return { en: "a list", fr: "une liste" };
  if (typeof value === "object" && value !== null) return { en: "an object", fr: "un objet" };
  const word = typeof value === "string" ? `"${printable(value)}"` : String(value);
  return { en: word, fr: word };
}
