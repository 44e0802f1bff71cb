/**
 * What the stories of lessons need of the outside, as Deno gives it.
 *
 * @module
 */
import * as modules from "../../assembly/build/modules.js";
import type { Dataset } from "../data/dataset.ts";
import { readFileBytes } from "../data/idx_file.ts";
import { loadMnist, mnistPath } from "../data/mnist.ts";
import { createEngine } from "../engine/create.ts";
import type { Surroundings } from "../lesson/lesson.ts";

/** Deno's surroundings. They need to read the project and Deno's cache. */
export function denoSurroundings(): Surroundings {
  let dataset: Promise<Dataset> | undefined;
  return {
    mnist: () => dataset ??= loadMnist(),
    mnistFile: async (part) => await readFileBytes(await mnistPath(part)),
    createEngine,
    kernels: (build) => modules[build],
    // Loaded when a lesson ends: the exercises know much more than their titles.
    exercises: async () => (await import("../../practice/list.ts")).LESSON_EXERCISES,
    source: (path) => Deno.readTextFile(new URL(`../../${path}`, import.meta.url)),
  };
}
