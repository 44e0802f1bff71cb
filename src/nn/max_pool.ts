import type { Engine, Matrix } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import { checkWindows, windowCounts, type Windows } from "../engine/windows.ts";
import type { Layer, LayerDescription, Parameter } from "./layer.ts";

/**
 * Max-pooling: of each window of an image, the largest number of each channel is kept.
 *
 *     forward    A[v, u, c]  = max X[v·stride + ky, u·stride + kx, c], over ky and kx
 *     backward   dX[y, x, c] = Σ dA[v, u, c], over the windows whose largest number is X[y, x, c]
 *
 * Images lie as in {@linkcode Conv2d}. Of equals the first is taken; rows and columns that make no whole
 * window are left out. I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 9.3.
 */
export class MaxPool implements Layer {
  /** What makes it again. */
  readonly description: LayerDescription & { readonly windows: Windows };
  /** Empty: there is nothing to train. */
  readonly parameters: readonly Parameter[] = [];
  readonly #engine: Engine;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #places: Uint32Array;
  #last: Uint32Array;

  /**
   * A pooling of images of (height, width, channels).
   *
   * @throws {RangeError} When a size is not a positive integer, or no window fits on the image.
   */
  constructor(engine: Engine, of: Omit<Windows, "padding">) {
    const windows = { ...of, padding: 0 };
    checkWindows(windows);
    const { height, width, channels } = windows, counts = windowCounts(windows);
    const inputs = height * width * channels, outputs = counts.height * counts.width * channels;
    this.description = { kind: "maxpool", inputs, outputs, windows };
    this.#engine = engine;
    this.#outputs = new Rows(engine, outputs);
    this.#inputGradient = new Rows(engine, inputs);
    this.#places = this.#last = engine.indices(0);
  }

  /** A = the largest number of each window. */
  forward(inputs: Matrix): Matrix {
    const outputs = this.#outputs.first(inputs.rows), length = outputs.rows * outputs.columns;
    if (length > this.#places.length) this.#places = this.#engine.indices(length);
    const places = this.#last = this.#places.subarray(0, length);
    this.#engine.maxPool(outputs, { inputs, windows: this.description.windows, places });
    return outputs;
  }

  /** dX = dA where the largest numbers were, and 0 elsewhere. */
  backward(gradient: Matrix): Matrix {
    if (this.#last.length === 0) throw new TypeError("backward() follows forward()");
    const dx = this.#inputGradient.first(gradient.rows), { windows } = this.description;
    this.#engine.maxPoolBackward(dx, { dz: gradient, windows, places: this.#last });
    return dx;
  }

  /** Where each largest number was: the slope jumps when another becomes the largest. */
  branches(): number[] {
    return [...this.#last];
  }
}
