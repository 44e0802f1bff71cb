/**
 * What the page does: the trainings, and the SHA-256 of the weights of each.
 *
 * @module
 */
import { newSharedMemory } from "../../src/engine/arena.ts";
import { Team } from "../../src/engine/team.ts";
import type { Work } from "./thread.ts";
import { SHORT_TRAININGS } from "./trainings.ts";

const BUILD = new URL("../../assembly/build/", import.meta.url);

const module = (name: string) => WebAssembly.compileStreaming(fetch(new URL(name, BUILD)));

/** The SHA-256 of the weights of each training, on one thread and on two. */
export async function trainAll(): Promise<Record<string, string>> {
  const alone = { module: await module("strict.wasm"), count: 1 };
  const together = { module: await module("strict_shared.wasm"), count: 2 };
  const digests: Record<string, string> = {};
  for (const what of Object.keys(SHORT_TRAININGS)) {
    digests[`${what}, one thread`] = await train({ ...alone, what });
    const shared = { memory: newSharedMemory(), control: Team.control() };
    digests[`${what}, two threads`] = await train({ ...together, what, shared });
  }
  return digests;
}

async function train(work: Omit<Work, "index">): Promise<string> {
  const threads = Array.from(
    { length: work.count },
    () => new Worker(new URL("thread.ts", import.meta.url), { type: "module" }),
  );
  const [weights] = await Promise.all(
    threads.map((thread, index) => run(thread, { ...work, index })),
  );
  for (const thread of threads) thread.terminate();
  const bytes = await new Blob(weights).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The weights that a thread ends with. */
function run(thread: Worker, work: Work): Promise<Float32Array<ArrayBuffer>[]> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => resolve(data);
    thread.onerror = (event) => reject(new Error(event.message));
    thread.postMessage(work);
  });
}
