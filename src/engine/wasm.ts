/**
 * The engine to be fast: f32 on the SIMD kernels, which work on one arena.
 *
 * @module
 */
import { Arena, productScratch } from "./arena.ts";
import {
  type ActivationName,
  checkLabels,
  checkPixels,
  checkShape,
  type Engine,
  type ImageSource,
  isPixels,
  type Matrix,
  type Pixels,
  productShape,
} from "./engine.ts";
import { instantiateKernels, type Kernels, type Pointer } from "./kernels.ts";
import { Phases } from "./phases.ts";
import {
  newStamps,
  type Part,
  partOf,
  share,
  type SharedMatrix,
  type Stamps,
  type Thread,
} from "./shared_matrix.ts";
import type { Team } from "./team.ts";
import {
  filedBytes,
  type ListedImages,
  placeImages,
  placeValues,
  type WasmImages,
} from "./wasm_images.ts";

const F32 = 4;

/** No other thread. */
const ALONE: Thread = { index: 0, count: 1 };

/** The engine on WebAssembly SIMD, f32. See {@linkcode Engine} for the operations. */
export class WasmEngine implements Engine {
  /** Which build of the kernels this is. */
  readonly name: "strict" | "relaxed";
  #thread: Thread;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #phases: Phases;
  readonly #values = new Map<number, Pointer>();
  readonly #apart = new Set<SharedMatrix>();

  /**
   * Instantiates a build of the kernels on a memory.
   *
   * @param name Which build it is.
   * @param options `module`: the compiled build; `memory`: new, for all the matrices and datasets to
   * come; `team`: the threads that share it, which all make the same matrices in the same order.
   */
  constructor(
    name: "strict" | "relaxed",
    { module, memory, team }: {
      module: WebAssembly.Module;
      memory: WebAssembly.Memory;
      team?: Team;
    },
  ) {
    this.name = name;
    this.#thread = team ?? ALONE;
    this.#phases = new Phases(() => team?.meet());
    this.#arena = new Arena(memory, this.#thread);
    this.#kernels = instantiateKernels(module, memory);
  }

  /** Which thread of how many. */
  get thread(): Thread {
    return this.#thread;
  }

