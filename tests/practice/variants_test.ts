import assert from "node:assert/strict";
import { EXERCISES } from "../../practice/list.ts";
import { check } from "../../src/practice/checker.ts";
import type { Mine } from "../../src/practice/exercise.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { transcriptOf } from "./transcripts.ts";

type Matrix = ArrayLike<number>[];

/** One way to compute, drawn: the order of sums, the precision, the kind of rows, what divides when. */
function way(seed: number) {
  const random = new Xoshiro128(seed);
  const one = <T>(...choices: T[]): T => choices[random.nextUint32() % choices.length];
  const round = one((x: number) => x, (x: number) => x, Math.fround);
  const turn = one(
    (list: number[]) => list,
    (list: number[]) => list.toReversed(),
    (list: number[]) => list.toSorted((a, b) => Math.abs(a) - Math.abs(b)),
  );
  const pairwise = (list: number[]): number =>
    list.length < 2
      ? list[0] ?? 0
      : round(pairwise(list.slice(0, list.length >> 1)) + pairwise(list.slice(list.length >> 1)));
  const sum = one(
    pairwise,
    (list: number[]) => list.reduce((total, x) => round(total + round(x)), 0),
  );
  const row = one<(list: number[]) => ArrayLike<number>>(
    (list) => list,
    (list) => Float64Array.from(list),
    (list) => Float32Array.from(list),
    (list) => Object.freeze(list),
  );
  return {
    one,
    random,
    sum: (list: number[]) => sum(turn(list)),
    row,
    /** The matrix of these elements, computed in any order. */
    matrix(rows: number, columns: number, element: (i: number, j: number) => number): Matrix {
      const places = Array.from({ length: rows * columns }, (_, at) => at)
        .map((at) => [random.nextUint32(), at]).sort((a, b) => a[0] - b[0]);
      const all = Array.from({ length: rows }, () => new Array<number>(columns));
      for (const [, at] of places) {
        const [i, j] = [Math.floor(at / columns), at % columns];
        all[i][j] = round(element(i, j));
      }
      return all.map(row);
    },
  };
}
type Way = ReturnType<typeof way>;
const indices = (length: number) => Array.from({ length }, (_, i) => i);

/** The functions of each exercise in such a way. */
const written: Record<number, (way: Way) => Mine> = {
  2: ({ one, sum, matrix }) => {
    const above = one(0, 0, 1, -2);
    const isInverse = one(true, false);
    return {
      softmax(Z: number[][]) {
        const e = (i: number, j: number) => Math.exp(Z[i][j] - Math.max(...Z[i]) - above);
        const sums = Z.map((row, i) => sum(row.map((_, j) => e(i, j))));
        return matrix(
          Z.length,
          Z[0].length,
          (i, j) => isInverse ? e(i, j) * (1 / sums[i]) : e(i, j) / sums[i],
        );
      },
    };
  },
  3: ({ one, sum, row }) => {
    const log = one(
      Math.log,
      (x: number) => Math.log2(x) * Math.LN2,
      (x: number) => -Math.log(1 / x),
    );
    const isEarly = one(true, false);
    return {
      crossEntropy(P: number[][], labels: number[]) {
        const losses = P.map((probabilities, i) => -log(probabilities[labels[i]]));
        const m = losses.length;
        const L = isEarly ? sum(losses.map((loss) => loss / m)) : sum(losses) / m;
        return { losses: row(losses), L };
      },
    };
  },
  4: ({ one, sum, matrix }) => {
    const isFirst = one(true, false);
    return {
      dense: (X: number[][], W: number[][], b: number[]) =>
        matrix(X.length, b.length, (i, j) => {
          const terms = W.map((row, k) => X[i][k] * row[j]);
          return isFirst ? sum([b[j], ...terms]) : sum(terms) + b[j];
        }),
    };
  },
  5: ({ one, matrix }) => {
    const isBranch = one(true, false);
    return {
      softmaxGradient: (_: number[][], P: number[][], labels: number[]) =>
        matrix(
          P.length,
          P[0].length,
          (i, j) => isBranch && j !== labels[i] ? P[i][j] : P[i][j] - Number(j === labels[i]),
        ),
    };
  },
  6: ({ one, sum, matrix, row }) => {
    const when = one(0, 1, 2);
    return {
      denseBackward(X: number[][], W: number[][], dZ: number[][]) {
        const m = X.length;
        const mean = (terms: number[]) =>
          when === 0
            ? sum(terms) / m
            : when === 1
            ? sum(terms.map((x) => x / m))
            : sum(terms) * (1 / m);
        const dW = matrix(W.length, W[0].length, (k, j) => mean(X.map((x, i) => x[k] * dZ[i][j])));
        const db = row(W[0].map((_, j) => mean(dZ.map((row) => row[j]))));
        const dX = matrix(m, W.length, (i, k) => sum(W[k].map((w, j) => w * dZ[i][j])));
        return one({ dW, db, dX }, { dX, db, dW });
      },
    };
  },
  7: ({ one, matrix }) => {
    const isClosed = one(true, false), isProduct = one(true, false);
    const open = (z: number) => isClosed ? z >= 0 : z > 0;
    return {
      relu: (Z: number[][]) =>
        matrix(
          Z.length,
          Z[0].length,
          (i, j) => isProduct ? Z[i][j] * Number(open(Z[i][j])) : Math.max(Z[i][j], 0),
        ),
      reluBackward: (dA: number[][], Z: number[][]) =>
        matrix(
          Z.length,
          Z[0].length,
          (i, j) => isProduct ? dA[i][j] * Number(open(Z[i][j])) : open(Z[i][j]) ? dA[i][j] : 0,
        ),
    };
  },
};

for (const exercise of EXERCISES) {
  const make = written[exercise.number];
  if (!make) continue;
  Deno.test(`exercise ${exercise.number}: fifty right ways to write it, drawn, all pass`, async () => {
    for (const seed of indices(50)) {
      const verdict = check(
        exercise,
        await transcriptOf(exercise, make(way(seed)), { seed }),
        seed,
      );
      assert.ok(verdict.solved, `way ${seed}: ${JSON.stringify(verdict.finding)}`);
    }
  });
}
