import type { Engine, Matrix } from "../engine/engine.ts";
import { ShapeError } from "../errors.ts";

/**
 * A matrix with room for the largest batch, of which the first rows serve a smaller one (the last
 * batch of an epoch), so that nothing is allocated while training.
 */
export class Rows {
  readonly #engine: Engine;
  readonly #full: Matrix;
  readonly #views = new Map<number, Matrix>();

  /** Room for `capacity` rows of `columns` numbers. */
  constructor(engine: Engine, shape: { capacity: number; columns: number }) {
    this.#engine = engine;
    this.#full = engine.matrix(shape.capacity, shape.columns);
    this.#views.set(shape.capacity, this.#full);
  }

  /**
   * The first `rows` rows, as a matrix.
   *
   * @throws {ShapeError} When there is no room for as many.
   */
  first(rows: number): Matrix {
    let view = this.#views.get(rows);
    if (!view) {
      const { rows: capacity } = this.#full;
      if (rows > capacity) throw new ShapeError(`room for ${capacity} rows: ${rows} wanted`);
      view = this.#engine.firstRows(this.#full, rows);
      this.#views.set(rows, view);
    }
    return view;
  }
}
