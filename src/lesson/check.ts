/**
 * Checks: a claim, two numbers, and how far apart they may be.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { norm, relativeError } from "../nn/relative_error.ts";

/** One side of a check: a number, or many. */
export interface Side {
  /** What it is, such as `{ en: "backpropagation", fr: "rétropropagation" }`. */
  readonly name: Text;
  /** Its number; of many numbers, their Euclidean norm. */
  readonly value: number;
}

/** A check, as a block of a lesson. */
export interface CheckBlock {
  /** What kind of block this is. */
  readonly kind: "check";
  /** What is claimed. */
  readonly claim: Text;
  /** What was found. */
  readonly found: Side;
  /** What it is held against. */
  readonly expected: Side;
  /** How many pairs of numbers were compared. */
  readonly count: number;
  /** How `error` is measured. `below`: found must be less than expected, and there is no error. */
  readonly measure: "relative" | "absolute" | "below";
  /** How far apart they are: ‖a − b‖ / max(‖a‖, ‖b‖), or ‖a − b‖. */
  readonly error: number;
  /** How far apart they may be. */
  readonly tolerance: number;
  /** Whether the two are close; `found` is less than `expected` for `below`. */
  readonly holds: boolean;
  /** Whether they were meant to be: false where the lesson shows a mistake being caught. */
  readonly meant: boolean;
  /** Whether the claim and the error are told, and not the numbers of both sides. */
  readonly brief: boolean;
}

/** What a check is made from. */
export interface CheckSpec {
  /** What is claimed. */
  readonly claim: Text;
  /** What was found: a number, or many. */
  readonly found: Pick<Side, "name"> & { readonly value: number | ArrayLike<number> };
  /** What it is held against: as many. */
  readonly expected: CheckSpec["found"];
  /** How far apart they may be; not needed for `below`. */
  readonly tolerance?: number;
  /** `relative` by default. */
  readonly measure?: CheckBlock["measure"];
  /** False for a mistake that the check must catch. */
  readonly meant?: boolean;
  /** True for one line, without the numbers of both sides, where many checks are alike. */
  readonly brief?: boolean;
}

/** Holds a number (or many) against another, here and now. */
export function check(spec: CheckSpec): CheckBlock {
  const { claim, tolerance = 0, measure = "relative", meant = true, brief = false } = spec;
  const a = listOf(spec.found.value), b = listOf(spec.expected.value);
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(`Cannot hold ${a.length} numbers against ${b.length}`);
  }
  const found = { name: spec.found.name, value: sizeOf(a) };
  const expected = { name: spec.expected.name, value: sizeOf(b) };
  const error = measure === "relative" ? relativeError(a, b) : norm(a.map((x, i) => x - b[i]));
  const holds = measure === "below" ? found.value < expected.value : error <= tolerance;
  const outcome = { count: a.length, measure, error, tolerance, holds, meant, brief };
  return { kind: "check", claim, found, expected, ...outcome };
}

/** Whether the check ends as the lesson says that it does. */
export function passes({ holds, meant }: CheckBlock): boolean {
  return holds === meant;
}

function listOf(value: number | ArrayLike<number>): number[] {
  return typeof value === "number" ? [value] : Array.from(value);
}

/** The number itself, or the norm of many. */
function sizeOf(values: readonly number[]): number {
  return values.length === 1 ? values[0] : norm(values);
}
