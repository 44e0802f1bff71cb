/** 784-64-10 in Ardoise, as `deno task train` does it. */
import { firstTrainImages } from "../../src/data/dataset.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { Crew } from "../../src/train/crew.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { answer, peerTask } from "./peer_task.ts";
import { readRawImages } from "./raw_images.ts";

const { folder, threads, epochs, images, batch, hidden, rate, seed, variant } = peerTask();
const engine = variant as EngineName;
const recipe: Recipe = { ...DEFAULT_RECIPE, engine, hidden: [hidden], epochs, batch, rate, seed };
const dataset = firstTrainImages(await readRawImages(folder), images);

using crew = threads > 1 ? await Crew.start(threads) : undefined;
// An epoch on a network that is thrown away: V8 compiles the kernels again while they run.
for (const _ of new Session({ ...recipe, epochs: 1 }, dataset, crew).run());

let seconds = 0, accuracy = 0;
for (const event of new Session(recipe, dataset, crew).run()) {
  if (event.kind === "step") continue;
  seconds += event.metrics.seconds;
  accuracy = event.metrics.testAccuracy;
}
const version = `Ardoise ${engine} (Deno ${Deno.version.deno})`;
answer({ version, threads, images, epochs, seconds, accuracy });
