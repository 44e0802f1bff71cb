/**
 * Multinomial logistic regression as a function to minimise: a network without a hidden layer, and a
 * penalty on its weights.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Examples } from "../train/examples.ts";

/** Images that pass together. As fast as any from 250 on. */
const BATCH = 1000;

/**
 * The mean cross-entropy of a linear model over n examples, with an L2 penalty, as a function of all
 * its parameters:
 *
 *     f(W, b)  = (1/n)·Σ −ln softmax(xᵢ·W + b)[labelᵢ] + ‖W‖² / (2·C·n)
 *     ∂f/∂W    = (1/n)·Xᵀ·(P − Y) + W / (C·n)
 *     ∂f/∂b    = (1/n)·Σ (P − Y)
 *
 * the objective of scikit-learn's LogisticRegression(C) divided by C·n; biases are free. The values
 * of the batches, f32 on the kernels, are summed in f64 and always in the same order.
 *
 * T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning (2nd ed., 2009), section
 * 4.4; scikit-learn, https://scikit-learn.org/stable/modules/linear_model.html#logistic-regression
 */
export class LogisticObjective {
  /** The number of parameters: W (inputs, classes) row after row, then b (classes). */
  readonly length: number;
  readonly #network: Network;
  readonly #examples: Examples;
  readonly #decay: number;

  /**
   * The objective over these examples.
   *
   * @param network The model, without a hidden layer.
   * @param options `examples`, on the engine of the network; `c`, the inverse of the penalty's
   * strength, 1 by default.
   * @throws {ShapeError} When the network has a hidden layer.
   */
  constructor(network: Network, options: { readonly examples: Examples; readonly c?: number }) {
    if (network.sizes.length !== 2) {
      throw new ShapeError(`a linear model has no hidden layer: found [${network.sizes}]`);
    }
    this.length = network.parameterCount;
    this.#network = network;
    this.#examples = options.examples;
    this.#decay = 1 / ((options.c ?? 1) * options.examples.count);
  }

  /** Gives the network the parameters x, rounded to what its engine holds. */
  assign(x: Float64Array): void {
    let start = 0;
    for (const { value: { data } } of this.#network.parameters) {
      data.set(x.subarray(start, start += data.length));
    }
  }

  /** f(x), in nats; overwrites `gradient` with ∇f(x). The network is left with x. */
  evaluate(x: Float64Array, gradient: Float64Array): number {
    const network = this.#network, { count } = this.#examples;
    this.assign(x);
    gradient.fill(0);
    let loss = 0;
    for (const batch of this.#examples.batches(BATCH)) {
      const { losses } = network.forward(batch);
      network.backward();
      for (const value of losses.data) loss += value;
      const share = losses.rows / count; // the gradients are means over the batch
      let place = 0;
      for (const { gradient: { data } } of network.parameters) {
        for (let i = 0; i < data.length; i++) gradient[place++] += share * data[i];
      }
    }
    let squares = 0;
    const weights = network.parameters[0].value.data.length;
    for (let i = 0; i < weights; i++) {
      squares += x[i] * x[i];
      gradient[i] += this.#decay * x[i];
    }
    return loss / count + this.#decay * squares / 2;
  }
}
