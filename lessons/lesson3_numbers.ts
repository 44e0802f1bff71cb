/**
 * The networks and numbers of lesson 3, which its other files tell of: two layers for XOR, the network
 * for pencil and paper, a digit through 784-64-10.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { ActivationName, Engine } from "../src/engine/engine.ts";
import { activeNeuron, brightPixel, digits } from "../src/lesson/digits.ts";
import type { ClassPoint, StraightLine } from "../src/lesson/plane.ts";
import { type Snapshot, snapshot } from "../src/lesson/snapshot.ts";
import type { Point } from "../src/lesson/tangent.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { gradientCheck } from "../src/nn/gradient_check.ts";
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import { relativeError } from "../src/nn/relative_error.ts";
import { symbols } from "../src/nn/trace.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** How the lesson was asked for. */
export interface Asked {
  /** The training images. */
  readonly train: Split;
  /** The image to follow. */
  readonly digit: number;
  /** The neuron to follow, if told. */
  readonly neuron?: number;
  /** The seed of the weights. */
  readonly seed: number;
}

/** Weights and biases, row by row. */
type Weights = Readonly<Record<"W1" | "b1" | "W2" | "b2", readonly number[]>>;

/** The points of XOR: class 1 where exactly one input is 1. */
export const XOR: readonly ClassPoint[] = [
  { at: [0, 0], label: 0 },
  { at: [0, 1], label: 1 },
  { at: [1, 0], label: 1 },
  { at: [1, 1], label: 0 },
];

/** Weights that say XOR with ReLU, found by thinking. */
export const THOUGHT: Weights = { W1: [1, 1, 1, 1], b1: [0, -1], W2: [0, 1, 0, -2], b2: [0.5, 0] };

/** Those of the network for pencil and paper: neuron 1 is off for its example. */
export const PENCIL: Weights = {
  W1: [-0.75, -0.5, 1, -0.25],
  b1: [0, 0.25],
  W2: [1, -0.5, -0.5, -1],
  b2: [0, 0.5],
};

/** A network 2-2-2 with these weights. */
export function small(engine: Engine, weights: Weights, activation: ActivationName = "relu") {
  const network = new Network(engine, mlp(engine, { sizes: [2, 2, 2], activation }));
  for (const [symbol, { value }] of symbols(network)) {
    value.data.set(weights[symbol as keyof Weights]);
  }
  return network;
}

/** Points as a batch: two inputs each. */
export function batchOf(engine: Engine, points: readonly ClassPoint[]): Batch {
  const inputs = engine.matrix(points.length, 2), labels = engine.bytes(points.length);
  points.forEach(({ at, label }, i) => {
    inputs.data.set(at, 2 * i);
    labels[i] = label;
  });
  return { inputs, labels };
}

/** The class that a network reads at each point: that of the larger score. */
export function read(network: Network, points: readonly Point[]): number[] {
  const batch = batchOf(network.engine, points.map((at) => ({ at, label: 0 })));
  const { data } = network.forward(batch).probabilities;
  return points.map((_, i) => Number(data[2 * i + 1] > data[2 * i]));
}

/** How many points of XOR a network reads right. */
export function readRight(network: Network): number {
  const classes = read(network, XOR.map(({ at }) => at));
  return XOR.filter(({ label }, i) => label === classes[i]).length;
}

/** Where the hidden neurons of a network 2-2-2 turn on. */
export function bends(network: Network): StraightLine[] {
  const [W1, b1] = network.parameters.map(({ value }) => value.data);
  return [0, 1].map((j) => ({
    a: W1[j],
    b: W1[2 + j],
    c: b1[j],
    name: { en: `neuron ${j} turns on`, fr: `le neurone ${j} s’active` },
  }));
}

/** Steps of descent on the four points of XOR; gives the loss after them. */
export function descend(network: Network, { steps, rate }: { steps: number; rate: number }) {
  const batch = batchOf(network.engine, XOR), sgd = new Sgd(network.engine, network.parameters);
  for (let step = 0; step < steps; step++) {
    network.forward(batch);
    network.backward();
    sgd.step(rate);
  }
  return network.forward(batch).loss;
}

