/**
 * `deno task baseline`: fits logistic regression, for networks to be compared with.
 *
 * @module
 */
import { Baseline } from "../baseline/baseline.ts";
import { type BaselineRecipe, DEFAULT_BASELINE } from "../baseline/recipe.ts";
import { createEngine } from "../engine/create.ts";
import { evaluate } from "../train/evaluate.ts";
import { accuracy, confusionMatrix } from "../train/confusion.ts";
import { dataWords, noteOfDataFolder } from "../run/data_folder.ts";
import type { BaselineMetrics } from "../run/metrics_file.ts";
import { weightsSha256 } from "../run/model.ts";
import { loadDataset } from "../run/load_dataset.ts";
import { noteData } from "./data_notes.ts";
import { announceBaseline, concludeBaseline } from "./baseline_report.ts";
import { command } from "./options/command.ts";
import { fitAndWatch } from "./fit_and_watch.ts";
import { integer, number } from "./options/number_option.ts";
import { recipeOptions } from "./options/recipe_options.ts";
import { Interruption } from "./interruption.ts";
import { CommandEnd, runCommand } from "./run.ts";
import { sayNext } from "./run_outcome.ts";
import { newRunOptions, reserveRun, saveRun, writeReport } from "./save_run.ts";

const baselineCommand = command({
  name: "baseline",
  summary: {
    en: "Fit logistic regression to the digits: what a network has to beat.",
    fr: "Ajuster une régression logistique aux chiffres\u00a0: ce qu’un réseau doit dépasser.",
  },
  description: {
    en:
      "A linear model, 784-10 on MNIST, with the objective of scikit-learn's LogisticRegression: " +
      "mean cross-entropy plus ‖W‖²/(2·C·n), biases free. L-BFGS makes it small, each iteration " +
      "looking at all the training images. All the images of the dataset are shuffled first, and " +
      "a fifth of them kept for the test, as the original course did. Written to " +
      "results/NAME/: the weights (model.safetensors), what was measured (metrics.json), and a page to " +
      "look at (report.html).",
    fr: "Un modèle linéaire, 784-10 pour MNIST, avec l’objectif de LogisticRegression dans " +
      "scikit-learn\u00a0: entropie croisée moyenne plus ‖W‖²/(2·C·n), biais libres. L-BFGS le " +
      "réduit, et regarde à chaque itération toutes les images d’entraînement. Toutes les images " +
      "du jeu de données sont d’abord mélangées, et un cinquième est gardé pour le test, comme " +
      "dans le cours d’origine. Sont écrits dans results/NOM/\u00a0: les poids (model.safetensors), " +
      "les mesures (metrics.json) et une page à regarder (report.html).",
  },
  examples: [
    {
      args: "",
      text: { en: "MNIST, about 92.0 %", fr: "MNIST, environ 92,0\u00a0%" },
    },
    {
      args: "--c 0.01 --run shy",
      text: {
        en: "A stronger penalty: smaller weights",
        fr: "Une pénalité plus forte\u00a0: des poids plus petits",
      },
    },
  ],
  options: {
    c: number({
      min: 1e-6,
      max: 1e6,
      default: DEFAULT_BASELINE.c,
      text: {
        en: "Inverse of the penalty's strength: the larger, the freer the weights",
        fr:
          "Inverse de la force de la pénalité\u00a0: plus il est grand, plus les poids sont libres",
      },
    }),
    iterations: integer({
      min: 1,
      max: 100_000,
      default: DEFAULT_BASELINE.iterations,
      text: { en: "Iterations of L-BFGS at most", fr: "Nombre maximal d’itérations de L-BFGS" },
    }),
    tolerance: number({
      min: 0,
      max: 1,
      default: DEFAULT_BASELINE.tolerance,
      text: {
        en: "End where no partial derivative of the objective is larger than this",
        fr: "Finir là où aucune dérivée partielle de l’objectif n’est plus grande",
      },
    }),
    seed: integer({
      min: 0,
      max: 2 ** 32 - 1,
      default: DEFAULT_BASELINE.seed,
      text: {
        en: "Seed of the split, as numpy.random.RandomState takes it",
        fr: "Graine de la séparation entre entraînement et test, comme pour " +
          "numpy.random.RandomState",
      },
    }),
    data: recipeOptions.data,
    transpose: recipeOptions.transpose,
    engine: recipeOptions.engine,
    ...newRunOptions,
  },
});

if (import.meta.main) {
  await runCommand(baselineCommand, async (options, context) => {
    const { c, iterations, tolerance, seed, data = DEFAULT_BASELINE.data, transpose } = options;
    using reserved = reserveRun(options, { ...context, recipe: "baseline" });
    const chosen = { c, iterations, tolerance, seed, data, transpose, engine: options.engine };
    const recipe: BaselineRecipe = { ...DEFAULT_BASELINE, ...chosen };
    const engine = createEngine(recipe.engine);
    const baseline = new Baseline(engine, { recipe, dataset: await loadDataset(recipe) });
    announceBaseline(baseline, context);
    await noteData(baseline.dataset, recipe, context);

    using interruption = new Interruption(context);
    const { fit, interrupted } = fitAndWatch(baseline, { ...context, interruption });
    const { network, dataset } = baseline;
    const classes = dataset.labels.length;
    const { predictions } = evaluate(network, baseline.test);
    const confusion = confusionMatrix(dataset.test.labels, predictions, { classes });
    const { seconds, ...measured } = fit;
    const metrics: BaselineMetrics = {
      recipe: { ...recipe, data: dataWords(data) },
      architecture: network.sizes,
      parameters: network.parameterCount,
      ...measured,
      epochs: [],
      ...(interrupted && { interrupted }),
      testAccuracy: accuracy(confusion),
      confusion,
      trainSeconds: seconds,
      totalSeconds: performance.now() / 1000,
      weightsSha256: weightsSha256(network),
    };
    const dataFolder = noteOfDataFolder(data);
    const finished = { metrics, network, dataset, test: baseline.test, dataFolder };
    const run = interruption.uncut(() => saveRun(reserved, finished, context));
    concludeBaseline(run, { metrics, labels: dataset.labels }, context);
    await writeReport(run, finished, { ...context, interruption, interrupted });
    sayNext(run, context);
    if (interrupted) {
      throw new CommandEnd(interruption.status!, {
        en: `interrupted; iterations made and kept: ${fit.iterations} of ${recipe.iterations}`,
        fr: `interrompu\u00a0; itérations faites et gardées\u00a0: ${fit.iterations} sur ` +
          `${recipe.iterations}`,
      });
    }
  });
}
