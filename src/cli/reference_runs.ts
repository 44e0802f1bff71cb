/**
 * The runs that a report puts beside its own when nobody names any.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import type { ComparedRun } from "../report/report.ts";
import { listRuns, readRunFile } from "../results/results.ts";
import { METRICS_FILE, parseMetrics } from "../train/metrics_file.ts";
import { RESULTS } from "./results_folder.ts";

/**
 * The newest baseline of `results/` on the same data, where there is one other than the run. A run that is
 * damaged or cannot be read is passed over: a report does without, rather than not be written.
 */
export async function referenceRuns({ name, metrics: { recipe } }: ComparedRun): Promise<
  ComparedRun[]
> {
  for (const other of await passedOver(listRuns(RESULTS)) ?? []) {
    const metrics = other === name ? undefined : await passedOver(metricsOf(other));
    if (metrics?.recipe.kind === "baseline" && metrics.recipe.data === recipe.data) {
      return [{ name: other, metrics }];
    }
  }
  return [];
}

async function metricsOf(name: string): Promise<ComparedRun["metrics"]> {
  const bytes = await readRunFile(RESULTS, { name, file: METRICS_FILE });
  return parseMetrics(new TextDecoder().decode(bytes));
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
