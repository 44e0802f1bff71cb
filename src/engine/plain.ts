/**
 * The engine to be read: every operation as its formula says, in f64.
 *
 * @module
 */
import { exp, log } from "../elementary.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import {
  type ActivationName,
  type AdamStep,
  type Convolution,
  type Engine,
  type Images,
  type Matrix,
  type Pixels,
  type RmspropStep,
  type VelocityStep,
} from "./engine.ts";
import { maxPool, maxPoolBackward, PlainConvolution } from "./plain_convolution.ts";
import {
  checkAlike,
  checkLabels,
  checkMove,
  checkPixels,
  checkShape,
  productShape,
} from "./shapes.ts";
import { TooLargeError } from "./too_large.ts";
import type { Windows } from "./windows.ts";

/** From here on, in bytes, a matrix is large. */
const LARGE = 2 ** 24;
/** The most bytes of large matrices. */
const MOST = 2 ** 32;

/** The engine in plain TypeScript, f64. See {@linkcode Engine} for the operations. */
export class PlainEngine implements Engine {
  /** Which engine this is. */
  readonly name = "plain";

  /** Bytes of the large matrices handed out, which a training keeps: as the kernels, at most 4 GiB. */
  #large = 0;

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
    const bytes = 8 * rows * columns;
    if (bytes >= LARGE) this.#large += bytes;
    // The system would promise more memory than there is, and kill the process that uses it.
    if (this.#large > MOST) throw tooLarge(rows, columns);
    try {
      return { rows, columns, data: new Float64Array(rows * columns) };
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(rows, columns) : error;
    }
  }

  /** The first rows of a matrix. */
  firstRows({ columns, data }: Matrix, rows: number): Matrix {
    return { rows, columns, data: data.subarray(0, rows * columns) };
  }

  /** New bytes, all zero. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(length);
  }

  /** New indices, all zero. */
  indices(length: number): Uint32Array {
    return new Uint32Array(length);
  }

  /** A copy of images. */
  images(bytes: Uint8Array, size: { count: number; columns: number }): Images {
    const images: PlainImages = { ...size, sparse: false, bytes: bytes.slice() };
    return images;
  }

  /** Room for images. */
  imagesLike({ columns }: Images, count: number): Images {
    return this.images(new Uint8Array(count * columns), { count, columns });
  }

