/** The passes of lesson 3 on an engine of their own: what the lesson should have seen. */
import { activeNeuron, brightPixel, digits } from "../../src/lesson/digits.ts";
import { type Snapshot, snapshot } from "../../src/lesson/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, EngineName } from "../../src/engine/engine.ts";
import { type Batch, Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import type { ValueOf } from "./formula_again.ts";
import { mnist } from "./run_lesson.ts";

/** The options of lesson 3 that its numbers depend on. */
export interface Asked {
  /** The training image. */
  readonly digit?: number;
  /** The hidden neuron. */
  readonly neuron?: number;
  /** The seed of the weights. */
  readonly seed?: number;
}

/** What the lesson's three parts are about, and what it chooses. */
export interface Again {
  /** The network of 2-2-2. */
  readonly hand: Pass;
  /** The digit. */
  readonly one: Pass;
  /** The mini-batch. */
  readonly batch: Pass;
  /** The class of the digit. */
  readonly label: number;
  /** The pixel that is followed. */
  readonly pixel: number;
  /** The neuron that is followed. */
  readonly neuron: number;
  /** The first neuron that is on. */
  readonly active: number;
}

/** One part of f32's rounding, with some room for a long sum. */
const ROUNDING = 2e-6;

/** A forward and a backward pass, and what a step down or a push would change. */
export class Pass {
  /** Every matrix. */
  readonly now: Snapshot;
  /** The mean loss. */
  readonly loss: number;
  /** The loss of each example. */
  readonly losses: readonly number[];
  readonly #network: Network;
  readonly #batch: Batch;
  readonly #sizes = new Map<string, number>();

  /** Runs the batch through the network. */
  constructor(network: Network, batch: Batch) {
    const { loss, losses } = network.forward(batch);
    network.backward();
    this.#network = network;
    this.#batch = batch;
    this.loss = loss;
    this.losses = Array.from(losses.data.subarray(0, batch.labels.length));
    this.now = snapshot(network, batch.labels);
  }

  /** The loss at weights changed by a function, which are put back. */
  lossAt(change: (parameters: Network["parameters"]) => void): number {
    const { parameters } = this.#network,
      before = parameters.map(({ value }) => value.data.slice());
    change(parameters);
    const { loss } = this.#network.forward(this.#batch);
    parameters.forEach(({ value }, i) => value.data.set(before[i]));
    return loss;
  }

  /** The loss after a step w − η·dw of everything. */
  lossAfter(rate: number): number {
    return this.lossAt((parameters) => {
      for (const { symbol, value: { data } } of parameters) {
        const slopes = this.now.matrix(`d${symbol}`).data;
        data.forEach((w, i) => data[i] = w - rate * slopes[i]);
      }
    });
  }

  /** The loss with an element of W1 pushed. */
  pushed(row: number, column: number, push: number): number {
    return this.lossAt(([{ value }]) => value.data[row * value.columns + column] += push);
  }

  /**
   * What a name in a formula stands for: an element of a matrix, to f32's rounding of the largest
   * element; or one of the other names of the part, to f32's rounding of itself.
   */
  valueOf(others: Readonly<Record<string, number>>): ValueOf {
    return (name) => {
      const [, matrix, row, column] = /^(\w+)\[(\d+),(\d+)\]$/.exec(name) ?? [];
      if (matrix === undefined) {
        const value = others[name];
        if (value === undefined) throw new RangeError(`nothing computes ${name}`);
        return { value, within: ROUNDING * Math.abs(value) };
      }
      const value = this.now.value(matrix, Number(row), Number(column));
      return { value, within: ROUNDING * this.size(matrix) };
    };
  }

  /** The largest element of a matrix. */
  size(matrix: string): number {
    const { data } = this.now.matrix(matrix);
    const size = this.#sizes.get(matrix) ??
      Array.from(data).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    this.#sizes.set(matrix, size);
    return size;
  }
}

/** All passes of the lesson, on the engine of that name. */
export async function lesson3Again(name: EngineName, asked: Asked = {}): Promise<Again> {
  const engine = createEngine(name), { train } = await mnist(), { digit = 0, seed = 42 } = asked;
  const large = new Network(engine, { sizes: [784, 64, 10], activation: "relu", capacity: 32 });
  large.initialise("he", normalSource(new Xoshiro128(seed)));
  const [one, batch] = [1, 32].map((count) =>
    new Pass(large, digits(train, { engine, first: digit, count }))
  );
  const active = activeNeuron(one.now.matrix("A1").data);
  return {
    hand: byHand(engine),
    one,
    batch,
    label: train.labels[digit],
    pixel: brightPixel(one.now.matrix("X").data),
    neuron: asked.neuron ?? active,
    active,
  };
}

function byHand(engine: Engine): Pass {
  const network = new Network(engine, { sizes: [2, 2, 2], activation: "relu", capacity: 1 });
  [[1, 0.5, 0.25, -0.5], [0, 0.25], [1, -1, 0.5, 1], [0, 0.5]]
    .forEach((values, i) => network.parameters[i].value.data.set(values));
  const inputs = engine.matrix(1, 2), labels = engine.bytes(1);
  inputs.data.set([1, 2]);
  labels[0] = 1;
  return new Pass(network, { inputs, labels });
}
