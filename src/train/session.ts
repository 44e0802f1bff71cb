/**
 * From a recipe to a network with its data, ready to train.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import { mlp } from "../nn/mlp.ts";
import { Network } from "../nn/network.ts";
import type { Optimizer } from "../optim/optimizer.ts";
import { makeOptimizer } from "../optim/optimizers.ts";
import { RandomState } from "../random/mt19937.ts";
import { normalSource, shuffle } from "../random/source.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { clippedEvaluation } from "./evaluate.ts";
import { Examples } from "./examples.ts";
import { type RangeStep, rangeTest, type RateRange } from "./find_rate.ts";
import { train, type TrainingEvent, type TrainingWatch } from "./loop.ts";
import type { Recipe } from "./recipe.ts";

/** Each use of randomness has a stream of its own: none shifts when another draws more. */
const WEIGHT_STREAM = 0, ORDER_STREAM = 1;

/** A network on its engine, with what changes it and the examples that it learns from and is judged on. */
export class Session {
  /** What is to be trained. */
  readonly recipe: Recipe;
  /** The dataset. */
  readonly dataset: Dataset;
  /** The network, with its initial weights at first. */
  readonly network: Network;
  /** What changes its weights. */
  readonly optimizer: Optimizer;
  /** What it learns from. */
  readonly train: Examples;
  /** What it is judged on. */
  readonly test: Examples;
  readonly #reorder: (order: Uint32Array) => void;

  /** Makes the network, copies the data to the engine, and draws the initial weights. */
  constructor(engine: Engine, { recipe, dataset }: { recipe: Recipe; dataset: Dataset }) {
    const { hidden, activation, init, seed } = recipe, { rows, columns, labels } = dataset;
    const sizes = [rows * columns, ...hidden, labels.length];
    this.recipe = recipe;
    this.dataset = dataset;
    this.network = new Network(engine, mlp(engine, { sizes, activation }));
    this.optimizer = makeOptimizer(engine, this.network.parameters, recipe);
    this.train = new Examples(engine, dataset.train);
    this.test = new Examples(engine, dataset.test);
    if (recipe.kind === "notebook") {
      // One stream for everything, as numpy.random has: the weights, then the orders.
      const random = new RandomState(seed);
      this.network.initialise(init, () => random.randn());
      this.#reorder = (order) => order.set(random.permutation(order.length));
    } else {
      const orders = new Xoshiro128(seed, ORDER_STREAM);
      this.network.initialise(init, normalSource(new Xoshiro128(seed, WEIGHT_STREAM)));
      this.#reorder = (order) => shuffle(orders, order);
    }
  }

  /** Trains, one step for each value taken: see {@linkcode train}. */
  run(watch: TrainingWatch = {}): Generator<TrainingEvent, void> {
    const { network, recipe } = this;
    return train(network, {
      ...recipe,
      ...watch,
      ...this.#learning(),
      test: this.test,
      measure: recipe.kind === "notebook"
        ? () => clippedEvaluation(network, this.train, watch)
        : undefined,
    });
  }

  /** Trains with growing rates, instead of those of the recipe: see {@linkcode rangeTest}. */
  tryRates(range: RateRange): Generator<RangeStep, void> {
    return rangeTest(this.network, { ...range, ...this.#learning(), batch: this.recipe.batch });
  }

  #learning() {
    const { optimizer, train, recipe } = this;
    return { optimizer, train, reorder: recipe.shuffle ? this.#reorder : undefined };
  }
}