  /** outputs = pixels, each image moved. */
  move(outputs: Images, by: { pixels: Pixels; width: number; moves: ArrayLike<number> }): void {
    checkMove(outputs, by);
    const { pixels: { rows, columns, images, indices }, width, moves } = by,
      height = columns / width;
    const from = (images as PlainImages).bytes, to = (outputs as PlainImages).bytes;
    for (let i = 0; i < rows; i++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const fromY = y - moves[2 * i], fromX = x - moves[2 * i + 1];
          const inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
          const pixel = indices[i] * columns + fromY * width + fromX;
          to[i * columns + y * width + x] = inside ? from[pixel] : 0;
        }
      }
    }
  }

  /** outputs = pixels, as a matrix. */
  gather(outputs: Matrix, pixels: Pixels): void {
    const { rows, columns, images, indices, scale } = pixels;
    checkShape(outputs, { size: { rows, columns }, what: "outputs of gather" });
    checkPixels(pixels);
    const { bytes } = images as PlainImages;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        outputs.data[i * columns + j] = scale * bytes[indices[i] * columns + j];
      }
    }
  }

  /** outputs = a·b + bias. */
  matmul(outputs: Matrix, of: { a: Matrix; b: Matrix; bias?: Matrix }): void {
    const { m, k, n } = productShape(outputs, of);
    if (of.bias) checkShape(of.bias, { size: { rows: 1, columns: n }, what: "bias" });
    const a = of.a.data, b = of.b.data, bias = of.bias?.data, out = outputs.data;
    out.fill(0);
    for (let i = 0; i < m; i++) {
      for (let p = 0; p < k; p++) {
        const x = a[i * k + p];
        if (x === 0) continue; // as four pixels of five are
        for (let j = 0; j < n; j++) out[i * n + j] += x * b[p * n + j];
      }
      if (bias) { for (let j = 0; j < n; j++) out[i * n + j] += bias[j]; }
    }
  }

  /** outputs = scale · aᵀ·b. */
  matmulTransposedA(outputs: Matrix, of: { a: Matrix; b: Matrix; scale: number }): void {
    const { m, k, n } = productShape(outputs, { ...of, transposed: "a" });
    const a = of.a.data, b = of.b.data, out = outputs.data;
    out.fill(0);
    for (let p = 0; p < k; p++) {
      for (let i = 0; i < m; i++) {
        const x = a[p * m + i];
        if (x === 0) continue;
        for (let j = 0; j < n; j++) out[i * n + j] += x * b[p * n + j];
      }
    }
    for (let i = 0; i < m * n; i++) out[i] *= of.scale;
  }

  /** outputs = a·bᵀ. */
  matmulTransposedB(outputs: Matrix, of: { a: Matrix; b: Matrix }): void {
    const { m, k, n } = productShape(outputs, { ...of, transposed: "b" });
    const a = of.a.data, b = of.b.data;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[i * k + p] * b[j * k + p];
        outputs.data[i * n + j] = sum;
      }
    }
  }

  /** outputs = scale · the sum of the rows of a. */
  sumRows(outputs: Matrix, { a, scale }: { a: Matrix; scale: number }): void {
    const m = a.rows, n = a.columns;
    checkShape(outputs, { size: { rows: 1, columns: n }, what: "outputs of sumRows" });
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += a.data[i * n + j];
      outputs.data[j] = scale * sum;
    }
  }

  /** a = g(z). */
  activate(a: Matrix, { activation, z }: { activation: ActivationName; z: Matrix }): void {
    checkShape(a, { size: z, what: "a" });
    const g = ACTIVATIONS[activation].value;
    for (let i = 0; i < z.data.length; i++) a.data[i] = g(z.data[i]);
  }

  /** dz = da ⊙ g′(z), from a = g(z). */
  activateBackward(
    dz: Matrix,
    { activation, da, a }: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    checkShape(dz, { size: a, what: "dz" });
    checkShape(da, { size: a, what: "da" });
    const slope = ACTIVATIONS[activation].slope;
    for (let i = 0; i < a.data.length; i++) dz.data[i] = da.data[i] * slope(a.data[i]);
  }

  /** p = softmax(logits), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Matrix,
    { losses, logits, labels }: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    checkShape(p, { size: logits, what: "p" });
    checkShape(losses, { size: { rows: logits.rows, columns: 1 }, what: "losses" });
    checkLabels(labels, logits);
    const n = logits.columns;
    for (let i = 0; i < logits.rows; i++) {
      const z = Array.from(logits.data.subarray(i * n, (i + 1) * n));
      // Subtracting the largest changes nothing in the quotient, and exp cannot overflow.
      const largest = Math.max(...z);
      const exps = z.map((value) => exp(value - largest));
      const sum = exps.reduce((total, value) => total + value, 0);
      for (let j = 0; j < n; j++) p.data[i * n + j] = exps[j] / sum;
      losses.data[i] = log(sum) - (z[labels[i]] - largest);
    }
  }

  /** dz = p − y. */
  softmaxCrossEntropyBackward(dz: Matrix, of: { p: Matrix; labels: Uint8Array }): void {
    const { p, labels } = of;
    checkShape(dz, { size: p, what: "dz" });
    checkLabels(labels, p);
    dz.data.set(p.data);
    for (let i = 0; i < p.rows; i++) dz.data[i * p.columns + labels[i]] -= 1;
  }

  /** What computes a convolution. */
  convolution(windows: Windows): Convolution {
    return new PlainConvolution(windows);
  }

  /** outputs = the largest number of each window. */
  maxPool(outputs: Matrix, of: { inputs: Matrix; windows: Windows; places: Uint32Array }): void {
    maxPool(outputs, of);
  }

  /** dx = dz at the places of the largest numbers. */
  maxPoolBackward(dx: Matrix, of: { dz: Matrix; windows: Windows; places: Uint32Array }): void {
    maxPoolBackward(dx, of);
  }

  /** mask = 0 or 1/(1 − rate). */
  dropoutMask(mask: Matrix, { random, rate }: { random: Xoshiro128; rate: number }): void {
    for (let i = 0; i < mask.data.length; i++) {
      mask.data[i] = random.nextUint32() < rate * 2 ** 32 ? 0 : 1 / (1 - rate);
    }
  }

  /** outputs = a ⊙ b. */
  multiply(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    checkShape(a, { size: outputs, what: "a" });
    checkShape(b, { size: outputs, what: "b" });
    for (let i = 0; i < a.data.length; i++) outputs.data[i] = a.data[i] * b.data[i];
  }

  /** weights = weights − rate · gradient. */
  sgd(weights: Matrix, { gradient, rate }: { gradient: Matrix; rate: number }): void {
    checkShape(gradient, { size: weights, what: "gradient" });
    for (let i = 0; i < weights.data.length; i++) weights.data[i] -= rate * gradient.data[i];
  }

  /** velocity = momentum · velocity + gradient; weights = weights − rate · velocity. */
  momentum(weights: Matrix, { gradient, velocity, momentum, rate }: VelocityStep): void {
    checkAlike(weights, { gradient, velocity });
    const w = weights.data, g = gradient.data, v = velocity.data;
    for (let i = 0; i < w.length; i++) {
      v[i] = momentum * v[i] + g[i];
      w[i] -= rate * v[i];
    }
  }

  /** velocity = momentum · velocity + gradient; weights −= rate · (gradient + momentum · velocity). */
  nesterov(weights: Matrix, { gradient, velocity, momentum, rate }: VelocityStep): void {
    checkAlike(weights, { gradient, velocity });
    const w = weights.data, g = gradient.data, v = velocity.data;
    for (let i = 0; i < w.length; i++) {
      v[i] = momentum * v[i] + g[i];
      w[i] -= rate * (g[i] + momentum * v[i]);
    }
  }

  /** v = alpha · v + (1 − alpha) · gradient²; weights −= rate · gradient / (√v + epsilon). */
  rmsprop(weights: Matrix, { gradient, v: squares, alpha, epsilon, rate }: RmspropStep): void {
    checkAlike(weights, { gradient, v: squares });
    const w = weights.data, g = gradient.data, v = squares.data;
    for (let i = 0; i < w.length; i++) {
      v[i] = alpha * v[i] + (1 - alpha) * g[i] * g[i];
      w[i] -= rate * g[i] / (Math.sqrt(v[i]) + epsilon);
    }
  }

  /** Means m of the gradient and v of its square; a step along m / √v, both corrected. */
  adam(weights: Matrix, by: AdamStep): void {
    const { beta1, beta2, correction1, correction2, epsilon, decay, rate } = by;
    checkAlike(weights, { gradient: by.gradient, m: by.m, v: by.v });
    const w = weights.data, g = by.gradient.data, m = by.m.data, v = by.v.data;
    for (let i = 0; i < w.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      const mean = m[i] / correction1, square = v[i] / correction2;
      w[i] = (1 - rate * decay) * w[i] - rate * mean / (Math.sqrt(square) + epsilon);
    }
  }
}

