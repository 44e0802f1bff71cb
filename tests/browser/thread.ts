/**
 * One thread of a training in a browser; in all but where it gets its work it is that of
 * src/train/worker.ts, which a browser cannot load for its compiled kernels.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { newMemory } from "../../src/engine/arena.ts";
import { Team } from "../../src/engine/team.ts";
import { WasmEngine } from "../../src/engine/wasm.ts";
import {
  outlineOfDataset,
  Training,
  trainingBytes,
  withoutContents,
} from "../../src/train/training.ts";
import { SHORT_TRAININGS } from "./trainings.ts";

/** What a thread is sent. */
export interface Work {
  readonly what: string;
  readonly module: WebAssembly.Module;
  /** What threads share, where there is more than one. */
  readonly shared?: { readonly memory: WebAssembly.Memory; readonly control: Int32Array };
  readonly index: number;
  readonly count: number;
}

self.onmessage = ({ data }: MessageEvent<Work>) => {
  const { what, module, shared, index, count } = data;
  const { recipe, dataset } = SHORT_TRAININGS[what], outline = outlineOfDataset(dataset);
  const team = shared && new Team(shared.control, { index, count });
  const memory = shared?.memory ?? newMemory(trainingBytes(recipe, outline));
  const engine = new WasmEngine("strict", { module, memory, team });
  const own = index === 0 ? outline : withoutContents(outline);
  const training = new Training(engine, recipe, own);
  for (const _event of training.run());
  self.postMessage(training.network.parameters.map(({ value }) => value.data.slice()));
};
