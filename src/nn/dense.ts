import type { Engine, Matrix, Pixels } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import {
  fillNormal,
  type InitialisationName,
  type NormalSource,
  weightDeviation,
} from "./initialise.ts";
import type { Layer, LayerDescription, Parameter } from "./layer.ts";

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
  /** What makes it again. */
  readonly description: LayerDescription;
  /** The weights (k, n), then the bias (1, n). */
  readonly parameters: readonly [weight: Parameter, bias: Parameter];
  /** Whether dX is left out. */
  skipsInputGradient = false;
  readonly #engine: Engine;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #inputs?: Matrix | Pixels;

  /** A layer from `inputs` (k) to `outputs` (n) columns, with zero weights and bias. */
  constructor(engine: Engine, { inputs, outputs }: { inputs: number; outputs: number }) {
    const parameter = (name: string, rows: number): Parameter => ({
      name,
      value: engine.matrix(rows, outputs),
      gradient: engine.matrix(rows, outputs),
    });
    this.description = { kind: "dense", inputs, outputs };
    this.parameters = [parameter("weight", inputs), parameter("bias", 1)];
    this.#engine = engine;
    this.#outputs = new Rows(engine, outputs);
    this.#inputGradient = new Rows(engine, inputs);
  }

  /** Draws the weights; the bias becomes zero. */
  initialise(name: InitialisationName, normal: NormalSource): void {
    const [weight, bias] = this.parameters;
    fillNormal(weight.value.data, { normal, deviation: weightDeviation(name, this.description) });
    bias.value.data.fill(0);
  }

  /** Z = X·W + b. */
  forward(inputs: Matrix | Pixels): Matrix {
    const [W, b] = this.parameters;
    const outputs = this.#outputs.first(inputs.rows);
    this.#engine.matmul(outputs, { a: inputs, b: W.value, bias: b.value });
    this.#inputs = inputs;
    return outputs;
  }

  /** dW = Xᵀ·dZ / m, db = Σ dZ / m, dX = dZ·Wᵀ. */
  backward(gradient: Matrix): Matrix | undefined {
    if (!this.#inputs) throw new TypeError("backward() follows forward()");
    const [W, b] = this.parameters;
    const scale = 1 / gradient.rows;
    this.#engine.matmulTransposedA(W.gradient, { a: this.#inputs, b: gradient, scale });
    this.#engine.sumRows(b.gradient, { a: gradient, scale });
    if (this.skipsInputGradient) return undefined;
    const inputGradient = this.#inputGradient.first(gradient.rows);
    this.#engine.matmulTransposedB(inputGradient, { a: gradient, b: W.value });
    return inputGradient;
  }
}
