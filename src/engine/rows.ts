import type { Engine, Matrix } from "./engine.ts";

/**
 * A matrix for batches of different sizes: the first rows of one that is as large as the largest batch so
 * far, so that nothing is allocated while training.
 */
export class Rows {
  readonly #engine: Engine;
  readonly #columns: number;
  readonly #views = new Map<number, Matrix>();
  #full: Matrix;

  /** Rows of `columns` numbers, none at first. */
  constructor(engine: Engine, columns: number) {
    this.#engine = engine;
    this.#columns = columns;
    this.#full = engine.matrix(0, columns);
  }

  /** The first `rows` rows, as a matrix; what they hold is lost when more are asked for than before. */
  first(rows: number): Matrix {
    if (rows > this.#full.rows) {
      // At least twice as many as before: the engine does not take back the memory of the last ones.
      this.#full = this.#engine.matrix(Math.max(rows, 2 * this.#full.rows), this.#columns);
      this.#views.clear();
    }
    let view = this.#views.get(rows);
    if (!view) this.#views.set(rows, view = this.#engine.firstRows(this.#full, rows));
    return view;
  }
}
