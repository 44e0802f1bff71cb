/**
 * The program of a worker of {@linkcode Crew}: the tasks that it is sent.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { Team, TeamEnded } from "../engine/team.ts";
import { WasmEngine } from "../engine/wasm.ts";
import type { Job } from "./crew.ts";
import { LinearModel } from "./linear_model.ts";
import { DivergenceError } from "./loop.ts";
import { Training } from "./training.ts";

self.onmessage = ({ data }: MessageEvent<Job>) => {
  const { engine: name, module, memory, control, index, count, task } = data;
  const team = new Team(control, { index, count });
  try {
    const engine = new WasmEngine(name, { module, memory, team });
    if (task.program === "training") {
      for (const _event of new Training(engine, task.recipe, task.outline).run());
    } else {
      new LinearModel(engine, task.recipe, task.outline).objective.follow();
    }
  } catch (error) {
    // A loss that is no longer finite ends every thread in the same step: the leader says so.
    if (error instanceof TeamEnded || error instanceof DivergenceError) return;
    team.fail(error);
  } finally {
    team.leave();
  }
};
self.postMessage("ready");
