/**
 * From a recipe to a network with its data, ready to train.
 *
 * @module
 */
import type { Dataset, Split } from "../data/dataset.ts";
import { splitValidation } from "../data/validation.ts";
import type { Engine, FloatArray } from "../engine/engine.ts";
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
import type { EpochMetrics, EpochSums } from "./meter.ts";
import { checkConvolutions } from "./convolutions.ts";
import { type Recipe, windowsOf } from "./recipe.ts";
import { Shift } from "./shift.ts";

/** Each use of randomness has a stream of its own: none shifts when another draws more. */
const WEIGHT_STREAM = 0, ORDER_STREAM = 1, VALIDATION_STREAM = 2, SHIFT_STREAM = 3;

/** Where a training is, beside its arrays: what it takes to go on from there to the same bits. */
export interface Progress {
  /** What the finished epochs measured. */
  readonly epochs: readonly EpochMetrics[];
  /** What was summed up of the epoch under way; left out between two. */
  readonly sums?: EpochSums;
  /** What the optimiser remembers beside matrices. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The states of the random streams of shift and layers. Those of the orders are drawn again. */
  readonly streams: readonly (readonly number[])[];
}

/** The training images that a recipe learns from, and those that it keeps out to choose by, if any. */
export function withoutValidation(
  dataset: Pick<Dataset, "name" | "train">,
  { validation, seed }: Pick<Recipe, "validation" | "seed">,
): { readonly train: Split; readonly validation?: Split } {
  if (!(validation > 0)) return dataset;
  const random = new Xoshiro128(seed, VALIDATION_STREAM);
  return splitValidation(dataset, { count: validation, random });
}

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
  /** What the finished epochs measured. */
  readonly epochs: EpochMetrics[] = [];
  #sums?: EpochSums;
  readonly #reorder: (order: Uint32Array) => void;

  /** Makes the network, copies the data to the engine, and draws the initial weights. */
  constructor(engine: Engine, { recipe, dataset }: { recipe: Recipe; dataset: Dataset }) {
    const { init, seed, patience, shift } = recipe;
    const { rows, columns, labels } = dataset;
    const stream = (number: number) => new Xoshiro128(seed, number);
    checkConvolutions(recipe, dataset);
    this.recipe = recipe;
    this.dataset = dataset;
    const image = { height: rows, width: columns, channels: 1 }, classes = labels.length;
    const layers = convnet(engine, { ...recipe, ...windowsOf(recipe), image, classes });
    this.network = new Network(engine, layers);
    this.optimizer = makeOptimizer(engine, this.network.parameters, recipe);
    const split = withoutValidation(dataset, recipe);
    this.train = new Examples(engine, split.train);
    if (split.validation) this.validation = new Examples(engine, split.validation);
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

  /** Where the training is, between two steps. */
  get progress(): Progress {
    const { epochs, optimizer: { state } } = this;
    const streams = this.#streams().map((stream) => stream.state);
    return { epochs, sums: this.#sums, numbers: state.numbers, streams };
  }

  /** The numbers that training changes, by name: weights, what the optimiser remembers, the best weights. */
  get arrays(): Map<string, FloatArray> {
    const { network: { parameters }, optimizer: { state }, best } = this;
    const found = new Map(parameters.map(({ name, value }) => [name, value.data]));
    for (const [name, { data }] of state.matrices) found.set(`optimizer.${name}`, data);
    best?.weights.forEach((data, i) => found.set(`best.${parameters[i].name}`, data));
    return found;
  }

  /**
   * Goes to where another session of the same recipe and data was.
   *
   * @throws {RangeError} When these are not the arrays and the streams of such a session.
   */
  restore(progress: Progress, arrays: ReadonlyMap<string, ArrayLike<number>>): void {
    const streams = this.#streams();
    this.epochs.splice(0, Infinity, ...progress.epochs);
    for (const { epoch, validationLoss, validationAccuracy } of progress.epochs) {
      this.best?.note(epoch, { loss: validationLoss!, accuracy: validationAccuracy! });
    }
    this.#sums = progress.sums;
    const mine = this.arrays;
    if (streams.length !== progress.streams.length || mine.size !== arrays.size) {
      throw new RangeError("the state is of another recipe");
    }
    streams.forEach((stream, i) => stream.state = progress.streams[i]);
    Object.assign(this.optimizer.state.numbers, progress.numbers);
    for (const [name, array] of mine) {
      const saved = arrays.get(name);
      if (saved?.length !== array.length) throw new RangeError(`the state has no such ${name}`);
      array.set(saved);
    }
  }

  #streams(): Xoshiro128[] {
    const drawing = [this.shift, ...this.network.layers];
    return drawing.flatMap((one) => one?.random ?? []);
  }

  /**
   * Trains from where it is, one step for each value taken: see {@linkcode train}. With patience, it ends
   * when the validation no longer improves and, however it ends, with the weights of the best epoch.
   */
  *run(watch: TrainingWatch = {}): Generator<TrainingEvent, void> {
    const { network, recipe, best, epochs } = this;
    const steps = train(network, {
      ...recipe,
      ...watch,
      ...this.#learning(),
      validation: this.validation,
      test: this.test,
      shift: this.shift,
      begun: { epochs: epochs.length, sums: this.#sums },
      measure: recipe.kind === "notebook"
        ? () => clippedEvaluation(network, this.train, watch)
        : undefined,
    });
    try {
      if (best?.isPast) return;
      for (const event of steps) {
        this.#sums = event.kind === "step" ? event.sums : undefined;
        if (event.kind === "epoch") {
          epochs.push(event.metrics);
          best?.note(event.metrics.epoch, event.evaluation);
        }
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
