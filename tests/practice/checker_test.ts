import assert from "node:assert/strict";
import e02 from "../../practice/e02_softmax.ts";
import e03 from "../../practice/e03_cross_entropy.ts";
import e04 from "../../practice/e04_dense.ts";
import e05 from "../../practice/e05_logits.ts";
import e06 from "../../practice/e06_dense_backward.ts";
import e07 from "../../practice/e07_relu.ts";
import { UNWRITTEN } from "../../src/practice/learner.ts";
import { EXERCISES } from "../../practice/list.ts";
import { check } from "../../src/practice/checker.ts";
import { Draw } from "../../src/practice/draw.ts";
import type { Exercise, Mine } from "../../src/practice/exercise.ts";
import { numbersIn, scaled, shapeOf, type Tensor } from "../../src/practice/tensor.ts";
import { mistaken, transcriptOf } from "./transcripts.ts";
import { isTensor } from "../../src/practice/transcript.ts";

type Matrix = number[][];
const verdictOf = async (exercise: Exercise, mine: Mine, seed = 3) =>
  check(exercise, await transcriptOf(exercise, mine, { seed }), seed);
const Z = (X: Matrix, W: Matrix, b: number[]) =>
  X.map((x) => b.map((bias, j) => x.reduce((sum, v, k) => sum + v * W[k][j], bias)));

/** The exercises whose inputs are a batch. */
const BATCHES = [2, 3, 4, 5, 6, 7, 9];

Deno.test("inputs: sizes that differ, a short last batch, no zeros but one Z, the same for a seed", () => {
  for (const exercise of EXERCISES) {
    // Not the bytes of a file, and what is made when it is asked for.
    const inputs = (seed: number, trial: number) =>
      Object.fromEntries(
        Object.entries(exercise.draw(new Draw(seed, { trial, trials: 3 }))).filter(([, value]) =>
          isTensor(value as Tensor)
        ),
      ) as Record<string, Tensor>;
    assert.deepEqual(inputs(1, 0), inputs(1, 0));
    assert.notDeepEqual(inputs(1, 0), inputs(2, 0));
    assert.notDeepEqual(inputs(1, 0), inputs(1, 1));
    const zeros = Object.entries(inputs(1, 0)).filter(([name]) =>
      name !== "labels" && name !== "mask" && name !== "A1" // what ReLU makes
    )
      .flatMap(([, tensor]) => numbersIn(tensor)).filter((x) => Math.abs(x) < 1e-3);
    // One Z of ReLU; one probability, nearly 0; Adam's two means before its first step.
    const wanted = { relu: 1, cross_entropy: 1, optimisers: 24 }[exercise.name] ?? 0;
    assert.equal(zeros.length, wanted, exercise.name);
    if (!BATCHES.includes(exercise.number)) continue;
    const rows = (trial: number) => Object.values(inputs(1, trial)).map((x) => shapeOf(x)![0]);
    assert.ok(rows(0).includes(7) && rows(2).includes(2), exercise.name);
  }
});

Deno.test("what is kept from one call to the next is noticed", async () => {
  let sum: Matrix | undefined, first: Matrix | undefined;
  const keeps = await verdictOf(e04, {
    dense(X: Matrix, W: Matrix, b: number[]) {
      const now = Z(X, W, b), before = sum;
      return sum = before?.length === now.length
        ? now.map((row, i) => row.map((z, j) => z + before[i][j]))
        : now;
    },
  });
  assert.deepEqual(keeps.finding?.mutants, ["accumulated"]);
  const stale = await verdictOf(e04, {
    dense: (X: Matrix, W: Matrix, b: number[]) => first ??= Z(X, W, b),
  });
  assert.deepEqual(stale.finding?.mutants, ["stale"]);
});

Deno.test("a mistake is still named where something is kept, too", async () => {
  const db = [0, 0, 0, 0];
  const verdict = await verdictOf(e06, {
    denseBackward(X: Matrix, W: Matrix, dZ: Matrix) {
      for (const row of dZ) row.forEach((x, j) => db[j] += x); // neither reset nor divided
      const dW = W.map((row, k) =>
        row.map((_, j) => X.reduce((sum, x, i) => sum + x[k] * dZ[i][j], 0) / X.length)
      );
      const dX = dZ.map((row) => W.map((w) => w.reduce((sum, x, j) => sum + x * row[j], 0)));
      return { dW, db, dX };
    },
  });
  assert.deepEqual(verdict.finding?.mutants, ["db not divided"]);
  assert.deepEqual(verdict.right, ["dW", "dX"]);
});

Deno.test("an argument that is changed is noticed, after all that is right", async () => {
  const verdict = await verdictOf(e05, {
    softmaxGradient(_: Matrix, P: Matrix, labels: number[]) {
      labels.forEach((label, i) => P[i][label]--);
      return P;
    },
  });
  assert.deepEqual([verdict.solved, verdict.right], [false, ["dZ"]]);
  assert.match(
    verdict.finding!.says.en,
    /softmaxGradient returns what is right, but changes its argument P/,
  );
});

