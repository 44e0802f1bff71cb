/**
 * The zoo of lesson 4: the right backward pass of a network with one hidden layer, a formula for each
 * matrix; and wrong ones, each with its mistake in the place of some of these formulas.
 *
 * @module
 */
import type { Engine, Matrix, Pixels } from "../src/engine/engine.ts";
import type { Text } from "../src/errors.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { Rows } from "../src/engine/rows.ts";

/** What the formulas read and fill: m examples and their matrices, by their names in lesson 3. */
export type Pass =
  & { readonly engine: Engine; readonly labels: Uint8Array; readonly m: number }
  & { readonly X: Matrix | Pixels }
  & Readonly<
    Record<"A1" | "P" | "W2" | "dZ2" | "dW2" | "db2" | "dA1" | "dZ1" | "dW1" | "db1", Matrix>
  >;

/** Fills one matrix of a pass. */
export type Formula = (pass: Pass) => void;

/** The backward pass of lesson 3, in its order. */
// deno-fmt-ignore: two lines each, which the lesson shows in 80 columns
export const RIGHT = {
  dZ2: ({ engine, dZ2, P, labels }) =>
    engine.softmaxCrossEntropyBackward(dZ2, { p: P, labels }),
  dW2: ({ engine, dW2, A1, dZ2, m }) =>
    engine.matmulTransposedA(dW2, { a: A1, b: dZ2, scale: 1 / m }),
  db2: ({ engine, db2, dZ2, m }) =>
    engine.sumRows(db2, { a: dZ2, scale: 1 / m }),
  dA1: ({ engine, dA1, dZ2, W2 }) =>
    engine.matmulTransposedB(dA1, { a: dZ2, b: W2 }),
  dZ1: ({ engine, dZ1, dA1, A1 }) =>
    engine.activateBackward(dZ1, { activation: "relu", da: dA1, a: A1 }),
  dW1: ({ engine, dW1, X, dZ1, m }) =>
    engine.matmulTransposedA(dW1, { a: X, b: dZ1, scale: 1 / m }),
  db1: ({ engine, db1, dZ1, m }) =>
    engine.sumRows(db1, { a: dZ1, scale: 1 / m }),
} as const satisfies Record<string, Formula>;

/** The same, for people. */
export const WRITTEN: Readonly<Record<keyof typeof RIGHT, string>> = {
  dZ2: "P − Y",
  dW2: "A1ᵀ·dZ2 / m",
  db2: "Σ dZ2 / m",
  dA1: "dZ2·W2ᵀ",
  dZ1: "dA1 ⊙ [A1 > 0]",
  dW1: "Xᵀ·dZ1 / m",
  db1: "Σ dZ1 / m",
};

/** A mistake. */
export interface Bug {
  /** What was done wrong. */
  readonly name: Text;
  /** The wrong formula, for people. */
  readonly wrong: string;
  /** What stands in the place of the right formulas. */
  readonly formulas: Partial<Record<keyof typeof RIGHT, Formula>>;
}

/** No mistake at all. */
export const NO_BUG: Bug = { name: { en: "none", fr: "aucun" }, wrong: "", formulas: {} };

/** The same formula, which takes a batch for a single example. */
const withoutMean = (formula: Formula): Formula => (pass) => formula({ ...pass, m: 1 });