/** The images of the plain engine: their bytes. */
export interface PlainImages extends Images {
  /** (count, columns). */
  readonly bytes: Uint8Array;
}

/** Each activation a = g(z) beside its derivative, written with a: g′(z) = slope(a). */
const ACTIVATIONS: Record<
  ActivationName,
  { value: (z: number) => number; slope: (a: number) => number }
> = {
  relu: {
    value: (z) => z < 0 ? 0 : z, // written so that NaN comes through
    slope: (a) => a > 0 ? 1 : a <= 0 ? 0 : NaN,
  },
  sigmoid: {
    value: (z) => z < 0 ? exp(z) / (1 + exp(z)) : 1 / (1 + exp(-z)),
    slope: (a) => a * (1 - a),
  },
  tanh: {
    value: tanh,
    slope: (a) => 1 - a * a,
  },
  identity: {
    value: (z) => z,
    slope: () => 1,
  },
};

/** tanh z = 1 − 2 / (e²ᶻ + 1); near 0, where that cancels, its Taylor series in Horner form. */
function tanh(z: number): number {
  if (!(Math.abs(z) < 0.05)) {
    const far = 1 - 2 / (exp(2 * Math.abs(z)) + 1);
    return z < 0 ? -far : far;
  }
  const s = z * z;
  const series = s *
    (-1 / 3 + s * (2 / 15 + s * (-17 / 315 + s * (62 / 2835 + s * (-1382 / 155925)))));
  return z + z * series;
}

function tooLarge(rows: number, columns: number): TooLargeError {
  return new TooLargeError({
    en:
      `a matrix of ${rows} by ${columns} numbers more is too much: all together take at most 4 GiB`,
    fr:
      `une matrice de ${rows} sur ${columns} nombres de plus, c’est trop\u00a0: toutes ensemble ` +
      "prennent au plus 4\u00a0Gio",
  });
}
