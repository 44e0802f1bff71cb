/**
 * The compiled kernels, instantiated on a memory. Their documentation is in `assembly/`.
 *
 * @module
 */
import { instantiateSync } from "@assemblyscript/loader";

/** A byte address in the kernels' memory. */
export type Pointer = number;

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
  /** out (m, n) = a (m, k) · b (k, n) + bias. */
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
  /** out (n) = scale · the sum of the rows of a (m, n). */
  sumRows(out: Pointer, a: Pointer, m: number, n: number, scale: number): void;
  /** a = max(z, 0). */
  relu(a: Pointer, z: Pointer, count: number): void;
  /** dz = da where a > 0. */
  reluBackward(dz: Pointer, da: Pointer, a: Pointer, count: number): void;
  /** a = 1 / (1 + e⁻ᶻ). */
  sigmoid(a: Pointer, z: Pointer, count: number): void;
  /** dz = da · a · (1 − a). */
  sigmoidBackward(dz: Pointer, da: Pointer, a: Pointer, count: number): void;
  /** a = tanh z. */
  tanh(a: Pointer, z: Pointer, count: number): void;
  /** dz = da · (1 − a²). */
  tanhBackward(dz: Pointer, da: Pointer, a: Pointer, count: number): void;
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
}

/** The kernels of a compiled module, working on `memory`. */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  return instantiateSync(module, { env: { memory } }).exports as unknown as Kernels;
}
