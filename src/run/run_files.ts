/**
 * The files in the folder of a run.
 *
 * @module
 */

/** The weights, the layers and the recipe. */
export const MODEL_FILE = "model.safetensors";

/** What was measured. */
export const METRICS_FILE = "metrics.json";

/** The report. */
export const REPORT_FILE = "report.html";

/** Where the data lie on this machine, if the recipe does not tell: see `data_folder.ts`. */
export const DATA_FOLDER_FILE = "data_folder.txt";

/** Where an unfinished training is, to go on from: see `checkpoint.ts`. */
export const CHECKPOINT_FILE = "checkpoint.safetensors";

/** Marks a run in progress, and is locked by whoever is at work: see `run_in_progress.ts`. */
export const UNFINISHED = "unfinished";

/** A folder is a run when it holds one of these. */
export const MARKS: readonly string[] = [METRICS_FILE, MODEL_FILE, CHECKPOINT_FILE];

/** Whether a folder that holds these files is a run. */
export function isRun(files: readonly string[]): boolean {
  return MARKS.some((mark) => files.includes(mark));
}
