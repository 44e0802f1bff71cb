import type { ActivationName, Engine, Matrix } from "../engine/engine.ts";
import type { Layer, Parameter } from "./layer.ts";
import { Rows } from "./rows.ts";

/**
 * An activation: the same function g on every element.
 *
 *     forward    A  = g(Z)
 *     backward   dZ = dA ⊙ g′(Z)
 *
 * relu: g′ = 1 where A > 0, else 0 · sigmoid: g′ = A·(1 − A) · tanh: g′ = 1 − A²
 */
export class Activation implements Layer {
  /** `A1` for the first activation. */
  readonly symbol: string;
  /** Empty: there is nothing to train. */
  readonly parameters: readonly Parameter[] = [];
  readonly #engine: Engine;
  readonly #activation: ActivationName;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #last?: Matrix;

  /**
   * An activation of `size` columns, with room for batches of `capacity` rows.
   *
   * @param engine What computes it.
   * @param shape `number` counts the activations from 1.
   */
  constructor(
    engine: Engine,
    shape: { number: number; activation: ActivationName; size: number; capacity: number },
  ) {
    const rows = { capacity: shape.capacity, columns: shape.size };
    this.symbol = `A${shape.number}`;
    this.#engine = engine;
    this.#activation = shape.activation;
    this.#outputs = new Rows(engine, rows);
    this.#inputGradient = new Rows(engine, rows);
  }

  /** A = g(Z). */
  forward(inputs: Matrix): Matrix {
    const outputs = this.#outputs.first(inputs.rows);
    this.#engine.activate(outputs, { activation: this.#activation, z: inputs });
    this.#last = outputs;
    return outputs;
  }

  /** dZ = dA ⊙ g′(Z). */
  backward(gradient: Matrix): Matrix {
    if (!this.#last) throw new TypeError("backward() follows forward()");
    const inputGradient = this.#inputGradient.first(gradient.rows);
    this.#engine.activateBackward(inputGradient, {
      activation: this.#activation,
      da: gradient,
      a: this.#last,
    });
    return inputGradient;
  }
}
