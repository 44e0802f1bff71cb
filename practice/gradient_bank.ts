/**
 * Backward passes of exercise 8, most of them wrong: those that a gradient checker must tell apart.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import type { Draw } from "../src/practice/draw.ts";
import {
  columnSums,
  type Matrix,
  matrixOf,
  product,
  scaled,
  transposed,
  type Vector,
} from "../src/practice/tensor.ts";

/** A backward pass, at some weights. */
export interface Suspect {
  /** What was done, as the end of a sentence: "one that …". */
  readonly does: Text;
  /** Whether it is right. */
  readonly isRight: boolean;
  /** The loss of all weights in a row. */
  readonly L: (W: Vector) => number;
  /** The weights. */
  readonly W: Vector;
  /** The gradient as it should be. */
  readonly right: Vector;
  /** The gradient as this pass gives it. */
  readonly dW: Vector;
}

/** A network d-h-k with a batch. */
interface Net {
  X: Matrix;
  Y: Matrix;
  W1: Matrix;
  b1: Vector;
  W2: Matrix;
  b2: Vector;
}
/** The formulas of a backward pass that mistakes change. */
interface Formulas {
  mask: (dA1: number, Z1: number) => number;
  /** The inputs of the second layer as dW2 takes them. */
  inputs2: (pass: { A1: Matrix; Z1: Matrix }) => Matrix;
  dZ2: (P: Matrix, Y: Matrix) => Matrix;
  mean: (all: Matrix) => Matrix;
  db: (dZ: Matrix) => Vector;
  dW2: (right: Matrix) => Matrix;
}

const minus = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((x, j) => x - b[i][j]));
const plus = (a: Matrix, b: Vector) => a.map((row) => row.map((x, j) => x + b[j]));

function forward({ X, W1, b1, W2, b2 }: Net) {
  const Z1 = plus(product(X, W1), b1);
  const A1 = Z1.map((row) => row.map((z) => Math.max(0, z)));
  const Z2 = plus(product(A1, W2), b2);
  const P = Z2.map((row) => {
    const all = row.map((z) => Math.exp(z - Math.max(...row))), sum = all.reduce((a, b) => a + b);
    return all.map((e) => e / sum);
  });
  return { Z1, A1, P };
}

function loss(net: Net): number {
  const losses = forward(net).P.map((row, i) =>
    -Math.log(row.reduce((sum, p, j) => sum + p * net.Y[i][j], 0))
  );
  return losses.reduce((a, b) => a + b) / losses.length;
}

const RIGHT: Formulas = {
  mask: (dA1, Z1) => Z1 > 0 ? dA1 : 0,
  inputs2: ({ A1 }) => A1,
  dZ2: minus,
  mean: (all) => all,
  db: (dZ) => scaled(columnSums(dZ), 1 / dZ.length),
  dW2: (right) => right,
};

/** The gradient of all weights in a row. */
function backward(net: Net, changes: Partial<Formulas> = {}): Vector {
  const { mask, inputs2, dZ2: start, mean, db, dW2: last } = { ...RIGHT, ...changes };
  const { Z1, A1, P } = forward(net), m = net.X.length;
  const dZ2 = start(P, net.Y), dA1 = product(dZ2, transposed(net.W2));
  const dZ1 = dA1.map((row, i) => row.map((x, j) => mask(x, Z1[i][j])));
  const dW2 = last(scaled(product(transposed(inputs2({ A1, Z1 })), mean(dZ2)), 1 / m));
  const dW1 = scaled(product(transposed(net.X), mean(dZ1)), 1 / m);
  return [...dW1.flat(), ...db(dZ1), ...dW2.flat(), ...db(dZ2)];
}

const flat = ({ W1, b1, W2, b2 }: Net): Vector => [...W1.flat(), ...b1, ...W2.flat(), ...b2];
function unflat(net: Net, list: Vector): Net {
  const all = [...list], { W1, b1, W2, b2 } = net;
  const matrix = (like: Matrix) => like.map((row) => all.splice(0, row.length));
  return {
    ...net,
    W1: matrix(W1),
    b1: all.splice(0, b1.length),
    W2: matrix(W2),
    b2: all.splice(0, b2.length),
  };
}

/** A network none of whose hidden neurons is near the kink of ReLU, and some are on each side. */
function drawNet(draw: Draw): Net {
  const { d, h, k } = draw, m = 7, labels = draw.labels(m, k);
  for (;;) {
    const net: Net = {
      X: draw.matrix(m, d),
      Y: matrixOf([m, k], (i, j) => Number(labels[i] === j)),
      W1: draw.matrix(d, h),
      b1: draw.vector(h),
      W2: draw.matrix(h, k),
      b2: draw.vector(k),
    };
    const { Z1 } = forward(net);
    const isMixed = transposed(Z1).every((column) =>
      column.some((z) => z > 0) && column.some((z) => z < 0)
    );
    if (isMixed && Z1.flat().every((z) => Math.abs(z) > 0.01)) return net;
  }
}

