/**
 * Short trainings that must give the same weights in Deno and in every browser.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Engine, EngineName } from "../../src/engine/engine.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { clean, stripes } from "../train/stripes.ts";

/** Makes an engine, in Deno or on a page. */
export type MakeEngine = (name: EngineName) => Engine | Promise<Engine>;

/** The SHA-256 of the weights of an epoch on MNIST, and of small trainings of every activation. */
export async function trainAll(
  makeEngine: MakeEngine,
  mnist: Dataset,
): Promise<Record<string, string>> {
  const recipe: Recipe = { ...DEFAULT_RECIPE, batch: 17, epochs: 3 };
  const noisy = stripes({ train: 130, test: 40 }), sparse = clean(noisy);
  const trainings: Record<string, [EngineName, Recipe, Dataset]> = {
    "MNIST": ["strict", { ...DEFAULT_RECIPE, epochs: 1 }, mnist],
    "relu, sparse": ["strict", { ...recipe, hidden: [65, 34] }, sparse],
    "tanh, sparse": ["strict", { ...recipe, hidden: [19], activation: "tanh" }, sparse],
    "sigmoid, dense": [
      "strict",
      { ...recipe, hidden: [64, 7], activation: "sigmoid", schedule: "cosine" },
      noisy,
    ],
    "plain": ["plain", { ...recipe, hidden: [9, 5] }, noisy],
  };
  const digests: Record<string, string> = {};
  for (const [what, [name, recipe, dataset]] of Object.entries(trainings)) {
    const session = new Session(await makeEngine(name), { recipe, dataset });
    for (const _event of session.run());
    digests[what] = weightsSha256(session.network);
  }
  return digests;
}

/** What views taken before a memory grew read and write after it: a row (3, 4) times a column (10, 1). */
export function growthOf(engine: Engine): { row: number[]; product: number; grew: boolean } {
  const a = engine.matrix(1, 2), b = engine.matrix(2, 1), c = engine.matrix(1, 1);
  const row = a.data, column = b.data, product = c.data, size = product.buffer.byteLength;
  row.set([3, 4]);
  engine.matrix(1000, 1000);
  column.set([10, 1]);
  engine.matmul(c, { a, b });
  return { row: [...row], product: product[0], grew: product.buffer.byteLength > size };
}
