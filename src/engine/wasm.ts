/**
 * The engine to be fast: f32 on the SIMD kernels, which work on one memory.
 *
 * @module
 */
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import { DeferredProducts } from "./deferred_products.ts";
import {
  type ActivationName,
  type AdamStep,
  type Convolution,
  type Images,
  isPixels,
  type Matrix,
  type Pixels,
  type RmspropStep,
  type VelocityStep,
} from "./engine.ts";
import { instantiateKernels, type Kernels, type Pointer } from "./kernels.ts";
import { Arena } from "./memory.ts";
import {
  checkAlike,
  checkLabels,
  checkMove,
  checkPixels,
  checkPool,
  checkShape,
  productShape,
} from "./shapes.ts";
import {
  type CsrImages,
  placeEntries,
  placeImages,
  placeValues,
  type WasmImages,
} from "./sparse_images.ts";
import { type PatchEngine, WasmConvolution } from "./wasm_convolution.ts";
import type { Windows } from "./windows.ts";

const F32 = 4;

/** The engine on WebAssembly SIMD, f32. See {@linkcode Engine} for the operations. */
export class WasmEngine implements PatchEngine {
  /** Which build of the kernels this is. */
  readonly name: "strict" | "relaxed";
  readonly #arena = new Arena();
  readonly #kernels: Kernels;
  readonly #deferred = new DeferredProducts();
  readonly #values = new Map<number, Pointer>();

