/**
 * Short trainings that must give the same weights in Deno and in every browser.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Engine, EngineName } from "../../src/engine/engine.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { Network } from "../../src/nn/network.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { Examples } from "../../src/train/examples.ts";
import { train as run } from "../../src/train/loop.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { clean, stripes } from "../train/stripes.ts";

/** Makes an engine, in Deno or on a page. */
export type MakeEngine = (name: EngineName) => Engine | Promise<Engine>;

/** The SHA-256 of the weights of an epoch on MNIST, and of small trainings of every kind of layer. */
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
  digests["convolutional"] = await trainConvnet(makeEngine, { recipe, dataset: sparse });
  digests["convolutional, dense"] = await trainConvnet(makeEngine, { recipe, dataset: noisy });
  return digests;
}

/** The SHA-256 of the weights of a network of convolutions, pooling and dropout. */
async function trainConvnet(
  makeEngine: MakeEngine,
  { recipe, dataset }: { recipe: Recipe; dataset: Dataset },
): Promise<string> {
  const engine = await makeEngine("strict");
  const image = { height: dataset.rows, width: dataset.columns, channels: 1 };
  const conv = { conv: [5, 18], kernel: 3, stride: 1, padding: 1, pool: 2 };
  const sizes = {
    ...conv,
    image,
    hidden: [7],
    classes: 6,
    activation: "relu",
    dropout: 0.3,
  } as const;
  const network = new Network(engine, convnet(engine, sizes));
  network.initialise("he", normalSource(new Xoshiro128(5)));
  const optimizer = new Sgd(engine, network.parameters);
  const train = new Examples(engine, dataset.train), test = new Examples(engine, dataset.test);
  for (
    const _event of run(network, {
      ...recipe,
      optimizer,
      train,
      test,
      validation: undefined,
      shift: undefined,
    })
  );
  return weightsSha256(network);
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
