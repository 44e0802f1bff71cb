/**
 * What comes with the page so that the first drawing is read at once: a small trained network, and
 * some test digits.
 *
 * @module
 */
import { createEngine } from "../engine/create.ts";
import type { Dataset } from "../data/dataset.ts";
import { encodeModel } from "../run/model.ts";
import { evaluate } from "../train/evaluate.ts";
import { DEFAULT_RECIPE } from "../train/recipe.ts";
import { Session } from "../train/session.ts";

/** The network as a model file, and the digits: what is known of them, and (count, 28, 28) bytes. */
export interface SmallModel {
  /** The model of `deno task train`, without options. */
  readonly model: Uint8Array;
  /** Of each digit its place among the test images, what it shows, and whether it is misread. */
  readonly digits: readonly {
    readonly index: number;
    readonly label: number;
    readonly isHard: boolean;
  }[];
  /** Their pixels. */
  readonly pixels: Uint8Array;
}

/** How many digits of each class come with the page, and how many that the network misreads. */
const EASY = 4, HARD = 2;

/** Trains the network, and takes the first digits of each class that it reads, and that it misreads. */
export function makeSmallModel(mnist: Dataset): SmallModel {
  const session = new Session(createEngine("strict"), { recipe: DEFAULT_RECIPE, dataset: mnist });
  for (const _event of session.run());
  const { network, test: examples } = session, { test } = mnist;
  const { predictions } = evaluate(network, examples);
  const left = Array.from({ length: 10 }, () => ({ easy: EASY, hard: HARD }));
  const digits = [];
  for (let index = 0; index < test.count; index++) {
    const label = test.labels[index], isHard = predictions[index] !== label;
    if (left[label][isHard ? "hard" : "easy"]-- <= 0) continue;
    digits.push({ index, label, isHard });
  }
  const pixels = new Uint8Array(784 * digits.length);
  digits.forEach(({ index }, i) =>
    pixels.set(test.images.subarray(784 * index, 784 * (index + 1)), 784 * i)
  );
  return {
    model: encodeModel(network, { recipe: DEFAULT_RECIPE, dataset: mnist }),
    digits,
    pixels,
  };
}
