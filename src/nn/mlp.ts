import type { ActivationName, Engine } from "../engine/engine.ts";
import { Activation } from "./activation.ts";
import { Dense } from "./dense.ts";
import type { Layer } from "./layer.ts";

/**
 * The layers of a multilayer perceptron: dense layers with an activation between them. Without a hidden
 * layer it is a linear model.
 *
 * @param engine What computes them.
 * @param of `sizes`: columns of the inputs, the hidden layers and the classes, [784, 64, 10];
 * `activation`: that of the hidden layers.
 * @throws {RangeError} When there are fewer than two sizes, or one is not a positive integer.
 */
export function mlp(
  engine: Engine,
  { sizes, activation }: { sizes: readonly number[]; activation: ActivationName },
): Layer[] {
  if (sizes.length < 2 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new RangeError(`a network needs two or more positive sizes: found [${sizes}]`);
  }
  return sizes.slice(1).flatMap((outputs, i) => {
    const dense = new Dense(engine, { inputs: sizes[i], outputs });
    const isLast = i === sizes.length - 2;
    return isLast ? [dense] : [dense, new Activation(engine, { activation, size: outputs })];
  });
}
