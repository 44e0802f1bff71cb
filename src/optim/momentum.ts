import type { Engine, Matrix } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { namedMatrices, type Optimizer, type OptimizerState, zerosLike } from "./optimizer.ts";

/**
 * Gradient descent with momentum, the heavy ball: each step keeps a share μ of the one before it, so
 * that steps which agree grow up to 1 / (1 − μ) times as long, and those which contradict cancel.
 *
 *     V = μ · V + dW             V is 0 at first
 *     W = W − rate · V
 *
 * B. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Computational
 * Mathematics and Mathematical Physics 4 (1964), equation 9; with the rate outside of V, as PyTorch's
 * `SGD` has it.
 */
export class Momentum implements Optimizer {
  /** V, `velocity`, of every parameter. */
  readonly state: OptimizerState;
  readonly #engine: Engine;
  readonly #parameters: readonly Parameter[];
  readonly #momentum: number;
  readonly #velocities: readonly Matrix[];

  /** The optimiser of these parameters; `momentum` is μ, 0 to 1. */
  constructor(
    engine: Engine,
    parameters: readonly Parameter[],
    { momentum }: { momentum: number },
  ) {
    this.#engine = engine;
    this.#parameters = parameters;
    this.#momentum = momentum;
    this.#velocities = zerosLike(engine, parameters);
    const matrices = namedMatrices(parameters, { velocity: this.#velocities });
    this.state = { matrices, numbers: {} };
  }

  /** V = μ · V + dW, W = W − rate · V for every parameter. */
  step(rate: number): void {
    const momentum = this.#momentum;
    this.#parameters.forEach(({ value, gradient }, i) => {
      const velocity = this.#velocities[i];
      this.#engine.momentum(value, { gradient, velocity, momentum, rate });
    });
  }
}
