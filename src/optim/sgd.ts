import type { Engine } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";

/**
 * Stochastic gradient descent: every parameter takes one step down its own gradient,
 *
 *     W = W − rate · dW.
 *
 * H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22
 * (1951).
 */
export class Sgd implements Optimizer {
  /** It remembers nothing. */
  readonly state: OptimizerState = { matrices: new Map(), numbers: {} };
  readonly #engine: Engine;
  readonly #parameters: readonly Parameter[];

  /** The optimiser of these parameters. */
  constructor(engine: Engine, parameters: readonly Parameter[]) {
    this.#engine = engine;
    this.#parameters = parameters;
  }

  /** W = W − rate · dW for every parameter. */
  step(rate: number): void {
    for (const { value, gradient } of this.#parameters) this.#engine.sgd(value, { gradient, rate });
  }
}
