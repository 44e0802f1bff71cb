/**
 * What lies in the folder of runs, at a glance.
 *
 * @module
 */
import { join } from "node:path";
import type { Checkpoint } from "./checkpoint.ts";
import { type BaselineMetrics, parseMetrics, type RunMetrics } from "./metrics_file.ts";
import { CHECKPOINT_FILE, METRICS_FILE, UNFINISHED } from "./run_files.ts";
import { isPlainName } from "./run_name.ts";
import { explained } from "./run_refusals.ts";
import { newerCheckpoint, passedOver } from "./saved_run.ts";

/** A run, or what there is of it. */
export interface ListedRun {
  /** Its name. */
  readonly name: string;
  /** When it was written or, where it is not finished, started. */
  readonly date: Date;
  /** What it measured; nothing of a run that is not finished, or whose metrics are damaged. */
  readonly metrics?: RunMetrics | BaselineMetrics;
  /** Where it is, if that is further than its metrics. */
  readonly checkpoint?: Checkpoint;
  /** Whether its metrics are still to come. */
  readonly unfinished: boolean;
}

/**
 * The runs of a folder, the newest first, those that are not finished among them. Other folders are
 * passed over; a folder that does not exist has no runs.
 *
 * @throws {UserError} When `folder` is a file, or when the system refuses to read it.
 */
export async function listedRuns(folder: string): Promise<ListedRun[]> {
  const runs: ListedRun[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) {
      const run = isPlainName(name) ? await listed(folder, name) : undefined;
      if (run) runs.push(run);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw explained(error, folder);
  }
  return runs.sort((a, b) => b.date.getTime() - a.date.getTime() || (a.name < b.name ? 1 : -1));
}

async function listed(folder: string, name: string): Promise<ListedRun | undefined> {
  const path = join(folder, name), measured = await dateOf(join(path, METRICS_FILE));
  const date = measured ?? await dateOf(join(path, CHECKPOINT_FILE)) ??
    await dateOf(join(path, UNFINISHED));
  if (!date) return undefined;
  const metrics = measured && await passedOver(metricsOf(join(path, METRICS_FILE)));
  const checkpoint = measured && !metrics
    ? undefined
    : await passedOver(newerCheckpoint(folder, { name, metrics }));
  return { name, date, metrics, checkpoint, unfinished: !measured };
}

/** When a file was last written; nothing where there is none, or it cannot be seen. */
async function dateOf(path: string): Promise<Date | undefined> {
  try {
    const { isFile, mtime } = await Deno.stat(path);
    return isFile ? mtime ?? new Date(0) : undefined;
  } catch {
    return undefined; // one folder that cannot be read hides no other run
  }
}

async function metricsOf(path: string): Promise<ListedRun["metrics"]> {
  return parseMetrics(await Deno.readTextFile(path));
}
