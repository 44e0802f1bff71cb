/**
 * The runs that trainings leave behind: one folder each, `results/NAME/`.
 *
 * @module
 */

import { join } from "node:path";
import { exists, type FolderOptions, writeFolder } from "./atomic_folder.ts";
import { isPlainName, LONGEST_NAME } from "./run_name.ts";
import { explained, missingFile, missingRun, noRuns, notARun, takenName } from "./run_refusals.ts";

/** The folder of the runs: `results/` in the project's folder, wherever the command is typed. */
export const RESULTS: string = join(import.meta.dirname!, "..", "..", "results");

/** A folder is a run when it holds one of these. */
const MARKS = ["metrics.json", "model.safetensors"];

/** Where a run is to be written. */
export interface RunPlace {
  /** The name of the run, as a person gave it or from `defaultRunName`. */
  readonly name: string;
  /** Replace a run of that name. `false` by default. */
  readonly force?: boolean;
  /**
   * When the name is taken, write under the next free one of `NAME-2`, `NAME-3`…, so that a name that
   * nobody chose never costs a training. `false` by default; `force` goes before it.
   */
  readonly numbered?: boolean;
}

/**
 * Makes sure, before a long training starts, that `writeRun` will not refuse its result, and makes the
 * folder of runs when it is missing.
 *
 * @throws {UserError} when the name is taken, or `folder` cannot be written to.
 */
export async function assertRunIsFree(folder: string, place: RunPlace): Promise<void> {
  const { name, force, numbered } = place, target = pathOf(folder, name);
  try {
    await Deno.mkdir(folder, { recursive: true });
    if (force) await assertReplaceable(folder, name);
    else if (!numbered && await exists(target)) throw takenName(name, folder);
    const probe = join(folder, `.partial-${crypto.randomUUID()}`);
    await Deno.mkdir(probe);
    await Deno.remove(probe);
  } catch (error) {
    throw explained(error, folder);
  }
}

/**
 * Writes a run, whole or not at all, and returns the name that it got: the one asked for, or with
 * `numbered` the next free one. A write that fails leaves no trace, and with `force` the old run stays
 * until the new one is complete.
 *
 * @throws {UserError} when the name is taken, when `force` would replace a folder that is not a run,
 * when `folder` is a file, or when the system refuses (a full disk, no right to write).
 */
export async function writeRun(
  folder: string,
  { files, name: first, force = false, numbered = false }: RunPlace & Pick<FolderOptions, "files">,
): Promise<string> {
  for (let count = 1;; count++) {
    const name = count === 1 ? first : `${first.slice(0, LONGEST_NAME - 10)}-${count}`;
    const target = pathOf(folder, name);
    try {
      if (force) await assertReplaceable(folder, name);
      await writeFolder(target, { files, replace: force });
      return name;
    } catch (error) {
      // Only the name of the run: the folder of runs itself may be what is in the way.
      const taken = error instanceof Deno.errors.AlreadyExists && error.message === target;
      if (!taken) throw explained(error, folder);
      if (!numbered) throw takenName(name, folder);
    }
  }
}

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
    const runs = await listRuns(folder);
    if (runs.includes(name)) throw missingFile(name, { file, folder });
    throw missingRun(name, { runs, folder });
  }
}

/** The folder of a run. Names that people type were checked when the options were read. */
function pathOf(folder: string, name: string): string {
  if (!isPlainName(name)) throw new RangeError(`Cannot name a run ${JSON.stringify(name)}`);
  return join(folder, name);
}

/** A folder of somebody's notes that happens to lie here is not ours to delete. */
async function assertReplaceable(folder: string, name: string): Promise<void> {
  const target = join(folder, name);
  if (!await exists(target)) return;
  const { isDirectory } = await Deno.stat(target);
  const files = isDirectory
    ? await Array.fromAsync(Deno.readDir(target), ({ name }) => name)
    : [name];
  if (files.length > 0 && !MARKS.some((mark) => files.includes(mark))) throw notARun(name, folder);
}

/** When a folder's metrics or weights were last written, in milliseconds; 0 when it is no run. */
async function timeOfRun(path: string): Promise<number> {
  const times = MARKS.map(async (mark) => {
    try {
      const { isFile, mtime } = await Deno.stat(join(path, mark));
      return isFile ? mtime?.getTime() ?? 1 : 0;
    } catch {
      return 0; // One folder that cannot be read, or a link out of this one, hides no other run.
    }
  });
  return Math.max(...await Promise.all(times));
}
