/**
 * The same network on the project's kernels.
 *
 * @module
 */
import { createEngine } from "../src/engine/create.ts";
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { matrixOf } from "../src/practice/tensor.ts";
import { normalSource, shuffle } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { countRight, evaluate } from "../src/train/evaluate.ts";
import { Examples } from "../src/train/examples.ts";
import type { Trainable } from "./own_network.ts";

/** A network of so many inputs, neurons and classes. */
export function kernelNetwork(sizes: readonly number[]): Trainable {
  const engine = createEngine("strict");
  const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(1)));
  return {
    of: "kernels",
    network: {
      forward(batch: Batch) {
        const { loss, probabilities } = network.forward(batch);
        return { loss, right: countRight(probabilities, batch.labels) };
      },
      backward: () => network.backward(),
    },
    optimizer: new Sgd(engine, network.parameters),
    examples(digits) {
      const examples = new Examples(engine, digits), random = new Xoshiro128(2);
      return {
        count: digits.count,
        shuffle: () => shuffle(random, examples.order),
        batch: (from, to) => examples.batch(from, Math.min(to, digits.count)),
      };
    },
    layers: () =>
      network.layers.flatMap(({ parameters }) => {
        if (parameters.length === 0) return [];
        const [W, b] = parameters.map(({ value: { rows, columns, data } }) =>
          matrixOf([rows, columns], (i, j) => data[i * columns + j])
        );
        return [{ W, b: b[0] }];
      }),
    accuracy: (digits) => evaluate(network, new Examples(engine, digits)).accuracy,
  };
}
