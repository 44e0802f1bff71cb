/**
 * What a training step takes, and which of its operations take it.
 *
 * @module
 */
import type { Dataset } from "../../src/data/dataset.ts";
import type { Matrix } from "../../src/engine/engine.ts";
import type { Network } from "../../src/nn/network.ts";
import { symbols, trace } from "../../src/nn/trace.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { median } from "../median.ts";
import { checkSteps, endlessRecipe, endlessTraining, stepOf } from "./endless.ts";
import { timeInRounds } from "./rounds.ts";
import { type Around, type Call, callFormula } from "./wrapped_engine.ts";

/** The default network, and a wide one. */
export const NETWORKS: readonly (readonly number[])[] = [DEFAULT_RECIPE.hidden, [512, 256]];

/** An operation of a step. */
export interface OperationResult {
  /** What it computes. */
  readonly formula: string;
  /** The median over the steps. */
  readonly microseconds: number;
}

/** What was measured; times are medians. */
export interface StepResult {
  /** The sizes of the network. */
  readonly sizes: readonly number[];
  /** Rows of a batch. */
  readonly batch: number;
  /** A step, as training takes it. */
  readonly microseconds: number;
  /** The same where every gradient is computed before it is stepped with, not together with the step. */
  readonly undeferredMicroseconds: number;
  /** A step whose operations are timed. */
  readonly timedMicroseconds: number;
  /** In their order. */
  readonly operations: readonly OperationResult[];
  /** Of the timed step, what is between the operations: labels, loss, accuracy, the loop. */
  readonly restMicroseconds: number;
}

/** Reads a gradient before the step with it, so that the engine cannot do both in one pass. */
export const readGradients: Around = (call, run) => {
  if (call.operation === "sgd") call.of.gradient.data;
  run();
};

/** Compares two steps with the plain engine, then times steps: as they are, undeferred, with a clock. */
export function measureStep(
  dataset: Dataset,
  { hidden, rounds }: { hidden: readonly number[]; rounds: number },
): StepResult {
  const recipe = endlessRecipe(hidden);
  for (const around of [undefined, readGradients]) checkSteps(recipe, dataset, around);

  let calls: Call[] = [], latest: number[] = [];
  const times: number[][] = [], wholes: number[] = [];
  const timed = endlessTraining(recipe, dataset, (call, run) => {
    const started = performance.now();
    run();
    latest.push(1000 * (performance.now() - started));
    calls.push(call);
  });
  const timedStep = () => {
    let started;
    do {
      // At the end of an epoch an image is judged: that is no part of a step.
      calls = [];
      latest = [];
      started = performance.now();
    } while (timed.advance() !== "step");
    wholes.push(1000 * (performance.now() - started));
    for (const [i, time] of latest.entries()) (times[i] ??= []).push(time);
  };
  const works = [
    stepOf(endlessTraining(recipe, dataset)),
    stepOf(endlessTraining(recipe, dataset, readGradients)),
    timedStep,
  ];
  const begin = () => times.length = wholes.length = 0;
  // Short turns, and more of them, are less often interrupted by whatever else runs.
  const [step, undeferred] = timeInRounds(works, { rounds: 5 * rounds, begin })
    .map((seconds) => 1e6 * median(seconds));

  const ofOneStep = calls.slice(), name = namesOf(timed.network), withClock = median(wholes);
  const operations = ofOneStep.map((call, i): OperationResult => ({
    formula: callFormula(call, name),
    microseconds: median(times[i]),
  }));
  const spent = operations.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return {
    sizes: timed.network.sizes,
    batch: recipe.batch,
    microseconds: step,
    undeferredMicroseconds: undeferred,
    timedMicroseconds: withClock,
    operations,
    restMicroseconds: withClock - spent,
  };
}

/** The names of the matrices in the lessons, after a step. */
function namesOf(network: Network): (matrix: Matrix) => string {
  const names = new Map<number, string>();
  for (const [symbol, { data }] of trace(network)) names.set(data.byteOffset, symbol);
  for (const [symbol, { value }] of symbols(network)) names.set(value.data.byteOffset, symbol);
  return ({ data }) => names.get(data.byteOffset)!;
}
