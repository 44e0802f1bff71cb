/**
 * The interface between the network and what computes it.
 *
 * An engine allocates matrices and does the dozen operations that training is made of. `plain`
 * (f64, TypeScript) is there to be read and to be the oracle; `strict` and `relaxed` (f32) are the
 * two builds of the WebAssembly SIMD kernels. The rest of the project does not know which one it
 * runs on.
 *
 * Conventions: matrices are row-major; the first argument is overwritten; `m k n` are the sizes of a
 * product; a bias is a matrix of one row; sums of a product run in the order of the inner index,
 * from +0. NaN and infinities come through, except that 0·∞ may be skipped where a pixel is
 * zero. Sizes that do not fit throw a `ShapeError`. Matrices, images, indices and labels must have been
 * made by the engine that is to read them.
 *
 * @module
 */
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import type { Windows } from "./windows.ts";

/** f32 on the kernels, f64 on the plain engine. */
export type FloatArray = Float32Array | Float64Array;

/** A row-major matrix; element (i, j) is `data[i * columns + j]`. Made by an engine, for that engine. */
export interface Matrix {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /**
   * The elements, row after row. Ask for them when they are needed and do not keep them from one step of
   * training to the next: an engine may compute a gradient when its `data` is first asked for.
   */
  readonly data: FloatArray;
}

/** Images of one size, as bytes, where the operations of the engine that made them can read them. */
export interface Images {
  /** How many there are. */
  readonly count: number;
  /** Pixels of an image. */
  readonly columns: number;
  /** Whether the engine multiplies them as they are ({@linkcode Pixels}); else gather a batch first. */
  readonly sparse: boolean;
}

/** A batch of sparse images that products take as a matrix: row i is scale · images[indices[i]]. */
export interface Pixels {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns: pixels of an image. */
  readonly columns: number;
  /** Where the bytes are. */
  readonly images: Images;
  /** The image of each row; made by the engine. */
  readonly indices: Uint32Array;
  /** What a byte is multiplied by. */
  readonly scale: number;
}

/** The names of the engines, in the order of the help text. */
export const ENGINE_NAMES = ["plain", "strict", "relaxed"] as const;
/** The name of an engine. */
export type EngineName = typeof ENGINE_NAMES[number];

/** The names of the activations. */
export const ACTIVATION_NAMES = ["relu", "sigmoid", "tanh", "identity"] as const;
/** The name of an activation. */
export type ActivationName = typeof ACTIVATION_NAMES[number];

/** What a step with momentum takes; all matrices have the shape of the weights. */
export interface VelocityStep {
  /** dW. */
  readonly gradient: Matrix;
  /** What is left of the gradients before it; changed in place. */
  readonly velocity: Matrix;
  /** How much of it is left, 0 to 1. */
  readonly momentum: number;
  /** The learning rate. */
  readonly rate: number;
}

/** What a step of RMSProp takes; all matrices have the shape of the weights. */
export interface RmspropStep {
  /** dW. */
  readonly gradient: Matrix;
  /** The running mean of dW²; changed in place. */
  readonly v: Matrix;
  /** How much of that mean is left, 0 to 1. */
  readonly alpha: number;
  /** Keeps the divisor from 0. */
  readonly epsilon: number;
  /** The learning rate. */
  readonly rate: number;
}

/** What a step of Adam or AdamW takes; all matrices have the shape of the weights. */
export interface AdamStep {
  /** dW. */
  readonly gradient: Matrix;
  /** The running mean of dW; changed in place. */
  readonly m: Matrix;
  /** The running mean of dW²; changed in place. */
  readonly v: Matrix;
  /** How much of m is left, 0 to 1. */
  readonly beta1: number;
  /** How much of v is left, 0 to 1. */
  readonly beta2: number;
  /** 1 − beta1ᵗ at step t, counted from 1: what m lacks because it starts at 0. */
  readonly correction1: number;
  /** 1 − beta2ᵗ, the same for v. */
  readonly correction2: number;
  /** Keeps the divisor from 0. */
  readonly epsilon: number;
  /** Decoupled weight decay; 0 for Adam. */
  readonly decay: number;
  /** The learning rate. */
  readonly rate: number;
}

/** What computes a network. */
export interface Engine {
  /** Which engine this is. */
  readonly name: EngineName;

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix;
  /** The first rows of a matrix, on the same numbers. */
  firstRows(matrix: Matrix, rows: number): Matrix;
  /** New bytes (labels), all zero, where this engine's operations can read them. */
  bytes(length: number): Uint8Array;
  /** New indices, all zero, where this engine's operations can read them. */
  indices(length: number): Uint32Array;
  /** A copy of images (count, columns), row-major, where this engine's operations can read them. */
  images(bytes: Uint8Array, size: { count: number; columns: number }): Images;
  /** Room for `count` images like these, to be filled by `move`. */
  imagesLike(images: Images, count: number): Images;

  /**
   * outputs[i] = the image of row i of pixels, `moves[2i]` pixels down and `moves[2i + 1]` to the right
   * (whole numbers; negative: up, left). Rows of pixels have `width`; what comes in is zero. `outputs`
   * are of `imagesLike(pixels.images, …)`.
   */
  move(
    outputs: Images,
    by: { pixels: Pixels; width: number; moves: ArrayLike<number> },
  ): void;
  /** outputs = pixels, as a matrix. */
  gather(outputs: Matrix, pixels: Pixels): void;

