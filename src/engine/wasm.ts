/**
 * The engine to be fast: f32 on the SIMD kernels, which work on one arena.
 *
 * @module
 */
import { Arena } from "./arena.ts";
import {
  type ActivationName,
  checkGather,
  checkLabels,
  checkShape,
  type Engine,
  type Matrix,
  productShape,
} from "./engine.ts";
import { instantiateKernels, type Kernels } from "./kernels.ts";

const F32 = 4;

/** The engine on WebAssembly SIMD, f32. See {@linkcode Engine} for the operations. */
export class WasmEngine implements Engine {
  /** Which build of the kernels this is. */
  readonly name: "strict" | "relaxed";
  readonly #kernels: Kernels;
  readonly #arena: Arena;

  /**
   * Instantiates a build of the kernels and reserves memory for them.
   *
   * @param name Which build it is.
   * @param options The compiled module of that build, and the bytes to reserve for all the matrices
   * and datasets to come.
   */
  constructor(
    name: "strict" | "relaxed",
    options: { module: WebAssembly.Module; capacity: number },
  ) {
    this.name = name;
    this.#arena = new Arena(options.capacity);
    this.#kernels = instantiateKernels(options.module, this.#arena.memory);
  }

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
    const start = this.#arena.allocate(rows * columns * F32);
    return { rows, columns, data: new Float32Array(this.#buffer, start, rows * columns) };
  }

  /** New bytes, all zero. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#arena.allocate(length), length);
  }

  /** New indices, all zero. */
  indices(length: number): Uint32Array {
    return new Uint32Array(this.#buffer, this.#arena.allocate(length * 4), length);
  }

  /** outputs[i] = scale · pixels[indices[i]]. */
  gather(
    outputs: Matrix,
    from: { pixels: Uint8Array; indices: Uint32Array; scale: number },
  ): void {
    checkGather(outputs, from);
    this.#kernels.gather(
      this.#pointer(outputs.data),
      this.#pointer(from.pixels),
      this.#pointer(from.indices),
      outputs.rows,
      outputs.columns,
      from.scale,
    );
  }

  /** outputs = a·b + bias. */
  matmul(outputs: Matrix, { a, b, bias }: { a: Matrix; b: Matrix; bias?: Matrix }): void {
    const { m, k, n } = productShape(outputs, { a, b });
    if (bias) checkShape(bias, { rows: 1, columns: n, what: "bias" });
    const [out, left, right] = this.#operands(outputs, a, b);
    const offset = bias ? this.#pointer(bias.data) : 0;
    this.#kernels.matmul(out, left, right, offset, this.#packed(k), m, k, n);
  }

  /** outputs = scale · aᵀ·b. */
  matmulTransposedA(outputs: Matrix, { a, b, scale }: { a: Matrix; b: Matrix; scale: number }) {
    const { m, k, n } = productShape(outputs, { a, b, transposed: "a" });
    const [out, left, right] = this.#operands(outputs, a, b);
    this.#kernels.matmulTransposedA(out, left, right, this.#packed(k), m, k, n, scale);
  }

  /** outputs = a·bᵀ. */
  matmulTransposedB(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    const { m, k, n } = productShape(outputs, { a, b, transposed: "b" });
    const [out, left, right] = this.#operands(outputs, a, b);
    this.#kernels.matmulTransposedB(out, left, right, this.#packed(k), m, k, n);
  }

  /** outputs = scale · the sum of the rows of a. */
  sumRows(outputs: Matrix, { a, scale }: { a: Matrix; scale: number }): void {
    checkShape(outputs, { rows: 1, columns: a.columns, what: "outputs of sumRows" });
    const [out, rows] = this.#operands(outputs, a);
    this.#kernels.sumRows(out, rows, a.rows, a.columns, scale);
  }

  /** a = g(z). */
  activate(a: Matrix, { activation, z }: { activation: ActivationName; z: Matrix }): void {
    checkShape(a, { ...z, what: "a" });
    this.#kernels[activation](this.#pointer(a.data), this.#pointer(z.data), z.data.length);
  }

  /** dz = da ⊙ g′(z), from a = g(z). */
  activateBackward(
    dz: Matrix,
    { activation, da, a }: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    checkShape(dz, { ...a, what: "dz" });
    checkShape(da, { ...a, what: "da" });
    const backward = this.#kernels[`${activation}Backward`];
    backward(
      this.#pointer(dz.data),
      this.#pointer(da.data),
      this.#pointer(a.data),
      a.data.length,
    );
  }

  /** p = softmax(logits), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Matrix,
    { losses, logits, labels }: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    checkShape(p, { ...logits, what: "p" });
    checkShape(losses, { rows: logits.rows, columns: 1, what: "losses" });
    checkLabels(labels, logits);
    this.#kernels.softmaxCrossEntropy(
      this.#pointer(p.data),
      this.#pointer(losses.data),
      this.#pointer(logits.data),
      this.#pointer(labels),
      logits.rows,
      logits.columns,
    );
  }

  /** dz = p − y. */
  softmaxCrossEntropyBackward(
    dz: Matrix,
    { p, labels }: { p: Matrix; labels: Uint8Array },
  ): void {
    checkShape(dz, { ...p, what: "dz" });
    checkLabels(labels, p);
    this.#kernels.softmaxCrossEntropyBackward(
      this.#pointer(dz.data),
      this.#pointer(p.data),
      this.#pointer(labels),
      p.rows,
      p.columns,
    );
  }

  /** weights = weights − rate · gradient. */
  sgd(weights: Matrix, { gradient, rate }: { gradient: Matrix; rate: number }): void {
    checkShape(gradient, { ...weights, what: "gradient" });
    const [w, dw] = this.#operands(weights, gradient);
    this.#kernels.sgd(w, dw, weights.data.length, rate);
  }

  get #buffer(): ArrayBuffer {
    return this.#arena.buffer;
  }

  /** Where a view of the arena starts. */
  #pointer(view: Float32Array | Float64Array | Uint8Array | Uint32Array): number {
    if (view.buffer !== this.#buffer) {
      throw new TypeError(`the ${this.name} engine works on views that it made itself`);
    }
    return view.byteOffset;
  }

  #operands(outputs: Matrix, a: Matrix, b: Matrix = a): [number, number, number] {
    return [this.#pointer(outputs.data), this.#pointer(a.data), this.#pointer(b.data)];
  }

  /** Room for the packed parts of a product: 136 lines of k numbers. */
  #packed(k: number): number {
    return this.#arena.scratch(136 * k * F32);
  }
}
