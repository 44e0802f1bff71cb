/**
 * The network that the learner's own code trained in exercise 10, kept as a run like any other: `report`,
 * `predict`, `evaluate` and `studio` read it.
 *
 * @module
 */
import { loadMnist } from "../data/mnist.ts";
import { createEngine } from "../engine/create.ts";
import { type Text, UserError } from "../errors.ts";
import { mlp } from "../nn/mlp.ts";
import { Network } from "../nn/network.ts";
import type { TrainedNetwork } from "../practice/exercise.ts";
import { measured } from "../run/measured.ts";
import { evaluate } from "../train/evaluate.ts";
import { Examples } from "../train/examples.ts";
import { DEFAULT_RECIPE, type Recipe } from "../train/recipe.ts";
import { reserveRun, saveRun } from "./save_run.ts";

/** Writes the run in the place of an earlier one, and says what can be done with it. */
export async function keepRun(trained: TrainedNetwork, name = "exercise10"): Promise<Text> {
  try {
    const { layers, epochs, size, rate, validation } = trained;
    // Numbers of JavaScript are kept in full.
    const engineName = trained.of === "mine" ? "plain" : "strict";
    const dataset = await loadMnist(), engine = createEngine(engineName);
    const sizes = [layers[0].W.length, ...layers.map(({ b }) => b.length)];
    const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
    const values = layers.flatMap(({ W, b }) => [W.flat(), b]);
    network.parameters.forEach(({ value }, i) => value.data.set(values[i]));
    const test = new Examples(engine, dataset.test);
    const recipe: Recipe = {
      ...DEFAULT_RECIPE,
      ...{ hidden: sizes.slice(1, -1), epochs: epochs.length, batch: size, rate, validation },
      schedule: "constant",
      engine: engineName,
    };
    const metrics = measured(network, {
      ...{ recipe, epochs, dataset, predictions: evaluate(network, test).predictions },
      totalSeconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    });
    const told: Text[] = [], warn = (text: Text) => told.push(text);
    using run = reserveRun({ run: name, force: true }, { recipe: name, warn });
    saveRun(run, { metrics, network, test, dataset }, { warn });
    return told[0] ?? {
      en: `It is kept as the run ${name}. Its page: deno task report --run ${name}; a digit of ` +
        `yours: deno task studio --run ${name}`,
      fr: `Il est gardé comme entraînement ${name}. Sa page\u00a0: deno task report --run ${name}` +
        `\u00a0; un chiffre à vous\u00a0: deno task studio --run ${name}`,
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      en: `The run was not kept: ${error.text.en}`,
      fr: `L’entraînement n’a pas été gardé\u00a0: ${error.text.fr}`,
    };
  }
}
