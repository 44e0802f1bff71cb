/**
 * Numbers as learners write them: one, a list, a list of rows, lists of lists of any depth.
 *
 * @module
 */

/** A number, or lists of them to any depth, all rows equally long. */
export type Tensor = number | readonly Tensor[];
/** A row of numbers. */
export type Vector = number[];
/** Rows of numbers. */
export type Matrix = number[][];

/** The sizes from the outside in, `[]` for a number; `undefined` where rows differ in length. */
export function shapeOf(tensor: Tensor): number[] | undefined {
  if (typeof tensor === "number") return [];
  if (tensor.length === 0) return [0];
  const [first, ...others] = tensor.map(shapeOf);
  if (!first || others.some((shape) => `${shape}` !== `${first}`)) return undefined;
  return [tensor.length, ...first];
}

/** Its numbers in a row, the last index moving fastest. */
export function numbersIn(tensor: Tensor): number[] {
  return typeof tensor === "number" ? [tensor] : tensor.flatMap(numbersIn);
}

/** The same tensor with each number changed. */
export function mapped<T extends Tensor>(tensor: T, change: (x: number) => number): T {
  const of = (part: Tensor): Tensor => typeof part === "number" ? change(part) : part.map(of);
  return of(tensor) as T;
}

/** The tensor times a number. */
export function scaled<T extends Tensor>(tensor: T, factor: number): T {
  return mapped(tensor, (x) => factor * x);
}

/** The matrix of so many rows and columns whose elements a function gives. */
export function matrixOf(
  [rows, columns]: readonly [number, number],
  element: (i: number, j: number) => number,
): Matrix {
  return Array.from(
    { length: rows },
    (_, i) => Array.from({ length: columns }, (_, j) => element(i, j)),
  );
}

/** The transpose. */
export function transposed(matrix: Matrix): Matrix {
  return matrixOf([matrix[0].length, matrix.length], (i, j) => matrix[j][i]);
}

/** The product `a·b`. */
export function product(a: Matrix, b: Matrix): Matrix {
  return matrixOf(
    [a.length, b[0].length],
    (i, j) => a[i].reduce((sum, x, k) => sum + x * b[k][j], 0),
  );
}

/** The sum of each column. */
export function columnSums(matrix: Matrix): Vector {
  return matrix[0].map((_, j) => matrix.reduce((sum, row) => sum + row[j], 0));
}

/**
 * Whether two numbers agree, as one in f32 and one in f64 do; `scale` is the largest magnitude around
 * them. NaN agrees with NaN, and ∞ with ∞.
 */
export function near(found: number, expected: number, scale: number): boolean {
  if (Object.is(found, expected) || found === expected) return true;
  if (!Number.isFinite(expected)) return false;
  return Math.abs(found - expected) <= 1e-5 * Math.abs(expected) + 1e-6 * scale;
}

/** The largest finite magnitude. */
export function scaleOf(tensor: Tensor): number {
  return numbersIn(tensor).reduce(
    (most, x) => Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most,
    0,
  );
}

/** Whether two tensors have the same shape, and their numbers agree. */
export function agrees(found: Tensor, expected: Tensor): boolean {
  if (`${shapeOf(found)}` !== `${shapeOf(expected)}` || !shapeOf(found)) return false;
  const scale = scaleOf(expected), b = numbersIn(expected);
  return numbersIn(found).every((x, i) => near(x, b[i], scale));
}
