/** The network in Ardoise, as `deno task train` does it. */
import { firstTrainImages } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import { DEFAULT_RECIPE, type Recipe } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { answer, peerTask } from "./peer_task.ts";

const { dataset, images, epochs, batch, rate, seed, momentum, ...sizes } = await peerTask();
const { hidden, conv = [], kernel, stride } = sizes;
const recipe: Recipe = {
  ...DEFAULT_RECIPE,
  hidden: hidden === undefined ? [] : [hidden],
  ...(conv.length > 0 && { conv, kernel, stride }),
  optimizer: momentum > 0 ? "momentum" : "sgd",
  ...{ momentum, epochs, batch, rate, seed },
};
const session = (recipe: Recipe) =>
  new Session(createEngine(recipe.engine), { recipe, dataset: firstTrainImages(dataset, images) });

// An epoch on a network that is thrown away: V8 compiles the kernels again while they run.
for (const _ of session({ ...recipe, epochs: 1 }).run());

let seconds = 0, accuracy = 0;
for (const event of session(recipe).run()) {
  if (event.kind === "step") continue;
  seconds += event.metrics.seconds;
  accuracy = event.evaluation.accuracy;
}
answer({ version: `Ardoise (Deno ${Deno.version.deno})`, seconds, accuracy });
