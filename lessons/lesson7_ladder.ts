/**
 * The ladder of lesson 7: each way to compute the product, timed, checked and drawn.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import { bars, check, n, percent, seconds } from "../src/lesson/blocks.ts";
import { SIZES, stopwatch, type Way } from "./lesson7_workbench.ts";

/** A way to compute the product, and how fast it is. */
export interface Rung {
  /** What it is called. */
  readonly name: Text;
  /** Seconds of the fastest call. */
  readonly time: number;
  /** GFLOP/s, counted as if no operation were left out. */
  readonly speed: number;
  /** Where the product is. */
  readonly result: Float32Array;
}

/** Multiplications and additions of a product. */
export const OPERATIONS = 2 * SIZES.m * SIZES.k * SIZES.n;

/** The rungs so far. */
export class Ladder {
  /** The rungs, from the first on. */
  readonly rungs: Rung[] = [];
  /** GFLOP/s of numbers that stay in registers. */
  readonly ceiling: number;

  /** An empty ladder below a ceiling. */
  constructor(ceiling: number) {
    this.ceiling = ceiling;
  }

  /** Times one more way. */
  climb(name: Text, { run, result }: Way): Rung {
    const { best: time } = stopwatch(run);
    const rung = { name, time, speed: OPERATIONS / time / 1e9, result };
    this.rungs.push(rung);
    return rung;
  }

  /** Holds the last rung against the first. */
  checked() {
    const { rungs } = this, [first] = rungs, { name, result } = rungs[rungs.length - 1];
    return check({
      claim: { en: "the same product as on rung 1", fr: "le même produit qu’au barreau 1" },
      found: { name, value: result },
      expected: { name: first.name, value: first.result },
      tolerance: 1e-6,
      brief: true,
    });
  }

  /** All rungs in bars. */
  drawn() {
    const { rungs, ceiling } = this, [first] = rungs;
    return bars(
      rungs.map(({ name, speed, time }) => ({
        label: name,
        value: speed,
        text: `${seconds(time)} · ${percent(speed / ceiling, 0)} · ×${n(first.time / time, 2)}`,
      })),
      {
        max: Math.max(ceiling, ...rungs.map(({ speed }) => speed)),
        caption: {
          en: "Speed: time, share of the ceiling, how many times that of rung 1",
          fr: "Vitesse\u00a0: temps, part du plafond, combien de fois celle du barreau 1",
        },
      },
    );
  }
}

/** The index of the factor that is nearest to a ratio: 3.6 is nearer to 4 than to 1. */
export function nearest(ratio: number, factors: readonly number[]): number {
  const distances = factors.map((factor) => Math.abs(Math.log(ratio / factor)));
  return distances.indexOf(Math.min(...distances));
}
