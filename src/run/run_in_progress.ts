/**
 * A run from its start to the writing of its weights.
 *
 * @module
 */
import { join } from "node:path";
import { lockFile } from "./file_lock.ts";
import { completeOrDrop, NEW, removeQuietly, sweep, writeNew } from "./leftovers.ts";
import { DATA_FOLDER_FILE, isRun, METRICS_FILE, MODEL_FILE, UNFINISHED } from "./run_files.ts";
import { pathOf } from "./run_folder.ts";
import { busyName, explained, notARun, takenName } from "./run_refusals.ts";

/** Where a run is to be written. */
export interface RunPlace {
  /** The name of the run, as a person gave it or from `defaultRunName`. */
  readonly name: string;
  /** Replace a run of that name, once the new one is whole. `false` by default. */
  readonly force?: boolean;
  /**
   * When the name is taken, go under the next free one of `NAME-2`, `NAME-3`…, so that a name that
   * nobody chose never costs a training. `false` by default; `force` goes before it.
   */
  readonly numbered?: boolean;
}

/** The files of a run: {@linkcode MODEL_FILE} and {@linkcode METRICS_FILE}, and which data it read. */
export interface RunFiles {
  /** The weights. */
  readonly model: Uint8Array;
  /** What was measured. */
  readonly metrics: string;
  /** The folder of the data on this machine, where the recipe's words alone do not lead there. */
  readonly dataFolder?: string;
}

/**
 * A run in progress, in `FOLDER/NAME/` from its start. The file `unfinished` marks it, and is locked
 * as long as somebody is at work; a run that is to be replaced stays beside it until
 * {@linkcode RunInProgress.finish}. What a training wants to keep on its way (checkpoints) has its
 * place there too: a folder that holds more than the mark is not swept away.
 */
export class RunInProgress {
  #lock?: Deno.FsFile;

  private constructor(
    /** The folder of the runs. */
    readonly folder: string,
    /** The name that the run got. */
    readonly name: string,
    lock: Deno.FsFile,
  ) {
    this.#lock = lock;
  }

  /** The folder of the run. */
  get path(): string {
    return pathOf(this.folder, this.name);
  }

  /**
   * Takes a name, for this process alone, after removing what killed trainings left.
   *
   * @throws {UserError} When the name is taken or somebody is at work on it, when `force` would
   * replace a folder that is not a run, or when the system refuses (a full disk, no right to write).
   */
  static start(folder: string, { name: first, force, numbered }: RunPlace): RunInProgress {
    pathOf(folder, first); // a name that leads out of the folder makes nothing
    try {
      Deno.mkdirSync(folder, { recursive: true });
      sweep(folder);
      for (let count = 1;; count++) {
        const name = count === 1 ? first : `${first}-${count}`;
        const isFree = force ? isReplaceable : isUnused;
        const lock = isFree(folder, name) && lockOf(pathOf(folder, name));
        // Whoever was quicker may have finished meanwhile.
        if (lock && isFree(folder, name)) return new RunInProgress(folder, name, lock);
        if (lock) {
          removeQuietly(join(pathOf(folder, name), UNFINISHED));
          lock.close();
        }
        if (numbered && !force) continue;
        throw lock === undefined ? busyName(name, folder) : takenName(name, folder);
      }
    } catch (error) {
      throw explained(error, folder);
    }
  }

  /**
   * Writes the files, whole or not at all, and ends the progress: first beside those that are there,
   * then under their names. The renaming of the model decides; who is killed after it has a run whose
   * last renamings the next command makes up for.
   *
   * @throws {UserError} When the system refuses. The run is still in progress then.
   */
  finish({ model, metrics, dataFolder }: RunFiles): void {
    const { path } = this;
    try {
      try {
        writeNew(join(path, MODEL_FILE), model);
        if (dataFolder) writeNew(join(path, DATA_FOLDER_FILE), dataFolder + "\n");
        writeNew(join(path, METRICS_FILE), metrics);
        if (!dataFolder) removeQuietly(join(path, DATA_FOLDER_FILE));
        Deno.renameSync(join(path, MODEL_FILE + NEW), join(path, MODEL_FILE));
      } finally {
        completeOrDrop(path);
      }
    } catch (error) {
      throw explained(error, this.folder);
    }
    this[Symbol.dispose]();
  }

  /** Ends the progress; a run that was not finished leaves nothing of itself. */
  [Symbol.dispose](): void {
    if (!this.#lock) return;
    removeQuietly(join(this.path, UNFINISHED));
    removeQuietly(this.path); // where nothing else is in it
    this.#lock.close();
    this.#lock = undefined;
  }
}

/** The lock of a run's folder, which is made; nothing where somebody else holds it. */
function lockOf(path: string): Deno.FsFile | undefined {
  for (;;) {
    Deno.mkdirSync(path, { recursive: true });
    try {
      return lockFile(join(path, UNFINISHED), { create: true });
    } catch (error) {
      // Somebody removed the empty folder meanwhile.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** Whether nothing lies there but, at most, the mark of who is at work. */
function isUnused(folder: string, name: string): boolean {
  return filesOf(pathOf(folder, name)).every((file) => file === UNFINISHED);
}

/** A folder of somebody's notes that happens to lie here is not ours to replace. */
function isReplaceable(folder: string, name: string): boolean {
  if (isUnused(folder, name) || isRun(filesOf(pathOf(folder, name)))) return true;
  throw notARun(name, folder);
}

function filesOf(path: string): string[] {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    if (error instanceof Deno.errors.NotADirectory) return [path];
    throw error;
  }
}
