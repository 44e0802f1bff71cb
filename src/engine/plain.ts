/**
 * The engine to be read: every operation as its formula says, in f64.
 *
 * @module
 */
import { exp, log } from "../elementary.ts";
import { UserError } from "../errors.ts";
import {
  type ActivationName,
  checkLabels,
  checkPixels,
  checkShape,
  type Engine,
  type Images,
  type ImageSource,
  isPixels,
  type Matrix,
  type Pixels,
  productShape,
} from "./engine.ts";

/** The engine in plain TypeScript, f64. See {@linkcode Engine} for the operations. */
export class PlainEngine implements Engine {
  /** Which engine this is. */
  readonly name = "plain";
  /** One thread. */
  readonly thread = { index: 0, count: 1 };

  /** Nobody to wait for. */
  meet(): void {}
  /** Every matrix is complete. */
  complete(..._matrices: Matrix[]): void {}

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
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
  images({ count, columns, bytes }: ImageSource): Images {
    if (!bytes) throw new TypeError("the plain engine has one thread, which needs the bytes");
    const images: ByteImages = { count, columns, sparse: true, bytes: bytes.slice() };
    return images;
  }

  /** outputs = pixels, written out. */
  gather(outputs: Matrix, pixels: Pixels): void {
    checkShape(outputs, { rows: pixels.rows, columns: pixels.columns, what: "outputs of gather" });
    checkPixels(pixels);
    for (let i = 0; i < pixels.rows; i++) outputs.data.set(rowOf(pixels, i), i * pixels.columns);
  }

  /** outputs = a·b + bias. */
  matmul(
    outputs: Matrix,
    { a, b, bias }: { a: Matrix | Pixels; b: Matrix; bias?: Matrix },
  ): void {
    const { m, k, n } = productShape(outputs, { a, b });
    if (bias) checkShape(bias, { rows: 1, columns: n, what: "bias" });
    const skip = isPixels(a) || allFinite(b);
    outputs.data.fill(0);
    for (let i = 0; i < m; i++) {
      const row = rowOf(a, i);
      for (let p = 0; p < k; p++) {
        if (row[p] !== 0 || !skip) addRow(outputs, i, row[p], b, p);
      }
      if (bias) addRow(outputs, i, 1, bias, 0);
    }
  }

  /** outputs = scale · aᵀ·b. */
  matmulTransposedA(
    outputs: Matrix,
    { a, b, scale }: { a: Matrix | Pixels; b: Matrix; scale: number },
  ): void {
    const { m, k } = productShape(outputs, { a, b, transposed: "a" });
    const skip = isPixels(a) || allFinite(b);
    outputs.data.fill(0);
    for (let p = 0; p < k; p++) {
      const row = rowOf(a, p);
      for (let i = 0; i < m; i++) {
        if (row[i] !== 0 || !skip) addRow(outputs, i, row[i], b, p);
      }
    }
    for (let i = 0; i < outputs.data.length; i++) outputs.data[i] *= scale;
  }

  /** weights = weights − rate · scale · aᵀ·b. */
  descend(
    weights: Matrix,
    { a, b, scale, rate, gradient }: {
      a: Matrix | Pixels;
      b: Matrix;
      scale: number;
      rate: number;
      gradient: Matrix;
    },
  ): void {
    this.matmulTransposedA(gradient, { a, b, scale });
    this.sgd(weights, { gradient, rate });
  }

