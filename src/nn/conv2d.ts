import type { Convolution, Engine, Matrix, Pixels } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";
import { checkWindows, windowCounts, type Windows } from "../engine/windows.ts";
import {
  fillNormal,
  type InitialisationName,
  type NormalSource,
  weightDeviation,
} from "./initialise.ts";
import type { Layer, LayerDescription, Parameter } from "./layer.ts";

/**
 * A convolution: n filters of kernel × kernel pixels slide over an image, and each output is the
 * weighted sum of the window below a filter.
 *
 * A row of X (m, height·width·channels) is an image, pixel after pixel, the channels of a pixel side by
 * side; a row of Z (m, windows·n) is one again, with a channel for each filter. With the pixel
 * (y, x) = (v·stride + ky − padding, u·stride + kx − padding), zero past the edges, and `gradient` that
 * of each row's own loss by Z:
 *
 *     forward    Z[v, u, f]     = Σ X[y, x, c]·W[ky, kx, c, f] + b[f], over ky, kx and c
 *     backward   dW[ky, kx, c, f] = Σ X[y, x, c]·dZ[v, u, f] / m, over v, u and the rows
 *                db[f]          = Σ dZ[v, u, f] / m, over v, u and the rows
 *                dX[y, x, c]    = Σ dZ[v, u, f]·W[ky, kx, c, f], over f and the windows over (y, x)
 *
 * W is a matrix (kernel²·channels, n) whose rows go by ky, then kx, then c. PyTorch's weight[f][c][ky][kx]
 * is W[(ky·kernel + kx)·channels + c][f]; and as PyTorch keeps images channel after channel, a dense
 * layer behind a convolution has input (y·width + x)·n + f where PyTorch has f·height·width + y·width + x.
 *
 * Y. LeCun et al., "Gradient-based learning applied to document recognition", Proceedings of the IEEE 86
 * (1998), section II; I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 9.5.
 */
export class Conv2d implements Layer {
  /** What makes it again; it has outputs / windows filters. */
  readonly description: LayerDescription & { readonly windows: Windows };
  /** The weights (kernel²·channels, n), then the bias (1, n). */
  readonly parameters: readonly [weight: Parameter, bias: Parameter];
  /** Whether dX is left out. */
  skipsInputGradient = false;
  readonly #convolution: Convolution;
  readonly #outputs: Rows;
  readonly #inputGradient: Rows;
  #inputs?: Matrix | Pixels;

  /**
   * A convolution with `filters` (n) filters, with zero weights and bias.
   *
   * @throws {RangeError} When a size is not a positive integer, or no window fits on the image.
   */
  constructor(engine: Engine, { filters, ...windows }: Windows & { filters: number }) {
    checkWindows(windows);
    if (!Number.isSafeInteger(filters) || filters < 1) {
      throw new RangeError(`filters must be a positive integer: found ${filters}`);
    }
    const { height, width, channels, kernel } = windows, counts = windowCounts(windows);
    const inputs = height * width * channels, outputs = counts.height * counts.width * filters;
    const parameter = (name: string, rows: number): Parameter => ({
      name,
      value: engine.matrix(rows, filters),
      gradient: engine.matrix(rows, filters),
    });
    this.description = { kind: "conv", inputs, outputs, windows };
    this.parameters = [parameter("weight", kernel ** 2 * channels), parameter("bias", 1)];
    this.#convolution = engine.convolution(windows);
    this.#outputs = new Rows(engine, outputs);
    this.#inputGradient = new Rows(engine, inputs);
  }

  /**
   * Draws the weights; the bias becomes zero. An output has kernel²·channels inputs, and an input goes
   * to about kernel²·n outputs (at stride 1), as PyTorch counts them.
   */
  initialise(name: InitialisationName, normal: NormalSource): void {
    const [weight, bias] = this.parameters, { kernel } = this.description.windows;
    const { rows: inputs, columns: filters } = weight.value;
    const deviation = weightDeviation(name, { inputs, outputs: kernel ** 2 * filters });
    fillNormal(weight.value.data, { normal, deviation });
    bias.value.data.fill(0);
  }

  /** Z = the windows of X times W, + b. */
  forward(inputs: Matrix | Pixels): Matrix {
    const [W, b] = this.parameters;
    const outputs = this.#outputs.first(inputs.rows);
    this.#convolution.forward(outputs, { inputs, weights: W.value, bias: b.value });
    this.#inputs = inputs;
    return outputs;
  }

  /** dW, db and dX, from dZ. */
  backward(gradient: Matrix): Matrix | undefined {
    if (!this.#inputs) throw new TypeError("backward() follows forward()");
    const [W, b] = this.parameters;
    this.#convolution.parameterGradients(
      { weights: W.gradient, bias: b.gradient },
      { inputs: this.#inputs, dz: gradient, scale: 1 / gradient.rows },
    );
    if (this.skipsInputGradient) return undefined;
    const inputGradient = this.#inputGradient.first(gradient.rows);
    this.#convolution.inputGradient(inputGradient, { dz: gradient, weights: W.value });
    return inputGradient;
  }
}
