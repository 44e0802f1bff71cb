/**
 * The compiled kernels, instantiated on a memory. Their documentation is in `assembly/`.
 *
 * @module
 */
import { instantiateSync } from "@assemblyscript/loader";

/** A byte address in the kernels' memory. */
export type Pointer = number;

/** a = g(z), element by element. */
export type Forward = (a: Pointer, z: Pointer, count: number) => void;
/** dz = da·g′, element by element. */
export type Backward = (dz: Pointer, da: Pointer, a: Pointer, count: number) => void;

/** A step with what is left of the steps before it. */
export type VelocityStep = (
  w: Pointer,
  velocity: Pointer,
  dw: Pointer,
  count: number,
  rate: number,
  momentum: number,
) => void;

/** out (m, n) = a (m, k) · b (k, n) + bias, without scratch. */
export type SimpleProduct = (
  out: Pointer,
  a: Pointer,
  b: Pointer,
  bias: Pointer,
  m: number,
  k: number,
  n: number,
) => void;

/** Between images and patches: output, input, sizes. */
export type Patching = (
  out: Pointer,
  from: Pointer,
  m: number,
  height: number,
  width: number,
  channels: number,
  kernel: number,
  stride: number,
  padding: number,
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
  /** out (m, n) = a (m, k) · b (k, n) + bias; scratch has 83,584 bytes, or 48·k where that is more. */
  matmul(
    out: Pointer,
    a: Pointer,
    b: Pointer,
    bias: Pointer,
    scratch: Pointer,
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
  /** out (m, n) = scale · aᵀ·b. */
  matmulTransposedA(
    out: Pointer,
    a: Pointer,
    b: Pointer,
    scratch: Pointer,
    m: number,
    k: number,
    n: number,
    scale: number,
  ): void;
  /** w (m, n) −= rate · scale · aᵀ·b. */
  sgdTransposedA(
    w: Pointer,
    a: Pointer,
    b: Pointer,
    scratch: Pointer,
    m: number,
    k: number,
    n: number,
    scale: number,
    rate: number,
  ): void;
  /** out (m, n) = a·bᵀ. */
  matmulTransposedB(
    out: Pointer,
    a: Pointer,
    b: Pointer,
    scratch: Pointer,
    m: number,
    k: number,
    n: number,
  ): void;
  /** out (m, n) = compressed images[indices], as a matrix. */
  densify(
    out: Pointer,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    values: Pointer,
    m: number,
    n: number,
  ): void;
  /** Compresses the rows of images; returns how many entries there are, from `place` on. */
  denseToCsr(
    entries: Pointer,
    starts: Pointer,
    pixels: Pointer,
    count: number,
    n: number,
    place: number,
  ): number;
  /** out (m, n) = x·w + bias, with x as compressed rows. */
  csrMatmul(
    out: Pointer,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    values: Pointer,
    w: Pointer,
    bias: Pointer,
    m: number,
    n: number,
  ): void;
  /** Transposes a batch: from the pixels of a row to the rows of a pixel. */
  csrToCsc(
    columns: Pointer,
    ends: Pointer,
    entries: Pointer,
    starts: Pointer,
    indices: Pointer,
    m: number,
    pixels: number,
  ): void;
  /** out (pixels, n) = scale·xᵀ·dz, with x as compressed columns. */
  cscMatmul(
    out: Pointer,
    columns: Pointer,
    ends: Pointer,
    m: number,
    values: Pointer,
    dz: Pointer,
    pixels: number,
    n: number,
    scale: number,
  ): void;
  /** w (pixels, n) −= rate·scale·xᵀ·dz, with x as compressed columns. */
  cscSgd(
    w: Pointer,
    columns: Pointer,
    ends: Pointer,
    m: number,
    values: Pointer,
    dz: Pointer,
    pixels: number,
    n: number,
    scale: number,
    rate: number,
  ): void;
  /** out (n) = scale · the sum of the rows of a (m, n). */
  sumRows(out: Pointer, a: Pointer, m: number, n: number, scale: number): void;
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
  /** a = z. */
  identity: Forward;
  /** dz = da. */
  identityBackward: Backward;
  /** out = a ⊙ b. */
  multiply: Backward;
  /** patches (m·windows, kernel²·channels) = the windows of images (m, height·width·channels). */
  im2col: Patching;
  /** images = the sum of the patches that lie on each pixel. */
  col2im: Patching;
  /** out and places (m, windows·channels) = the largest number of each window, and where it lies. */
  maxPool(
    out: Pointer,
    places: Pointer,
    images: Pointer,
    m: number,
    height: number,
    width: number,
    channels: number,
    kernel: number,
    stride: number,
  ): void;
  /** dx (m, n) = dz (m, count) at places, 0 elsewhere. */
  maxPoolBackward(
    dx: Pointer,
    dz: Pointer,
    places: Pointer,
    m: number,
    n: number,
    count: number,
  ): void;
  /** mask = 0 where a number of the stream is below limit, else scale; state has 16 bytes. */
  dropoutMask(mask: Pointer, state: Pointer, count: number, limit: number, scale: number): void;
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
  sgd(w: Pointer, dw: Pointer, count: number, rate: number): void;
  /** velocity = momentum · velocity + dw; w = w − rate · velocity. */
  momentum: VelocityStep;
  /** velocity = momentum · velocity + dw; w = w − rate · (dw + momentum · velocity). */
  nesterov: VelocityStep;
  /** v = alpha · v + (1 − alpha) · dw²; w = w − rate · dw / (√v + epsilon). */
  rmsprop(
    w: Pointer,
    v: Pointer,
    dw: Pointer,
    count: number,
    rate: number,
    alpha: number,
    epsilon: number,
  ): void;
  /** m, v: means of dw and dw²; w = (1 − rate·decay)·w − rate·(m/correction1) / (√(v/correction2) + epsilon). */
  adam(
    w: Pointer,
    m: Pointer,
    v: Pointer,
    dw: Pointer,
    count: number,
    rate: number,
    beta1: number,
    beta2: number,
    correction1: number,
    correction2: number,
    epsilon: number,
    decay: number,
  ): void;
}

/** The kernels of a compiled module, working on `memory`. */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  // Not the loader's own `exports`: those count their arguments, for functions that have optional ones.
  return instantiateSync(module, { env: { memory } }).instance.exports as unknown as Kernels;
}
