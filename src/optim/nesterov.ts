import type { Engine, Matrix } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { namedMatrices, type Optimizer, type OptimizerState, zerosLike } from "./optimizer.ts";

/**
 * Momentum after Nesterov: the step goes on from where momentum is about to lead, by weighing the new
 * gradient in once more.
 *
 *     V = μ · V + dW             V is 0 at first
 *     W = W − rate · (dW + μ · V)
 *
 * Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)",
 * Soviet Mathematics Doklady 27 (1983). I. Sutskever et al., "On the importance of initialization and
 * momentum in deep learning", ICML 2013, equations 3 and 4, take the gradient where momentum would
 * lead; with W standing for that place this is PyTorch's `SGD(nesterov=True)`, the formula here.
 */
export class Nesterov implements Optimizer {
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

  /** V = μ · V + dW, W = W − rate · (dW + μ · V) for every parameter. */
  step(rate: number): void {
    const momentum = this.#momentum;
    this.#parameters.forEach(({ value, gradient }, i) => {
      const velocity = this.#velocities[i];
      this.#engine.nesterov(value, { gradient, velocity, momentum, rate });
    });
  }
}