  /** Instantiates a compiled build of the kernels on a memory of its own. */
  constructor(name: "strict" | "relaxed", module: WebAssembly.Module) {
    this.name = name;
    this.#kernels = instantiateKernels(module, this.#arena.memory);
  }

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
    return this.#matrixAt(this.#arena.allocate(rows * columns * F32), rows, columns);
  }

  /** The first rows of a matrix. */
  firstRows(matrix: Matrix, rows: number): Matrix {
    return this.#matrixAt(this.#place(matrix), rows, matrix.columns);
  }

  /** New bytes, all zero. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#arena.buffer, this.#arena.allocate(length), length);
  }

  /** New indices, all zero. */
  indices(length: number): Uint32Array {
    return new Uint32Array(this.#arena.buffer, this.#arena.allocate(length * 4), length);
  }

  /** A copy of images: their bytes, or compressed. */
  images(bytes: Uint8Array, size: { count: number; columns: number }): WasmImages {
    return placeImages(bytes, { ...size, arena: this.#arena, kernels: this.#kernels });
  }

  /** Room for images: their bytes, or an entry for each pixel. */
  imagesLike({ sparse, columns }: Images, count: number): WasmImages {
    if (!sparse) return { sparse, count, columns, bytes: this.#arena.allocate(count * columns) };
    return {
      sparse,
      count,
      columns,
      ...placeEntries(this.#arena, { count, most: count * columns }),
    };
  }

  /** outputs = pixels, each image moved. */
  move(outputs: Images, by: { pixels: Pixels; width: number; moves: ArrayLike<number> }): void {
    checkMove(outputs, by);
    const { pixels: { rows: m, columns, ...pixels }, width } = by, height = columns / width;
    const from = pixels.images as WasmImages, to = outputs as WasmImages;
    const indices = this.#pointer(pixels.indices), kernels = this.#kernels;
    if (to.sparse) this.#deferred.beforeWrite(to.entries, 0); // which may take the scratch
    const moves = this.#arena.scratch(8 * m);
    new Int32Array(this.#arena.buffer, moves, 2 * m).set(by.moves);
    if (from.sparse && to.sparse) {
      const { entries, starts } = from;
      kernels.moveCsr(to.entries, to.starts, entries, starts, indices, moves, m, height, width);
    } else if (!from.sparse && !to.sparse) {
      kernels.moveBytes(to.bytes, from.bytes, indices, moves, m, height, width);
    }
  }

  /** outputs = pixels, as a matrix. */
  gather(outputs: Matrix, pixels: Pixels): void {
    const { rows: m, columns: n, scale } = pixels, images = pixels.images as WasmImages;
    checkShape(outputs, { size: { rows: m, columns: n }, what: "outputs of gather" });
    checkPixels(pixels);
    const out = this.#output(outputs), indices = this.#pointer(pixels.indices);
    if (images.sparse) {
      const values = this.#valuesOf(scale);
      this.#kernels.densify(out, images.entries, images.starts, indices, values, m, n);
    } else {
      this.#kernels.gather(out, images.bytes, indices, m, n, scale);
    }
  }

  /** outputs = a·b + bias. */
  matmul(outputs: Matrix, { a, b, bias }: { a: Matrix | Pixels; b: Matrix; bias?: Matrix }): void {
    const { m, k, n } = productShape(outputs, { a, b });
    if (bias) checkShape(bias, { size: { rows: 1, columns: n }, what: "bias" });
    const right = this.#input(b), offset = bias ? this.#input(bias) : 0;
    if (isPixels(a)) {
      const { entries, starts } = a.images as CsrImages, indices = this.#pointer(a.indices);
      const out = this.#output(outputs), values = this.#valuesOf(a.scale);
      this.#kernels.csrMatmul(out, entries, starts, indices, values, right, offset, m, n);
    } else {
      const left = this.#input(a), out = this.#output(outputs);
      this.#kernels.matmul(out, left, right, offset, this.#productScratch(k), m, k, n);
    }
  }

  /** outputs = scale · aᵀ·b, when it is read or stepped with: see deferred_products.ts. */
  matmulTransposedA(
    outputs: Matrix,
    { a, b, scale }: { a: Matrix | Pixels; b: Matrix; scale: number },
  ): void {
    if (isPixels(a)) return this.#csrTransposedA(outputs, { a, b, scale });
    const { m, k, n } = productShape(outputs, { a, b, transposed: "a" }), kernels = this.#kernels;
    const left = this.#input(a), right = this.#input(b), out = this.#output(outputs);
    const scratch = this.#productScratch(k);
    this.#deferred.defer(out, {
      factors: [left, right],
      length: m * n,
      compute: () => kernels.matmulTransposedA(out, left, right, scratch, m, k, n, scale),
      descend: (weights, rate) =>
        kernels.sgdTransposedA(weights, left, right, scratch, m, k, n, scale, rate),
    });
  }

  #csrTransposedA(outputs: Matrix, of: { a: Pixels; b: Matrix; scale: number }): void {
    const { a, b, scale } = of, { entries, starts } = a.images as CsrImages;
    const { m, k, n } = productShape(outputs, { a, b, transposed: "a" }), kernels = this.#kernels;
    const right = this.#input(b), out = this.#output(outputs), values = this.#valuesOf(a.scale);
    const indices = a.indices.slice(); // the caller may write the next batch over them
    const transpose = () => {
      const csc = this.#arena.scratch(4 * m * (k + 1) + 4 * k), ends = csc + 4 * m * k;
      const rows = ends + 4 * m;
      new Uint32Array(this.#arena.buffer, rows, k).set(indices);
      kernels.csrToCsc(csc, ends, entries, starts, rows, k, m);
      return { csc, ends };
    };
    this.#deferred.defer(out, {
      factors: [right, entries],
      length: m * n,
      compute: () => {
        const { csc, ends } = transpose();
        kernels.cscMatmul(out, csc, ends, k, values, right, m, n, scale);
      },
      descend: (weights, rate) => {
        const { csc, ends } = transpose();
        kernels.cscSgd(weights, csc, ends, k, values, right, m, n, scale, rate);
      },
    });
  }

  /** outputs = a·bᵀ. */
  matmulTransposedB(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    const { m, k, n } = productShape(outputs, { a, b, transposed: "b" });
    const left = this.#input(a), right = this.#input(b), out = this.#output(outputs);
    this.#kernels.matmulTransposedB(out, left, right, this.#productScratch(k), m, k, n);
  }

  /** outputs = scale · the sum of the rows of a. */
  sumRows(outputs: Matrix, { a, scale }: { a: Matrix; scale: number }): void {
    checkShape(outputs, { size: { rows: 1, columns: a.columns }, what: "outputs of sumRows" });
    const rows = this.#input(a);
    this.#kernels.sumRows(this.#output(outputs), rows, a.rows, a.columns, scale);
  }

  /** a = g(z). */
  activate(a: Matrix, { activation, z }: { activation: ActivationName; z: Matrix }): void {
    checkShape(a, { size: z, what: "a" });
    const from = this.#input(z);
    this.#kernels[activation](this.#output(a), from, a.rows * a.columns);
  }

  /** dz = da ⊙ g′(z), from a = g(z). */
  activateBackward(
    dz: Matrix,
    { activation, da, a }: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    checkShape(dz, { size: a, what: "dz" });
    checkShape(da, { size: a, what: "da" });
    const gradient = this.#input(da), value = this.#input(a), out = this.#output(dz);
    this.#kernels[`${activation}Backward`](out, gradient, value, dz.rows * dz.columns);
  }

  /** p = softmax(logits), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Matrix,
    { losses, logits, labels }: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    const { rows: m, columns: n } = logits;
    checkShape(p, { size: logits, what: "p" });
    checkShape(losses, { size: { rows: m, columns: 1 }, what: "losses" });
    checkLabels(labels, logits);
    const z = this.#input(logits), classes = this.#pointer(labels);
    this.#kernels.softmaxCrossEntropy(this.#output(p), this.#output(losses), z, classes, m, n);
  }

  /** dz = p − y. */
  softmaxCrossEntropyBackward(dz: Matrix, of: { p: Matrix; labels: Uint8Array }): void {
    const { p, labels } = of;
    checkShape(dz, { size: p, what: "dz" });
    checkLabels(labels, p);
    const from = this.#input(p), out = this.#output(dz), classes = this.#pointer(labels);
    this.#kernels.softmaxCrossEntropyBackward(out, from, classes, p.rows, p.columns);
  }

  /** What computes a convolution. */
  convolution(windows: Windows): Convolution {
    return new WasmConvolution(this, windows);
  }

  /** patches (m·windows, kernel²·channels) = the windows of m images: assembly/patches.ts. */
  im2col(patches: Matrix, { images, windows }: { images: Matrix; windows: Windows }): void {
    const { height, width, channels, kernel, stride, padding } = windows, m = images.rows;
    const from = this.#input(images), out = this.#output(patches);
    this.#kernels.im2col(out, from, m, height, width, channels, kernel, stride, padding);
  }

  /** images = the sum of the patches that lie on each pixel. */
  col2im(images: Matrix, { patches, windows }: { patches: Matrix; windows: Windows }): void {
    const { height, width, channels, kernel, stride, padding } = windows, m = images.rows;
    const from = this.#input(patches), out = this.#output(images);
    this.#kernels.col2im(out, from, m, height, width, channels, kernel, stride, padding);
  }

  /** The same numbers in rows of another length. */
  reshaped(matrix: Matrix, { columns }: { columns: number }): Matrix {
    return this.#matrixAt(this.#place(matrix), matrix.rows * matrix.columns / columns, columns);
  }

  /** outputs = the largest number of each window. */
  maxPool(outputs: Matrix, of: { inputs: Matrix; windows: Windows; places: Uint32Array }): void {
    const { inputs: images, windows, places } = of, m = images.rows;
    checkPool(windows, { images, outputs, places });
    const { height, width, channels, kernel, stride } = windows, at = this.#pointer(places);
    const from = this.#input(images), out = this.#output(outputs);
    this.#kernels.maxPool(out, at, from, m, height, width, channels, kernel, stride);
  }

  /** dx = dz at the places of the largest numbers. */
  maxPoolBackward(dx: Matrix, of: { dz: Matrix; windows: Windows; places: Uint32Array }): void {
    const { dz, windows, places } = of;
    checkPool(windows, { images: dx, outputs: dz, places });
    const from = this.#input(dz), out = this.#output(dx), at = this.#pointer(places);
    this.#kernels.maxPoolBackward(out, from, at, dx.rows, dx.columns, dz.columns);
  }

  /** mask = 0 or 1/(1 − rate). */
  dropoutMask(mask: Matrix, { random, rate }: { random: Xoshiro128; rate: number }): void {
    const length = mask.rows * mask.columns, limit = Math.ceil(rate * 2 ** 32);
    const state = new Uint32Array(this.#arena.buffer, this.#arena.scratch(16), 4);
    state.set(random.state);
    const out = this.#output(mask);
    this.#kernels.dropoutMask(out, state.byteOffset, length, limit, 1 / (1 - rate));
    random.state = [...state];
  }

  /** outputs = a ⊙ b. */
  multiply(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    checkShape(a, { size: outputs, what: "a" });
    checkShape(b, { size: outputs, what: "b" });
    const left = this.#input(a), right = this.#input(b), out = this.#output(outputs);
    this.#kernels.multiply(out, left, right, outputs.rows * outputs.columns);
  }

  /** weights = weights − rate · gradient. */
  sgd(weights: Matrix, { gradient, rate }: { gradient: Matrix; rate: number }): void {
    checkShape(gradient, { size: weights, what: "gradient" });
    const w = this.#input(weights), length = weights.rows * weights.columns;
    this.#output(weights);
    if (this.#deferred.descend(this.#place(gradient), { weights: w, length, rate })) return;
    this.#kernels.sgd(w, this.#input(gradient), length, rate);
  }

  /** velocity = momentum · velocity + gradient; weights = weights − rate · velocity. */
  momentum(weights: Matrix, by: VelocityStep): void {
    const [w, g, v] = this.#stepped(weights, { gradient: by.gradient, velocity: by.velocity });
    this.#kernels.momentum(w, v, g, weights.rows * weights.columns, by.rate, by.momentum);
  }

  /** velocity = momentum · velocity + gradient; weights −= rate · (gradient + momentum · velocity). */
  nesterov(weights: Matrix, by: VelocityStep): void {
    const [w, g, v] = this.#stepped(weights, { gradient: by.gradient, velocity: by.velocity });
    this.#kernels.nesterov(w, v, g, weights.rows * weights.columns, by.rate, by.momentum);
  }

  /** v = alpha · v + (1 − alpha) · gradient²; weights −= rate · gradient / (√v + epsilon). */
  rmsprop(weights: Matrix, by: RmspropStep): void {
    const [w, g, v] = this.#stepped(weights, { gradient: by.gradient, v: by.v });
    const length = weights.rows * weights.columns;
    this.#kernels.rmsprop(w, v, g, length, by.rate, by.alpha, by.epsilon);
  }

  /** Means m of the gradient and v of its square; a step along m / √v, both corrected. */
  adam(weights: Matrix, by: AdamStep): void {
    const { rate, beta1, beta2, correction1, correction2, epsilon, decay } = by;
    const [w, g, m, v] = this.#stepped(weights, { gradient: by.gradient, m: by.m, v: by.v });
    const length = weights.rows * weights.columns,
      corrections = [correction1, correction2] as const;
    this.#kernels.adam(w, m, v, g, length, rate, beta1, beta2, ...corrections, epsilon, decay);
  }

  /** The addresses of weights, their gradient, and what an optimiser remembers of them. */
  #stepped(weights: Matrix, by: Readonly<Record<string, Matrix>>): Pointer[] {
    checkAlike(weights, by);
    const { gradient, ...changed } = by, places = [weights, gradient, ...Object.values(changed)];
    const pointers = places.map((matrix) => this.#input(matrix));
    for (const matrix of [weights, ...Object.values(changed)]) this.#output(matrix);
    return pointers;
  }

  #matrixAt(place: Pointer, rows: number, columns: number): WasmMatrix {
    const memory = new Float32Array(this.#arena.buffer, place, rows * columns);
    return new WasmMatrix({ rows, columns, place, memory, deferred: this.#deferred });
  }

  /** The address of a matrix that is read. */
  #input(matrix: Matrix): Pointer {
    const place = this.#place(matrix);
    this.#deferred.beforeRead(place);
    return place;
  }

  /** The address of a matrix that is overwritten. */
  #output(matrix: Matrix): Pointer {
    const place = this.#place(matrix);
    this.#deferred.beforeWrite(place, matrix.rows * matrix.columns);
    return place;
  }

  #place(matrix: Matrix): Pointer {
    if (!(matrix instanceof WasmMatrix) || !matrix.isFrom(this.#deferred)) throw notMine(this.name);
    return matrix.place;
  }

  /** Where a view of the memory starts. */
  #pointer(view: Float32Array | Uint8Array | Uint32Array): Pointer {
    if (view.buffer !== this.#arena.buffer) throw notMine(this.name);
    return view.byteOffset;
  }

  /** Where the table lies of what each byte stands for. */
  #valuesOf(scale: number): Pointer {
    let place = this.#values.get(scale);
    if (place === undefined) {
      place = placeValues(this.#arena, scale);
      this.#values.set(scale, place);
    }
    return place;
  }

  /** Room for what a product of k terms packs and sums: assembly/matmul.ts. */
  #productScratch(k: number): Pointer {
    return this.#arena.scratch(Math.max(83_584, 48 * k));
  }
}

/** A matrix in the memory of the kernels, which computes what was put off when its numbers are read. */
class WasmMatrix implements Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Its address; to ask the view for it takes longer. */
  readonly place: Pointer;
  readonly #memory: Float32Array;
  readonly #deferred: DeferredProducts;

  constructor(
    of: {
      rows: number;
      columns: number;
      place: Pointer;
      memory: Float32Array;
      deferred: DeferredProducts;
    },
  ) {
    this.rows = of.rows;
    this.columns = of.columns;
    this.place = of.place;
    this.#memory = of.memory;
    this.#deferred = of.deferred;
  }

  get data(): Float32Array {
    this.#deferred.beforeAccess(this.place);
    return this.#memory;
  }

  /** Whether the engine with these deferred products made it. */
  isFrom(deferred: DeferredProducts): boolean {
    return this.#deferred === deferred;
  }
}

function notMine(name: string): TypeError {
  return new TypeError(`the ${name} engine works on matrices and views that it made itself`);
}
