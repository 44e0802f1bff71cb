/**
 * What lesson 2 trains and measures: the linear model with three rates, digits that are pushed, and
 * the four points.
 *
 * @module
 */
import type { Dataset, Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { countRight, evaluate } from "../src/train/evaluate.ts";
import { Examples } from "../src/train/examples.ts";
import { parts } from "./lesson1_numbers.ts";

/** How many images a step is made from, and how often all of them are gone through. */
export const BATCH = 64, PASSES = 3;
/** The rates that are compared; the lesson's model is trained with the one in the middle. */
export const RATES = [0.01, 0.1, 1] as const;

/** 784-10: a weight for each pixel and class, a bias for each class. */
export function linearModel(engine: Engine, sizes: readonly number[] = [784, 10]): Network {
  return new Network(engine, mlp(engine, { sizes, activation: "relu" }));
}

/** A linear model that has learnt. */
export interface Trained {
  /** The model. */
  readonly network: Network;
  /** How many passes were made, and the mean loss of the last hundred batches. */
  readonly curve: readonly (readonly [passes: number, loss: number])[];
  /** The share of the validation images that is read right. */
  readonly accuracy: number;
  /** The least and the largest share in the last 200 steps, looked at every 20. */
  readonly swing: readonly [least: number, largest: number];
}

/** Where linear models learn: the same images in the same order, from weights that are zero. */
export class Course {
  /** What is learnt from. */
  readonly learnt: Split;
  /** The validation images: those kept apart, as in lesson 1. */
  readonly kept: Split;
  readonly #engine: Engine;
  readonly #examples: { readonly learnt: Examples; readonly kept: Examples };

  /** Copies the images to an engine. */
  constructor(engine: Engine, dataset: Dataset) {
    const { learnt, kept } = parts(dataset);
    this.learnt = learnt;
    this.kept = kept;
    this.#engine = engine;
    this.#examples = { learnt: new Examples(engine, learnt), kept: new Examples(engine, kept) };
  }

  /** Trains a model with one rate; gives its curve as it grows. */
  *train(rate: number): Generator<Trained["curve"], Trained> {
    const network = linearModel(this.#engine), { learnt, kept } = this.#examples;
    const descent = new Sgd(this.#engine, network.parameters);
    const curve: [number, number][] = [], shares: number[] = [];
    const total = PASSES * Math.ceil(learnt.count / BATCH);
    let steps = 0, sum = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      for (const batch of learnt.batches(BATCH)) {
        sum += network.forward(batch).loss;
        network.backward();
        descent.step(rate);
        if (++steps % 20 === 0 && steps > total - 200) {
          shares.push(evaluate(network, kept).accuracy);
        }
        if (steps % 100 > 0) continue;
        curve.push([steps * BATCH / learnt.count, sum / 100]);
        sum = 0;
        yield curve;
      }
    }
    const swing = [Math.min(...shares), Math.max(...shares)] as const;
    return { network, curve, accuracy: evaluate(network, kept).accuracy, swing };
  }

  /** The share of the validation images that a model reads right after some more passes. */
  accuracyAfter(passes: number, { from, rate }: { from: Network; rate: number }): number {
    const network = linearModel(this.#engine), { learnt, kept } = this.#examples;
    network.parameters.forEach(({ value }, i) => value.data.set(from.parameters[i].value.data));
    const descent = new Sgd(this.#engine, network.parameters);
    for (let pass = 0; pass < passes; pass++) {
      for (const batch of learnt.batches(BATCH)) {
        network.forward(batch);
        network.backward();
        descent.step(rate);
      }
    }
    return evaluate(network, kept).accuracy;
  }

  /** The share of the images learnt from that a model reads right. */
  learntRight(network: Network): number {
    return evaluate(network, this.#examples.learnt).accuracy;
  }
}

/** The share of images that a model reads right when they are pushed to the right by some pixels. */
export function pushedRight(
  network: Network,
  { images, labels, count }: Split,
  { by }: { by: number },
): number {
  const { engine } = network, size = 500;
  const inputs = engine.matrix(size, 784), classes = engine.bytes(size);
  let right = 0;
  for (let start = 0; start < count; start += size) {
    for (let i = 0; i < 784 * size; i++) {
      inputs.data[i] = i % 28 < by ? 0 : images[784 * start + i - by] / 255;
    }
    classes.set(labels.subarray(start, start + size));
    right += countRight(network.forward({ inputs, labels: classes }).probabilities, classes);
  }
  return right / count;
}

/** The ten scores of a training image; then those of its halves, added, without those of no ink. */
export function halvesOf(
  network: Network,
  { train, first }: { train: Split; first: number },
): [whole: number[], halves: number[]] {
  const { engine } = network, pixels = train.images.subarray(784 * first, 784 * (first + 1));
  const inputs = engine.matrix(4, 784);
  for (let i = 0; i < 784; i++) {
    const half = i < 392 ? 1 : 2;
    inputs.data[i] = inputs.data[784 * half + i] = pixels[i] / 255;
  }
  network.forward({ inputs, labels: engine.bytes(4) });
  const { data } = network.last.outputs[0];
  const scores = Array.from({ length: 10 }, (_, c) => [0, 1, 2, 3].map((r) => data[10 * r + c]));
  return [
    scores.map(([whole]) => whole),
    scores.map(([, upper, lower, empty]) => upper + lower - empty),
  ];
}

/** The four points of XOR: class 1 where exactly one of two inputs is 1. */
export const XOR = [
  { at: [0, 0], label: 0 },
  { at: [1, 1], label: 0 },
  { at: [0, 1], label: 1 },
  { at: [1, 0], label: 1 },
] as const;

/** A straight line in the plane: d = a·x + b·y + c says class 1 where it is positive. */
export interface Line {
  /** What the first input is multiplied by. */
  readonly a: number;
  /** What the second is multiplied by. */
  readonly b: number;
  /** What is added. */
  readonly c: number;
}

/** d at a point. */
export const scoreOf = ({ a, b, c }: Line, [x, y]: readonly number[]) => a * x + b * y + c;

/** How many of the four points a line has on their sides. */
export function pointsRight(line: Line): number {
  return XOR.filter(({ at, label }) => Number(scoreOf(line, at) > 0) === label).length;
}

/** The most points that any of many lines has right: 360 directions, 201 places of each. */
export function mostRight(): number {
  let most = 0;
  for (let degree = 0; degree < 360; degree++) {
    const [a, b] = [Math.cos, Math.sin].map((of) => of(degree * Math.PI / 180));
    for (let place = -100; place <= 100; place++) {
      most = Math.max(most, pointsRight({ a, b, c: place / 50 }));
    }
  }
  return most;
}

/** The mean loss of a line on the four points: softmax of two scores is that of their difference. */
export function lossOf(line: Line): number {
  const losses = XOR.map(({ at, label }) => {
    const d = scoreOf(line, at);
    return Math.log(1 + Math.exp(label === 1 ? -d : d));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / XOR.length;
}

/** A model 2-2 with weights drawn from a seed, and after 300 steps of gradient descent with η = 1. */
export function learntLines(seed: number): { drawn: Line; learnt: Line } {
  const engine = new PlainEngine(), network = linearModel(engine, [2, 2]);
  network.initialise("xavier", normalSource(new Xoshiro128(seed)));
  const inputs = engine.matrix(4, 2), labels = engine.bytes(4);
  XOR.forEach(({ at, label }, r) => {
    inputs.data.set(at, 2 * r);
    labels[r] = label;
  });
  const [W, bias] = network.parameters.map(({ value }) => value.data);
  const line = () => ({ a: W[1] - W[0], b: W[3] - W[2], c: bias[1] - bias[0] });
  const drawn = line(), descent = new Sgd(engine, network.parameters);
  for (let step = 0; step < 300; step++) {
    network.forward({ inputs, labels });
    network.backward();
    descent.step(1);
  }
  return { drawn, learnt: line() };
}
