/**
 * The program of a baseline's fit, which every thread runs.
 *
 * @module
 */
import type { Engine } from "../engine/engine.ts";
import { imagesScratch } from "../engine/wasm_images.ts";
import { Network, networkBytes, type NetworkShape, scratchBytes } from "../nn/network.ts";
import type { BaselineRecipe } from "./baseline_recipe.ts";
import { Examples, examplesBytes } from "./examples.ts";
import { LogisticObjective } from "./logistic.ts";
import type { DatasetOutline } from "./training.ts";

/** Images that pass together. As fast as any from 250 on. */
const BATCH = 1000;

/** The bytes that a linear model and its data take on a kernel engine. */
export function linearModelBytes(outline: DatasetOutline): number {
  const { train, test } = outline, shape = shapeOf(outline), { capacity } = shape;
  const room = { batch: capacity };
  return networkBytes(shape) + examplesBytes(train, room) + examplesBytes(test, room) +
    imagesScratch(train.columns, capacity);
}

/** The bytes of scratch that a linear model takes on each thread. */
export function linearModelScratch(outline: DatasetOutline): number {
  const shape = shapeOf(outline);
  return Math.max(scratchBytes(shape), imagesScratch(outline.train.columns, shape.capacity));
}

/** A linear model on an engine, with what it is fitted to and judged on. */
export class LinearModel {
  /** The model: a network without a hidden layer, its weights zero at first. */
  readonly network: Network;
  /** What it is judged on. */
  readonly test: Examples;
  /** What the fit makes small. */
  readonly objective: LogisticObjective;

  /** Copies the images to the engine. */
  constructor(engine: Engine, { c }: BaselineRecipe, outline: DatasetOutline) {
    const shape = shapeOf(outline), batch = shape.capacity;
    this.network = new Network(engine, shape);
    this.test = new Examples(engine, outline.test, { batch });
    const examples = new Examples(engine, outline.train, { batch });
    this.objective = new LogisticObjective(this.network, { examples, c });
  }
}

function shapeOf({ rows, columns, classes, train, test }: DatasetOutline): NetworkShape {
  return {
    sizes: [rows * columns, classes],
    activation: "relu", // of hidden layers: there is none
    capacity: Math.min(BATCH, Math.max(train.count, test.count)),
  };
}
