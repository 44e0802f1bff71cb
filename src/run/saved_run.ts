/**
 * The runs in `results/`, opened and read again.
 *
 * @module
 */
import type { TestSet } from "../data/dataset.ts";
import { createEngine } from "../engine/create.ts";
import { inFile, UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Examples } from "../train/examples.ts";
import type { DataRecipe } from "./load_dataset.ts";
import { decodeModel, type Model } from "./model.ts";
import { restore } from "./restore.ts";
import { type BaselineMetrics, parseMetrics, type RunMetrics } from "./metrics_file.ts";
import { findData } from "./data_folder.ts";
import { METRICS_FILE, MODEL_FILE } from "./run_files.ts";
import { latestRun, listRuns, readRunFile, RESULTS } from "./run_folder.ts";

/** A run that was opened. */
export interface SavedRun<Data extends TestSet> {
  /** Its name. */
  readonly name: string;
  /** Its weights and recipe. */
  readonly model: Model;
  /** What was asked of the dataset that is read. */
  readonly recipe: DataRecipe;
  /** The dataset that is read. */
  readonly dataset: Data;
  /** The network, with the weights of the run. */
  readonly network: Network;
  /** The test images, where the network can read them. */
  readonly test: Examples;
}

/** Which run, and on which images: see {@linkcode openRun}. */
export interface Opening {
  /** The name of the run. */
  readonly run?: string;
  /** The dataset. */
  readonly data?: string;
  /** Whether to exchange rows and columns of its images. */
  readonly transpose?: boolean;
}

/** A run, and what it measured. */
export interface MeasuredRun {
  /** Its name. */
  readonly name: string;
  /** What it measured. */
  readonly metrics: RunMetrics | BaselineMetrics;
}

/**
 * Opens a run: its network, and the images to read. The newest run, and the dataset that it was
 * trained on, as it was trained on it, where that is left out. `load` is `loadTestSet` for those who
 * need the test images only, or `loadDataset`.
 *
 * @throws {UserError} When there is no such run, or its model or the dataset cannot be read.
 */
export async function openRun<Data extends TestSet>(
  { run, data, transpose }: Opening,
  load: (recipe: DataRecipe, options: { labels: readonly number[] }) => Promise<Data>,
): Promise<SavedRun<Data>> {
  const { name, model } = await openModel(run);
  const recipe = {
    ...model.recipe,
    data: data ?? findData(RESULTS, { name, data: model.recipe.data }),
    transpose: transpose ?? model.recipe.transpose,
    limit: null,
  };
  const dataset = await load(recipe, model), engine = createEngine(recipe.engine);
  return { name, model, recipe, dataset, ...restore(engine, { model, dataset }) };
}

/**
 * Opens a run without its dataset: the newest where its name is left out.
 *
 * @throws {UserError} When there is no such run, or its model cannot be read.
 */
export async function openModel(
  run?: string,
): Promise<{ readonly name: string; readonly model: Model }> {
  const name = run ?? await latestRun(RESULTS);
  const bytes = await readRunFile(RESULTS, { name, file: MODEL_FILE });
  return { name, model: inFile(`results/${name}/${MODEL_FILE}`, () => decodeModel(bytes)) };
}

/**
 * What a run measured.
 *
 * @throws {UserError} When there is no such run, or its metrics are damaged.
 */
export async function readMetrics(name: string): Promise<MeasuredRun["metrics"]> {
  const bytes = await readRunFile(RESULTS, { name, file: METRICS_FILE });
  return inFile(`results/${name}`, () => parseMetrics(new TextDecoder().decode(bytes)));
}

/**
 * The newest baseline of `results/` on the same data, where there is one other than the run: what a
 * report compares with when nobody names a run. A run that is damaged or cannot be read is passed
 * over: a report does without, rather than not be written.
 */
export async function referenceRuns(
  { name, metrics: { recipe } }: MeasuredRun,
): Promise<MeasuredRun[]> {
  for (const other of await passedOver(listRuns(RESULTS)) ?? []) {
    const metrics = other === name ? undefined : await passedOver(readMetrics(other));
    if (metrics?.recipe.kind === "baseline" && metrics.recipe.data === recipe.data) {
      return [{ name: other, metrics }];
    }
  }
  return [];
}

/** What a reading gives; nothing where the system or the file refuses. */
async function passedOver<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UserError || error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}
