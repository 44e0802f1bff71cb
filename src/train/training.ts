/**
 * The program of a training, which every thread runs.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import { imagesScratch } from "../engine/wasm_images.ts";
import { Network, networkBytes, type NetworkShape, scratchBytes } from "../nn/network.ts";
import { RandomState } from "../random/mt19937.ts";
import { normalSource, shuffle } from "../random/source.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { clippedEvaluation } from "./evaluate.ts";
import { Examples, examplesBytes, outlineOf, type SplitOutline } from "./examples.ts";
import { train, type TrainingEvent } from "./loop.ts";
import type { Recipe } from "./recipe.ts";

/** Images that are passed through the network together when it is only read, never trained. */
export const EVALUATION_BATCH = 256;

/** Each use of randomness has a stream of its own: none shifts when another draws more. */
const WEIGHT_STREAM = 0, ORDER_STREAM = 1;

/** What must be known of a dataset to make room for it. */
export interface DatasetOutline {
  /** Height of an image, in pixels. */
  readonly rows: number;
  /** Width of an image, in pixels. */
  readonly columns: number;
  /** How many classes there are. */
  readonly classes: number;
  /** What the network learns from. */
  readonly train: SplitOutline;
  /** What it is judged on. */
  readonly test: SplitOutline;
}

/** The outline of a dataset, with its contents. */
export function outlineOfDataset({ rows, columns, classes, train, test }: Dataset): DatasetOutline {
  return { rows, columns, classes, train: outlineOf(train), test: outlineOf(test) };
}

/** The outline without the contents, for a thread that shares what its leader filled. */
export function withoutContents(outline: DatasetOutline): DatasetOutline {
  const strip = ({ count, columns, nonZeros }: SplitOutline) => ({ count, columns, nonZeros });
  return { ...outline, train: strip(outline.train), test: strip(outline.test) };
}

/** The bytes that a training takes on a kernel engine. */
export function trainingBytes(recipe: Recipe, outline: DatasetOutline): number {
  const shape = shapeFor(recipe, outline), room = { batch: shape.capacity };
  const { train, test } = outline;
  return networkBytes(shape) + examplesBytes(train, room) + examplesBytes(test, room) +
    imagesScratch(train.columns, shape.capacity);
}

/** The bytes of scratch that a training takes on each thread. */
export function trainingScratch(recipe: Recipe, outline: DatasetOutline): number {
  const shape = shapeFor(recipe, outline);
  return Math.max(scratchBytes(shape), imagesScratch(outline.train.columns, shape.capacity));
}

/** A network with the examples that it learns from and is judged on. */
export class Training {
  /** The network, with its initial weights. */
  readonly network: Network;
  /** What it learns from. */
  readonly train: Examples;
  /** What it is judged on. */
  readonly test: Examples;
  readonly #recipe: Recipe;
  readonly #reorder: (order: Uint32Array) => void;

  /** Copies the data to the engine and draws the initial weights; where there are threads, one does. */
  constructor(engine: Engine, recipe: Recipe, outline: DatasetOutline) {
    const shape = shapeFor(recipe, outline), room = { batch: shape.capacity };
    this.#recipe = recipe;
    this.network = new Network(engine, shape);
    this.train = new Examples(engine, outline.train, room);
    this.test = new Examples(engine, outline.test, room);
    const leads = engine.thread.index === 0;
    if (recipe.kind === "notebook") {
      // One stream for everything, as numpy.random has: the weights, then the orders.
      const random = new RandomState(recipe.seed);
      if (leads) this.network.initialise(recipe.init, () => random.randn());
      this.#reorder = (order) => order.set(random.permutation(order.length));
    } else {
      const weights = new Xoshiro128(recipe.seed, WEIGHT_STREAM);
      const orders = new Xoshiro128(recipe.seed, ORDER_STREAM);
      if (leads) this.network.initialise(recipe.init, normalSource(weights));
      this.#reorder = (order) => shuffle(orders, order);
    }
  }

  /** Trains, one step for each value taken: see {@linkcode train}. */
  run(): Generator<TrainingEvent, void> {
    const { kind, epochs, batch, rate, schedule, shuffle } = this.#recipe;
    const { network } = this;
    const leads = network.engine.thread.index === 0;
    return train(network, {
      train: this.train,
      test: this.test,
      epochs,
      batch,
      rate,
      schedule,
      reorder: shuffle && leads ? this.#reorder : undefined,
      measure: kind === "notebook" ? () => clippedEvaluation(network, this.train) : undefined,
    });
  }
}

/** The sizes of the network, and of the largest batch. */
function shapeFor(
  { hidden, activation, batch }: Recipe,
  { rows, columns, classes, train }: DatasetOutline,
): NetworkShape {
  const capacity = Math.max(Math.min(batch, train.count), EVALUATION_BATCH);
  return { sizes: [rows * columns, ...hidden, classes], activation, capacity };
}