/** Every mistake. */
export const ZOO: readonly Bug[] = [
  {
    name: { en: "without 1/m", fr: "sans 1/m" },
    wrong: "dW = Xᵀ·dZ, db = Σ dZ",
    formulas: {
      dW2: withoutMean(RIGHT.dW2),
      db2: withoutMean(RIGHT.db2),
      dW1: withoutMean(RIGHT.dW1),
      db1: withoutMean(RIGHT.db1),
    },
  },
  {
    name: { en: "biases not summed", fr: "biais non sommés" },
    wrong: "db = dZ[0] / m",
    formulas: {
      db2: ({ db2, dZ2, m }) => db2.data.forEach((_, k) => db2.data[k] = dZ2.data[k] / m),
      db1: ({ db1, dZ1, m }) => db1.data.forEach((_, j) => db1.data[j] = dZ1.data[j] / m),
    },
  },
  {
    name: { en: "last example left out", fr: "dernier exemple omis" },
    wrong: "dZ2[m−1] = 0",
    formulas: {
      dZ2: (pass) => {
        RIGHT.dZ2(pass);
        pass.dZ2.data.fill(0, (pass.m - 1) * pass.dZ2.columns);
      },
    },
  },
  {
    name: { en: "ReLU’s mask missing", fr: "masque de ReLU absent" },
    wrong: "dZ1 = dA1",
    formulas: { dZ1: ({ dZ1, dA1 }) => dZ1.data.set(dA1.data) },
  },
  {
    // NumPy's reshape gives W2 the shape of its transpose, and every number stays where it was.
    name: { en: "reshape for transpose", fr: "reshape, pas transpose" },
    wrong: "dA1 = dZ2·reshape(W2)",
    formulas: {
      dA1: ({ engine, dA1, dZ2, W2 }) => {
        const reshaped = engine.matrix(W2.columns, W2.rows);
        reshaped.data.set(W2.data);
        engine.matmul(dA1, { a: dZ2, b: reshaped });
      },
    },
  },
  {
    name: { en: "hidden layer forgotten", fr: "couche cachée oubliée" },
    wrong: "dA1 = 0",
    formulas: { dA1: ({ dA1 }) => dA1.data.fill(0) },
  },
  {
    // Only ∂P[y]/∂Z[y] = P[y]·(1 − P[y]) is used; the scores of the other classes act on P[y], too.
    name: { en: "softmax: diagonal only", fr: "softmax\u00a0: diagonale seule" },
    wrong: "dZ2 = (P − Y) ⊙ Y",
    formulas: {
      dZ2: ({ dZ2, P, labels }) => {
        dZ2.data.fill(0);
        labels.forEach((label, row) => {
          const place = row * P.columns + label;
          dZ2.data[place] = P.data[place] - 1;
        });
      },
    },
  },
  {
    name: { en: "slope of the sigmoid", fr: "pente de la sigmoïde" },
    wrong: "dZ1 = dA1 ⊙ A1 ⊙ (1−A1)",
    formulas: {
      dZ1: ({ dZ1, dA1, A1: { data: a } }) =>
        dA1.data.forEach((slope, i) => dZ1.data[i] = slope * a[i] * (1 - a[i])),
    },
  },
];

/** The mistake that the lesson begins with. */
export const UNMASKED: Bug = ZOO.find(({ wrong }) => wrong === "dZ1 = dA1")!;

/** A network with the right gradient, then one for each bug. */
export const ALL: readonly Bug[] = [NO_BUG, ...ZOO];

/** What stands above them in a table. */
export const MISTAKE: Text = { en: "mistake", fr: "bogue" };

/** A network whose backward pass is {@linkcode RIGHT}, except for a mistake. */
export class ZooNetwork extends Network {
  readonly #formulas: readonly Formula[];
  readonly #room: Readonly<Record<"dZ2" | "dA1" | "dZ1", Rows>>;

  /** A network of one hidden layer, with zero weights. */
  constructor(engine: Engine, { bug, sizes }: { bug: Bug; sizes: readonly number[] }) {
    super(engine, mlp(engine, { sizes, activation: "relu" }));
    const [, hidden, classes] = sizes, room = (columns: number) => new Rows(engine, columns);
    this.#room = { dZ2: room(classes), dA1: room(hidden), dZ1: room(hidden) };
    this.#formulas = Object.values({ ...RIGHT, ...bug.formulas });
  }

  /** The formulas, one after the other. */
  override backward(): undefined {
    const { engine, parameters, last: { batch, outcome, outputs } } = this;
    if (!batch || !outcome) throw new TypeError("backward() follows forward()");
    const { inputs: X, labels } = batch, m = labels.length;
    const [, A1] = outputs, P = outcome.probabilities;
    const W2 = parameters[2].value;
    const [dW1, db1, dW2, db2] = parameters.map(({ gradient }) => gradient);
    const [dZ2, dA1, dZ1] = Object.values(this.#room).map((rows) => rows.first(m));
    const pass = { engine, labels, m, X, A1, P, W2, dZ2, dW2, db2, dA1, dZ1, dW1, db1 };
    for (const formula of this.#formulas) formula(pass);
  }
}
