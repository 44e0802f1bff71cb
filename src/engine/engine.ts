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
 * from +0. NaN and infinities come through. Sizes that do not fit throw a `ShapeError`. Matrices,
 * pixels, indices and labels must have been made by the engine that is to read them.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";

/** Numbers of an engine: f32 on the kernels, f64 on the plain engine. */
export type FloatArray = Float32Array | Float64Array;

/** A row-major matrix; element (i, j) is `data[i * columns + j]`. Made by an engine, for that engine. */
export interface Matrix {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** The elements, row after row. */
  readonly data: FloatArray;
}

/** The names of the engines, in the order of the help text. */
export const ENGINE_NAMES = ["plain", "strict", "relaxed"] as const;
/** The name of an engine. */
export type EngineName = typeof ENGINE_NAMES[number];

/** The names of the activations. */
export const ACTIVATION_NAMES = ["relu", "sigmoid", "tanh"] as const;
/** The name of an activation. */
export type ActivationName = typeof ACTIVATION_NAMES[number];

/** What computes a network. */
export interface Engine {
  /** Which engine this is. */
  readonly name: EngineName;

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix;
  /** New bytes (pixels, labels), all zero, where this engine's operations can read them. */
  bytes(length: number): Uint8Array;
  /** New indices, all zero, where this engine's operations can read them. */
  indices(length: number): Uint32Array;

  /** outputs[i] = scale · pixels[indices[i]], for pixel rows of `outputs.columns` bytes. */
  gather(
    outputs: Matrix,
    from: { pixels: Uint8Array; indices: Uint32Array; scale: number },
  ): void;

  /** outputs (m, n) = a (m, k) · b (k, n) + bias (1, n). `outputs` may not alias the others. */
  matmul(outputs: Matrix, of: { a: Matrix; b: Matrix; bias?: Matrix }): void;
  /** outputs (m, n) = scale · aᵀ·b, with a (k, m) and b (k, n). `outputs` may not alias the others. */
  matmulTransposedA(outputs: Matrix, of: { a: Matrix; b: Matrix; scale: number }): void;
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

  /** weights = weights − rate · gradient, in place. */
  sgd(weights: Matrix, by: { gradient: Matrix; rate: number }): void;
}

/**
 * Checks that a matrix has the size that an operation wants, and as many elements.
 *
 * @throws {ShapeError} When it has not.
 */
export function checkShape(
  matrix: Matrix,
  wanted: { rows: number; columns: number; what: string },
): void {
  const { rows, columns, what } = wanted;
  if (matrix.rows !== rows || matrix.columns !== columns) {
    throw new ShapeError(
      `${what} must be (${rows}, ${columns}): found (${matrix.rows}, ${matrix.columns})`,
    );
  }
  checkLength(matrix, what);
}

function checkLength({ rows, columns, data }: Matrix, what: string): void {
  if (data.length !== rows * columns) {
    throw new ShapeError(`${what} must hold ${rows * columns} numbers: found ${data.length}`);
  }
}

/**
 * Checks the operands of a product, and gives its sizes (m, k)·(k, n) as a and b are read.
 *
 * @param outputs Where the product goes; it may be neither a nor b.
 * @param of The factors, and which of them is read as its transpose.
 * @throws {ShapeError} When the sizes do not fit together.
 * @throws {TypeError} When the product would overwrite its own factors.
 */
export function productShape(
  outputs: Matrix,
  of: { a: Matrix; b: Matrix; transposed?: "a" | "b" },
): { m: number; k: number; n: number } {
  const { a, b, transposed } = of;
  const m = transposed === "a" ? a.columns : a.rows, k = transposed === "a" ? a.rows : a.columns;
  const inner = transposed === "b" ? b.columns : b.rows;
  const n = transposed === "b" ? b.rows : b.columns;
  if (k !== inner) {
    throw new ShapeError(`a product sums over ${k} elements of a, but ${inner} of b`);
  }
  checkLength(a, "a");
  checkLength(b, "b");
  checkShape(outputs, { rows: m, columns: n, what: "outputs of a product" });
  if (outputs.data === a.data || outputs.data === b.data) {
    throw new TypeError("a product cannot overwrite its own factors");
  }
  return { m, k, n };
}

/**
 * Checks that there is one label for each row, and that each names a column.
 *
 * @throws {ShapeError} When the number of labels is not the number of rows.
 * @throws {RangeError} When a label is not below the number of columns.
 */
export function checkLabels(labels: Uint8Array, matrix: Matrix): void {
  if (labels.length !== matrix.rows) {
    throw new ShapeError(`${matrix.rows} rows need as many labels: found ${labels.length}`);
  }
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] >= matrix.columns) {
      throw new RangeError(`label ${i} must be below ${matrix.columns}: found ${labels[i]}`);
    }
  }
}

/**
 * Checks that the indices of a gather name rows of the pixels.
 *
 * @throws {ShapeError} When there is not one index for each row of the outputs.
 * @throws {RangeError} When an index is past the last image.
 */
export function checkGather(
  outputs: Matrix,
  from: { pixels: Uint8Array; indices: Uint32Array },
): void {
  if (from.indices.length !== outputs.rows) {
    throw new ShapeError(`${outputs.rows} rows need as many indices: found ${from.indices.length}`);
  }
  if (outputs.columns === 0) return;
  const count = Math.floor(from.pixels.length / outputs.columns);
  for (const index of from.indices) {
    if (index >= count) throw new RangeError(`index must be below ${count}: found ${index}`);
  }
}
