import type { ActivationName, Engine, Matrix } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import type { Layer, LayerDescription, Parameter } from "./layer.ts";

/**
 * An activation: the same function g on every element.
 *
 *     forward    A  = g(Z)
 *     backward   dZ = dA ⊙ g′(Z)
 *
 * relu: g′ = 1 where A > 0, else 0 · sigmoid: g′ = A·(1 − A) · tanh: g′ = 1 − A²
 */
export class Activation implements Layer {
  /** What makes it again; its kind is the name of the activation. */
  readonly description: LayerDescription;
  /** Empty: there is nothing to train. */
  readonly parameters: readonly Parameter[] = [];
  readonly #engine: Engine;
  readonly #activation: ActivationName;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #last?: Matrix;

  /** An activation of `size` columns. */
  constructor(engine: Engine, of: { activation: ActivationName; size: number }) {
    this.description = { kind: of.activation, inputs: of.size, outputs: of.size };
    this.#engine = engine;
    this.#activation = of.activation;
    this.#outputs = new Rows(engine, of.size);
    this.#inputGradient = new Rows(engine, of.size);
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
    const dz = this.#inputGradient.first(gradient.rows);
    const activation = this.#activation;
    this.#engine.activateBackward(dz, { activation, da: gradient, a: this.#last });
    return dz;
  }

  /** For ReLU, which outputs are on: its slope jumps where they go off. */
  branches(): number[] {
    if (this.#activation !== "relu" || !this.#last) return [];
    return Array.from(this.#last.data, (a) => Number(a > 0));
  }
}
