/**
 * What the page does: the trainings of `trainings.ts`, with the kernels and MNIST fetched.
 *
 * @module
 */
import { ALL_PARTS, assembleDataset, partNames, readParts } from "../../src/data/assemble.ts";
import { createEngineInBrowser } from "../../src/engine/create_in_browser.ts";
import { decodeIdx } from "../../src/idx/decode.ts";
import { growthOf, type MakeEngine, trainAll } from "./trainings.ts";

/** What a page found. */
export interface Found {
  /** The SHA-256 of the weights of each training. */
  readonly weights: Record<string, string>;
  /** What views do when the memory grows. */
  readonly growth: ReturnType<typeof growthOf>;
}

/** All that the page tries. */
export interface Outcome {
  /** Whether the browser has `toResizableBuffer`. */
  readonly isResizable: boolean;
  /** What the page found in the browser as it is. */
  readonly asIs: Found;
  /** The same as if it lacked `toResizableBuffer`. */
  readonly withFixedMemory: Found;
  /** What is said of kernels that the server does not have. */
  readonly missing: string;
}

/** Trains, twice, with the kernels that the server gives. */
export async function run(): Promise<Outcome> {
  const files = await readParts(ALL_PARTS, async (part) => {
    const path = `/mnist/${partNames[part]}`, response = await fetch(path);
    return { path, ...await decodeIdx(await response.bytes()) };
  });
  const mnist = assembleDataset("MNIST", files);
  const kernels = new URL("/kernels/", location.href);
  const make: MakeEngine = (name) => createEngineInBrowser(name, { kernels });
  const find = async () => ({
    weights: await trainAll(make, mnist),
    growth: growthOf(await make("strict")),
  });
  const memory = WebAssembly.Memory.prototype;
  const isResizable = "toResizableBuffer" in memory, asIs = await find();
  Reflect.deleteProperty(memory, "toResizableBuffer");
  const withFixedMemory = await find();
  const nowhere = new URL("/nowhere/", location.href);
  const missing = await createEngineInBrowser("strict", { kernels: nowhere }).catch(String);
  return { isResizable, asIs, withFixedMemory, missing: `${missing}` };
}
