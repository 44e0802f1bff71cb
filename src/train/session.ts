/**
 * From a recipe to a network with its data, ready to train.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { createEngine } from "../engine/create.ts";
import { Network, networkBytes, type NetworkShape } from "../nn/network.ts";
import { RandomState } from "../random/mt19937.ts";
import { normalSource, shuffle } from "../random/source.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { clippedEvaluation } from "./evaluate.ts";
import { Examples, examplesBytes } from "./examples.ts";
import { train, type TrainingEvent } from "./loop.ts";
import type { Recipe } from "./recipe.ts";

/** Images that are passed through the network together when it is only read, never trained. */
export const EVALUATION_BATCH = 256;

/** Each use of randomness has a stream of its own: none shifts when another draws more. */
const WEIGHT_STREAM = 0, ORDER_STREAM = 1;

/** A network on its engine, with the examples that it learns from and is judged on. */
export class Session {
  /** What is to be trained. */
  readonly recipe: Recipe;
  /** The dataset. */
  readonly dataset: Dataset;
  /** The network, with its initial weights. */
  readonly network: Network;
  /** What it learns from. */
  readonly train: Examples;
  /** What it is judged on. */
  readonly test: Examples;
  readonly #reorder: (order: Uint32Array) => void;

  /** Reserves the memory, copies the data to the engine, and draws the initial weights. */
  constructor(recipe: Recipe, dataset: Dataset) {
    const { rows, columns, classes, train, test } = dataset;
    const shape: NetworkShape = {
      sizes: [rows * columns, ...recipe.hidden, classes],
      activation: recipe.activation,
      capacity: Math.max(Math.min(recipe.batch, train.count), EVALUATION_BATCH),
    };
    const engine = createEngine(recipe.engine, {
      capacity: networkBytes(shape) + examplesBytes(train, shape.capacity) +
        examplesBytes(test, shape.capacity),
    });
    this.recipe = recipe;
    this.dataset = dataset;
    this.network = new Network(engine, shape);
    this.train = new Examples(engine, train, shape.capacity);
    this.test = new Examples(engine, test, shape.capacity);
    if (recipe.kind === "notebook") {
      // One stream for everything, as numpy.random has: the weights, then the orders.
      const random = new RandomState(recipe.seed);
      this.network.initialise(recipe.init, () => random.randn());
      this.#reorder = (order) => order.set(random.permutation(order.length));
    } else {
      const weights = new Xoshiro128(recipe.seed, WEIGHT_STREAM);
      const orders = new Xoshiro128(recipe.seed, ORDER_STREAM);
      this.network.initialise(recipe.init, normalSource(weights));
      this.#reorder = (order) => shuffle(orders, order);
    }
  }

  /** Trains, one step for each value taken: see {@linkcode train}. */
  run(): Generator<TrainingEvent, void> {
    const { kind, epochs, batch, rate, schedule, shuffle } = this.recipe;
    return train(this.network, {
      train: this.train,
      test: this.test,
      epochs,
      batch,
      rate,
      schedule,
      reorder: shuffle ? this.#reorder : undefined,
      measure: kind === "notebook" ? () => clippedEvaluation(this.network, this.train) : undefined,
    });
  }
}
