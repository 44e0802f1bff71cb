/**
 * A network made of the functions of exercises 2 to 7 and 10, on matrices that are lists of rows.
 *
 * @module
 */
import type { Mine, TrainedNetwork } from "../src/practice/exercise.ts";
import { type Matrix, matrixOf, type Vector } from "../src/practice/tensor.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { normalSource, shuffle } from "../src/random/source.ts";
import type { Digits } from "./digits.ts";

/** What a loop of training works on, and what judges it. */
export interface Trainable {
  /** Whose functions compute it. */
  readonly of: "mine" | "kernels";
  /** The network. */
  readonly network: {
    /** The mean loss of a batch, and how many of its images are read right. */
    forward(batch: never): { readonly loss: number; readonly right: number };
    backward(): unknown;
  };
  /** What changes its weights. */
  readonly optimizer: { step(rate: number): void };
  /** Images to learn from, in batches. */
  examples(digits: Digits): DigitBatches;
  /** The share of the images that it reads right. */
  accuracy(digits: Digits): number;
  /** Weights and biases as they are now. */
  layers(): TrainedNetwork["layers"];
}

/** Images in batches. */
export interface DigitBatches {
  /** How many images there are. */
  readonly count: number;
  /** Draws a new order. */
  shuffle(): void;
  /** Those at the places `from` to `to` − 1 of the order; no more than there are. */
  batch(from: number, to: number): unknown;
}

interface Batch {
  readonly inputs: Matrix;
  readonly labels: number[];
}
/** Images that are read at a time when they are only read. */
const READ = 100;

/** A network of so many inputs, neurons and classes; `functions` are those of the exercises. */
export function ownNetwork(sizes: readonly number[], functions: Mine): Trainable {
  const { dense, relu, softmax, crossEntropy, softmaxGradient } = functions;
  const { denseBackward, reluBackward, descend } = functions;
  const normal = normalSource(new Xoshiro128(1));
  // He's initial weights: a variance of 2 / inputs.
  const layers = sizes.slice(1).map((outputs, n) => ({
    W: matrixOf([sizes[n], outputs], () => normal() * Math.sqrt(2 / sizes[n])),
    b: new Array<number>(outputs).fill(0),
    dW: [] as Matrix,
    db: [] as Vector,
    X: [] as Matrix,
    Z: [] as Matrix,
  }));
  let P: Matrix = [], labels: number[] = [];

  const read = (inputs: Matrix): Matrix => {
    let values = inputs;
    layers.forEach((layer, n) => {
      layer.X = values;
      layer.Z = dense(values, layer.W, layer.b);
      values = n < layers.length - 1 ? relu(layer.Z) : layer.Z;
    });
    return softmax(values);
  };
  const network = {
    forward(batch: Batch) {
      P = read(batch.inputs);
      labels = batch.labels;
      const { losses, L } = crossEntropy(P, labels);
      return { loss: L as number, losses, probabilities: P, right: countRight(P, labels) };
    },
    backward() {
      let dZ: Matrix = softmaxGradient(layers.at(-1)!.Z, P, labels);
      for (let n = layers.length - 1; n >= 0; n--) {
        const layer = layers[n];
        const { dW, db, dX } = denseBackward(layer.X, layer.W, dZ);
        Object.assign(layer, { dW, db });
        if (n > 0) dZ = reluBackward(dX, layers[n - 1].Z);
      }
    },
  };
  const optimizer = {
    step(rate: number) {
      for (const layer of layers) {
        layer.W = descend(layer.W, layer.dW, rate);
        [layer.b] = descend([layer.b], [layer.db], rate);
      }
    },
  };
  const batchOf = ({ images, labels, size }: Digits, order: ArrayLike<number>): Batch => ({
    inputs: matrixOf([order.length, size], (i, j) => images[order[i] * size + j] / 255),
    labels: Array.from(order, (image) => labels[image]),
  });
  return {
    of: "mine",
    network,
    optimizer,
    examples(digits) {
      const order = Uint32Array.from({ length: digits.count }, (_, i) => i);
      const random = new Xoshiro128(2);
      return {
        count: digits.count,
        shuffle: () => shuffle(random, order),
        batch: (from, to) => batchOf(digits, order.subarray(from, to)),
      };
    },
    layers: () => layers.map(({ W, b }) => ({ W, b })),
    accuracy(digits) {
      let right = 0;
      for (let from = 0; from < digits.count; from += READ) {
        const length = Math.min(READ, digits.count - from);
        const batch = batchOf(digits, Array.from({ length }, (_, i) => from + i));
        right += countRight(read(batch.inputs), batch.labels);
      }
      return right / digits.count;
    },
  };
}

/** How many rows have their largest number at the label. */
function countRight(P: Matrix, labels: readonly number[]): number {
  return P.filter((row, i) => Math.max(...row) === row[labels[i]]).length;
}
