import type { Engine } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";

/** Whether a parameter is a weight: biases are not penalised, for they do not bend the function. */
export function isWeight({ name }: Parameter): boolean {
  return name.endsWith("weight");
}

/**
 * L2 regularisation: what is minimised is the loss plus λ/2 · Σ W², over every weight and no bias. Before
 * each step of any optimiser,
 *
 *     dW = dW + λ · W
 *
 * The losses that a training reports are without the penalty, so that those of the training and of the
 * test images, and of two runs, can be compared.
 *
 * I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 7.1.1.
 */
export class L2 implements Optimizer {
  /** That of the optimiser inside. */
  readonly state: OptimizerState;
  readonly #engine: Engine;
  readonly #weights: readonly Parameter[];
  readonly #optimizer: Optimizer;
  readonly #lambda: number;

  /** Penalises the weights among the parameters; `optimizer` takes the steps. */
  constructor(
    engine: Engine,
    parameters: readonly Parameter[],
    { optimizer, l2 }: { optimizer: Optimizer; l2: number },
  ) {
    this.state = optimizer.state;
    this.#engine = engine;
    this.#weights = parameters.filter(isWeight);
    this.#optimizer = optimizer;
    this.#lambda = l2;
  }

  /** λ/2 · Σ W². */
  penalty(): number {
    let sum = 0;
    for (const { value: { data } } of this.#weights) {
      for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
    }
    return this.#lambda / 2 * sum;
  }

  /** dW = dW + λ · W for every weight: the gradient of the loss with its penalty. */
  addGradient(): void {
    for (const { value, gradient } of this.#weights) {
      // The operation of a step, which subtracts a multiple of one matrix from another.
      this.#engine.sgd(gradient, { gradient: value, rate: -this.#lambda });
    }
  }

  /** Adds the penalty's gradient, and takes the optimiser's step; once for each backward pass. */
  step(rate: number): void {
    this.addGradient();
    this.#optimizer.step(rate);
  }
}
