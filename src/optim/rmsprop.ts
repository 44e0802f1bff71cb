import type { Engine, Matrix } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { namedMatrices, type Optimizer, type OptimizerState, zerosLike } from "./optimizer.ts";

/**
 * RMSProp: every weight has its own rate, divided by the root of the mean square of its last gradients.
 *
 *     v = α · v + (1 − α) · dW²             v is 0 at first
 *     W = W − rate · dW / (√v + ε)
 *
 * T. Tieleman and G. Hinton, lecture 6.5 of "Neural networks for machine learning", Coursera (2012);
 * with ε outside of the root, as PyTorch's `RMSprop` has it.
 */
export class Rmsprop implements Optimizer {
  /** The mean square `v` of every parameter. */
  readonly state: OptimizerState;
  readonly #engine: Engine;
  readonly #parameters: readonly Parameter[];
  readonly #constants: { readonly alpha: number; readonly epsilon: number };
  readonly #squares: readonly Matrix[];

  /** The optimiser of these parameters; `alpha` is how much of v is left at each step, 0 to 1. */
  constructor(
    engine: Engine,
    parameters: readonly Parameter[],
    { alpha, epsilon }: { alpha: number; epsilon: number },
  ) {
    this.#engine = engine;
    this.#parameters = parameters;
    this.#constants = { alpha, epsilon };
    this.#squares = zerosLike(engine, parameters);
    this.state = { matrices: namedMatrices(parameters, { v: this.#squares }), numbers: {} };
  }

  /** v = α · v + (1 − α) · dW², W = W − rate · dW / (√v + ε) for every parameter. */
  step(rate: number): void {
    this.#parameters.forEach(({ value, gradient }, i) => {
      const v = this.#squares[i];
      this.#engine.rmsprop(value, { gradient, v, rate, ...this.#constants });
    });
  }
}
