import type { Engine, Matrix } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Layer, LayerDescription, Mode, Parameter } from "./layer.ts";

/**
 * Dropout: while training, each input is dropped with probability `rate`, and those that stay grow by
 * 1/(1 − rate), so that their mean stays the same ("inverted" dropout). In evaluation it does nothing.
 *
 *     forward    A  = X ⊙ M, M being 0 with probability rate, else 1/(1 − rate)
 *     backward   dX = dA ⊙ M
 *
 * N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", Journal of
 * Machine Learning Research 15 (2014), section 4, and section 10 for the 1/(1 − rate).
 */
export class Dropout implements Layer {
  /** What makes it again, with a stream of random numbers of its own. */
  readonly description: LayerDescription & { readonly rate: number };
  /** Empty: there is nothing to train. */
  readonly parameters: readonly Parameter[] = [];
  /** What the masks are drawn from; its state can be saved. */
  readonly random: Xoshiro128;
  /** What it is passed through for. */
  mode: Mode = "training";
  readonly #engine: Engine;
  readonly #mask: Rows;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #last?: Matrix | "none";

  /**
   * Dropout of `size` columns.
   *
   * @throws {RangeError} When `rate` is not from 0 to below 1.
   */
  constructor(engine: Engine, of: { size: number; rate: number; random?: Xoshiro128 }) {
    const { size, rate, random = new Xoshiro128(0) } = of;
    if (!(rate >= 0 && rate < 1)) {
      throw new RangeError(`dropout must be a share from 0 to below 1: found ${rate}`);
    }
    this.description = { kind: "dropout", inputs: size, outputs: size, rate };
    this.random = random;
    this.#engine = engine;
    this.#mask = new Rows(engine, size);
    this.#outputs = new Rows(engine, size);
    this.#inputGradient = new Rows(engine, size);
  }

  /** A = X ⊙ M with a new mask M; X itself in evaluation. */
  forward(inputs: Matrix): Matrix {
    if (this.mode === "evaluation") {
      this.#last = "none";
      return inputs;
    }
    const mask = this.#last = this.#mask.first(inputs.rows);
    const outputs = this.#outputs.first(inputs.rows);
    this.#engine.dropoutMask(mask, { random: this.random, rate: this.description.rate });
    this.#engine.multiply(outputs, { a: inputs, b: mask });
    return outputs;
  }

  /** dX = dA ⊙ M. */
  backward(gradient: Matrix): Matrix {
    if (!this.#last) throw new TypeError("backward() follows forward()");
    if (this.#last === "none") return gradient;
    const dx = this.#inputGradient.first(gradient.rows);
    this.#engine.multiply(dx, { a: gradient, b: this.#last });
    return dx;
  }
}
