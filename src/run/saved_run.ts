/**
 * The runs in `results/`, opened and read again.
 *
 * @module
 */
import type { Dataset } from "../data/dataset.ts";
import { createEngine } from "../engine/create.ts";
import { inFile, UserError } from "../errors.ts";
import type { Network } from "../nn/network.ts";
import type { Examples } from "../train/examples.ts";
import { loadDataset } from "./load_dataset.ts";
import { decodeModel, type Model } from "./model.ts";
import { restore } from "./restore.ts";
import { type BaselineMetrics, parseMetrics, type RunMetrics } from "./metrics_file.ts";
import { findData } from "./data_folder.ts";
import { METRICS_FILE, MODEL_FILE } from "./run_files.ts";
import { latestRun, listRuns, readRunFile, RESULTS } from "./run_folder.ts";

/** A run that was opened. */
export interface SavedRun {
  /** Its name. */
  readonly name: string;
  /** Its weights and recipe. */
  readonly model: Model;
  /** The dataset that is read. */
  readonly dataset: Dataset;
  /** The network, with the weights of the run. */
  readonly network: Network;
  /** The test images, where the network can read them. */
  readonly test: Examples;
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
 * trained on, where `run` and `data` are left out.
 *
 * @throws {UserError} When there is no such run, or its model or the dataset cannot be read.
 */
export async function openRun(
  { run, data: given }: { readonly run?: string; readonly data?: string },
): Promise<SavedRun> {
  const name = run ?? await latestRun(RESULTS);
  const bytes = await readRunFile(RESULTS, { name, file: MODEL_FILE });
  const model = inFile(`results/${name}/${MODEL_FILE}`, () => decodeModel(bytes));
  const { recipe } = model;
  // A baseline's test images are those of its own split: others were learnt from.
  const data = given ?? findData(RESULTS, { name, data: recipe.data });
  const dataset = await loadDataset({ ...recipe, data, limit: null });
  return { name, model, dataset, ...restore(createEngine(recipe.engine), { model, dataset }) };
}

/**
 * What a run measured.
 *
 * @throws {UserError} When there is no such run, or its metrics are damaged.
 */
export async function readMetrics(name: string): Promise<MeasuredRun["metrics"]> {
  const bytes = await readRunFile(RESULTS, { name, file: METRICS_FILE });
  return inFile(
    `results/${name}/${METRICS_FILE}`,
    () => parseMetrics(new TextDecoder().decode(bytes)),
  );
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
