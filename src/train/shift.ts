import { UserError } from "../errors.ts";
import { below } from "../random/source.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";

/** What is said of the images that are moved, and by what. */
export interface ShiftOptions {
  /** The most pixels, each way. */
  readonly by: number;
  /** Their size. */
  readonly image: { readonly rows: number; readonly columns: number };
  /** What the moves are drawn from. */
  readonly random: Xoshiro128;
}

/**
 * Moves images at random: what is written a little further to the left is the same digit. Up to `by`
 * pixels down or up and, independently, right or left; every number of them is equally likely.
 *
 * P. Simard, D. Steinkraus, J. Platt, "Best practices for convolutional neural networks applied to
 * visual document analysis", ICDAR (2003), section 2.
 */
export class Shift {
  /** Pixels in a row of an image. */
  readonly width: number;
  /** What the moves are drawn from; its state can be saved and restored. */
  readonly random: Xoshiro128;
  readonly #by: number;

  /**
   * Draws nothing yet.
   *
   * @throws {UserError} When an image could be moved out of sight.
   */
  constructor({ by, image: { rows, columns }, random }: ShiftOptions) {
    const most = Math.min(rows, columns) - 1;
    if (by > most) {
      throw new UserError({
        en:
          `--shift ${by} moves images of ${rows}×${columns} pixels out of sight: take ${most} at most`,
        fr: `--shift ${by} sort de la vue des images de ${rows}×${columns} pixels\u00a0: prenez ` +
          `${most} au plus`,
      });
    }
    this.width = columns;
    this.random = random;
    this.#by = by;
  }

  /** Two moves for each of so many images: pixels down, pixels right. */
  draw(count: number): Int32Array {
    const moves = new Int32Array(2 * count);
    for (let i = 0; i < moves.length; i++) {
      moves[i] = below(this.random, 2 * this.#by + 1) - this.#by;
    }
    return moves;
  }
}
