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
import { type Checkpoint, decodeCheckpoint } from "./checkpoint.ts";
import { decodeModel, type Model } from "./model.ts";
import { restore } from "./restore.ts";
import { type BaselineMetrics, parseMetrics, type RunMetrics } from "./metrics_file.ts";
import { findData } from "./data_folder.ts";
import { CHECKPOINT_FILE, METRICS_FILE, MODEL_FILE } from "./run_files.ts";
import { hasFile, latestRun, listRuns, readRunFile, RESULTS } from "./run_folder.ts";

/** A run that was opened, without its dataset. */
export interface OpenedModel {
  /** Its name. */
  readonly name: string;
  /** Its weights and recipe. */
  readonly model: Model;
  /** Its last checkpoint, where the model was read from that. */
  readonly checkpoint?: Checkpoint;
  /** Of a training that is not finished: how many epochs were, of how many, and whether it can go on. */
  readonly unfinished?: {
    readonly done: number;
    readonly epochs: number;
    readonly resumable: boolean;
  };
}

/** A run that was opened. */
export interface SavedRun<Data extends TestSet> extends OpenedModel {
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
 * need the test images only, or `loadWhatIsThere`.
 *
 * @throws {UserError} When there is no such run, or its model or the dataset cannot be read.
 */
export async function openRun<Data extends TestSet>(
  { run, data, transpose }: Opening,
  load: (recipe: DataRecipe, options: { labels: readonly number[] }) => Promise<Data>,
): Promise<SavedRun<Data>> {
  const opened = await openModel(run), { name, model, checkpoint } = opened;
  const dataFolder = checkpoint && (checkpoint.dataFolder ?? "");
  const recipe = {
    ...model.recipe,
    data: data ?? findData(RESULTS, { name, data: model.recipe.data, dataFolder }),
    transpose: transpose ?? model.recipe.transpose,
    limit: null, // other data may have fewer; the report counts those of the recipe
  };
  const dataset = await load(recipe, model), engine = createEngine(recipe.engine);
  return { ...opened, recipe, dataset, ...restore(engine, { model, dataset }) };
}

/**
 * Opens a run without its dataset: the newest where its name is left out. Of one that is not finished, the
 * last checkpoint stands for the model.
 *
 * @throws {UserError} When there is no such run, or its model cannot be read.
 */
export async function openModel(run?: string): Promise<OpenedModel> {
  const name = run ?? await latestRun(RESULTS);
  const metrics = await passedOver(readMetrics(name));
  const resumable = await hasFile(RESULTS, { name, file: CHECKPOINT_FILE });
  const checkpoint = await newerCheckpoint(RESULTS, { name, metrics });
  if (checkpoint) {
    const { recipe: { epochs }, progress } = checkpoint;
    const unfinished = { done: progress.epochs.length, epochs, resumable };
    return { name, model: checkpoint, checkpoint, unfinished };
  }
  const bytes = await readRunFile(RESULTS, { name, file: MODEL_FILE });
  const model = inFile(`results/${name}/${MODEL_FILE}`, () => decodeModel(bytes));
  if (!metrics?.interrupted || !("epochs" in metrics.recipe)) return { name, model };
  const { epochs: done, recipe: { epochs } } = metrics;
  return { name, model, unfinished: { done: done.length, epochs, resumable } };
}

/**
 * The checkpoint of a run that is further than what it measured: of one that was killed, or is being trained.
 * Nothing of a finished run, beside which lies the checkpoint of one that is to replace it.
 *
 * @throws {UserError} When it was cut or edited.
 */
export async function newerCheckpoint(
  folder: string,
  { name, metrics }: Pick<MeasuredRun, "name"> & Partial<MeasuredRun>,
): Promise<Checkpoint | undefined> {
  const file = CHECKPOINT_FILE;
  if (metrics && !metrics.interrupted || !await hasFile(folder, { name, file })) return undefined;
  const checkpoint = readCheckpoint(name, await readRunFile(folder, { name, file }));
  const isNewer = checkpoint.progress.epochs.length > (metrics?.epochs.length ?? -1);
  return isNewer ? checkpoint : undefined;
}

/**
 * The checkpoint of a run, of its bytes.
 *
 * @throws {UserError} When it was cut or edited: in which file.
 */
export function readCheckpoint(name: string, bytes: Uint8Array): Checkpoint {
  return inFile(`results/${name}/${CHECKPOINT_FILE}`, () => decodeCheckpoint(bytes));
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
export async function passedOver<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const { NotCapable, PermissionDenied } = Deno.errors;
    const isRefused = error instanceof NotCapable || error instanceof PermissionDenied;
    if (error instanceof UserError || isRefused) return undefined;
    throw error;
  }
}
