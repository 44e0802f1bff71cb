/**
 * The checks that every engine makes before it computes.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import { isPixels, type Matrix, type Pixels } from "./engine.ts";
import { windowCounts, type Windows } from "./windows.ts";

/**
 * Checks that a matrix has the size that an operation wants.
 *
 * @throws {ShapeError} When it has not.
 */
export function checkShape(
  matrix: Matrix,
  { size: { rows, columns }, what }: { size: { rows: number; columns: number }; what: string },
): void {
  if (matrix.rows !== rows || matrix.columns !== columns) {
    throw new ShapeError(
      `${what} must be (${rows}, ${columns}): found (${matrix.rows}, ${matrix.columns})`,
    );
  }
}

/**
 * Checks that matrices have the size of the weights that they belong to.
 *
 * @throws {ShapeError} When one has not.
 */
export function checkAlike(weights: Matrix, matrices: Readonly<Record<string, Matrix>>): void {
  for (const [what, matrix] of Object.entries(matrices)) {
    checkShape(matrix, { size: weights, what });
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
  if (isPixels(a)) checkPixels(a);
  checkShape(outputs, { size: { rows: m, columns: n }, what: "outputs of a product" });
  if (outputs === a || outputs === b) {
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

/**
 * Checks the operands of a convolution, and gives how many windows an image has.
 *
 * @throws {ShapeError} When they do not fit together.
 */
export function checkConvolution(
  windows: Windows,
  of: { images: Matrix | Pixels; weights: Matrix; outputs: Matrix; bias?: Matrix },
): number {
  const { images, weights, outputs } = of, { height, width, channels, kernel } = windows;
  const counts = windowCounts(windows), count = counts.height * counts.width;
  const pixels = height * width * channels, taps = kernel ** 2 * channels;
  const found = [images.columns, weights.rows, outputs.rows, outputs.columns];
  if (of.bias) checkShape(of.bias, { size: { rows: 1, columns: weights.columns }, what: "bias" });
  const wanted = [pixels, taps, images.rows, count * weights.columns];
  if (found.some((size, i) => size !== wanted[i])) {
    throw new ShapeError(
      `a convolution of (m, ${pixels}) has weights (${taps}, n) and outputs (m, ${count}·n): found ` +
        `(${images.rows}, ${images.columns}), (${weights.rows}, ${weights.columns}) and ` +
        `(${outputs.rows}, ${outputs.columns})`,
    );
  }
  return count;
}

/**
 * Checks the operands of a pooling.
 *
 * @throws {ShapeError} When they do not fit together.
 */
export function checkPool(
  windows: Windows,
  of: { images: Matrix; outputs: Matrix; places: Uint32Array },
): void {
  const { images, outputs, places } = of, { height, width, channels } = windows;
  const counts = windowCounts(windows);
  const size = { rows: outputs.rows, columns: height * width * channels };
  checkShape(images, { size, what: "images" });
  const columns = counts.height * counts.width * channels;
  checkShape(outputs, { size: { rows: images.rows, columns }, what: "outputs of a pooling" });
  if (places.length !== images.rows * columns) {
    throw new ShapeError(
      `${images.rows * columns} outputs need as many places: found ${places.length}`,
    );
  }
}
