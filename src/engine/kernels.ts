/**
 * The compiled kernels, instantiated on a memory. Their documentation is in `assembly/`.
 *
 * @module
 */
import { instantiateSync } from "@assemblyscript/loader";

/** A byte address in the kernels' memory. */
export type Pointer = number;

/** a = g(z), element by element; both (m, n). */
export type Forward = (a: Pointer, z: Pointer, m: number, n: number, stride: number) => void;
/** dz = da·g′, element by element; all (m, n). */
export type Backward = (
  dz: Pointer,
  da: Pointer,
  a: Pointer,
  m: number,
  n: number,
  stride: number,
) => void;

/** out (m, n) = a (m, k) · b (k, n) + bias, without scratch. */
export type SimpleProduct = (
  out: Pointer,
  outStride: number,
  a: Pointer,
  aStride: number,
  b: Pointer,
  bStride: number,
  bias: Pointer,
  m: number,
  k: number,
  n: number,
) => void;

/** The functions that the kernels export: output, inputs, sizes, scalars. */
export interface Kernels {
  /** out (m, n) = scale · pixels[indices]. */
  gather(
    out: Pointer,
    pixels: Pointer,
    indices: Pointer,
    m: number,
    n: number,
    scale: number,
  ): void;
  /**
   * out (m, n) = a (m, k) · b (k, n) + bias; strides count the numbers from a row to the next, scratch has
   * 83,584 bytes, or 48·k where that is more, and no two threads at work on one memory have the same number.
   */
  matmul(
    out: Pointer,
    outStride: number,
    a: Pointer,
    aStride: number,
    b: Pointer,
    bStride: number,
    bias: Pointer,
    scratch: Pointer,
    thread: number,
    m: number,
    k: number,
    n: number,
  ): void;
  /** The same as matmul, one number at a time. */
  matmulPlain: SimpleProduct;
  /** The same as matmul, four numbers at a time. */
  matmulSimd: SimpleProduct;
  /** Takes turns of 96 operations, all in registers. */
  ceiling(count: number): number;
  /** As many operations as products with their sums, which the relaxed build may fuse. */
  ceilingOfPairs(count: number): number;
  /** out (m, n) = scale · aᵀ·b, or out −= rate · scale · aᵀ·b. */
  matmulTransposedA(
    out: Pointer,
    outStride: number,
    a: Pointer,
    aStride: number,
    b: Pointer,
    bStride: number,
    scratch: Pointer,
    thread: number,
    m: number,
    k: number,
    n: number,
    scale: number,
    rate: number,
  ): void;
  /** out (m, n) = a·bᵀ. */
  matmulTransposedB(
    out: Pointer,
    outStride: number,
    a: Pointer,
    aStride: number,
    b: Pointer,
    bStride: number,
    scratch: Pointer,
    thread: number,
    m: number,
    k: number,
    n: number,
  ): void;
  /** The same from lists of pixels. */
  spread(
    out: Pointer,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    values: Pointer,
    m: number,
    n: number,
  ): void;
  /** Lists the pixels of images that are not zero; returns how many there are, from `place` on. */
  listPixels(
    entries: Pointer,
    starts: Pointer,
    pixels: Pointer,
    count: number,
    n: number,
    place: number,
  ): number;
  /** out (m, n) = x·w + bias, with x as lists. */
  sparseMatmul(
    out: Pointer,
    outStride: number,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    values: Pointer,
    w: Pointer,
    wStride: number,
    bias: Pointer,
    m: number,
    n: number,
  ): void;
  /** Turns the lists of a batch round: from the pixels of a row to the rows of a pixel. */
  filePixels(
    filed: Pointer,
    ends: Pointer,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    m: number,
    from: number,
    to: number,
  ): void;
  /** out = scale·xᵀ·dz, or out −= rate·scale·xᵀ·dz, with x as filed lists. */
  sparseTransposedA(
    out: Pointer,
    outStride: number,
    filed: Pointer,
    ends: Pointer,
    m: number,
    values: Pointer,
    dz: Pointer,
    dzStride: number,
    pixels: number,
    n: number,
    scale: number,
    rate: number,
  ): void;
  /** out (n) = scale · the sum of the rows of a (m, n). */
  sumRows(
    out: Pointer,
    a: Pointer,
    aStride: number,
    m: number,
    n: number,
    scale: number,
  ): void;
  /** a = max(z, 0). */
  relu: Forward;
  /** dz = da where a > 0. */
  reluBackward: Backward;
  /** a = 1 / (1 + e⁻ᶻ). */
  sigmoid: Forward;
  /** dz = da · a · (1 − a). */
  sigmoidBackward: Backward;
  /** a = tanh z. */
  tanh: Forward;
  /** dz = da · (1 − a²). */
  tanhBackward: Backward;
  /** p = softmax(z), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Pointer,
    losses: Pointer,
    z: Pointer,
    labels: Pointer,
    m: number,
    n: number,
  ): void;
  /** dz = p − y. */
  softmaxCrossEntropyBackward(
    dz: Pointer,
    p: Pointer,
    labels: Pointer,
    m: number,
    n: number,
  ): void;
  /** out = eˣ. */
  exp(out: Pointer, x: Pointer, count: number): void;
  /** out = ln x. */
  log(out: Pointer, x: Pointer, count: number): void;
  /** w = w − rate · dw. */
  sgd(w: Pointer, dw: Pointer, m: number, n: number, stride: number, rate: number): void;
}

/** The kernels of a compiled module, working on `memory`. */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  // Not the loader's own `exports`: those count their arguments, for functions that have optional ones.
  return instantiateSync(module, { env: { memory } }).instance.exports as unknown as Kernels;
}
