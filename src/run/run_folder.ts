/**
 * The runs that trainings leave behind: one folder each, `results/NAME/`.
 *
 * @module
 */

import { join } from "node:path";
import { CHECKPOINT_FILE, MARKS, REPORT_FILE, UNFINISHED } from "./run_files.ts";
import { isPlainName } from "./run_name.ts";
import {
  explained,
  finishedRun,
  missingFile,
  missingRun,
  noRuns,
  unfinishedRun,
} from "./run_refusals.ts";

/** The folder of the project. */
export const PROJECT: string = join(import.meta.dirname!, "..", "..");

/** The folder of the runs: `results/` in the project's folder, wherever the command is typed. */
export const RESULTS: string = join(PROJECT, "results");

/**
 * The names of the runs in a folder, the newest first by the time at which their files were written.
 * Other folders and files are passed over; a folder that does not exist has no runs.
 *
 * @throws {UserError} when `folder` is a file, or when the system refuses to read it.
 */
export async function listRuns(folder: string): Promise<string[]> {
  const runs: { name: string; time: number }[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) {
      const time = isPlainName(name) ? await timeOfRun(join(folder, name)) : 0;
      if (time > 0) runs.push({ name, time });
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw explained(error, folder);
  }
  // Equal times are told apart by the names, which start with the date when nobody chose them.
  runs.sort((a, b) => b.time - a.time || (a.name < b.name ? 1 : -1));
  return runs.map(({ name }) => name);
}

/**
 * The name of the newest run.
 *
 * @throws {UserError} when there is none, or when the system refuses to read the folder.
 */
export async function latestRun(folder: string): Promise<string> {
  const [newest] = await listRuns(folder);
  if (newest === undefined) throw noRuns(folder);
  return newest;
}

/**
 * The bytes of one file of a run.
 *
 * @throws {UserError} when the run does not exist (the message lists those that do), when it has no
 * such file, or when the system refuses to read it.
 */
export async function readRunFile(
  folder: string,
  { name, file }: { readonly name: string; readonly file: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(pathOf(folder, name), file);
  try {
    return await Deno.readFile(path);
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (!isAbsent) throw explained(error, folder);
    const runs = await listRuns(folder), holds = (file: string) => hasFile(folder, { name, file });
    const resumable = await holds(CHECKPOINT_FILE);
    if (runs.includes(name) && file === CHECKPOINT_FILE) throw finishedRun(name, folder);
    if (runs.includes(name) && (!resumable || file === REPORT_FILE)) {
      throw missingFile(name, { file, folder });
    }
    if (resumable || await holds(UNFINISHED)) throw unfinishedRun(name, { folder, resumable });
    throw missingRun(name, { runs, folder });
  }
}

/** Whether the folder of a run holds a file. */
export async function hasFile(
  folder: string,
  { name, file }: { readonly name: string; readonly file: string },
): Promise<boolean> {
  return await timeOf(join(pathOf(folder, name), file)) > 0;
}

/** The folder of a run. Names that people type were checked when the options were read. */
export function pathOf(folder: string, name: string): string {
  if (!isPlainName(name)) throw new RangeError(`Cannot name a run ${JSON.stringify(name)}`);
  return join(folder, name);
}

/** When a folder's metrics or weights were last written, in milliseconds; 0 when it is no run. */
async function timeOfRun(path: string): Promise<number> {
  return Math.max(...await Promise.all(MARKS.map((mark) => timeOf(join(path, mark)))));
}

/** When a file was last written, in milliseconds; 0 where there is none. */
async function timeOf(path: string): Promise<number> {
  try {
    const { isFile, mtime } = await Deno.stat(path);
    return isFile ? mtime?.getTime() ?? 1 : 0;
  } catch {
    return 0; // One folder that cannot be read, or a link out of this one, hides no other run.
  }
}
