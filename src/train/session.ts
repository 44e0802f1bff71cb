/**
 * From a recipe to a network with its data, ready to train.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { splitValidation } from "../data/validation.ts";
import type { Engine } from "../engine/engine.ts";
import { convnet } from "../nn/convnet.ts";
import { Network } from "../nn/network.ts";
import type { Optimizer } from "../optim/optimizer.ts";
import { makeOptimizer } from "../optim/optimizers.ts";
import { RandomState } from "../random/mt19937.ts";
import { normalSource, shuffle } from "../random/source.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { Best } from "./best.ts";
import { clippedEvaluation } from "./evaluate.ts";
import { Examples } from "./examples.ts";
import { type RangeStep, rangeTest, type RateRange } from "./find_rate.ts";
import { train, type TrainingEvent, type TrainingWatch } from "./loop.ts";
import { checkConvolutions } from "./convolutions.ts";
import { type Recipe, windowsOf } from "./recipe.ts";
import { Shift } from "./shift.ts";

/** Each use of randomness has a stream of its own: none shifts when another draws more. */
const WEIGHT_STREAM = 0, ORDER_STREAM = 1, VALIDATION_STREAM = 2, SHIFT_STREAM = 3;

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
  /** What it is judged on after each epoch, where the recipe keeps training images out for it. */
  readonly validation?: Examples;
  /** What it is judged on: after each epoch or, where there is a validation, by the caller at the end. */
  readonly test: Examples;
  /** The best epoch so far, where the recipe is patient; a training ends with its weights. */
  readonly best?: Best;
  /** What moves the training images, where the recipe says so. */
  readonly shift?: Shift;
  readonly #reorder: (order: Uint32Array) => void;

  /** Makes the network, copies the data to the engine, and draws the initial weights. */
  constructor(engine: Engine, { recipe, dataset }: { recipe: Recipe; dataset: Dataset }) {
    const { init, seed, validation, patience, shift } = recipe;
    const { rows, columns, labels } = dataset;
    const stream = (number: number) => new Xoshiro128(seed, number);
    checkConvolutions(recipe, dataset);
    this.recipe = recipe;
    this.dataset = dataset;
    const image = { height: rows, width: columns, channels: 1 }, classes = labels.length;
    const layers = convnet(engine, { ...recipe, ...windowsOf(recipe), image, classes });
    this.network = new Network(engine, layers);
    this.optimizer = makeOptimizer(engine, this.network.parameters, recipe);
    const kept = validation > 0
      ? splitValidation(dataset, { count: validation, random: stream(VALIDATION_STREAM) })
      : undefined;
    this.train = new Examples(engine, kept?.train ?? dataset.train);
    if (kept) this.validation = new Examples(engine, kept.validation);
    this.test = new Examples(engine, dataset.test);
    if (patience > 0) this.best = new Best(this.network, { patience });
    if (shift > 0) {
      this.shift = new Shift({ by: shift, image: dataset, random: stream(SHIFT_STREAM) });
    }
    if (recipe.kind === "notebook") {
      // One stream for everything, as numpy.random has: the weights, then the orders.
      const random = new RandomState(seed);
      this.network.initialise(init, () => random.randn());
      this.#reorder = (order) => order.set(random.permutation(order.length));
    } else {
      const orders = stream(ORDER_STREAM);
      this.network.initialise(init, normalSource(stream(WEIGHT_STREAM)));
      this.#reorder = (order) => shuffle(orders, order);
    }
  }

  /**
   * Trains, one step for each value taken: see {@linkcode train}. With patience, it ends when the
   * validation no longer improves and, however it ends, with the weights of the best epoch.
   */
  *run(watch: TrainingWatch = {}): Generator<TrainingEvent, void> {
    const { network, recipe, best } = this;
    const steps = train(network, {
      ...recipe,
      ...watch,
      ...this.#learning(),
      validation: this.validation,
      test: this.test,
      shift: this.shift,
      measure: recipe.kind === "notebook"
        ? () => clippedEvaluation(network, this.train, watch)
        : undefined,
    });
    try {
      for (const event of steps) {
        if (event.kind === "epoch") best?.note(event.metrics.epoch, event.evaluation);
        yield event;
        if (event.kind === "epoch" && best?.isPast) return;
      }
    } finally {
      best?.restore();
    }
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
