import type { Engine, Matrix } from "../engine/engine.ts";
import type { Layer, Parameter } from "./layer.ts";
import { Rows } from "./rows.ts";

/**
 * A dense (fully connected) layer: every output is a weighted sum of all inputs.
 *
 * For a batch of m rows, with `gradient` the gradient of each row's own loss by Z:
 *
 *     forward    Z  = X·W + b       (m, n)
 *     backward   dW = Xᵀ·dZ / m     (k, n)
 *                db = Σ dZ / m      (1, n), the sum over the rows
 *                dX = dZ·Wᵀ         (m, k)
 *
 * dW and db are divided by m because the loss of a batch is the mean over its rows.
 * I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 6.5.
 */
export class Dense implements Layer {
  /** `Z1` for the first dense layer. */
  readonly symbol: string;
  /** The weights (k, n), then the bias (1, n). */
  readonly parameters: readonly [weight: Parameter, bias: Parameter];
  readonly #engine: Engine;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #inputs?: Matrix;

  /**
   * A layer with zero weights and bias, and room for batches of `capacity` rows.
   *
   * @param engine What computes it.
   * @param shape `number` counts the dense layers from 1; `inputs` (k) and `outputs` (n) are sizes.
   */
  constructor(
    engine: Engine,
    shape: { number: number; inputs: number; outputs: number; capacity: number },
  ) {
    const { number, inputs, outputs, capacity } = shape;
    const parameter = (kind: string, letter: string, rows: number): Parameter => ({
      name: `dense${number}.${kind}`,
      symbol: `${letter}${number}`,
      value: engine.matrix(rows, outputs),
      gradient: engine.matrix(rows, outputs),
    });
    this.symbol = `Z${number}`;
    this.parameters = [parameter("weight", "W", inputs), parameter("bias", "b", 1)];
    this.#engine = engine;
    this.#outputs = new Rows(engine, { capacity, columns: outputs });
    this.#inputGradient = new Rows(engine, { capacity, columns: inputs });
  }

  /** Z = X·W + b. */
  forward(inputs: Matrix): Matrix {
    const [weight, bias] = this.parameters;
    const outputs = this.#outputs.first(inputs.rows);
    this.#engine.matmul(outputs, { a: inputs, b: weight.value, bias: bias.value });
    this.#inputs = inputs;
    return outputs;
  }

  /** dW = Xᵀ·dZ / m, db = Σ dZ / m, and dX = dZ·Wᵀ when it is wanted. */
  backward(gradient: Matrix, wantInputs: boolean = true): Matrix | undefined {
    if (!this.#inputs) throw new TypeError("backward() follows forward()");
    const [weight, bias] = this.parameters;
    const scale = 1 / gradient.rows;
    this.#engine.matmulTransposedA(weight.gradient, { a: this.#inputs, b: gradient, scale });
    this.#engine.sumRows(bias.gradient, { a: gradient, scale });
    if (!wantInputs) return undefined;
    const inputGradient = this.#inputGradient.first(gradient.rows);
    this.#engine.matmulTransposedB(inputGradient, { a: gradient, b: weight.value });
    return inputGradient;
  }
}
