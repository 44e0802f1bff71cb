/**
 * The checks that every engine makes before it computes.
 *
 * @module
 */
import { ShapeError } from "../errors.ts";
import { type Images, isPixels, type Matrix, type Pixels } from "./engine.ts";

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
 * Checks that moved images have room for the batch, and that there are two moves for each.
 *
 * @throws {ShapeError} When they have not, are other images, or `width` does not divide them into rows.
 * @throws {RangeError} When an index is past the last image.
 */
export function checkMove(
  outputs: Images,
  by: { pixels: Pixels; width: number; moves: ArrayLike<number> },
): void {
  const { pixels: { rows, columns, images }, width, moves } = by;
  checkPixels(by.pixels);
  if (outputs === images || outputs.sparse !== images.sparse || outputs.columns !== columns) {
    throw new ShapeError("moved images must be made by imagesLike, of the images that are moved");
  }
  if (outputs.count < rows || moves.length !== 2 * rows || !Number.isInteger(columns / width)) {
    throw new ShapeError(
      `${rows} images of ${columns} pixels in rows of ${width} need room for as many and ` +
        `${2 * rows} moves: found room for ${outputs.count} and ${moves.length} moves`,
    );
  }
}
