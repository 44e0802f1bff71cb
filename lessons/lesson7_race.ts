/**
 * The race that opens lesson 7: the same steps of training, computed in two ways.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { Examples } from "../src/train/examples.ts";
import { train as learn } from "../src/train/loop.ts";
import { freshNetwork } from "./lesson4_numbers.ts";
import { stopwatch } from "./lesson7_workbench.ts";

/** What both train on: so many images, in mini-batches. */
export const RACE = { images: 1_920, batch: 64 };

/** How fast an engine trained. */
export interface Finish {
  /** Seconds of the fastest run. */
  readonly time: number;
  /** The mean loss of all steps. */
  readonly loss: number;
}

/** Trains 784-64-10 from the same weights on the same images, again and again for a moment. */
export function race(engine: Engine, { train, seed }: { train: Split; seed: number }): Finish {
  const part = (count: number) => ({
    images: train.images.subarray(0, count * (train.images.length / train.count)),
    labels: train.labels.subarray(0, count),
    count,
  });
  const lessons = new Examples(engine, part(RACE.images)), exam = new Examples(engine, part(1));
  const network = freshNetwork(engine, seed);
  const start = network.parameters.map(({ value }) => value.data.slice());
  let loss = NaN;
  const { best: time } = stopwatch(() => {
    network.parameters.forEach(({ value }, i) => value.data.set(start[i]));
    const plan = {
      optimizer: new Sgd(engine, network.parameters),
      train: lessons,
      test: exam,
      epochs: 1,
      batch: RACE.batch,
      rate: 0.1,
      schedule: "constant",
    } as const;
    for (const event of learn(network, plan)) {
      if (event.kind === "step") loss = event.trainLoss;
    }
  }, { least: 3 });
  return { time, loss };
}
