/** What lesson 2 trains, trained again, to the last bit the same, and judged by the plain engine. */
import { createEngine } from "../../src/engine/create.ts";
import type { Network } from "../../src/nn/network.ts";
import { lbfgs } from "../../src/optim/lbfgs.ts";
import { Baseline } from "../../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { countRight, evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { fresh } from "./pass_again.ts";
import { mnist } from "./run_lesson.ts";

/** The plain engine, which judges weights by the images of a dataset. */
class Judge {
  readonly network: Network = fresh(createEngine("plain"), [784, 10]);
  readonly train: Examples;
  readonly test: Examples;

  constructor({ train, test }: Dataset) {
    const { engine } = this.network;
    [this.train, this.test] = [new Examples(engine, train), new Examples(engine, test)];
  }

  /** The loss f of these weights and biases, one after the other: that of the images, and the penalty. */
  loss(parameters: Float32Array): number {
    const [W1, b1] = this.network.parameters;
    W1.value.data.set(parameters.subarray(0, 7840));
    b1.value.data.set(parameters.subarray(7840));
    const squares = Array.from(W1.value.data).reduce((sum, w) => sum + w * w, 0);
    return evaluate(this.network, this.train).loss + squares / (2 * this.train.count);
  }
}

/** A racer: its curve, and what plain says of it. */
export interface Racer {
  /** How many passes it had made, and the loss f that the kernels found. */
  readonly points: readonly (readonly [pass: number, loss: number])[];
  /** The loss f of the same weights on the plain engine, by passes. */
  readonly judged: ReadonlyMap<number, number>;
  /** The share of the other images that the last of these weights read right on the plain engine. */
  readonly right: number;
}

/** How many images each part of the race has. */
const IMAGES = 10_000;

/**
 * Runs gradient descent with one learning rate, then L-BFGS, as the lesson does by default. Plain has
 * time for some of the places where they were: those that Markdown prints, and the last.
 */
export async function raceAgain({ rate, passes }: { rate: number; passes: number }) {
  const dataset = await mnist();
  const part = (from: number) => ({
    images: dataset.train.images.subarray(784 * from, 784 * (from + IMAGES)),
    labels: dataset.train.labels.subarray(from, from + IMAGES),
    count: IMAGES,
  });
  const halves = { ...dataset, train: part(0), test: part(IMAGES) };
  const { objective } = new Baseline(createEngine("strict"), {
      recipe: DEFAULT_BASELINE,
      dataset: halves,
    }),
    judge = new Judge(halves);
  /** Takes a racer's steps; its numbers are rounded to f32, as the kernels hold them. */
  const follow = (steps: Iterable<{ pass: number; x: Float64Array; loss: number }>): Racer => {
    const points: [number, number][] = [], judged = new Map<number, number>();
    for (const { pass, x, loss } of steps) {
      points.push([pass, loss]);
      if (pass % 5 !== 1 && pass !== passes) continue;
      judged.set(pass, judge.loss(Float32Array.from(x)));
    }
    return { points, judged, right: evaluate(judge.network, judge.test).accuracy };
  };
  return { descent: follow(descent()), lbfgs: follow(quasiNewton()) };

  function* descent() {
    const x = new Float64Array(objective.length), gradient = new Float64Array(x.length);
    for (let pass = 1; pass <= passes; pass++) {
      yield { pass, x, loss: objective.evaluate(x, gradient) };
      for (let i = 0; i < x.length; i++) x[i] -= rate * gradient[i];
    }
  }

  function* quasiNewton() {
    const evaluate = (x: Float64Array, gradient: Float64Array) => objective.evaluate(x, gradient);
    const start = new Float64Array(objective.length);
    for (
      const { x, evaluations: pass, objective: loss } of lbfgs(evaluate, start, { history: 20 })
    ) {
      if (pass > passes) return;
      yield { pass, x, loss };
    }
  }
}

/** Fits the model on the kernels, as the lesson does by default, and gives its weights to plain. */
export async function fittedAgain() {
  const dataset = await mnist(), { test } = dataset;
  const model = new Baseline(createEngine("strict"), {
    recipe: { ...DEFAULT_BASELINE, iterations: 30 },
    dataset,
  });
  let passes = 0;
  for (const { evaluations } of model.run()) passes = evaluations;
  const judge = new Judge(dataset), { network } = judge, { engine } = network;
  const [W1, b1] = model.network.parameters.map(({ value }) => Array.from(value.data));
  const objective = judge.loss(Float32Array.from([...W1, ...b1])), weights = W1;
  const { accuracy, loss, predictions } = evaluate(network, judge.test);
  const inputs = engine.matrix(1000, 784), labels = test.labels.subarray(0, 1000);
  return {
    /** The images. */
    dataset,
    /** W1, row after row. */
    weights,
    /** How many passes the fit took. */
    passes,
    /** What the fit made small. */
    objective,
    /** The share of the test images that are read right. */
    accuracy,
    /** Their mean loss. */
    loss,
    /** What is read in each. */
    predictions,
    /** Those that are misread. */
    wrong: [...test.labels.keys()].filter((i) => predictions[i] !== test.labels[i]),
    /** The loss of a test image. */
    lossOf: (i: number) => network.forward(judge.test.batch(i, i + 1)).loss,
    /** The ten scores of an image, its bytes given. */
    scoresOf(bytes: Uint8Array): number[] {
      inputs.data.set(Array.from(bytes, (byte) => byte / 255));
      network.forward({ inputs, labels });
      return Array.from(network.last.outputs[0].data.subarray(0, 10));
    },
    /** The share of the first thousand test images that are read right when pushed to the right. */
    pushed(shift: number): number {
      for (let row = 0; row < 28_000; row++) {
        const from = test.images.subarray(28 * row, 28 * (row + 1) - shift);
        inputs.data.fill(0, 28 * row, 28 * (row + 1));
        inputs.data.set(Array.from(from, (byte) => byte / 255), 28 * row + shift);
      }
      return countRight(network.forward({ inputs, labels }).probabilities, labels) / 1000;
    },
  };
}
