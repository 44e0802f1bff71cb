/**
 * Convolution and pooling to be read, in f64.
 *
 * @module
 */
import type { Convolution, Matrix } from "./engine.ts";
import { checkConvolution, checkPool } from "./shapes.ts";
import { windowCounts, type Windows } from "./windows.ts";

/** Convolution as its formula says. See {@linkcode Convolution}. */
export class PlainConvolution implements Convolution {
  readonly #windows: Windows;

  /** A convolution with these windows. */
  constructor(windows: Windows) {
    this.#windows = windows;
  }

  /** Z[v, u, f] = Σ X[pixel, c] · W[tap, c, f] + b[f]. */
  forward(outputs: Matrix, of: { inputs: Matrix; weights: Matrix; bias: Matrix }): void {
    const { inputs, weights, bias } = of, n = weights.columns, { channels } = this.#windows;
    checkConvolution(this.#windows, { images: inputs, weights, outputs, bias });
    const X = inputs.data, W = weights.data, Z = outputs.data;
    for (let i = 0; i < Z.length; i++) Z[i] = bias.data[i % n];
    forEachTap(this.#windows, { rows: inputs.rows }, ({ window, tap, pixel }) => {
      for (let c = 0; c < channels; c++) {
        const x = X[pixel * channels + c];
        for (let f = 0; f < n; f++) Z[window * n + f] += x * W[(tap * channels + c) * n + f];
      }
    });
  }

  /** dW[tap, c, f] = scale · Σ X[pixel, c] · dZ[v, u, f], db[f] = scale · Σ dZ[v, u, f]. */
  parameterGradients(
    { weights, bias }: { weights: Matrix; bias: Matrix },
    of: { inputs: Matrix; dz: Matrix; scale: number },
  ): void {
    const { inputs, dz, scale } = of, n = weights.columns, { channels } = this.#windows;
    checkConvolution(this.#windows, { images: inputs, weights, outputs: dz, bias });
    const X = inputs.data, dZ = dz.data, dW = weights.data, db = bias.data;
    dW.fill(0);
    db.fill(0);
    forEachTap(this.#windows, { rows: inputs.rows }, ({ window, tap, pixel }) => {
      for (let c = 0; c < channels; c++) {
        const x = X[pixel * channels + c];
        for (let f = 0; f < n; f++) dW[(tap * channels + c) * n + f] += x * dZ[window * n + f];
      }
    });
    for (let i = 0; i < dZ.length; i++) db[i % n] += dZ[i];
    for (let i = 0; i < dW.length; i++) dW[i] *= scale;
    for (let f = 0; f < n; f++) db[f] *= scale;
  }

  /** dX[pixel, c] = Σ dZ[v, u, f] · W[tap, c, f]. */
  inputGradient(dx: Matrix, { dz, weights }: { dz: Matrix; weights: Matrix }): void {
    const n = weights.columns, { channels } = this.#windows;
    checkConvolution(this.#windows, { images: dx, weights, outputs: dz });
    const dX = dx.data, W = weights.data, dZ = dz.data;
    dX.fill(0);
    forEachTap(this.#windows, { rows: dx.rows }, ({ window, tap, pixel }) => {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let f = 0; f < n; f++) sum += dZ[window * n + f] * W[(tap * channels + c) * n + f];
        dX[pixel * channels + c] += sum;
      }
    });
  }
}

/** outputs = the largest number of each window, by channel; places = where in its image it lies. */
export function maxPool(
  outputs: Matrix,
  of: { inputs: Matrix; windows: Windows; places: Uint32Array },
): void {
  const { inputs, windows, places } = of, { channels } = windows;
  checkPool(windows, { images: inputs, outputs, places });
  outputs.data.fill(-Infinity);
  forEachTap(windows, { rows: inputs.rows }, ({ window, tap, pixel, image }) => {
    for (let c = 0; c < channels; c++) {
      const x = inputs.data[pixel * channels + c], place = window * channels + c;
      // The first of equals, and the first NaN.
      const isLarger = x > outputs.data[place] ||
        Number.isNaN(x) && !Number.isNaN(outputs.data[place]);
      if (tap > 0 && !isLarger) continue;
      outputs.data[place] = x;
      places[place] = pixel * channels + c - image * inputs.columns;
    }
  });
}

/** dx = dz at the places of the largest numbers, 0 elsewhere; what falls on one place is added. */
export function maxPoolBackward(
  dx: Matrix,
  { dz, windows, places }: { dz: Matrix; windows: Windows; places: Uint32Array },
): void {
  checkPool(windows, { images: dx, outputs: dz, places });
  dx.data.fill(0);
  for (let i = 0; i < dz.data.length; i++) {
    const image = Math.floor(i / dz.columns);
    dx.data[image * dx.columns + places[i]] += dz.data[i];
  }
}

/**
 * Calls `visit` for every pixel of every window, window after window, row after row: with the numbers
 * of the image, of the window and of the pixel among all there are, and that of the pixel in its
 * window (its tap). Pixels of the padding are left out, being zero.
 */
function forEachTap(
  windows: Windows,
  { rows }: { rows: number },
  visit: (at: { image: number; window: number; tap: number; pixel: number }) => void,
): void {
  const { height, width, kernel, stride, padding } = windows, counts = windowCounts(windows);
  for (let image = 0; image < rows; image++) {
    for (let v = 0; v < counts.height; v++) {
      for (let u = 0; u < counts.width; u++) {
        const window = (image * counts.height + v) * counts.width + u;
        for (let ky = 0; ky < kernel; ky++) {
          for (let kx = 0; kx < kernel; kx++) {
            const y = v * stride + ky - padding, x = u * stride + kx - padding;
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            const pixel = (image * height + y) * width + x;
            visit({ image, window, tap: ky * kernel + kx, pixel });
          }
        }
      }
    }
  }
}
