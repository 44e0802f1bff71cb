/**
 * The runs that trainings leave behind: one folder each, `results/NAME/`.
 *
 * @module
 */

import { join } from "node:path";
import { writeFolder } from "./atomic_folder.ts";
import { explained, missingFile, missingRun, noRuns, notARun, takenName } from "./refusals.ts";
import { isPlainName, runName } from "./run_name.ts";

export { defaultRunName, runName } from "./run_name.ts";

/** A folder is a run when it holds one of these. */
const MARKS = ["metrics.json", "model.safetensors"];

/** Which run is to be written. */
export interface RunOptions {
  /** The name of the run, as a person gave it or from `defaultRunName`. */
  readonly name: string;
  /** Replace a run of that name. `false` by default. */
  readonly force?: boolean;
}

/** A run to write. */
export interface WriteRunOptions extends RunOptions {
  /** The content of each file by its name; text is written as UTF-8. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  /**
   * When the name is taken, write under the next free one of `NAME-2`, `NAME-3`…, so that a name that
   * nobody chose never costs a training. `false` by default; `force` goes before it.
   */
  readonly numbered?: boolean;
}

/**
 * Makes sure, before a long training starts, that `writeRun` will not refuse its result: the name is
 * valid and free, or a run that `force` replaces, and the folder of results, which is made when
 * missing, can be written to.
 *
 * @throws {UserError} when it would be refused.
 */
export async function assertRunIsFree(folder: string, options: RunOptions): Promise<void> {
  const name = runName(options.name);
  try {
    await assertReplaceable(folder, { ...options, name });
    await Deno.mkdir(folder, { recursive: true });
    const probe = join(folder, `.partial-${crypto.randomUUID()}`);
    await Deno.mkdir(probe);
    await Deno.remove(probe);
  } catch (error) {
    throw explained(error, folder);
  }
}

/**
 * Writes a run, whole or not at all, and returns the name that it got: the one asked for in its
 * composed form, or with `numbered` the next free one. A write that fails leaves no trace, and with
 * `force` the old run stays until the new one is complete.
 *
 * @throws {UserError} when the name is not valid or taken, when `force` would replace a folder that is
 * not a run, when `folder` is a file, or when the system refuses (a full disk, no right to write).
 * @throws {RangeError} when a file's name is not one that every system takes.
 */
export async function writeRun(folder: string, options: WriteRunOptions): Promise<string> {
  const { files, force = false, numbered = false } = options;
  const first = runName(options.name);
  for (const file of Object.keys(files)) assertFileName(file);
  for (let count = 1;; count++) {
    const name = count === 1 ? first : runName(`${first.slice(0, 90)}-${count}`);
    try {
      if (force) await assertReplaceable(folder, { name, force });
      await writeFolder(join(folder, name), { files, replace: force });
      return name;
    } catch (error) {
      // Only the name of the run: the folder of results itself may be what is in the way.
      const taken = error instanceof Deno.errors.AlreadyExists &&
        error.message === join(folder, name);
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
      const time = isPlainName(name) ? await timeOfRun(join(folder, name)) : undefined;
      if (time !== undefined) runs.push({ name, time });
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
 * @throws {RangeError} when `file` is not the name of a file in the folder of the run.
 */
export async function readRunFile(
  folder: string,
  options: { readonly name: string; readonly file: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const name = runName(options.name);
  assertFileName(options.file);
  try {
    return await Deno.readFile(join(folder, name, options.file));
  } catch (error) {
    if (!isAbsence(error)) throw explained(error, folder);
    const runs = await listRuns(folder);
    if (runs.includes(name)) throw missingFile(name, { file: options.file, folder });
    throw missingRun(name, { runs, folder });
  }
}

async function assertReplaceable(folder: string, { name, force }: RunOptions): Promise<void> {
  const target = join(folder, name);
  try {
    await Deno.lstat(target);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  if (!force) throw takenName(name, folder);
  // A folder of somebody's notes that happens to lie here is not ours to delete.
  if (await timeOfRun(target) === undefined && !await isEmptyFolder(target)) {
    throw notARun(name, folder);
  }
}

async function timeOfRun(path: string): Promise<number | undefined> {
  let newest: number | undefined;
  for (const mark of MARKS) {
    try {
      const { isFile, mtime } = await Deno.stat(join(path, mark));
      if (isFile) newest = Math.max(newest ?? 0, mtime?.getTime() ?? 0);
    } catch (error) {
      if (!isAbsence(error) && !isRefusal(error)) throw error;
    }
  }
  return newest;
}

async function isEmptyFolder(path: string): Promise<boolean> {
  try {
    for await (const _ of Deno.readDir(path)) return false;
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

function assertFileName(file: string): void {
  if (!isPlainName(file)) {
    throw new RangeError(`Cannot name a file of a run ${JSON.stringify(file)}`);
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** One unreadable folder, or a link out of the folder of results, hides no other run. */
function isRefusal(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable ||
    error instanceof Deno.errors.FilesystemLoop;
}
