/**
 * From a recipe to a network with its data, ready to train.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { fitsShared } from "../engine/arena.ts";
import { createEngine } from "../engine/create.ts";
import type { Network } from "../nn/network.ts";
import type { Crew } from "./crew.ts";
import type { Examples } from "./examples.ts";
import type { TrainingEvent } from "./loop.ts";
import type { Recipe } from "./recipe.ts";
import { outlineOfDataset, Training, trainingBytes, trainingScratch } from "./training.ts";

/** A network on its engine, with the examples that it learns from and is judged on. */
export class Session {
  /** What is to be trained. */
  readonly recipe: Recipe;
  /** The dataset. */
  readonly dataset: Dataset;
  /** On how many threads it runs: one where it is too large for a memory that threads share. */
  readonly threads: number;
  readonly #training: Training;
  readonly #crew?: Crew;
  #wentOnAlone = false;

  /**
   * Reserves the memory, copies the data to the engine, and draws the initial weights.
   *
   * @param crew Threads to train on; they give the same weights, sooner.
   */
  constructor(recipe: Recipe, dataset: Dataset, crew?: Crew) {
    const outline = outlineOfDataset(dataset), capacity = trainingBytes(recipe, outline);
    const scratch = trainingScratch(recipe, outline);
    if (crew && fitsShared({ capacity, scratch, threads: crew.count })) this.#crew = crew;
    const engine = this.#crew?.engage({ program: "training", recipe, outline }) ??
      createEngine(recipe.engine, { capacity });
    this.recipe = recipe;
    this.dataset = dataset;
    this.threads = engine.thread.count;
    this.#training = new Training(engine, recipe, outline);
  }

  /** The network, with its initial weights at first. */
  get network(): Network {
    return this.#training.network;
  }

  /** What it learns from. */
  get train(): Examples {
    return this.#training.train;
  }

  /** What it is judged on. */
  get test(): Examples {
    return this.#training.test;
  }

  /** Whether one thread went on alone, because something else used the machine: with the same weights. */
  get wentOnAlone(): boolean {
    return this.#wentOnAlone;
  }

  /**
   * Trains, one step for each value taken: see {@linkcode train}. With threads, nothing else may be done
   * with the network until it has ended, or the caller has stopped taking.
   */
  *run(): Generator<TrainingEvent, void> {
    try {
      for (const event of this.#training.run()) {
        if (event.kind === "step" && this.#crew?.isHeldUp) {
          this.#crew.dismiss();
          this.#wentOnAlone = true;
        }
        yield event;
      }
    } finally {
      this.#crew?.dismiss();
    }
  }
}
