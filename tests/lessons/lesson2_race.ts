/** The race of lesson 2 run again, to the last bit the same, and judged by the plain engine. */
import { createEngine } from "../../src/engine/create.ts";
import { Network } from "../../src/nn/network.ts";
import { lbfgs } from "../../src/optim/lbfgs.ts";
import { Baseline } from "../../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { mnist } from "./run_lesson.ts";

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
  const halves = { train: part(0), test: part(IMAGES) };
  const { objective } = new Baseline(DEFAULT_BASELINE, { ...dataset, ...halves });
  const plain = new Network(createEngine("plain"), {
    sizes: [784, 10],
    activation: "relu",
    capacity: 1000,
  });
  const [train, others] = [halves.train, halves.test].map((half) =>
    new Examples(plain.engine, half, { batch: 1000 })
  );
  /** Takes a racer's steps; its numbers are rounded to f32, as the kernels hold them. */
  const follow = (steps: Iterable<{ pass: number; x: Float64Array; loss: number }>): Racer => {
    const points: [number, number][] = [], judged = new Map<number, number>();
    for (const { pass, x, loss } of steps) {
      points.push([pass, loss]);
      if (pass % 5 !== 1 && pass !== passes) continue;
      const held = Float32Array.from(x), weights = Array.from(held.subarray(0, 7840));
      plain.parameters[0].value.data.set(weights);
      plain.parameters[1].value.data.set(held.subarray(7840));
      const squares = weights.reduce((sum, w) => sum + w * w, 0);
      judged.set(pass, evaluate(plain, train).loss + squares / (2 * IMAGES));
    }
    return { points, judged, right: evaluate(plain, others).accuracy };
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