/** What a hidden neuron makes of each point of XOR, before ReLU. */
export function neuronSums(network: Network, neuron: number): number[] {
  const batch = batchOf(network.engine, XOR);
  network.forward(batch);
  const now = snapshot(network, batch.labels);
  return XOR.map((_, r) => now.value("Z1", r, neuron));
}

/** The example for pencil and paper, of class 1, through the network of {@linkcode PENCIL}. */
export function byPencil(engine: Engine) {
  const network = small(engine, PENCIL);
  const example = batchOf(engine, [{ at: [1, 2], label: 1 }]);
  const { loss } = network.forward(example);
  network.backward();
  return { network, example, loss, now: snapshot(network, example.labels, { digits: 4 }) };
}

/** What the lesson follows: a digit through a network, and a weight of it. */
export interface Followed {
  /** The network, its weights as they were drawn. */
  readonly network: Network;
  /** The digit, as a batch of one. */
  readonly digit: Batch;
  /** Its class. */
  readonly label: number;
  /** Its loss. */
  readonly loss: number;
  /** Its numbers, forward and backward. */
  readonly now: Snapshot;
  /** The row of the weight in W1. */
  readonly pixel: number;
  /** Its column. */
  readonly neuron: number;
  /** A neuron that is on: `neuron` itself, unless it was asked for and is off. */
  readonly active: number;
}

/** A digit through 784-64-10 with fresh weights, forward and backward. */
export function follow(engine: Engine, asked: Asked): Followed {
  const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(asked.seed)));
  const digit = digits(asked.train, { engine, first: asked.digit, count: 1 });
  const { loss } = network.forward(digit), [label] = digit.labels;
  network.backward();
  const now = snapshot(network, digit.labels), a1 = now.matrix("A1").data;
  const neuron = asked.neuron ?? activeNeuron(a1), pixel = brightPixel(now.matrix("X").data);
  const active = a1[neuron] > 0 ? neuron : activeNeuron(a1);
  return { network, digit, label, loss, now, pixel, neuron, active };
}

/** The pixels to draw beside a neuron: the one that is followed, and those with the largest |x·w|. */
export function drawnPixels({ now, pixel, neuron }: Followed): number[] {
  const size = (i: number) => Math.abs(now.value("X", 0, i) * now.value("W1", i, neuron));
  const others = Array.from({ length: 784 }, (_, i) => i).filter((i) => i !== pixel)
    .sort((a, b) => size(b) - size(a) || a - b);
  return [pixel, ...others.slice(0, 3)];
}

/** How slopes are measured: in f32, a loss has 7 digits, and its change after a tiny push has none. */
export interface Measuring {
  /** How far a weight is pushed. */
  readonly push: number;
  /** How far apart, in parts of it, a slope and its measure may be. */
  readonly tolerance: number;
  /** What the rounding of the loss does to a slope measured by such a push. */
  readonly noise: number;
}

/** How to measure on an engine. */
export function measuringOn({ name }: Engine): Measuring {
  return name === "plain"
    ? { push: 1e-4, tolerance: 1e-6, noise: 1e-11 }
    : { push: 1e-2, tolerance: 1e-2, noise: 4e-5 };
}

/** The end of a network by itself, from A1 on, so that A1 can be pushed as well. */
function fromA1({ network, digit, now }: Followed) {
  const { engine } = network, [, , W2, b2] = network.parameters;
  const upper = new Network(engine, mlp(engine, { sizes: [64, 10], activation: "relu" }));
  [W2, b2].forEach(({ value }, i) => upper.parameters[i].value.data.set(value.data));
  const A1 = engine.matrix(1, 64);
  A1.data.set(now.matrix("A1").data);
  return { network: upper, digit: { inputs: A1, labels: digit.labels }, A1 };
}

