/**
 * Where the networks of lesson 4 learn.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { InitialisationName } from "../src/nn/initialise.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { Examples } from "../src/train/examples.ts";
import { DivergenceError } from "../src/train/divergence.ts";
import { train } from "../src/train/loop.ts";
import { type Bug, ZooNetwork } from "./lesson4_bugs.ts";

const BATCH = 64;

/** How far a training is. */
export interface Lap {
  /** How many images were learnt from. */
  readonly images: number;
  /** Their mean loss so far. */
  readonly loss: number;
  /** At the end: of images that were not learnt from. NaN where the weights were lost. */
  readonly accuracy?: number;
}

/** A school for networks: the same images in the same order, from the same weights. */
export class School {
  /** How many images a mini-batch has. */
  readonly batch: number = BATCH;
  /** How many images they learn from: whole mini-batches, so that m is the same in all of them. */
  readonly count: number = 200 * BATCH;
  /** How many others judge them: training images, too, since rates are chosen by them. */
  readonly judges = 5_000;
  readonly #engine: Engine;
  readonly #seed: number;
  readonly #lessons: Examples;
  readonly #exam: Examples;

  /** Copies the images to an engine; `seed` is that of the weights. */
  constructor(engine: Engine, { dataset, seed }: { dataset: Dataset; seed: number }) {
    const { images, labels, count } = dataset.train, size = images.length / count;
    const part = (from: number, length: number) => ({
      images: images.subarray(from * size, (from + length) * size),
      labels: labels.subarray(from, from + length),
      count: length,
    });
    this.#engine = engine;
    this.#seed = seed;
    this.#lessons = new Examples(engine, part(0, this.count));
    this.#exam = new Examples(engine, part(count - this.judges, this.judges));
  }

  /** One epoch. */
  *train(bug: Bug, { rate }: { rate: number }): Generator<Lap> {
    const network = freshZooNetwork(this.#engine, { bug, seed: this.#seed });
    const plan = {
      optimizer: new Sgd(this.#engine, network.parameters),
      train: this.#lessons,
      test: this.#exam,
      epochs: 1,
      batch: BATCH,
      rate,
      schedule: "constant",
    } as const;
    let lap: Lap = { images: 0, loss: NaN };
    try {
      for (const event of train(network, plan)) {
        lap = event.kind === "step"
          ? { images: Math.min(event.step * BATCH, this.count), loss: event.trainLoss }
          : { ...lap, accuracy: event.evaluation.accuracy };
        if (event.kind === "epoch" || event.step % 10 === 0) yield lap;
      }
    } catch (error) {
      if (!(error instanceof DivergenceError)) throw error;
      yield { ...lap, accuracy: NaN };
    }
  }
}

/** 784-64-10 with the backward pass of a bug, and weights drawn from a seed. */
export function freshZooNetwork(
  engine: Engine,
  { bug, seed, init = "he" }: { bug: Bug; seed: number; init?: InitialisationName },
): ZooNetwork {
  const network = new ZooNetwork(engine, { sizes: [784, 64, 10], bug });
  network.initialise(init, normalSource(new Xoshiro128(seed)));
  return network;
}
