/**
 * Where the time of a step goes, and how little of it would do.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import { median } from "../peers/comparison.ts";
import { Batches } from "./batches.ts";
import {
  type BatchFacts,
  callNeeds,
  leastMicroseconds,
  type MachineSpeeds,
  type Needs,
} from "./call_needs.ts";
import { ceilingSpeed, ceilingWorks } from "./ceiling.ts";
import { checkSteps, endlessRecipe, endlessTraining, stepOf } from "./endless.ts";
import { timeInRounds } from "./rounds.ts";
import { TimedTraining } from "./timed_training.ts";
import { trafficSpeed, trafficWorks } from "./traffic_ceiling.ts";

/** An operation of a step. */
export interface OperationResult {
  /** What it computes. */
  readonly formula: string;
  /** The median. */
  readonly microseconds: number;
  /** The part of the step. */
  readonly share: number;
  /** What it asks of the machine. */
  readonly needs: Needs;
  /** What that takes at least, at the speeds of the machine. */
  readonly leastMicroseconds: number;
}

/** What was measured. */
export interface StepResult {
  /** The sizes of the network. */
  readonly sizes: readonly number[];
  /** Rows of a batch. */
  readonly batch: number;
  /** A step, without a clock in it; the median. */
  readonly microseconds: number;
  /** A step whose operations are timed. */
  readonly timedMicroseconds: number;
  /** In their order. */
  readonly operations: readonly OperationResult[];
  /** Of the step with the clock, what is between the operations: labels, loss, accuracy, the loop. */
  readonly restMicroseconds: number;
  /** What the pixels are like. */
  readonly facts: BatchFacts;
  /** In the same rounds. */
  readonly speeds: MachineSpeeds;
}

/** Compares two steps with the plain engine, then times steps with a clock in them and without. */
export function measureStep(dataset: Dataset, rounds: number): StepResult {
  const recipe = endlessRecipe();
  checkSteps(recipe, dataset);
  const timed = new TimedTraining(recipe, dataset);
  const { load, store } = trafficWorks();
  const works = [
    stepOf(endlessTraining(recipe, dataset)),
    timed.step,
    load,
    store,
    ...ceilingWorks("strict"),
  ];
  const [steps, timedSteps, loads, stores, ...ceilings] = timeInRounds(works, {
    rounds,
    slice: 5,
    begin: () => timed.forget(),
  });
  const facts = batchFacts(dataset, recipe.batch);
  const speeds = {
    operations: ceilingSpeed(ceilings),
    loads: trafficSpeed(loads),
    stores: trafficSpeed(stores),
  };
  const timedMicroseconds = median(timedSteps) * 1e6;
  const operations = timed.operations().map(({ call, formula, microseconds }): OperationResult => {
    const needs = callNeeds(call, facts);
    return {
      formula,
      microseconds,
      share: microseconds / timedMicroseconds,
      needs,
      leastMicroseconds: leastMicroseconds(needs, speeds),
    };
  });
  const spent = operations.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return {
    sizes: timed.training.network.shape.sizes,
    batch: recipe.batch,
    microseconds: median(steps) * 1e6,
    timedMicroseconds,
    operations,
    restMicroseconds: timedMicroseconds - spent,
    facts,
    speeds,
  };
}

/** Counts pixels in a hundred batches. */
function batchFacts(dataset: Dataset, rows: number): BatchFacts {
  const { images } = dataset.train, pixels = dataset.rows * dataset.columns;
  const batches = new Batches(createEngine("plain"), dataset);
  const touched = batches.of(rows).slice(0, 100).map(({ indices }) => {
    const seen = new Uint8Array(pixels);
    for (const index of indices) {
      for (let p = 0; p < pixels; p++) if (images[index * pixels + p] !== 0) seen[p] = 1;
    }
    return seen.reduce((sum, one) => sum + one, 0);
  });
  const touchedPixels = touched.reduce((sum, count) => sum + count, 0) / touched.length;
  return { nonZerosPerImage: batches.nonZerosPerImage, touchedPixels };
}
