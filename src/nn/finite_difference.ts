/**
 * The slope of the loss by one weight, measured: the weight is pushed a little both ways.
 *
 * @module
 */
import type { Matrix } from "../engine/engine.ts";

/** What a finite difference is made of. */
export interface FiniteDifference {
  /** L(w + ε). */
  readonly above: number;
  /** L(w − ε). */
  readonly below: number;
  /** The distance between the two weights, 2ε up to the rounding of the weights. */
  readonly distance: number;
  /** (L(w + ε) − L(w − ε)) / 2ε. */
  readonly slope: number;
}

/**
 * The central difference (L(w + ε) − L(w − ε)) / 2ε at one element of a matrix, which is left as it
 * was. It errs by ε²·L‴/6, and by the rounding of L over ε.
 *
 * @param matrix Holds the element.
 * @param at Its `row` and `column`; `epsilon`, how far it is pushed; `loss`, which computes L anew.
 */
export function finiteDifference(
  matrix: Matrix,
  at: { row: number; column: number; epsilon: number; loss: () => number },
): FiniteDifference {
  const { row, column, epsilon, loss } = at;
  const { data } = matrix, place = row * matrix.columns + column;
  const before = data[place];
  data[place] = before + epsilon;
  const high = data[place], above = loss();
  data[place] = before - epsilon;
  const low = data[place], below = loss();
  data[place] = before;
  return { above, below, distance: high - low, slope: (above - below) / (high - low) };
}