  /** Waits until every thread has come this far. */
  meet(): void {
    if (this.#thread.count > 1) this.#phases.meet();
  }

  /** From here on this thread works alone, on the same matrices. */
  leaveTeam(): void {
    for (const matrix of this.#apart) {
      const { count } = this.#thread;
      for (let index = 0; index < count; index++) {
        this.#copyColumns(matrix, { index, count }, "together");
      }
      matrix.apart!.isCurrent = false;
    }
    this.#thread = ALONE;
  }

  /** Waits until every thread has done its part of these matrices. */
  complete(...matrices: Matrix[]): void {
    if (this.#thread.count === 1) return;
    this.#settle(...matrices);
    this.#phases.complete(matrices.map((matrix) => this.#shared(matrix).stamps));
  }

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix {
    const start = this.#arena.allocate(rows * columns * F32);
    const data = new Float32Array(this.#arena.buffer, start, rows * columns);
    return this.#sharing({ rows, columns, data }, newStamps(rows));
  }

  /** The first rows of a matrix. */
  firstRows(matrix: Matrix, rows: number): Matrix {
    const { columns, data } = matrix;
    const first = { rows, columns, data: data.subarray(0, rows * columns) };
    return this.#sharing(first, this.#shared(matrix).stamps);
  }

  /** New bytes, all zero. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#arena.buffer, this.#arena.allocate(length), length);
  }

  /** New indices, all zero. */
  indices(length: number): Uint32Array {
    return new Uint32Array(this.#arena.buffer, this.#arena.allocate(length * 4), length);
  }

  /** A copy of images: their bytes, or the list of those that are not zero. */
  images(source: ImageSource): WasmImages {
    return placeImages(source, { arena: this.#arena, kernels: this.#kernels });
  }

  /** outputs = pixels, written out. */
  gather(outputs: Matrix, pixels: Pixels): void {
    checkShape(outputs, { rows: pixels.rows, columns: pixels.columns, what: "outputs of gather" });
    checkPixels(pixels);
    const { images, scale, columns } = pixels;
    const { from, to } = share(pixels.rows, this.#thread);
    const out = this.#pointer(outputs.data) + from * columns * F32;
    const indices = this.#pointer(pixels.indices) + from * 4;
    const byRows = this.#part(outputs).split === "rows";
    if (!byRows) this.meet();
    this.#begin(outputs);
    const place = images as WasmImages;
    if (place.sparse) {
      const { entries, starts } = place;
      this.#kernels.spread(out, entries, starts, indices, this.#bytes(scale), to - from, columns);
    } else {
      this.#kernels.gather(out, place.bytes, indices, to - from, columns, scale);
    }
    if (!byRows) this.meet();
  }

  /** outputs = a·b + bias. */
  matmul(
    outputs: Matrix,
    { a, b, bias }: { a: Matrix | Pixels; b: Matrix; bias?: Matrix },
  ): void {
    const { k, n } = productShape(outputs, { a, b });
    if (bias) checkShape(bias, { rows: 1, columns: n, what: "bias" });
    if (!isPixels(a)) this.#settle(a, b);
    const { split, top, left, height, width } = this.#part(outputs), { index } = this.#thread;
    this.#begin(
      outputs,
      isPixels(a) ? undefined : this.#foreign(a, split === "rows" && "rows"),
      this.#foreign(b, split === "columns" && "columns"),
      bias && this.#foreign(bias, split === "columns" && "columns"),
    );
    const out = this.#pointer(outputs.data) + (top * n + left) * F32;
    const offset = bias ? this.#pointer(bias.data) + left * F32 : 0;
    if (isPixels(a)) {
      const { entries, starts } = listed(a), weights = this.#columnsOf(b);
      const indices = this.#pointer(a.indices) + top * 4, values = this.#bytes(a.scale);
      this.#kernels.sparseMatmul(
        out,
        n,
        entries,
        starts,
        indices,
        values,
        weights.at,
        weights.stride,
        offset,
        height,
        width,
      );
    } else {
      const right = this.#pointer(b.data) + left * F32;
      const rows = this.#pointer(a.data) + top * k * F32;
      this.#kernels.matmul(
        out,
        n,
        rows,
        k,
        right,
        n,
        offset,
        this.#packed(k),
        index,
        height,
        k,
        width,
      );
    }
  }

  /** outputs = scale · aᵀ·b. */
  matmulTransposedA(
    outputs: Matrix,
    { a, b, scale }: { a: Matrix | Pixels; b: Matrix; scale: number },
  ): void {
    this.#transposedA(outputs, { a, b, scale, rate: 0 });
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
    if (rate !== 0) return this.#transposedA(weights, { a, b, scale, rate });
    // To the kernels, no rate means a gradient that is kept.
    this.matmulTransposedA(gradient, { a, b, scale });
    this.sgd(weights, { gradient, rate });
  }

  /** outputs = scale · aᵀ·b where the rate is 0, else outputs = outputs − rate · scale · aᵀ·b. */
  #transposedA(
    outputs: Matrix,
    { a, b, scale, rate }: { a: Matrix | Pixels; b: Matrix; scale: number; rate: number },
  ): void {
    if (isPixels(a)) return this.#sparseTransposedA(outputs, { a, b, scale, rate });
    this.#settle(outputs);
    const { m, k, n } = productShape(outputs, { a, b, transposed: "a" });
    const { split, top, left, height, width } = this.#part(outputs);
    this.#begin(
      outputs,
      this.#foreign(a, split === "rows" && "columns"),
      this.#foreign(b, split === "columns" && "columns"),
    );
    const out = this.#pointer(outputs.data) + (top * n + left) * F32;
    const columns = this.#pointer(a.data) + top * F32, right = this.#pointer(b.data) + left * F32;
    this.#kernels.matmulTransposedA(
      out,
      n,
      columns,
      m,
      right,
      n,
      this.#packed(k),
      this.#thread.index,
      height,
      k,
      width,
      scale,
      rate,
    );
  }

  #sparseTransposedA(
    outputs: Matrix,
    { a, b, scale, rate }: { a: Pixels; b: Matrix; scale: number; rate: number },
  ): void {
    const { m, n } = productShape(outputs, { a, b, transposed: "a" });
    const { entries, starts } = listed(a), indices = this.#pointer(a.indices);
    const { split, top, left, height, width } = this.#part(outputs);
    this.#begin(outputs, this.#foreign(b, split === "columns" && "columns"));
    const weights = this.#columnsOf(outputs);
    // Each thread turns round what it needs: to read another's lists would take longer.
    const filed = this.#arena.scratch(filedBytes(m, a.rows)), ends = filed + 4 * m * a.rows;
    const bottom = top + height;
    this.#kernels.filePixels(filed, ends, entries, starts, indices, a.rows, top, bottom);
    const dz = this.#pointer(b.data) + left * F32;
    this.#kernels.sparseTransposedA(
      weights.at + top * weights.stride * F32,
      weights.stride,
      filed + 4 * top * a.rows,
      ends + 4 * top,
      a.rows,
      this.#bytes(a.scale),
      dz,
      n,
      height,
      width,
      scale,
      rate,
    );
  }

  /** outputs = a·bᵀ. */
  matmulTransposedB(outputs: Matrix, { a, b }: { a: Matrix; b: Matrix }): void {
    const { k, n } = productShape(outputs, { a, b, transposed: "b" });
    this.#settle(b);
    const { split, top, left, height, width } = this.#part(outputs), { index } = this.#thread;
    this.#begin(
      outputs,
      this.#foreign(a, split === "rows" && "rows"),
      this.#foreign(b, split === "columns" && "rows"),
    );
    const out = this.#pointer(outputs.data) + (top * n + left) * F32;
    const rows = this.#pointer(a.data) + top * k * F32;
    const columns = this.#pointer(b.data) + left * k * F32;
    this.#kernels.matmulTransposedB(
      out,
      n,
      rows,
      k,
      columns,
      k,
      this.#packed(k),
      index,
      height,
      k,
      width,
    );
  }

  /** outputs = scale · the sum of the rows of a. */
  sumRows(outputs: Matrix, { a, scale }: { a: Matrix; scale: number }): void {
    const { rows, columns } = a;
    checkShape(outputs, { rows: 1, columns, what: "outputs of sumRows" });
    this.#settle(a);
    const { split, left, height, width } = this.#part(outputs);
    this.#begin(outputs, this.#foreign(a, split === "columns" && "columns"));
    if (height === 0) return;
    const out = this.#pointer(outputs.data) + left * F32;
    this.#kernels.sumRows(out, this.#pointer(a.data) + left * F32, columns, rows, width, scale);
  }

  /** a = g(z). */
  activate(a: Matrix, { activation, z }: { activation: ActivationName; z: Matrix }): void {
    checkShape(a, { ...z, what: "a" });
    const { at, height, width, stride } = this.#elements(a);
    const out = this.#pointer(a.data) + at;
    this.#kernels[activation](out, this.#pointer(z.data) + at, height, width, stride);
  }

  /** dz = da ⊙ g′(z), from a = g(z). */
  activateBackward(
    dz: Matrix,
    { activation, da, a }: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    checkShape(dz, { ...a, what: "dz" });
    checkShape(da, { ...a, what: "da" });
    const { at, height, width, stride } = this.#elements(dz);
    const out = this.#pointer(dz.data) + at, gradient = this.#pointer(da.data) + at;
    const backward = this.#kernels[`${activation}Backward`];
    backward(out, gradient, this.#pointer(a.data) + at, height, width, stride);
  }

  /** p = softmax(logits), losses = −ln p[label]. */
  softmaxCrossEntropy(
    p: Matrix,
    { losses, logits, labels }: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    checkShape(p, { ...logits, what: "p" });
    checkShape(losses, { rows: logits.rows, columns: 1, what: "losses" });
    checkLabels(labels, logits);
    this.#byRows(p, (top, height) => {
      const at = top * logits.columns * F32;
      this.#begin(losses);
      this.#kernels.softmaxCrossEntropy(
        this.#pointer(p.data) + at,
        this.#pointer(losses.data) + top * F32,
        this.#pointer(logits.data) + at,
        this.#pointer(labels) + top,
        height,
        logits.columns,
      );
    });
  }

  /** dz = p − y. */
  softmaxCrossEntropyBackward(
    dz: Matrix,
    { p, labels }: { p: Matrix; labels: Uint8Array },
  ): void {
    checkShape(dz, { ...p, what: "dz" });
    checkLabels(labels, p);
    this.#byRows(dz, (top, height) => {
      const at = top * p.columns * F32, out = this.#pointer(dz.data) + at;
      const from = this.#pointer(p.data) + at, classes = this.#pointer(labels) + top;
      this.#kernels.softmaxCrossEntropyBackward(out, from, classes, height, p.columns);
    });
  }

  /** weights = weights − rate · gradient. */
  sgd(weights: Matrix, { gradient, rate }: { gradient: Matrix; rate: number }): void {
    checkShape(gradient, { ...weights, what: "gradient" });
    this.#settle(weights, gradient);
    const { at, height, width, stride } = this.#elements(weights);
    const w = this.#pointer(weights.data) + at, dw = this.#pointer(gradient.data) + at;
    this.#kernels.sgd(w, dw, height, width, stride, rate);
  }

  /** Where a view of the arena starts. */
  #pointer(view: Float32Array | Float64Array | Uint8Array | Uint32Array): Pointer {
    if (view.buffer !== this.#arena.buffer) {
      throw new TypeError(`the ${this.name} engine works on views that it made itself`);
    }
    return view.byteOffset;
  }

  #sharing(matrix: Matrix, stamps: Stamps): SharedMatrix {
    return { ...matrix, part: partOf(matrix, this.#thread), stamps };
  }

  #shared(matrix: Matrix): SharedMatrix {
    if ("stamps" in matrix) return matrix as SharedMatrix;
    if (this.#thread.count > 1) throw new TypeError("threads share matrices that the engine made");
    return this.#sharing(matrix, newStamps(matrix.rows));
  }

  /** The part of a matrix that this thread computes. */
  #part(matrix: Matrix): Part {
    const shared = this.#shared(matrix);
    if (shared.part.of !== this.#thread) shared.part = partOf(shared, this.#thread);
    return shared.part;
  }

  /** Where this thread's columns of a matrix lie, taken apart from those of the others. */
  #columnsOf(matrix: Matrix): { at: Pointer; stride: number } {
    const { rows, columns, data } = matrix, { split, left, width } = this.#part(matrix);
    if (this.#thread.count === 1 || split === "rows") {
      return { at: this.#pointer(data) + left * F32, stride: columns };
    }
    const shared = this.#shared(matrix);
    shared.apart ??= { start: this.#arena.allocate(rows * columns * F32), isCurrent: false };
    if (!shared.apart.isCurrent) {
      this.#copyColumns(shared, this.#thread, "apart");
      shared.apart.isCurrent = true;
      this.#apart.add(shared);
    }
    return { at: shared.apart.start + left * rows * F32, stride: width };
  }

  /** Puts this thread's columns back where they were taken apart. */
  #settle(...matrices: Matrix[]): void {
    if (this.#thread.count === 1) return;
    for (const matrix of matrices) {
      const shared = this.#shared(matrix);
      if (!shared.apart?.isCurrent) continue;
      this.#begin(shared);
      this.#copyColumns(shared, this.#thread, "together");
      shared.apart.isCurrent = false;
      this.#apart.delete(shared);
    }
  }

  /** Copies the columns of a thread from a matrix to where they lie apart, or back. */
  #copyColumns(matrix: SharedMatrix, thread: Thread, to: "apart" | "together"): void {
    const { rows, columns, data } = matrix, { left, width } = partOf(matrix, thread);
    const all = new Float32Array(this.#arena.buffer);
    const together = this.#pointer(data) / F32 + left;
    const apart = matrix.apart!.start / F32 + left * rows;
    for (let row = 0; row < rows; row++) {
      const there = together + row * columns, own = apart + row * width;
      if (to === "apart") all.copyWithin(own, there, there + width);
      else all.copyWithin(there, own, own + width);
    }
  }

  /** This thread's part of matrices of one shape, in elements that lie `at` bytes from their start. */
  #elements(outputs: Matrix): { at: number; height: number; width: number; stride: number } {
    const { columns } = outputs, { top, left, height, width } = this.#part(outputs);
    this.#begin(outputs);
    const at = (top * columns + left) * F32;
    // Whole rows lie behind each other: one long row.
    if (width === columns) return { at, height: 1, width: height * columns, stride: columns };
    return { at, height, width, stride: columns };
  }

  /** Runs what needs whole rows, on this thread's share of them. */
  #byRows(outputs: Matrix, run: (top: number, height: number) => void): void {
    const isSplitSo = this.#part(outputs).split === "rows";
    if (!isSplitSo) this.meet();
    this.#begin(outputs);
    const { from, to } = share(outputs.rows, this.#thread);
    run(from, to - from);
    if (!isSplitSo) this.meet();
  }

  /** Waits, where it must, before `outputs` are written and the others read. */
  #begin(outputs: Matrix, ...foreign: (Stamps | undefined)[]): void {
    if (this.#thread.count === 1) return;
    this.#phases.begin(this.#shared(outputs).stamps, outputs.rows, ...foreign);
  }

  /** The stamps of a matrix of which a thread reads more than its own part: all, or another split. */
  #foreign(matrix: Matrix, part: "rows" | "columns" | false): Stamps | undefined {
    if (this.#thread.count === 1) return undefined;
    return this.#part(matrix).split === part ? undefined : this.#shared(matrix).stamps;
  }

  /** What each byte stands for. */
  #bytes(scale: number): Pointer {
    let place = this.#values.get(scale);
    if (place === undefined) {
      place = placeValues(this.#arena, scale);
      this.#values.set(scale, place);
    }
    return place;
  }

  /** Room for what a product of k terms packs and sums. */
  #packed(k: number): Pointer {
    return this.#arena.scratch(productScratch(k));
  }
}

/** Pixels that a product takes as they are. */
function listed({ images }: Pixels): ListedImages {
  const place = images as WasmImages;
  if (!place.sparse) throw new TypeError("images with few zeros are gathered before a product");
  return place;
}
