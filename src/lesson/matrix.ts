/**
 * A window on a matrix, around the elements that a lesson follows.
 *
 * @module
 */
import type { Text } from "../errors.ts";

/** A matrix as a block of a lesson: the elements near those that are followed, copied. */
export interface MatrixBlock {
  /** What kind of block this is. */
  readonly kind: "matrix";
  /** Its letter, such as `W1`. */
  readonly name: string;
  /** The shape of the whole matrix. */
  readonly shape: readonly [rows: number, columns: number];
  /** What it holds, after its name. */
  readonly caption?: Text;
  /** The numbers of the rows that are shown: neighbours. */
  readonly rows: readonly number[];
  /** The numbers of the columns that are shown: neighbours. */
  readonly columns: readonly number[];
  /** The elements shown, row after row. */
  readonly values: readonly number[];
  /** The elements that are followed: marked. */
  readonly marks: readonly (readonly [row: number, column: number])[];
  /** Digits after the decimal point; by default as many as the largest element needs. */
  readonly decimals?: number;
}

/** What a matrix looks like to a lesson: an engine's, or one that a lesson makes. */
export interface MatrixLike {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** The elements, row after row. */
  readonly data: ArrayLike<number>;
}

/** What is shown of a matrix. */
export interface MatrixSpec
  extends Pick<MatrixBlock, "name" | "caption" | "decimals">, Partial<Pick<MatrixBlock, "marks">> {
  /** The matrix; its elements are copied now. The window is around the first of the marks. */
  readonly of: MatrixLike;
  /** How many rows are shown at most; 5 by default. */
  readonly rows?: number;
  /** How many columns are shown at most; 10 by default. */
  readonly columns?: number;
}

/** A window on a matrix as it is now. What is too wide for the reader's terminal is left out there. */
export function matrix(spec: MatrixSpec): MatrixBlock {
  const { name, of, caption, marks = [], decimals } = spec;
  const [row, column] = marks[0] ?? [0, 0];
  const rows = around(row, spec.rows ?? 5, of.rows);
  const columns = around(column, spec.columns ?? 10, of.columns);
  const values = rows.flatMap((i) => columns.map((j) => of.data[i * of.columns + j]));
  const shape = [of.rows, of.columns] as const;
  return { kind: "matrix", name, shape, caption, rows, columns, values, marks, decimals };
}

/** Up to `size` neighbours of a place among `length`, the place in their middle if it can be. */
function around(place: number, size: number, length: number): number[] {
  const shown = Math.min(size, length);
  const first = Math.min(Math.max(place - (shown >> 1), 0), length - shown);
  return Array.from({ length: shown }, (_, i) => first + i);
}
