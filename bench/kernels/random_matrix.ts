import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { type RandomSource, uniform } from "../../src/random/source.ts";

/** A new matrix of random f32 numbers from −½ to ½: the same on every engine, from the same stream. */
export function randomMatrix(
  engine: Engine,
  shape: { rows: number; columns: number; random: RandomSource },
): Matrix {
  const matrix = engine.matrix(shape.rows, shape.columns);
  for (let i = 0; i < matrix.data.length; i++) {
    matrix.data[i] = Math.fround(uniform(shape.random) - 0.5);
  }
  return matrix;
}
