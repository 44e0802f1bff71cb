import type { Engine, Matrix } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { namedMatrices, type Optimizer, type OptimizerState, zerosLike } from "./optimizer.ts";

/** The constants of Adam, β1, β2 and ε; those of its paper are 0.9, 0.999 and 1e-8. */
export interface AdamConstants {
  /** β1: how much of the mean of the gradients is left at each step, 0 to 1. */
  readonly beta1: number;
  /** β2: how much of the mean of their squares is left at each step, 0 to 1. */
  readonly beta2: number;
  /** ε, which keeps the divisor from 0. */
  readonly epsilon: number;
}

/**
 * Adam: momentum, divided for every weight by the root of the mean square of its gradients. At step t,
 * counted from 1,
 *
 *     m = β1 · m + (1 − β1) · dW             m and v are 0 at first
 *     v = β2 · v + (1 − β2) · dW²
 *     W = W − rate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + ε)
 *
 * D. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 */
export class Adam implements Optimizer {
  /** The means `m` and `v` of every parameter; the powers β1ᵗ and β2ᵗ. */
  readonly state: OptimizerState & { numbers: { beta1Power: number; beta2Power: number } };
  readonly #engine: Engine;
  readonly #parameters: readonly Parameter[];
  readonly #constants: AdamConstants;
  readonly #means: readonly Matrix[];
  readonly #squares: readonly Matrix[];

  /** The optimiser of these parameters. */
  constructor(engine: Engine, parameters: readonly Parameter[], constants: AdamConstants) {
    this.#engine = engine;
    this.#parameters = parameters;
    this.#constants = constants;
    this.#means = zerosLike(engine, parameters);
    this.#squares = zerosLike(engine, parameters);
    const matrices = namedMatrices(parameters, { m: this.#means, v: this.#squares });
    this.state = { matrices, numbers: { beta1Power: 1, beta2Power: 1 } };
  }

  /** One step for every parameter. */
  step(rate: number): void {
    this.stepWithDecay(rate, () => 0);
  }

  /** The same, with W = W − rate · λ · W before it; `decay` gives the λ of a parameter. */
  protected stepWithDecay(rate: number, decay: (parameter: Parameter) => number): void {
    const { beta1, beta2, epsilon } = this.#constants, powers = this.state.numbers;
    // By products: Math.pow may give other bits on another machine.
    const correction1 = 1 - (powers.beta1Power *= beta1);
    const correction2 = 1 - (powers.beta2Power *= beta2);
    const same = { rate, beta1, beta2, epsilon, correction1, correction2 };
    this.#parameters.forEach((parameter, i) => {
      const { value, gradient } = parameter, m = this.#means[i], v = this.#squares[i];
      this.#engine.adam(value, { gradient, m, v, decay: decay(parameter), ...same });
    });
  }
}