  /** outputs (m, n) = a (m, k) · b (k, n) + bias (1, n). `outputs` may not alias the others. */
  matmul(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; bias?: Matrix }): void;
  /** outputs (m, n) = scale · aᵀ·b, with a (k, m) and b (k, n). `outputs` may not alias the others. */
  matmulTransposedA(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; scale: number }): void;
  /** outputs (m, n) = a (m, k) · bᵀ, with b (n, k). `outputs` may not alias the others. */
  matmulTransposedB(outputs: Matrix, of: { a: Matrix; b: Matrix }): void;
  /** outputs (1, n) = scale · Σᵢ a[i], over the rows of a (m, n). `outputs` may not alias `a`. */
  sumRows(outputs: Matrix, of: { a: Matrix; scale: number }): void;

  /** a = g(z), element by element; `a` may be `z`. */
  activate(a: Matrix, of: { activation: ActivationName; z: Matrix }): void;
  /** dz = da ⊙ g′(z), with g′ computed from a = g(z); `dz` may be `da` or `a`. */
  activateBackward(dz: Matrix, of: { activation: ActivationName; da: Matrix; a: Matrix }): void;

  /** p = softmax(logits) by row, losses[i] = −ln p[i, labels[i]] (m, 1); `p` may be `logits`. */
  softmaxCrossEntropy(
    p: Matrix,
    of: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void;
  /** dz = p − y, y being 1 at the label: the gradient of each row's own loss; `dz` may be `p`. */
  softmaxCrossEntropyBackward(dz: Matrix, of: { p: Matrix; labels: Uint8Array }): void;

  /** What computes a convolution with these windows; it may keep what it needs from pass to pass. */
  convolution(windows: Windows): Convolution;
  /**
   * outputs (m, windows·channels) = the largest number of each window of inputs, by channel: the first
   * of equals, or a NaN. `places` gets where in its image each was found.
   */
  maxPool(
    outputs: Matrix,
    of: { inputs: Matrix; windows: Windows; places: Uint32Array },
  ): void;
  /** dx = dz at those places, added where windows overlap, and 0 elsewhere. */
  maxPoolBackward(dx: Matrix, of: { dz: Matrix; windows: Windows; places: Uint32Array }): void;

  /**
   * Fills a mask with 0, at the chance `rate`, and else 1/(1 − rate): a number of the stream for each
   * element, in their order, which is below rate · 2³² for 0. The same on every engine.
   */
  dropoutMask(mask: Matrix, by: { random: Xoshiro128; rate: number }): void;
  /** outputs = a ⊙ b, element by element; `outputs` may be `a` or `b`. */
  multiply(outputs: Matrix, of: { a: Matrix; b: Matrix }): void;

  /** weights = weights − rate · gradient, in place. */
  sgd(weights: Matrix, by: { gradient: Matrix; rate: number }): void;
  /** velocity = momentum · velocity + gradient, then weights = weights − rate · velocity, in place. */
  momentum(weights: Matrix, by: VelocityStep): void;
  /**
   * velocity = momentum · velocity + gradient, then
   * weights = weights − rate · (gradient + momentum · velocity), in place.
   */
  nesterov(weights: Matrix, by: VelocityStep): void;
  /**
   * v = alpha · v + (1 − alpha) · gradient², then
   * weights = weights − rate · gradient / (√v + epsilon), in place.
   */
  rmsprop(weights: Matrix, by: RmspropStep): void;
  /**
   * m = beta1 · m + (1 − beta1) · gradient, v = beta2 · v + (1 − beta2) · gradient², then weights =
   * (1 − rate · decay) · weights − rate · (m / correction1) / (√(v / correction2) + epsilon), in place.
   */
  adam(weights: Matrix, by: AdamStep): void;
}

/**
 * A convolution of images X (m, height·width·channels) with n filters. Weights W are
 * (kernel²·channels, n), and row (ky·kernel + kx)·channels + c of them is what channel c of pixel
 * (ky, kx) of a window is multiplied by. Outputs Z are (m, windows·n): images again, of n channels.
 */
export interface Convolution {
  /** Z[v, u, f] = Σ X[v·stride + ky − padding, u·stride + kx − padding, c] · W[ky, kx, c, f] + b[f]. */
  forward(
    outputs: Matrix,
    of: { inputs: Matrix | Pixels; weights: Matrix; bias: Matrix },
  ): void;
  /** dW and db: scale · the sums of X·dZ and of dZ over all windows of all images. */
  parameterGradients(
    gradients: { weights: Matrix; bias: Matrix },
    of: { inputs: Matrix | Pixels; dz: Matrix; scale: number },
  ): void;
  /** dX: each pixel's sum of dZ·W over all the windows that it is in. */
  inputGradient(dx: Matrix, of: { dz: Matrix; weights: Matrix }): void;
}

/** Whether a batch is pixels, and not a matrix. */
export function isPixels(batch: Matrix | Pixels): batch is Pixels {
  return "images" in batch;
}