  /** outputs = a·bᵀ. */
  matmulTransposedB(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    const { m, k, n } = productShape(outputs, { a, b, transposed: "b" });
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a.data[i * k + p] * b.data[j * k + p];
        outputs.data[i * n + j] = sum;
      }
    }
  }

  /** outputs = scale · the sum of the rows of a. */
  sumRows(outputs: Matrix, { a, scale }: { a: Matrix; scale: number }): void {
    checkShape(outputs, { rows: 1, columns: a.columns, what: "outputs of sumRows" });
    outputs.data.fill(0);
    for (let i = 0; i < a.rows; i++) addRow(outputs, 0, 1, a, i);
    for (let j = 0; j < a.columns; j++) outputs.data[j] *= scale;
  }

  /** a = g(z). */
  activate(a: Matrix, { activation, z }: { activation: ActivationName; z: Matrix }): void {
    checkShape(a, { ...z, what: "a" });
    const g = ACTIVATIONS[activation].value;
    for (let i = 0; i < z.data.length; i++) a.data[i] = g(z.data[i]);
  }

  /** dz = da ⊙ g′(z), from a = g(z). */
  activateBackward(
    dz: Matrix,
    { activation, da, a }: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    checkShape(dz, { ...a, what: "dz" });
    checkShape(da, { ...a, what: "da" });
    const slope = ACTIVATIONS[activation].slope;
    for (let i = 0; i < a.data.length; i++) dz.data[i] = da.data[i] * slope(a.data[i]);
  }

  /** p = softmax(logits), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Matrix,
    { losses, logits, labels }: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    checkShape(p, { ...logits, what: "p" });
    checkShape(losses, { rows: logits.rows, columns: 1, what: "losses" });
    checkLabels(labels, logits);
    const n = logits.columns;
    for (let i = 0; i < logits.rows; i++) {
      const z = logits.data.subarray(i * n, (i + 1) * n), labelLogit = z[labels[i]];
      let largest = -Infinity; // subtracted first: softmax stays the same, exp cannot overflow
      for (const value of z) if (value > largest) largest = value;
      let sum = 0;
      for (let j = 0; j < n; j++) sum += p.data[i * n + j] = exp(z[j] - largest);
      for (let j = 0; j < n; j++) p.data[i * n + j] /= sum;
      losses.data[i] = log(sum) - (labelLogit - largest);
    }
  }

  /** dz = p − y. */
  softmaxCrossEntropyBackward(
    dz: Matrix,
    { p, labels }: { p: Matrix; labels: Uint8Array },
  ): void {
    checkShape(dz, { ...p, what: "dz" });
    checkLabels(labels, p);
    dz.data.set(p.data);
    for (let i = 0; i < p.rows; i++) dz.data[i * p.columns + labels[i]] -= 1;
  }

  /** weights = weights − rate · gradient. */
  sgd(weights: Matrix, { gradient, rate }: { gradient: Matrix; rate: number }): void {
    checkShape(gradient, { ...weights, what: "gradient" });
    for (let i = 0; i < weights.data.length; i++) weights.data[i] -= rate * gradient.data[i];
  }
}

/** The images of the plain engine: their bytes. */
interface ByteImages extends Images {
  readonly bytes: Uint8Array;
}

/** Row i of a matrix, or of pixels. */
function rowOf(a: Matrix | Pixels, i: number): ArrayLike<number> {
  if (!isPixels(a)) return a.data.subarray(i * a.columns, (i + 1) * a.columns);
  const { bytes } = a.images as ByteImages, start = a.indices[i] * a.columns;
  const row = new Float64Array(a.columns);
  for (let p = 0; p < row.length; p++) row[p] = a.scale * bytes[start + p];
  return row;
}

function tooLarge(rows: number, columns: number): UserError {
  return new UserError({
    en:
      `a matrix of ${rows} by ${columns} numbers is more than this machine can hold: take fewer ` +
      "neurons (--hidden) or a smaller --batch",
    fr: `une matrice de ${rows} sur ${columns} nombres dépasse ce que cette machine peut contenir` +
      "\u00a0: prenez moins de neurones (--hidden) ou un --batch plus petit",
  });
}

/**
 * Whether a zero times any element is a zero. Then four fifths of the work on MNIST can be skipped: a
 * sum that starts from +0 is never −0, and adding a zero to it changes nothing.
 */
function allFinite({ data }: Matrix): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}

/** outputs[i] += factor · b[p], a whole row at a time. */
function addRow(outputs: Matrix, i: number, factor: number, b: Matrix, p: number): void {
  const n = b.columns, out = outputs.data, data = b.data;
  for (let j = 0; j < n; j++) out[i * n + j] += factor * data[p * n + j];
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
