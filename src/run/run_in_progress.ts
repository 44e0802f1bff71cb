/**
 * A run from its start to the writing of its weights.
 *
 * @module
 */
import { join } from "node:path";
import { lockFile } from "./file_lock.ts";
import { completeOrDrop, NEW, OLD, removeQuietly, sweep, writeNew } from "./leftovers.ts";
import {
  CHECKPOINT_FILE,
  DATA_FOLDER_FILE,
  isRun,
  METRICS_FILE,
  MODEL_FILE,
  UNFINISHED,
} from "./run_files.ts";
import { pathOf, readRunFile } from "./run_folder.ts";
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
  /** Whether it can be gone on with: its checkpoint stays. `false` by default. */
  readonly resumable?: boolean;
}

/** A checkpoint that is written sooner after the last one that was brought to the disk is not. */
const SYNC_EVERY = 1000;

/**
 * A run in progress, in `FOLDER/NAME/` from its start. The file `unfinished` marks it, and is locked
 * as long as somebody is at work; a run that is to be replaced stays beside it until
 * {@linkcode RunInProgress.finish}, its checkpoint as `.old`. A folder with a checkpoint is a run, which
 * can be gone on with once nobody is at work.
 */
export class RunInProgress {
  #lock?: Deno.FsFile;
  #resumed = false;
  #kept = false;
  #synced = -Infinity;

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
        const files = filesOf(pathOf(folder, name)), resumable = files.includes(CHECKPOINT_FILE);
        // What is still marked after sweeping is somebody's.
        const isBusy = lock === undefined || files.includes(UNFINISHED);
        throw isBusy ? busyName(name, folder) : takenName(name, { folder, resumable });
      }
    } catch (error) {
      throw explained(error, folder);
    }
  }

  /**
   * Goes on with a run that was interrupted or killed.
   *
   * @throws {UserError} When there is none of that name, it is finished, somebody is at work on it, or
   * the system refuses.
   */
  static async resume(
    folder: string,
    name: string,
  ): Promise<{ readonly run: RunInProgress; readonly checkpoint: Uint8Array }> {
    const read = () => readRunFile(folder, { name, file: CHECKPOINT_FILE });
    await read(); // before a mark is made where there is nothing
    try {
      sweep(folder);
      const lock = lockOf(pathOf(folder, name));
      if (!lock) throw busyName(name, folder);
      const run = new RunInProgress(folder, name, lock);
      run.#resumed = true;
      try {
        return { run, checkpoint: await read() };
      } catch (error) {
        run[Symbol.dispose](); // whoever was quicker has finished meanwhile
        throw error;
      }
    } catch (error) {
      throw explained(error, folder);
    }
  }

  /**
   * Writes where the training is, whole or not at all, in the place of what was written before.
   *
   * @throws {UserError} When the system refuses. What was written before is still there.
   */
  checkpoint(content: Uint8Array): void {
    const path = join(this.path, CHECKPOINT_FILE), now = performance.now();
    const sync = now - this.#synced >= SYNC_EVERY;
    try {
      writeNew(path, content, { sync });
      const isAnothers = !this.#resumed && !this.#kept;
      if (isAnothers && filesOf(this.path).includes(CHECKPOINT_FILE)) {
        Deno.renameSync(path, path + OLD);
      }
      Deno.renameSync(path + NEW, path);
    } catch (error) {
      removeQuietly(path + NEW);
      throw explained(error, this.folder);
    }
    this.#kept = true;
    if (sync) this.#synced = now;
  }

  /** Whether it can be gone on with from where a checkpoint was written. */
  get isResumable(): boolean {
    return this.#resumed || this.#kept;
  }

  /** Gives up the checkpoints of a training that leads nowhere, but what it went on from. */
  dropCheckpoint(): void {
    if (this.#resumed || !this.#kept) return;
    removeQuietly(join(this.path, CHECKPOINT_FILE));
    completeOrDrop(this.path);
  }

  /**
   * Writes the files, whole or not at all, and ends the progress: first beside those that are there,
   * then under their names. The renaming of the model decides; who is killed after it has a run whose
   * last renamings the next command makes up for.
   *
   * @throws {UserError} When the system refuses. The run is still in progress then.
   */
  finish({ model, metrics, dataFolder, resumable = false }: RunFiles): void {
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
      removeQuietly(join(path, CHECKPOINT_FILE + OLD));
      if (!resumable) removeQuietly(join(path, CHECKPOINT_FILE));
    } catch (error) {
      throw explained(error, this.folder);
    }
    this[Symbol.dispose]();
  }

  /** Ends the progress; a run that was not finished leaves at most its checkpoint. */
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
