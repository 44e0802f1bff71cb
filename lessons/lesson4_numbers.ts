/**
 * The numbers of lesson 4's slopes and kinks: what `lesson4_slopes.ts` and `lesson4_kinks.ts` tell of.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import type { Surroundings } from "../src/lesson/lesson.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { relativeError } from "../src/nn/relative_error.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";

/** How the lesson was asked for. */
export interface Asked {
  /** The training images; the first one is looked at. */
  readonly train: Split;
  /** The seed of the weights. */
  readonly seed: number;
  /** Makes an engine. */
  readonly createEngine: Surroundings["createEngine"];
}

/** 784-64-10 with fresh weights. They are the same numbers in f32 and in f64. */
export function freshNetwork(engine: Engine, seed: number): Network {
  const network = new Network(engine, mlp(engine, { sizes: [784, 64, 10], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(seed)));
  for (const { value } of network.parameters) {
    value.data.forEach((weight, i) => value.data[i] = Math.fround(weight));
  }
  return network;
}

/** The first digit through a fresh network, and the weight of W2 that we follow. */
export function followed(engine: Engine, { train, seed }: Asked) {
  const network = freshNetwork(engine, seed), [, , W2] = network.parameters;
  const digit = digits(train, { engine, first: 0, count: 1 }), [column] = digit.labels;
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels, { digits: 5 });
  const active = Array.from(now.matrix("A1").data), row = active.indexOf(Math.max(...active));
  const { columns } = W2.value;
  /** The losses on both sides of a weight: of the one that is followed, if not told. */
  const push = (epsilon: number, place = row * columns + column) =>
    finiteDifference(W2.value, {
      row: Math.floor(place / columns),
      column: place % columns,
      epsilon,
      loss: () => network.forward(digit).loss,
    });
  /** The slope from one side and from both, as a textbook writes them. */
  const slopes = (epsilon: number) => {
    const { above, below } = push(epsilon);
    return { one: (above - loss) / epsilon, central: (above - below) / (2 * epsilon) };
  };
  return { now, loss, row, column, push, slopes };
}

/** Relative errors of a slope measured with an ε, from one side and from both. */
export interface SlopeErrors {
  /** The push. */
  readonly epsilon: number;
  /** From one side. */
  readonly one: number;
  /** From both. */
  readonly central: number;
}

/** The errors for each ε, against the slope that backpropagation has in f64. */
export function slopeErrors(
  of: ReturnType<typeof followed>,
  { truth, epsilons }: { readonly truth: number; readonly epsilons: readonly number[] },
): SlopeErrors[] {
  return epsilons.map((epsilon) => {
    const { one, central } = of.slopes(epsilon);
    return {
      epsilon,
      one: relativeError([one], [truth]),
      central: relativeError([central], [truth]),
    };
  });
}

/** How many weights of W2 the V is drawn from: an odd number, so that one is in the middle. */
const WEIGHTS = 41;

/** Weights of W2 whose slopes are not tiny, from all over it, each with its slope in f64. */
export function steepWeights(asked: Asked): { place: number; slope: number }[] {
  const { now } = followed(new PlainEngine(), asked);
  const steep = Array.from(now.matrix("dW2").data, (slope, place) => ({ place, slope }))
    .filter(({ slope }) => Math.abs(slope) > 0.01);
  const length = Math.min(WEIGHTS, steep.length);
  return Array.from({ length }, (_, i) => steep[Math.floor(i * steep.length / length)]);
}

/** The median error for each ε, from one side and from both, in f64 and in f32. */
export function medianErrors(
  asked: Asked,
  { weights, epsilons }: {
    readonly weights: readonly { readonly place: number; readonly slope: number }[];
    readonly epsilons: readonly number[];
  },
) {
  const double = new PlainEngine(), single = asked.createEngine("strict");
  return [{ engine: double, kind: "f64" }, { engine: single, kind: "f32" }].flatMap(
    ({ engine, kind }) => {
      const { loss, push } = followed(engine, asked);
      const errors = epsilons.map((epsilon) =>
        weights.map(({ place, slope }) => {
          const { above, below } = push(epsilon, place);
          return {
            one: relativeError([(above - loss) / epsilon], [slope]),
            central: relativeError([(above - below) / (2 * epsilon)], [slope]),
          };
        })
      );
      const points = (side: "one" | "central") =>
        errors.map((ofOne, i) => [epsilons[i], median(ofOne.map((error) => error[side]))] as const);
      return [
        { name: { en: `one-sided, ${kind}`, fr: `décentrée, ${kind}` }, points: points("one") },
        { name: { en: `central, ${kind}`, fr: `centrée, ${kind}` }, points: points("central") },
      ];
    },
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** A hidden neuron next to its kink, and the loss as its bias is pushed. */
export function nearestKink({ train, seed }: Asked) {
  const engine = new PlainEngine(), network = freshNetwork(engine, seed);
  const [, b1] = network.parameters;
  const digit = digits(train, { engine, first: 0, count: 1 });
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels);
  // Near its kink, and with a slope beyond it that can be seen.
  const sizes = Array.from(now.matrix("Z1").data, (z, unit) => ({ z, unit }))
    .sort((a, b) => Math.abs(a.z) - Math.abs(b.z));
  const { z, unit } = sizes.find(({ unit }) => Math.abs(now.value("dA1", 0, unit)) > 0.1) ??
    sizes[0];
  const push = (epsilon: number) =>
    finiteDifference(b1.value, {
      row: 0,
      column: unit,
      epsilon,
      loss: () => network.forward(digit).loss,
    });
  return {
    unit,
    z,
    distance: Math.abs(z),
    slope: now.value("db1", 0, unit),
    /** The slope where the neuron is on; where it is off, the slope is 0. */
    slopeOn: now.value("dA1", 0, unit),
    /** How much the loss changes when the bias does. */
    change: (push: number) => {
      const before = b1.value.data[unit];
      b1.value.data[unit] = before + push;
      const pushed = network.forward(digit).loss;
      b1.value.data[unit] = before;
      return pushed - loss;
    },
    /** The slope from both sides. */
    measure: (epsilon: number) => push(epsilon).slope,
  };
}
