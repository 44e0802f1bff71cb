/**
 * Networks at random weights and biases, and batches of random inputs, for tests.
 *
 * @module
 */
import type { ActivationName, Engine, Matrix } from "../../src/engine/engine.ts";
import type { InitialisationName } from "../../src/nn/initialise.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { type Batch, Network } from "../../src/nn/network.ts";
import {
  below,
  normal,
  normalSource,
  type RandomSource,
  uniform,
} from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

/** What a random network is made from. */
export interface RandomNetwork {
  readonly sizes: readonly number[];
  readonly activation: ActivationName;
  readonly initialisation: InitialisationName;
  /** Rows of the batch. */
  readonly rows: number;
  readonly seed: number;
}

/** A batch whose inputs are numbers, not pixels. */
export interface MatrixBatch extends Batch {
  readonly inputs: Matrix;
}

/**
 * A network and a batch. The biases are random too, and every number is one of f32, so that all
 * engines compute the same function. Another constructor makes a subclass of `Network`.
 */
export function randomNetwork<T extends Network = Network>(
  engine: Engine,
  from: RandomNetwork,
  Class: new (...args: ConstructorParameters<typeof Network>) => T = Network as never,
): { network: T; batch: MatrixBatch } {
  const { sizes, activation, rows } = from;
  const random = new Xoshiro128(from.seed);
  const network = new Class(engine, mlp(engine, { sizes, activation }));
  network.initialise(from.initialisation, normalSource(random));
  for (const { name, value: { data } } of network.parameters) {
    for (let i = 0; i < data.length; i++) {
      data[i] = Math.fround(name.endsWith("bias") ? 0.1 * normal(random) : data[i]);
    }
  }
  return { network, batch: randomBatch(engine, { sizes, rows, random }) };
}

/** Inputs from 0 to 1, and a class for each row. */
export function randomBatch(
  engine: Engine,
  from: { sizes: readonly number[]; rows: number; random: RandomSource },
): MatrixBatch {
  const { sizes, rows, random } = from;
  const inputs = engine.matrix(rows, sizes[0]), labels = engine.bytes(rows);
  for (let i = 0; i < inputs.data.length; i++) inputs.data[i] = Math.fround(uniform(random));
  for (let i = 0; i < rows; i++) labels[i] = below(random, sizes[sizes.length - 1]);
  return { inputs, labels };
}
