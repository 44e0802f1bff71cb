/** A pass on an engine of the test's own: what a lesson on another engine should have seen. */
import { type Snapshot, snapshot } from "../../src/lesson/snapshot.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { InitialisationName } from "../../src/nn/initialise.ts";
import type { Parameter } from "../../src/nn/layer.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { type Batch, Network } from "../../src/nn/network.ts";
import { symbols } from "../../src/nn/trace.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import type { ValueOf } from "./formula_again.ts";

/** A network with ReLU and fresh weights; they are the same on every engine, but for the rounding. */
export function fresh(
  engine: Engine,
  sizes: readonly number[],
  { init = "he", seed = 42 }: { readonly init?: InitialisationName; readonly seed?: number } = {},
): Network {
  const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  network.initialise(init, normalSource(new Xoshiro128(seed)));
  return network;
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
  /** The network. */
  readonly network: Network;
  readonly #batch: Batch;
  readonly #sizes = new Map<string, number>();

  /** Runs the batch through the network. */
  constructor(network: Network, batch: Batch) {
    const { loss, losses } = network.forward(batch);
    network.backward();
    this.network = network;
    this.#batch = batch;
    this.loss = loss;
    this.losses = Array.from(losses.data.subarray(0, batch.labels.length));
    this.now = snapshot(network, batch.labels);
  }

  /** The loss at weights changed by a function, which are put back. */
  lossAt(change: (parameters: Map<string, Parameter>) => void): number {
    const parameters = symbols(this.network);
    const before = [...parameters.values()].map(({ value }) => value.data.slice());
    change(parameters);
    const { loss } = this.network.forward(this.#batch);
    [...parameters.values()].forEach(({ value }, i) => value.data.set(before[i]));
    return loss;
  }

  /** The loss after a step w − η·dw of everything. */
  lossAfter(rate: number): number {
    return this.lossAt((parameters) => {
      for (const [symbol, { value: { data } }] of parameters) {
        const slopes = this.now.matrix(`d${symbol}`).data;
        data.forEach((w, i) => data[i] = w - rate * slopes[i]);
      }
    });
  }

  /** The loss with an element of a weight pushed. */
  pushed(name: string, [row, column]: readonly number[], push: number): number {
    return this.lossAt((parameters) => {
      const { value } = parameters.get(name)!;
      value.data[row * value.columns + column] += push;
    });
  }

  /** An element after a step w − η·dw, as the formula of the step names it and its rate. */
  stepped(name: string, [row, column]: readonly number[], rate: number): Record<string, number> {
    const after = this.now.value(name, row, column) -
      rate * this.now.value(`d${name}`, row, column);
    return {
      η: rate,
      [`${name}′[${row},${column}]`]: after,
      [`${name}[${row},${column}] ←`]: after,
    };
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
