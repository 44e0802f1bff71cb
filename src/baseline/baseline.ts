/**
 * The course's baseline: logistic regression fitted by L-BFGS, for networks to be compared with.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engine/engine.ts";
import { Dense } from "../nn/dense.ts";
import { Network } from "../nn/network.ts";
import { lbfgs, type LbfgsIteration, type LbfgsReason, type Objective } from "../optim/lbfgs.ts";
import { Examples } from "../train/examples.ts";
import { LogisticObjective } from "./logistic.ts";
import { pixelPreconditioner } from "./pixel_preconditioner.ts";
import type { BaselineRecipe } from "./recipe.ts";

/** How many steps L-BFGS remembers: with 20 it passes 0.2269 after 92 iterations, with 10 after 100. */
const HISTORY = 20;

/** Below this relative decrease the objective, summed from f32 numbers, no longer tells up from down. */
const DECREASE = 1e-9;

/** A linear model on its engine, with what it is fitted to and judged on. */
export class Baseline {
  /** How it is fitted. */
  readonly recipe: BaselineRecipe;
  /** The images, already split. */
  readonly dataset: Dataset;
  /** The model: a network without a hidden layer, its weights zero at first. */
  readonly network: Network;
  /** What it is judged on. */
  readonly test: Examples;
  /** What the fit makes small. */
  readonly objective: LogisticObjective;

  /** Makes the model and copies the images to the engine. See `loadDataset` for the split. */
  constructor(engine: Engine, { recipe, dataset }: { recipe: BaselineRecipe; dataset: Dataset }) {
    const { rows, columns, labels, train, test } = dataset;
    const model = new Dense(engine, { inputs: rows * columns, outputs: labels.length });
    this.recipe = recipe;
    this.dataset = dataset;
    this.network = new Network(engine, [model]);
    this.test = new Examples(engine, test);
    const examples = new Examples(engine, train);
    this.objective = new LogisticObjective(this.network, { examples, c: recipe.c });
  }

  /**
   * Fits the model, one iteration for each value taken: see {@linkcode lbfgs}. When it ends, or when
   * the caller stops taking, the network holds the point of the last value taken.
   */
  *run(): Generator<LbfgsIteration, LbfgsReason> {
    const { iterations, tolerance } = this.recipe;
    const { train, labels } = this.dataset;
    const { objective } = this;
    const evaluate: Objective = (x, gradient) => objective.evaluate(x, gradient);
    const search = lbfgs(evaluate, new Float64Array(objective.length), {
      history: HISTORY,
      iterations,
      tolerance,
      decrease: DECREASE,
      precondition: pixelPreconditioner(train, { classes: labels.length }),
    });
    let x: Float64Array | undefined;
    try {
      for (;;) {
        const { done, value } = search.next();
        if (done) return value;
        x = value.x;
        yield value;
      }
    } finally {
      if (x) objective.assign(x); // the last point tried may be one that was refused
    }
  }
}
