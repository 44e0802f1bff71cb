import { type Convolution, type Engine, isPixels, type Matrix, type Pixels } from "./engine.ts";
import { Rows } from "./rows.ts";
import { checkConvolution } from "./shapes.ts";
import type { Windows } from "./windows.ts";

/** What a convolution needs of the kernels beside the operations of every engine. */
export interface PatchEngine extends Engine {
  /** patches (m·windows, kernel²·channels) = the windows of m images: assembly/patches.ts. */
  im2col(patches: Matrix, of: { images: Matrix; windows: Windows }): void;
  /** images = the sum of the patches that lie on each pixel. */
  col2im(images: Matrix, of: { patches: Matrix; windows: Windows }): void;
  /** The same numbers in rows of another length. */
  reshaped(matrix: Matrix, size: { columns: number }): Matrix;
}

/**
 * Convolution as products: im2col copies each window to a row of a matrix of patches P
 * (m·windows, kernel²·channels), and then
 *
 *     Z = P·W + b      dW = Pᵀ·dZ      dX = col2im(dZ·Wᵀ)
 *
 * where Z and dZ (m, windows·n) are read as (m·windows, n): their numbers lie the same.
 */
export class WasmConvolution implements Convolution {
  readonly #engine: PatchEngine;
  readonly #windows: Windows;
  readonly #images: Rows;
  readonly #patches: Rows;
  readonly #patchGradients: Rows;

  /** A convolution with these windows. */
  constructor(engine: PatchEngine, windows: Windows) {
    const { height, width, channels, kernel } = windows;
    this.#engine = engine;
    this.#windows = windows;
    this.#images = new Rows(engine, height * width * channels);
    this.#patches = new Rows(engine, kernel ** 2 * channels);
    this.#patchGradients = new Rows(engine, kernel ** 2 * channels);
  }

  /** Z = P·W + b. */
  forward(
    outputs: Matrix,
    of: { inputs: Matrix | Pixels; weights: Matrix; bias: Matrix },
  ): void {
    const { weights, bias } = of, engine = this.#engine;
    const count = checkConvolution(this.#windows, { images: of.inputs, weights, outputs });
    let inputs = of.inputs;
    if (isPixels(inputs)) {
      engine.gather(inputs = this.#images.first(inputs.rows), of.inputs as Pixels);
    }
    const patches = this.#patches.first(outputs.rows * count);
    engine.im2col(patches, { images: inputs, windows: this.#windows });
    const z = engine.reshaped(outputs, { columns: weights.columns });
    engine.matmul(z, { a: patches, b: weights, bias });
  }

  /** dW = scale · Pᵀ·dZ, of the patches of the last forward pass, and db = scale · Σ dZ. */
  parameterGradients(
    gradients: { weights: Matrix; bias: Matrix },
    of: { inputs: Matrix | Pixels; dz: Matrix; scale: number },
  ): void {
    const { weights, bias } = gradients, { inputs: images, scale } = of;
    const count = checkConvolution(this.#windows, { images, weights, outputs: of.dz });
    const dz = this.#engine.reshaped(of.dz, { columns: weights.columns });
    const a = this.#patches.first(images.rows * count);
    this.#engine.matmulTransposedA(weights, { a, b: dz, scale });
    this.#engine.sumRows(bias, { a: dz, scale });
  }

  /** dX = col2im(dZ·Wᵀ). */
  inputGradient(dx: Matrix, { dz, weights }: { dz: Matrix; weights: Matrix }): void {
    const count = checkConvolution(this.#windows, { images: dx, weights, outputs: dz });
    const patches = this.#patchGradients.first(dx.rows * count);
    const a = this.#engine.reshaped(dz, { columns: weights.columns });
    this.#engine.matmulTransposedB(patches, { a, b: weights });
    this.#engine.col2im(dx, { patches, windows: this.#windows });
  }
}