Deno.test("the first result that is wrong is told, whatever follows", async () => {
  const relu = (Z: Matrix) => Z.map((row) => row.map((z) => Math.max(0, z)));
  const throwing = () => {
    throw new Error("later");
  };
  const second = await verdictOf(e07, { relu, reluBackward: throwing });
  assert.deepEqual(second.right, ["A"]);
  assert.match(second.finding!.says.en, /reluBackward stopped with an error: Error: later/);
  const first = await verdictOf(e07, { relu: (Z: Matrix) => Z, reluBackward: throwing });
  assert.deepEqual(first.finding?.mutants, ["identity"]);
  const unwritten = () => {
    throw new Error(UNWRITTEN.en);
  };
  const half = await verdictOf(e07, { relu: (Z: Matrix) => Z, reluBackward: unwritten });
  assert.ok(!half.unwritten, "what is wrong is told before what is to be written");
  assert.ok((await verdictOf(e07, { relu, reluBackward: unwritten })).unwritten);
  // L is judged by the learner's own losses, and is not said to be right: what follows from a mistake is none.
  const { finding, right } = await verdictOf(e03, {
    crossEntropy(P: Matrix, labels: number[]) {
      const losses = P.map((row, i) => Math.log(row[labels[i]]));
      return { losses, L: losses.reduce((a, b) => a + b) / losses.length };
    },
  });
  assert.deepEqual([finding?.mutants, right], [["sign"], []]);
});

Deno.test("two mistakes in one result are both named", () => {
  const pair = (exercise: Exercise, ...names: string[]) => {
    const mistakes = names.map((name) => exercise.mutants.find((one) => one.name === name)!);
    return check(exercise, mistaken(exercise, { mistakes, seed: 8 }), 8).finding;
  };
  const both = pair(e06, "dW not divided", "dW transposed");
  assert.deepEqual(both?.mutants?.toSorted(), ["dW not divided", "dW transposed"]);
  assert.match(both!.says.fr, /^Deux erreurs à la fois\. .* Et\u00a0: /);
  assert.deepEqual(pair(e05, "label not subtracted", "divided by the batch")?.mutants, [
    "label not subtracted",
    "divided by the batch",
  ]);
});

Deno.test("what no known mistake gives is told by its looks", async () => {
  const softmax = (Z: Matrix) => {
    const e = Z.map((row) => row.map((z) => Math.exp(z - Math.max(...row))));
    return e.map((row) => row.map((x) => x / row.reduce((a, b) => a + b)));
  };
  const cases: [exercise: Exercise, mine: Mine, says: RegExp][] = [
    [e02, { softmax: (Z: Matrix) => scaled(softmax(Z), 1.3) }, /P is \ue000significant,4,1\.3/],
    [e02, { softmax: (Z: Matrix) => scaled(softmax(Z), Z.length) }, /\(Z has 7 rows\.\)/],
    [e02, { softmax: (Z: Matrix) => scaled(softmax(Z), -1) }, /P has the wrong sign everywhere/],
    [e02, { softmax: (Z: Matrix) => Z }, /Your P is exactly Z/],
    [e02, { softmax: (Z: Matrix) => scaled(softmax(Z), 0) }, /P is 0 everywhere/],
    [e02, { softmax: (Z: Matrix) => softmax(Z).slice(1) }, /P should be 7×3; yours is 6×3/],
    [e02, { softmax: (Z: Matrix) => [[1], ...softmax(Z).slice(1)] }, /not equally long/],
    [e02, { softmax: () => undefined }, /came back is undefined/],
    [
      e02,
      { softmax: (Z: Matrix) => Z.map(() => new Array(3)) },
      /came back is \[0\]\[0\]: undefined/,
    ],
    [
      e02,
      { softmax: (Z: Matrix) => softmax(Z).map((row, i) => i === 1 ? scaled(row, 0.5) : row) },
      /row\w* 0(, [2-6]){5} are right, row 1 not/,
    ],
    [
      e02,
      {
        softmax: (Z: Matrix) => softmax(Z).map((row) => row.map((p, j) => j === 1 ? p / 2 : p)),
      },
      /columns 0, 2 are right, column 1 not/,
    ],
    [
      e02,
      { softmax: (Z: Matrix) => softmax(Z).map((row, i) => row.map((p, j) => p ** (2 + i + j))) },
      /of the .* numbers of P are not right/,
    ],
    [e03, { crossEntropy: () => 1 }, /losses should be numbers/],
  ];
  for (const [exercise, mine, says] of cases) {
    const { solved, finding } = await verdictOf(exercise, mine);
    assert.ok(!solved && finding?.mutants === undefined, `${says}: ${finding?.mutants}`);
    assert.match(finding!.says.en, says);
    assert.ok(finding!.says.fr && finding!.asks?.fr);
  }
});

Deno.test("Z = 0 is a convention: noted, never failed", async () => {
  const relu = (Z: Matrix) => Z.map((row) => row.map((z) => Math.max(0, z)));
  const verdict = await verdictOf(e07, {
    relu,
    reluBackward: (dA: Matrix, Z: Matrix) =>
      Z.map((row, i) => row.map((z, j) => z >= 0 ? dA[i][j] : 0)),
  });
  assert.ok(verdict.solved);
  assert.match(verdict.notes[0].en, /Z is exactly 0/);
});
