/**
 * The numbers of a network at one moment, by their names in the lessons.
 *
 * @module
 */
import { type Expression, operand, symbol } from "./expression.ts";
import type { FormulaName } from "./formula.ts";
import type { MatrixLike } from "./matrix.ts";
import type { Network } from "../nn/network.ts";
import { symbols, trace } from "../nn/trace.ts";

/** A row or a column: its number, or a letter and its number, as in `{ i: 406 }`. */
export type Index = number | Readonly<Record<string, number>>;

/** Copies of matrices: what happens to a network later does not change them. */
export class Snapshot {
  readonly #matrices: ReadonlyMap<string, MatrixLike>;
  readonly #digits?: number;

  /** Keeps matrices by their names; `digits` is how many significant ones its formulas show. */
  constructor(
    matrices: ReadonlyMap<string, MatrixLike>,
    { digits }: { readonly digits?: number } = {},
  ) {
    this.#matrices = matrices;
    this.#digits = digits;
  }

  /** The matrix of that name, such as `dW1`. */
  matrix(name: string): MatrixLike {
    const matrix = this.#matrices.get(name);
    if (!matrix) throw new RangeError(`no ${name} among ${[...this.#matrices.keys()].join(" ")}`);
    return matrix;
  }

  /** Whether there is a matrix of that name. */
  has(name: string): boolean {
    return this.#matrices.has(name);
  }

  /** The shape of the matrix of that name. */
  shape(name: string): [rows: number, columns: number] {
    const { rows, columns } = this.matrix(name);
    return [rows, columns];
  }

  /** One element. */
  value(name: string, row: number, column: number): number {
    const { data, columns } = this.matrix(name);
    return data[row * columns + column];
  }

  /**
   * One element as the operand of a formula: `at("X", 0, 406)` is called `X[0,406]`, and inside a sum
   * over i, `at("X", 0, { i })` is called `X[0,i]`.
   */
  at(name: string, row: Index, column: Index): Expression {
    const [rowName, i] = named(row), [columnName, j] = named(column);
    return operand(`${name}[${rowName},${columnName}]`, this.value(name, i, j));
  }

  /** One element on the left side of a formula: its name, and the network's number. */
  left(name: string, row: number, column: number): FormulaName {
    return {
      name: `${name}[${row},${column}]`,
      traced: this.value(name, row, column),
      digits: this.#digits,
    };
  }

  /** The whole matrix on the left side of a formula of matrices. */
  whole(name: string): FormulaName {
    return { name, shape: this.shape(name) };
  }

  /** The whole matrix inside a formula of matrices. */
  all(name: string): Expression {
    return symbol(name, this.shape(name));
  }

  /** Its transpose. */
  transposed(name: string): Expression {
    const { rows, columns } = this.matrix(name);
    return symbol(`${name}ᵀ`, [columns, rows]);
  }
}

/**
 * Copies every matrix of a network's last forward and backward pass, its weights and biases, and the
 * labels as Y: 1 in the column of the class, 0 elsewhere. The probabilities are called P, too.
 */
export function snapshot(
  network: Network,
  labels: Uint8Array,
  options: { readonly digits?: number } = {},
): Snapshot {
  const matrices = new Map<string, MatrixLike>();
  const copy = (name: string, { rows, columns, data }: MatrixLike) =>
    matrices.set(name, { rows, columns, data: Array.from(data) });
  for (const [name, matrix] of trace(network)) copy(name, matrix);
  for (const [symbol, { value }] of symbols(network)) copy(symbol, value);
  const p = network.last.outcome!.probabilities;
  copy("P", p);
  const data = Array.from(
    p.data,
    (_, i) => Number(labels[Math.floor(i / p.columns)] === i % p.columns),
  );
  copy("Y", { rows: p.rows, columns: p.columns, data });
  return new Snapshot(matrices, options);
}

function named(index: Index): [name: string, value: number] {
  return typeof index === "number" ? [String(index), index] : Object.entries(index)[0];
}
