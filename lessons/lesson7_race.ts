/**
 * The race that opens lesson 7: the same steps of training, computed in two ways.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Engine, Matrix } from "../src/engine/engine.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { Examples } from "../src/train/examples.ts";
import { train as learn } from "../src/train/loop.ts";
import { freshNetwork } from "./lesson4_numbers.ts";
import { stopwatch } from "./lesson7_workbench.ts";

/** What both train on: so many mini-batches. */
export const RACE = { steps: 5, batch: 64 };

/**
 * The plain engine, but with products as they are defined: it would skip zeros, and read row by row.
 * Its numbers are f32, as those of the engine that it is timed against.
 */
export class AsDefined extends PlainEngine {
  /** A new matrix of zeros. */
  override matrix(rows: number, columns: number): Matrix {
    return { rows, columns, data: new Float32Array(rows * columns) };
  }

  /** outputs = a·b + bias. */
  override matmul(...[outputs, { a, b, bias }]: Parameters<PlainEngine["matmul"]>): void {
    const m = a.rows, k = a.columns, n = b.columns;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a.data[i * k + p] * b.data[p * n + j];
        outputs.data[i * n + j] = sum + (bias ? bias.data[j] : 0);
      }
    }
  }

  /** outputs = scale · aᵀ·b. */
  override matmulTransposedA(
    ...[outputs, { a, b, scale }]: Parameters<PlainEngine["matmulTransposedA"]>
  ): void {
    const m = a.columns, k = a.rows, n = b.columns;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a.data[p * m + i] * b.data[p * n + j];
        outputs.data[i * n + j] = scale * sum;
      }
    }
  }
}

/** How fast an engine trained. */
export interface Finish {
  /** Seconds of the fastest step. */
  readonly time: number;
  /** The mean loss of all steps. */
  readonly loss: number;
}

/** Trains 784-64-10 from the same weights on the same images, once for the loss, then for the time. */
export function race(engine: Engine, { train, seed }: { train: Split; seed: number }): Finish {
  const part = (count: number) => ({
    images: train.images.subarray(0, count * (train.images.length / train.count)),
    labels: train.labels.subarray(0, count),
    count,
  });
  const lessons = new Examples(engine, part(RACE.steps * RACE.batch));
  const exam = new Examples(engine, part(1));
  const network = freshNetwork(engine, seed);
  const start = network.parameters.map(({ value }) => value.data.slice());
  const plan = {
    optimizer: new Sgd(engine, network.parameters),
    train: lessons,
    test: exam,
    epochs: 1,
    batch: RACE.batch,
    rate: 0.1,
    schedule: "constant",
  } as const;
  const fromTheStart = () => {
    network.parameters.forEach(({ value }, i) => value.data.set(start[i]));
    return learn(network, plan);
  };
  let loss = NaN;
  for (const event of fromTheStart()) if (event.kind === "step") loss = event.trainLoss;
  let steps = fromTheStart();
  const { best: time } = stopwatch(() => {
    while (steps.next().value?.kind !== "step") steps = fromTheStart();
  }, { least: 10 });
  return { time, loss };
}
