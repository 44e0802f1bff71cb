import assert from "node:assert/strict";
import { EXERCISES } from "../../practice/list.ts";
import { check } from "../../src/practice/checker.ts";
import { transcriptOf } from "./transcripts.ts";
import { wrong as wrong2 } from "./wrong/02_softmax.ts";
import { wrong as wrong3 } from "./wrong/03_cross_entropy.ts";
import { wrong as wrong4 } from "./wrong/04_dense.ts";
import { wrong as wrong5 } from "./wrong/05_logits.ts";
import { wrong as wrong6 } from "./wrong/06_dense_backward.ts";
import { wrong as wrong7 } from "./wrong/07_relu.ts";

/**
 * The message that was read, and judged to lead to the first mistake: the names that it was made of, or
 * what it says or asks where it goes by looks.
 */
type Judged = readonly string[] | RegExp;

const changed = ["argument changed"];
const judged: Readonly<Record<number, Readonly<Record<string, Judged>>>> = {
  2: {
    "sum declared outside the loop": ["sum not reset"],
    "down the columns": ["over the batch, maximum of columns"],
    "the formula as it stands": ["no maximum"],
    "a maximum that starts at 0": ["maximum begins at 0"],
    "np.exp(Z) / np.sum(np.exp(Z))": ["over the matrix, no maximum"],
    "one loop for everything": ["sum of the row so far, no maximum"],
    "in place, with a maximum that moves": changed,
    "sort() for the maximum": changed,
  },
  3: {
    "log2": ["log2"],
    "classes counted from 1": ["label off by one"],
    "binary cross-entropy": ["binary"],
    "neither minus nor mean": ["sign"],
    "the best guess, over the classes": ["largest probability"],
    "length - 1, and a minus that is lost the second time": /One is missing: does your loop/,
  },
  4: {
    "Array.fill with one row":
      /All rows of Z are what row 6 should be\. Is each row a list of its own/,
    "bias in the inner loop": ["bias in every term"],
    "b[i]": ["bias of the row"],
    "sum for the whole row, no bias": ["no bias", "sum and bias not reset in a row"],
    "W[j][k] and b[i]": /Every number of Z is NaN.*W 5×4.*in which brackets/,
    "k from 1, and ReLU already": ["first input left out", "ReLU too"],
    "= for +=, and minus b": ["last term only", "bias subtracted"],
  },
  5: {
    "Y − P": ["sign"],
    "[...P]": changed,
    "divided by m": ["divided by the batch"],
    "i compared with the label, and Y − P": ["row compared with the label", "sign"],
    "at the prediction, divided by m": ["predicted class for the label", "divided by the batch"],
    "one-hot by fill, and p(1 − p)": ["one row of Y for all", "P(1 − P) too"],
  },
  6: {
    "dW without /m": ["dW not divided"],
    "dX with W as it is": ["W not transposed, right shape"],
    "db along the rows": ["db over the wrong axis"],
    "dW with = for +=": ["dW of the last example"],
    "/m on the wrong one": ["db not divided"],
    "m of W, and dX by fill": ["dW divided by the inputs"],
    "dZᵀ·X, and db without /m": ["dW transposed"],
    "db from i = 1, and a line pasted": ["db without the first example"],
  },
  7: {
    "the mask of dA": ["mask of dA"],
    "the mask alone": ["mask alone"],
    "Math.sign": /dZ is right where Z > 0, and wrong where Z < 0/,
    "Math.max(0, ...row), and the mask the wrong way round": /In each row of A, all numbers are/,
    "const A = Z, and dA times Z": changed,
  },
};
const all = [wrong2, wrong3, wrong4, wrong5, wrong6, wrong7];

Deno.test("there are forty wrong solutions, half of them with two mistakes, each with its message", () => {
  const list = all.flat();
  assert.equal(list.length, 40);
  assert.equal(list.filter(({ mistakes }) => mistakes.length === 2).length, 20);
  const names = all.map((solutions) => solutions.map(({ name }) => name));
  assert.deepEqual(names, Object.values(judged).map(Object.keys));
});

for (const [at, solutions] of all.entries()) {
  const exercise = EXERCISES.find(({ number }) => number === at + 2)!;
  for (const { name, functions, mistakes } of solutions) {
    Deno.test(`exercise ${exercise.number}, ${name}: its message leads to: ${mistakes[0]}`, async () => {
      const wanted = judged[exercise.number][name];
      for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const transcript = await transcriptOf(exercise, functions, { seed });
        const { solved, finding } = check(exercise, transcript, seed);
        assert.ok(!solved, "called right");
        const { says, asks, mutants } = finding!;
        const message = `${says.en} ${asks?.en}`;
        if (!(wanted instanceof RegExp)) assert.deepEqual(mutants, wanted, message);
        else {
          assert.equal(mutants, undefined, message);
          assert.match(message, wanted);
        }
      }
    });
  }
}
