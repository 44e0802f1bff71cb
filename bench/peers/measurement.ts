/**
 * What a runner answers: one line of JSON on its output, after whatever its libraries print.
 *
 * @module
 */
import type { Text } from "../../src/errors.ts";

/** One training of a peer, in a process of its own. */
export interface Measurement {
  /** The library with its version, and what it stands on: `NumPy 2.4.6 (Python 3.11.7)`. */
  readonly version: string;
  /** The threads that it really had. */
  readonly threads: number;
  /** The training images that it used, each once an epoch. */
  readonly images: number;
  /** Time of the training steps, without loading, shuffling and evaluation. */
  readonly seconds: number;
  /** Images trained on in those seconds, divided by them. */
  readonly imagesPerSecond: number;
  /** Share of the test images that are read right at the end, 0 to 1. */
  readonly accuracy: number;
  /** What a reader must know of how it ran. */
  readonly note?: Text;
}

/** A runner that cannot run here says why. */
export interface Unavailable {
  /** Why; the table adds how to install it. */
  readonly unavailable: Text;
}

/**
 * The answer in what a runner printed: the last line that is not empty.
 *
 * @throws {SyntaxError} a line that is no answer.
 */
export function parseAnswer(output: string): Measurement | Unavailable {
  const line = output.trim().split("\n").at(-1) ?? "";
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new SyntaxError(`a line of JSON was wanted, found ${JSON.stringify(line.slice(0, 80))}`);
  }
  if (typeof value !== "object" || value === null) throw wanted("an object", value);
  if ("unavailable" in value) return { unavailable: textOf(value.unavailable) };
  const found = value as Record<string, unknown>;
  if (typeof found.version !== "string") throw wanted("a version", found.version);
  const positive = (key: string) => {
    const x = found[key];
    if (typeof x !== "number" || !(x > 0)) throw wanted(`a positive number of ${key}`, x);
    return x;
  };
  const { accuracy } = found;
  if (typeof accuracy !== "number" || !(accuracy >= 0 && accuracy <= 1)) {
    throw wanted("an accuracy from 0 to 1", accuracy);
  }
  return {
    version: found.version,
    threads: positive("threads"),
    images: positive("images"),
    seconds: positive("seconds"),
    imagesPerSecond: positive("imagesPerSecond"),
    accuracy,
    ...(found.note === undefined ? {} : { note: textOf(found.note) }),
  };
}

function textOf(value: unknown): Text {
  const { en, fr } = (value ?? {}) as Partial<Text>;
  if (typeof en !== "string" || typeof fr !== "string") throw wanted("a text", value);
  return { en, fr };
}

function wanted(what: string, found: unknown): SyntaxError {
  return new SyntaxError(`${what} was wanted, found ${JSON.stringify(found)}`);
}
