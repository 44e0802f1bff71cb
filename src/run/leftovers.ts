/**
 * What programs that were killed leave in the folder of runs, and how it is written so that there is
 * little of it: under a name that ends in `.new`, by a process that holds a lock.
 *
 * @module
 */
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { lockFile } from "./file_lock.ts";
import {
  CHECKPOINT_FILE,
  DATA_FOLDER_FILE,
  METRICS_FILE,
  MODEL_FILE,
  REPORT_FILE,
  UNFINISHED,
} from "./run_files.ts";
import { isPlainName } from "./run_name.ts";

/** The end of the name of a file that is not whole yet. */
export const NEW = ".new";
/** The end of the name of a checkpoint whose run is being replaced. */
export const OLD = ".old";

/** Removes what killed programs left in the runs of a folder, where nobody holds its lock. */
export function sweep(folder: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (!isDirectory || !isPlainName(name)) continue;
    const path = join(folder, name);
    whereUnlocked(join(path, REPORT_FILE + NEW), removeQuietly);
    whereUnlocked(join(path, UNFINISHED), (mark) => {
      completeOrDrop(path);
      removeQuietly(mark);
      removeQuietly(path); // where nothing else is in it
    });
  }
}

/**
 * Carries on where a run's writing was cut: to the end when its model has its name already, which
 * decides, and back otherwise. For who holds the run's lock.
 */
export function completeOrDrop(path: string): void {
  const files = new Set([...Deno.readDirSync(path)].map(({ name }) => name));
  const checkpoint = join(path, CHECKPOINT_FILE);
  if (files.has(CHECKPOINT_FILE + NEW)) removeQuietly(checkpoint + NEW);
  if (files.has(CHECKPOINT_FILE + OLD) && !files.has(CHECKPOINT_FILE)) {
    Deno.renameSync(checkpoint + OLD, checkpoint);
  }
  if (files.has(METRICS_FILE + NEW) && !files.has(MODEL_FILE + NEW)) {
    removeQuietly(join(path, REPORT_FILE)); // that of the run which was replaced
    for (const file of [DATA_FOLDER_FILE, METRICS_FILE]) {
      if (files.has(file + NEW)) Deno.renameSync(join(path, file + NEW), join(path, file));
    }
  } else {
    // The metrics first: alone, they would tell of a model that was written.
    for (const file of [METRICS_FILE, DATA_FOLDER_FILE, MODEL_FILE]) {
      if (files.has(file + NEW)) removeQuietly(join(path, file + NEW));
    }
  }
}

/** Writes a file beside the one of that name; with `sync` to the disk, so that a full one is noticed now. */
export function writeNew(
  path: string,
  content: Uint8Array | string,
  { sync = true }: { readonly sync?: boolean } = {},
): void {
  using file = Deno.openSync(path + NEW, { write: true, create: true, truncate: true });
  writeAll(file, content);
  if (sync) file.syncSync();
}

/**
 * Writes a file whole or not at all: a browser that has it open never sees a half of it.
 *
 * @throws {UserError} When another process is writing it.
 */
export function replaceFile(path: string, content: Uint8Array | string): void {
  using file = lockFile(path + NEW, { create: true });
  if (!file) {
    throw new UserError({
      en: `${path} is being written by another command: wait for its end`,
      fr: `${path} est en cours d’écriture par une autre commande\u00a0: attendez qu’elle finisse`,
    });
  }
  try {
    file.truncateSync();
    writeAll(file, content);
    file.syncSync();
    Deno.renameSync(path + NEW, path);
  } catch (error) {
    removeQuietly(path + NEW);
    throw error;
  }
}

/** Removes a file or an empty folder. What could not be removed is harmless. */
export function removeQuietly(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // The first error is the one to tell.
  }
}

function writeAll(file: Deno.FsFile, content: Uint8Array | string): void {
  let bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
}

/** Does something with a file that is there and that nobody has locked. */
function whereUnlocked(path: string, work: (path: string) => void): void {
  try {
    using lock = lockFile(path);
    if (lock) work(path);
  } catch {
    // There is none, or it cannot be written: one such folder hides no other.
  }
}
