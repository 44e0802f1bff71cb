/**
 * What a value of `metrics.json` should be, and what is said when it is not.
 *
 * @module
 */
import { type Text, UserError } from "../errors.ts";
import { printable } from "../printable.ts";

/** What a value should be, in words, and whether it is. */
export interface Kind {
  /** What it should be. */
  readonly wanted: Text;
  /** Whether it is. */
  accepts(value: unknown): boolean;
}

/** A kind for each field of an object. */
export type Fields<Value> = Readonly<Record<keyof Value, Kind>>;

const MOST = 2 ** 32;

/** Any number but NaN and the infinities. */
export const anyNumber: Kind = {
  wanted: { en: "a number", fr: "un nombre" },
  accepts: Number.isFinite,
};
/** A number, 0 or more. */
export const positive: Kind = {
  wanted: { en: "a number, 0 or more", fr: "un nombre positif ou nul" },
  accepts: (value) => Number.isFinite(value) && (value as number) >= 0,
};
/** A number from 0 to 1. */
export const share: Kind = {
  wanted: { en: "a number from 0 to 1", fr: "un nombre de 0 à 1" },
  accepts: (value) => positive.accepts(value) && (value as number) <= 1,
};
/** A whole number, 0 or more. */
export const whole: Kind = {
  wanted: { en: "a whole number, 0 or more", fr: "un entier positif ou nul" },
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};
/** A whole number, or null for none. */
export const limit: Kind = {
  wanted: { en: "a whole number or null", fr: "un entier ou null" },
  accepts: (value) => value === null || whole.accepts(value),
};
/** A text. */
export const text: Kind = {
  wanted: { en: "a text", fr: "un texte" },
  accepts: (value) => typeof value === "string",
};
/** True or false. */
export const flag: Kind = {
  wanted: { en: "true or false", fr: "true ou false" },
  accepts: (value) => typeof value === "boolean",
};
/** A SHA-256 in hexadecimal. */
export const digest: Kind = {
  wanted: { en: "64 hexadecimal digits", fr: "64 chiffres hexadécimaux" },
  accepts: (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
};
/** A list of anything. */
export const list: Kind = {
  wanted: { en: "a list", fr: "une liste" },
  accepts: Array.isArray,
};
/** An object. */
export const object: Kind = {
  wanted: { en: "an object", fr: "un objet" },
  accepts: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};
/** Sizes of layers, none or more. */
export const sizes: Kind = {
  wanted: { en: "a list of whole numbers from 1", fr: "une liste d’entiers à partir de 1" },
  accepts: (value) =>
    Array.isArray(value) &&
    value.every((size) => Number.isSafeInteger(size) && size > 0 && size < MOST),
};
/** Sizes of layers, two or more. */
export const layers: Kind = {
  wanted: {
    en: "a list of two or more whole numbers from 1",
    fr: "une liste d’au moins deux entiers à partir de 1",
  },
  accepts: (value) => sizes.accepts(value) && (value as number[]).length >= 2,
};

/** One of a few words. */
export function oneOf(words: readonly string[]): Kind {
  return {
    wanted: { en: `one of ${words.join(", ")}`, fr: `l’un de ${words.join(", ")}` },
    accepts: (value) => words.some((word) => word === value),
  };
}

/** That value and no other. */
export function exactly(wanted: unknown): Kind {
  return { wanted: { en: `${wanted}`, fr: `${wanted}` }, accepts: (value) => value === wanted };
}

/** A number up to a limit. */
export function atMost(limit: number): Kind {
  return {
    wanted: { en: `${limit} at most`, fr: `au plus ${limit}` },
    accepts: (value) => (value as number) <= limit,
  };
}

/** A number from a limit on. */
export function atLeast(limit: number): Kind {
  return {
    wanted: { en: `${limit} at least`, fr: `au moins ${limit}` },
    accepts: (value) => (value as number) >= limit,
  };
}

/** The fields of what should be an object. */
export function fieldsOf(path: string, value: unknown): Record<string, unknown> {
  check(path, value, object);
  return value as Record<string, unknown>;
}

/** Checks each field of an object against its kind. */
export function checkFields(
  prefix: string,
  value: Record<string, unknown>,
  fields: Readonly<Record<string, Kind>>,
): void {
  for (const [key, kind] of Object.entries(fields)) {
    // Not what an object inherits, such as `constructor`.
    check(prefix + key, Object.hasOwn(value, key) ? value[key] : undefined, kind);
  }
}

/**
 * Checks a value against its kind.
 *
 * @throws {UserError} When it is another: where, what was wanted, what was found.
 */
export function check(path: string, value: unknown, { wanted, accepts }: Kind): void {
  if (accepts(value)) return;
  const found = described(value);
  throw new UserError({
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