/** The passes of the bank, at weights drawn anew, where each mistake shows. */
export function drawSuspects(draw: Draw): Suspect[] {
  for (;;) {
    const suspects = suspectsOf(drawNet(draw));
    const norm = (list: Vector) => Math.hypot(...list);
    const isShown = suspects.every(({ isRight, right, dW }) =>
      isRight || !(norm(dW.map((x, i) => x - right[i])) < 0.002 * norm(right))
    );
    if (isShown && norm(suspects[0].right) > 0.1) return suspects;
  }
}

function suspectsOf(net: Net): Suspect[] {
  const W = flat(net), right = backward(net);
  const L = (list: Vector) => loss(unflat(net, list));
  const suspect = (does: Text, dW: Vector, size = 1): Suspect => ({
    does,
    isRight: false,
    L: (list) => size * L(list),
    W,
    right: scaled(right, size),
    dW: scaled(dW, size),
  });
  const acquitted = (does: Text, dW: Vector, size = 1): Suspect => ({
    ...suspect(does, dW, size),
    isRight: true,
  });
  const wrong = (does: Text, changes: Partial<Formulas>) => suspect(does, backward(net, changes));
  const largest = right.reduce((at, x, i) => Math.abs(x) > Math.abs(right[at]) ? i : at, 0);
  const singles = right.map((x, i) => i === largest ? 1.03 * x : x);
  const swapped = [...right], other = largest === 0 ? 1 : largest - 1;
  [swapped[largest], swapped[other]] = [right[other], right[largest]];
  const withoutMean = scaled(right, net.X.length);
  return [
    acquitted({ en: "makes no mistake", fr: "ne fait aucune erreur" }, right),
    wrong({ en: "forgets 1/m in the weights", fr: "oublie 1/m dans les poids" }, {
      mean: (all) => scaled(all, all.length),
    }),
    wrong({ en: "gives Y − P for P − Y", fr: "prend Y − P au lieu de P − Y" }, {
      dZ2: (P, Y) => minus(Y, P),
    }),
    acquitted({
      en: "is right, rounded to float32",
      fr: "est juste, arrondie à float32",
    }, right.map(Math.fround)),
    wrong({ en: "forgets the mask of ReLU", fr: "oublie le masque de ReLU" }, {
      mask: (dA1) => dA1,
    }),
    wrong({ en: "masks where dA1 is negative", fr: "masque là où dA1 est négatif" }, {
      mask: (dA1) => Math.max(0, dA1),
    }),
    wrong({ en: "takes Z1 for A1 in dW2", fr: "prend Z1 au lieu de A1 dans dW2" }, {
      inputs2: ({ Z1 }) => Z1,
    }),
    wrong({ en: "takes db of one example", fr: "prend db d’un seul exemple" }, {
      db: (dZ) => scaled(dZ[0], 1 / dZ.length),
    }),
    acquitted(
      {
        en: "is right, of a loss whose gradient is a millionth as large",
        fr: "est juste, d’une perte au gradient un million de fois plus petit",
      },
      right,
      1e-6,
    ),
    suspect(
      {
        en: "forgets 1/m where the gradient is a millionth as large",
        fr: "oublie 1/m là où le gradient est un million de fois plus petit",
      },
      withoutMean,
      1e-6,
    ),
    acquitted(
      {
        en: "is right in float32, of a loss 100,000 times as large",
        fr: "est juste en float32, d’une perte 100\u00a0000 fois plus grande",
      },
      right.map(Math.fround),
      1e5,
    ),
    wrong({ en: "lays dW2 out column by column", fr: "range dW2 colonne par colonne" }, {
      dW2: (dW2) => [transposed(dW2).flat()],
    }),
    wrong({ en: "leaves the last example out", fr: "oublie le dernier exemple" }, {
      mean: (all) => all.map((row, i) => i === all.length - 1 ? row.map(() => 0) : row),
    }),
    suspect(
      { en: "is 1 % too large everywhere", fr: "est partout 1 % trop grande" },
      scaled(right, 1.01),
    ),
    suspect({
      en: "has a single wrong number, 3 % too large",
      fr: "a un seul nombre faux, 3 % trop grand",
    }, singles),
    suspect({
      en: "exchanges two numbers, so that the sum is right",
      fr: "échange deux nombres, si bien que la somme est juste",
    }, swapped),
    suspect({
      en: "is right but for its last number",
      fr: "est juste sauf son dernier nombre",
    }, right.map((x, i) => i === right.length - 1 ? 2 * x : x)),
    suspect({ en: "gives 0 everywhere", fr: "donne 0 partout" }, scaled(right, 0)),
    acquitted(
      {
        en: "is right, of a loss that no weight changes: all slopes are 0",
        fr: "est juste, d’une perte qu’aucun poids ne change\u00a0: toutes les pentes valent 0",
      },
      right,
      0,
    ),
    suspect({ en: "gives a NaN", fr: "donne un NaN" }, right.map((x, i) => i === 3 ? NaN : x)),
  ];
}
