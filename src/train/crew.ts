/**
 * Threads to train on.
 *
 * @module
 */
import * as modules from "../../assembly/build/modules.js";
import { newSharedMemory } from "../engine/arena.ts";
import { Team } from "../engine/team.ts";
import { WasmEngine } from "../engine/wasm.ts";
import type { BaselineRecipe } from "./baseline_recipe.ts";
import { Pace } from "./pace.ts";
import type { Recipe } from "./recipe.ts";
import { type DatasetOutline, withoutContents } from "./training.ts";

/** What a worker is sent. */
export interface Job {
  /** Which build of the kernels, compiled for shared memory. */
  readonly engine: "strict" | "relaxed";
  /** That build. */
  readonly module: WebAssembly.Module;
  /** The memory of the kernels. */
  readonly memory: WebAssembly.Memory;
  /** What the threads meet on. */
  readonly control: Int32Array;
  /** Which thread this is. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  /** What it does. */
  readonly task: CrewTask;
}

/** What threads do together, and on what data; the leader fills it. */
export type CrewTask =
  | {
    /** A {@linkcode Training}. */
    readonly program: "training";
    readonly recipe: Recipe;
    readonly outline: DatasetOutline;
  }
  | {
    /** The fit of a {@linkcode LinearModel}. */
    readonly program: "fit";
    readonly recipe: BaselineRecipe;
    readonly outline: DatasetOutline;
  };

/** Workers that run the same program as the thread which engages them, and which leads. */
export class Crew {
  /** How many threads there are, the leader included. */
  readonly count: number;
  readonly #workers: readonly Worker[];
  readonly #whileItPays: boolean;
  #engaged?: { team: Team; engine: WasmEngine; pace: Pace };

  private constructor(workers: readonly Worker[], whileItPays: boolean) {
    this.#workers = workers;
    this.#whileItPays = whileItPays;
    this.count = workers.length + 1;
  }

  /**
   * Starts `count` − 1 workers. End them with `using` or `Symbol.dispose`.
   *
   * @param options `whileItPays`: whether a training may go on without them where they are in its way,
   * no unless told.
   * @throws {Error} When a worker cannot start.
   */
  static async start(count: number, { whileItPays = false } = {}): Promise<Crew> {
    const workers = Array.from({ length: count - 1 }, () => {
      return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    });
    const crew = new Crew(workers, whileItPays);
    try {
      await Promise.all(workers.map(ready));
    } catch (error) {
      crew[Symbol.dispose]();
      throw error;
    }
    return crew;
  }

  /**
   * Sends every worker to a task, and returns the leader's engine for it. The leader must make the same
   * program on it; they meet in its run.
   */
  engage(task: CrewTask): WasmEngine {
    const { engine: name } = task.recipe;
    if (name === "plain") throw new TypeError("the plain engine has one thread");
    this.dismiss();
    const { count } = this, memory = newSharedMemory(), control = Team.control();
    const module = modules[`${name}Shared`];
    const shared = { engine: name, module, memory, control, count };
    for (const [i, worker] of this.#workers.entries()) {
      const outline = withoutContents(task.outline);
      const job: Job = { ...shared, index: i + 1, task: { ...task, outline } as CrewTask };
      worker.postMessage(job);
    }
    const team = new Team(control, { index: 0, count });
    const engine = new WasmEngine(name, { module, memory, team });
    this.#engaged = { team, engine, pace: new Pace(count) };
    return engine;
  }

  /** Whether the leader alone would be faster by now, and may be. */
  get isHeldUp(): boolean {
    if (!this.#whileItPays || !this.#engaged) return false;
    const { team, pace } = this.#engaged;
    return pace.isHeldUp(team.slept, performance.now());
  }

  /** Ends the task of the workers; the leader's engine works on alone. */
  dismiss(): void {
    this.#engaged?.team.end();
    this.#engaged?.engine.leaveTeam();
    this.#engaged = undefined;
  }

  /** Ends the workers. */
  [Symbol.dispose](): void {
    this.dismiss();
    for (const worker of this.#workers) worker.terminate();
  }
}

/** Waits until a worker has loaded its program. */
function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`a thread cannot start: ${event.message}`));
    };
  });
}
