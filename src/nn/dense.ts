import type { Engine, Matrix, Pixels } from "../engine/engine.ts";
import type { BackwardOptions, Layer, Parameter } from "./layer.ts";
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
  #inputs?: Matrix | Pixels;

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
  forward(inputs: Matrix | Pixels): Matrix {
    const [weight, bias] = this.parameters;
    const outputs = this.#outputs.first(inputs.rows);
    this.#engine.matmul(outputs, { a: inputs, b: weight.value, bias: bias.value });
    this.#inputs = inputs;
    return outputs;
  }

  /** dX = dZ·Wᵀ when it is wanted; then dW = Xᵀ·dZ / m and db = Σ dZ / m, or a step down them. */
  backward(gradient: Matrix, options: BackwardOptions = {}): Matrix | undefined {
    if (!this.#inputs) throw new TypeError("backward() follows forward()");
    const [weight, bias] = this.parameters;
    const engine = this.#engine, { inputs = true, rate } = options;
    let dX: Matrix | undefined;
    if (inputs) {
      dX = this.#inputGradient.first(gradient.rows);
      engine.matmulTransposedB(dX, { a: gradient, b: weight.value });
    }
    const factors = { a: this.#inputs, b: gradient, scale: 1 / gradient.rows };
    engine.sumRows(bias.gradient, { a: gradient, scale: factors.scale });
    if (rate === undefined) {
      engine.matmulTransposedA(weight.gradient, factors);
    } else {
      engine.sgd(bias.value, { gradient: bias.gradient, rate });
      engine.descend(weight.value, { ...factors, rate, gradient: weight.gradient });
    }
    return dX;
  }
}
