import assert from "node:assert/strict";
import { EXERCISES } from "../../practice/list.ts";
import { check } from "../../src/practice/checker.ts";
import type { Mine } from "../../src/practice/exercise.ts";
import { transcriptOf } from "./transcripts.ts";

type Matrix = number[][];
const softmax = (Z: Matrix) =>
  Z.map((row) => {
    const e = row.map((z) => Math.exp(z - Math.max(...row))), sum = e.reduce((a, b) => a + b);
    return e.map((x) => x / sum);
  });
const Z = (X: Matrix, W: Matrix, b: number[]) =>
  X.map((x) => b.map((bias, j) => x.reduce((sum, v, k) => sum + v * W[k][j], bias)));
const P_Y = (P: Matrix, labels: number[]) =>
  P.map((row, i) => row.map((p, j) => p - Number(j === labels[i])));
const relu = (Z: Matrix) => Z.map((row) => row.map((z) => Math.max(0, z)));

/** Wrong functions that no bank names, and what is said of them. */
const cases: [number, Mine, RegExp][] = [
  [
    4,
    { dense: (X: Matrix, W: Matrix, b: number[]) => Z(X, W, b.map((_, j) => b[j + 1])) },
    /what the formula gives with each number of b replaced by the next/,
  ],
  [
    4,
    { dense: (X: Matrix, W: Matrix, b: number[]) => Z(X, W.map((r) => r.map((w) => 1 / w)), b) },
    /what the formula gives with 1\/W in place of W/,
  ],
  [
    4,
    { dense: (X: Matrix, W: Matrix, b: number[]) => Z(X.map(() => X[1]), W, b) },
    /All rows of Z are what row 1 should be/,
  ],
  [4, {
    dense: (X: Matrix, W: Matrix, b: number[]) =>
      Z(X, W, b).map((row) => row.map((z, j) => z + b[j])),
  }, /your Z is the right one plus b/],
  [4, {
    dense: (X: Matrix, W: Matrix, b: number[]) => {
      const row: number[] = [];
      return Z(X, W, b).map((all) => (row.push(...all), [...row]));
    },
  }, /rows of yours are not equally long: 4, 8, 12, 16, ….* Each row is longer/],
  [
    4,
    { dense: (X: Matrix, W: Matrix, b: number[]) => Z(X, W, b).map((row) => row.map(() => b)) },
    /Each place holds a whole list of 4/,
  ],
  [
    2,
    { softmax: (Z: Matrix) => softmax(Z).map((row) => row.map((p) => p * p)) },
    /Where x is right, yours is x²/,
  ],
  [
    2,
    { softmax: (Z: Matrix) => softmax(Z).map((row) => row.map((p) => p + 1)) },
    /Everywhere, yours is .* too large/,
  ],
  [
    2,
    { softmax: (Z: Matrix) => softmax(Z).map((row, i) => row.map((p) => p * (i + 2))) },
    /Each row of P is right but for a factor of its own/,
  ],
  [2, {
    softmax: (Z: Matrix) => {
      let sum = 0;
      return softmax(Z).map((row) => row.map((p) => sum += p));
    },
  }, /plus all those before it, from row to row: the sum goes on/],
  [
    2,
    { softmax: (Z: Matrix) => softmax(Z).reverse() },
    /all right, but they stand in other places/,
  ],
  [5, {
    softmaxGradient: (Z: Matrix, P: Matrix, labels: number[]) =>
      P_Y(P, labels).map((row, i) => row.map((dz, j) => dz * Z[i][j])),
  }, /your dZ is the right one times Z/],
  [5, {
    softmaxGradient: (_: Matrix, P: Matrix, labels: number[]) =>
      P_Y(P, labels).map((row, i) => row.map((dz, j) => j === labels[i] ? dz - 0.3 : dz)),
  }, /wrong in the label’s column of each row, and right elsewhere/],
  [7, {
    relu,
    reluBackward: (dA: Matrix, Z: Matrix) =>
      dA.map((row, i) => row.map((da, j) => (Z[j]?.[i] ?? 0) > 0 ? da : 0)),
  }, /with the two indices of Z exchanged/],
  [7, {
    relu,
    reluBackward: (dA: Matrix, Z: Matrix) =>
      dA.map((row, i) => row.map((da, j) => Z[i][j] > 0.7 ? da : 0)),
  }, /dZ is wrong where Z is from .* \(.*0.* stands there\), and right elsewhere/],
];

for (const [at, [number, mine, says]] of cases.entries()) {
  Deno.test(`a wrong result is told by a fact about its numbers, ${at}: ${says.source}`, async () => {
    const exercise = EXERCISES.find((one) => one.number === number)!;
    for (const seed of [1, 2, 3]) {
      const transcript = await transcriptOf(exercise, mine, { seed });
      const { solved, finding } = check(exercise, transcript, seed);
      assert.ok(!solved);
      assert.equal(finding?.mutants, undefined);
      assert.match(`${finding!.says.en} ${finding!.asks?.en}`, says);
      assert.ok(finding!.says.fr && finding!.asks?.fr);
    }
  });
}
