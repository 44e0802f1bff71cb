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

/** Images of one size, as bytes, where the operations of the engine that made them can read them. */
export interface Images {
  /** How many there are. */
  readonly count: number;
  /** Pixels of an image. */
  readonly columns: number;
  /** Whether products skip the pixels that are zero, because there are enough of them. */
  readonly sparse: boolean;
}

/**
 * A batch of images as the rows of a matrix that is not written out: row i is
 * scale · images[indices[i]].
 */
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

/** What an engine can make {@linkcode Images} from. */
export interface ImageSource {
  /** How many images there are. */
  readonly count: number;
  /** Pixels of an image. */
  readonly columns: number;
  /** How many of all the pixels are not zero. */
  readonly nonZeros: number;
  /** (count, columns), row-major; left out on a thread that shares what its leader filled. */
  readonly bytes?: Uint8Array;
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
  /** Which of how many threads this is; all of them run the same program on shared matrices. */
  readonly thread: { readonly index: number; readonly count: number };

  /** Waits until every thread has come this far. */
  meet(): void;
  /**
   * Waits until every thread has done its part of these matrices. All of each may then be read, until
   * the next operation.
   */
  complete(...matrices: Matrix[]): void;

  /** A new matrix of zeros. */
  matrix(rows: number, columns: number): Matrix;
  /** The first rows of a matrix, on the same numbers. */
  firstRows(matrix: Matrix, rows: number): Matrix;
  /** New bytes (labels), all zero, where this engine's operations can read them. */
  bytes(length: number): Uint8Array;
  /** New indices, all zero, where this engine's operations can read them. */
  indices(length: number): Uint32Array;
  /** A copy of images where this engine's operations can read them. */
  images(source: ImageSource): Images;

  /** outputs = pixels, written out. */
  gather(outputs: Matrix, pixels: Pixels): void;

  /** outputs (m, n) = a (m, k) · b (k, n) + bias (1, n). `outputs` may not alias the others. */
  matmul(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; bias?: Matrix }): void;
  /** outputs (m, n) = scale · aᵀ·b, with a (k, m) and b (k, n). `outputs` may not alias the others. */
  matmulTransposedA(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; scale: number }): void;
  /**
   * weights (m, n) = weights − rate · gradient, with gradient = scale · aᵀ·b, and the same bits as
   * matmulTransposedA and sgd give. What `gradient` holds afterwards is not said.
   */
  descend(
    weights: Matrix,
    by: { a: Matrix | Pixels; b: Matrix; scale: number; rate: number; gradient: Matrix },
  ): void;
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

/** Whether a batch is still pixels, and not a matrix. */
export function isPixels(batch: Matrix | Pixels): batch is Pixels {
  return "images" in batch;
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

function checkLength(matrix: Matrix | Pixels, what: string): void {
  if (isPixels(matrix)) return checkPixels(matrix);
  const { rows, columns, data } = matrix;
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
  of: { a: Matrix | Pixels; b: Matrix; transposed?: "a" | "b" },
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
  if (!isPixels(a) && outputs.data === a.data || outputs.data === b.data) {
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
 * Checks that pixels name an image for each row.
 *
 * @throws {ShapeError} When there is not one index for each row, or images have another size.
 * @throws {RangeError} When an index is past the last image.
 */
export function checkPixels({ rows, columns, images, indices }: Pixels): void {
  if (indices.length !== rows) {
    throw new ShapeError(`${rows} rows need as many indices: found ${indices.length}`);
  }
  if (images.columns !== columns) {
    throw new ShapeError(`images must have ${columns} pixels: found ${images.columns}`);
  }
  for (let i = 0; i < rows; i++) {
    if (indices[i] >= images.count) {
      throw new RangeError(`index must be below ${images.count}: found ${indices[i]}`);
    }
  }
}