/** A slope by backpropagation, its measure, how far they are apart, and how far they may be. */
export interface Beside {
  /** The element, such as `dW1[406,12]`. */
  readonly name: string;
  /** By backpropagation. */
  readonly slope: number;
  /** By a finite difference. */
  readonly measured: number;
  /** Their relative error. */
  readonly error: number;
  /** How large it may be. */
  readonly limit: number;
}

/** The slopes on the way to the weight that is followed, measured; of a neuron that is off, the two that are not 0. */
export function slopesBeside(followed: Followed, { push, noise, tolerance }: Measuring): Beside[] {
  const { now, label, pixel, neuron, active } = followed;
  const [W1, b1, W2, b2] = followed.network.parameters.map(({ value }) => value);
  const upper = fromA1(followed);
  // This push must not switch the neuron on or off: at that kink there is no slope.
  const short = Math.min(push, Math.abs(now.value("Z1", 0, neuron)) / 2 || push);
  const all = [
    { name: "db2", row: 0, column: label, matrix: b2, run: followed, epsilon: push },
    { name: "dW2", row: neuron, column: label, matrix: W2, run: followed, epsilon: push },
    { name: "dA1", row: 0, column: neuron, matrix: upper.A1, run: upper, epsilon: push },
    { name: "db1", row: 0, column: neuron, matrix: b1, run: followed, epsilon: short },
    { name: "dW1", row: pixel, column: neuron, matrix: W1, run: followed, epsilon: short },
  ];
  return all.filter(({ name }) => active === neuron || name === "db2" || name === "dA1")
    .map(({ name, row, column, matrix, run: { network, digit }, epsilon }) => {
      const loss = () => network.forward(digit).loss;
      const measured = finiteDifference(matrix, { row, column, epsilon, loss }).slope;
      const slope = now.value(name, row, column);
      return {
        name: `${name}[${row},${column}]`,
        slope,
        measured,
        error: relativeError([slope], [measured]),
        limit: Math.max(tolerance, noise * push / epsilon / Math.abs(slope)),
      };
    });
}

/** A step down along the last gradient, and the loss after it. */
export function stepped(network: Network, batch: Batch, rate: number): number {
  new Sgd(network.engine, network.parameters).step(rate);
  return network.forward(batch).loss;
}

/** A step along the gradient of a batch, looked at, and taken back. */
function tried<Seen>(
  network: Network,
  { batch, rate, look }: { batch: Batch; rate: number; look: (loss: number) => Seen },
): Seen {
  const start = network.parameters.map(({ value }) => value.data.slice());
  network.forward(batch);
  network.backward();
  const seen = look(stepped(network, batch, rate));
  start.forEach((data, i) => network.parameters[i].value.data.set(data));
  return seen;
}

/** The loss of the digit and the weight that is followed, after one step, which is taken back. */
export function updated({ network, digit, pixel, neuron }: Followed, rate: number) {
  const [{ value: W1 }] = network.parameters;
  const look = (loss: number) => ({ loss, weight: W1.data[pixel * W1.columns + neuron] });
  return tried(network, { batch: digit, rate, look });
}

/** A hundred slopes of each matrix (all of the biases) beside finite differences. */
export function wholeGradient(network: Network, examples: Batch) {
  const exact = network.engine.name === "plain";
  const epsilon = exact ? undefined : 1e-2;
  const { matrices, relativeError } = gradientCheck(network, examples, { sample: 100, epsilon });
  const measured = matrices.reduce((sum, { checked }) => sum + checked, 0);
  return { measured, relativeError, limit: exact ? 1e-7 : 1e-2 };
}

/** A batch of `count` digits, from the followed one on, through the network's fresh weights. */
export function batchOfDigits(
  { network }: Followed,
  { train, digit }: Asked,
  count: number,
) {
  const batch = digits(train, { engine: network.engine, first: digit, count });
  const { loss, losses } = network.forward(batch), each = Array.from(losses.data);
  network.backward();
  const all = snapshot(network, batch.labels);
  /** Takes a second or two. */
  const checked = () => wholeGradient(network, batch);
  /** The loss after one step. */
  const after = (rate: number) => tried(network, { batch, rate, look: (loss) => loss });
  return { loss, each, all, checked, after };
}
