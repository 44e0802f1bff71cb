/**
 * Lanes of vectors: several numbers side by side, which one instruction works on at once.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A vector, and what is done with it. */
export interface LaneRow {
  /** What it holds. */
  readonly name: Text | string;
  /** What stands before it: `×`, `+` or `=`. */
  readonly sign?: string;
  /** The number in each lane, such as `n(0.5)`. */
  readonly values: readonly string[];
}

/** Vectors below each other, lane under lane, as a block of a lesson. */
export interface LanesBlock {
  /** What kind of block this is. */
  readonly kind: "lanes";
  /** The vectors; all have as many lanes. */
  readonly rows: readonly LaneRow[];
  /** What stands above. */
  readonly caption?: Text;
}

/**
 * Vectors below each other, lane under lane.
 *
 * @throws {RangeError} When they have not as many lanes.
 */
export function lanes(
  rows: readonly LaneRow[],
  { caption }: Pick<LanesBlock, "caption"> = {},
): LanesBlock {
  const [first] = rows;
  for (const { values } of rows) {
    if (values.length !== first.values.length) {
      throw new RangeError(`Cannot align ${values.length} lanes with ${first.values.length}`);
    }
  }
  return { kind: "lanes", rows: [...rows], caption };
}
