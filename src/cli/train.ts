/**
 * `deno task train`: trains a network, shows how it goes, and writes `results/NAME/`.
 *
 * @module
 */
import { assertRunIsFree, defaultRunName, writeRun } from "../results/results.ts";
import { formatCount, formatDuration, formatPercent } from "../terminal/format.ts";
import { accuracy, confusionMatrix } from "../train/metrics.ts";
import { formatMetrics, METRICS_FILE, type RunMetrics } from "../train/metrics_file.ts";
import { encodeModel, MODEL_FILE, weightsSha256 } from "../train/model.ts";
import { loadDataset, Session } from "../train/session.ts";
import { command } from "./command.ts";
import { flag, word } from "./option.ts";
import { recipeFrom, recipeOptions } from "./recipe_options.ts";
import { RESULTS } from "./results_folder.ts";
import { type CommandContext, CommandEnd, runCommand } from "./run.ts";
import { trainAndWatch } from "./watch.ts";

const trainCommand = command({
  name: "train",
  summary: {
    en: "Train a network to read handwritten digits.",
    fr: "Entraîner un réseau à lire des chiffres manuscrits.",
  },
  description: {
    en: "Each epoch goes once through the training images, mini-batch after mini-batch: forward, " +
      "backward, one step down the gradient. Then the test images, which it never learns from, say " +
      "how well it reads. The weights and what was measured are written to results/NAME/, as " +
      `${MODEL_FILE} and ${METRICS_FILE}.`,
    fr:
      "Chaque époque parcourt une fois les images d’entraînement, mini-lot après mini-lot\u00a0: " +
      "passe avant, rétropropagation, un pas de descente de gradient. Puis les images de test, dont " +
      "il n’apprend jamais, disent s’il lit bien. Les poids et les mesures sont écrits dans " +
      `results/NOM/, sous les noms ${MODEL_FILE} et ${METRICS_FILE}.`,
  },
  examples: [
    { args: "", text: { en: "784-64-10, about 97.6 %", fr: "784-64-10, environ 97,6\u00a0%" } },
    {
      args: "--hidden 128,64 --run deeper",
      text: { en: "Two hidden layers", fr: "Deux couches cachées" },
    },
    {
      args: "--hidden none --rate 0.1",
      text: { en: "A linear model, to compare", fr: "Un modèle linéaire, pour comparer" },
    },
    {
      args: "--data data/sample --batch 10 --epochs 30",
      text: { en: "Another dataset", fr: "Un autre jeu de données" },
    },
  ],
  options: {
    ...recipeOptions,
    run: word({
      text: {
        en: "Name of the run, and of its folder in results/; its time and recipe if left out",
        fr: "Nom de l’entraînement et de son dossier dans results/\u00a0; par défaut, sa date et " +
          "sa recette",
      },
    }),
    force: flag({
      default: false,
      text: {
        en: "Replace a run of the same name",
        fr: "Remplacer un entraînement du même nom",
      },
    }),
  },
});

/** Says what is about to be trained. */
function announce(session: Session, { language, terminal, say }: CommandContext): void {
  const { dataset, network, recipe } = session;
  const count = (n: number) => formatCount(n, language);
  const { name, train, test, rows, columns, classes } = dataset;
  const size = `${rows}×${columns}`, sizes = network.shape.sizes.join("-");
  say({
    en: `${name}: ${count(train.count)} training images and ${count(test.count)} test images, ` +
      `${size}, ${classes} classes`,
    fr: `${name}\u00a0: ${count(train.count)} images d’entraînement et ${count(test.count)} de ` +
      `test, ${size}, ${classes} classes`,
  });
  const parameters = count(network.parameterCount);
  say({
    en: `${sizes}: ${parameters} parameters, ${recipe.activation}, engine ${recipe.engine}, ` +
      `seed ${recipe.seed}`,
    fr: `${sizes}\u00a0: ${parameters} paramètres, ${recipe.activation}, moteur ` +
      `${recipe.engine}, graine ${recipe.seed}`,
  });
  terminal.print();
}

/** Says what came of it, where it lies, and what to do next. */
function conclude(name: string, metrics: RunMetrics, context: CommandContext): void {
  const { language, terminal, say } = context;
  const { testAccuracy, confusion, trainSeconds, totalSeconds, recipe } = metrics;
  const images = confusion.flat().reduce((sum, n) => sum + n);
  const read = formatCount(Math.round(testAccuracy * images), language);
  const share = formatPercent(testAccuracy, { language });
  const seconds = formatDuration(trainSeconds, { language });
  const total = formatDuration(totalSeconds, { language });
  if (metrics.epochs.length > 0) terminal.print();
  say({
    en: `test accuracy ${share}: ${read} of ${formatCount(images, language)} images`,
    fr: `exactitude sur le test ${share}\u00a0: ${read} images sur ${
      formatCount(images, language)
    }`,
  });
  say({
    en: `training steps ${seconds}, the whole command ${total}`,
    fr: `pas d’entraînement ${seconds}, toute la commande ${total}`,
  });
  say({
    en: `weights SHA-256 ${metrics.weightsSha256}`,
    fr: `SHA-256 des poids ${metrics.weightsSha256}`,
  });
  if (recipe.engine === "relaxed") {
    say({
      en: "(relaxed engine: another machine may give other last bits)",
      fr: "(moteur relaxed\u00a0: une autre machine peut donner d’autres derniers bits)",
    });
  }
  say({
    en: `written to results/${name}/; now: deno task evaluate --run ${name}`,
    fr: `écrit dans results/${name}/\u00a0; ensuite\u00a0: deno task evaluate --run ${name}`,
  });
}

if (import.meta.main) {
  await runCommand(trainCommand, async (options, context) => {
    const { run, force } = options;
    if (run !== undefined) await assertRunIsFree(RESULTS, { name: run, force });
    const recipe = recipeFrom(options, context.given);
    const session = new Session(recipe, await loadDataset(recipe));
    announce(session, context);

    const { epochs, predictions, interrupted } = await trainAndWatch(session, context);
    const { network, dataset } = session;
    const { classes, test } = dataset;
    const confusion = confusionMatrix(test.labels, predictions, { classes });
    const metrics: RunMetrics = {
      recipe,
      architecture: network.shape.sizes,
      parameters: network.parameterCount,
      epochs,
      ...(interrupted && { interrupted }),
      testAccuracy: accuracy(confusion),
      confusion,
      trainSeconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
      totalSeconds: performance.now() / 1000,
      weightsSha256: weightsSha256(network),
    };
    const name = await writeRun(RESULTS, {
      name: run ?? defaultRunName(new Date(), network.shape.sizes.join("-")),
      force,
      numbered: run === undefined,
      files: {
        [MODEL_FILE]: encodeModel(network, recipe),
        [METRICS_FILE]: formatMetrics(metrics),
      },
    });
    conclude(name, metrics, context);
    if (interrupted) {
      throw new CommandEnd(130, {
        en: `interrupted: ${epochs.length} of ${recipe.epochs} epochs were finished and kept`,
        fr:
          `interrompu\u00a0: ${epochs.length} des ${recipe.epochs} époques sont finies et gardées`,
      });
    }
  });
}
