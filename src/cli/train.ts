/**
 * `deno task train`: trains a network, shows how it goes, and writes `results/NAME/`.
 *
 * @module
 */
import { createEngine } from "../engine/create.ts";
import { withAdvice } from "../engine/too_large.ts";
import type { Text } from "../errors.ts";
import { formatCount, formatDuration, formatNumber, formatPercent } from "../number_format.js";
import { printable } from "../printable.ts";
import { networkText } from "../nn/network_text.ts";
import { dataDigest, resumeSession } from "../run/checkpoint.ts";
import { dataWords, noteOfDataFolder } from "../run/data_folder.ts";
import { loadDataset } from "../run/load_dataset.ts";
import type { RunMetrics } from "../run/metrics_file.ts";
import { measured } from "../run/measured.ts";
import { RESULTS } from "../run/run_folder.ts";
import { RunInProgress } from "../run/run_in_progress.ts";
import { openModel, readCheckpoint } from "../run/saved_run.ts";
import { evaluate } from "../train/evaluate.ts";
import { MNIST, type Recipe } from "../train/recipe.ts";
import { Session } from "../train/session.ts";
import { stalled } from "../train/stalled.ts";
import { sparkline } from "../terminal/sparkline.ts";
import { inked } from "../terminal/style.ts";
import { command } from "./options/command.ts";
import { noteData } from "./data_notes.ts";
import { recipeFrom, recipeOptions } from "./options/recipe_options.ts";
import { Interruption } from "./interruption.ts";
import { type CommandContext, CommandEnd, runCommand } from "./run.ts";
import { goingOnOptions, resumedRecipe, savingOf, startFrom, startText } from "./resume.ts";
import { sayAccuracy, sayNext, sayWritten } from "./run_outcome.ts";
import { newRunOptions, reserveRun, saveRun, writeReport } from "./save_run.ts";
import { warnUnfinished } from "./saved_run.ts";
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
      "how well it reads; with --validation, other images say so after each epoch, for you to " +
      "choose by, and the test images once. Written to results/NAME/: the weights (model.safetensors), what was " +
      "measured (metrics.json), and a page to look at (report.html); until then, after each epoch, a " +
      "checkpoint. Stopped by Ctrl-C or otherwise, a training goes on with --resume NAME.",
    fr:
      "Chaque époque parcourt une fois les images d’entraînement, mini-lot après mini-lot\u00a0: " +
      "passe avant, rétropropagation, un pas de descente de gradient. Puis les images de test, sur " +
      "lesquelles le réseau n’apprend jamais, disent s’il lit bien\u00a0; avec --validation, d’autres " +
      "images le disent après chaque époque, pour choisir d’après elles, et les images de test une " +
      "seule fois. Sont écrits " +
      "dans results/NOM/\u00a0: les poids (model.safetensors), les mesures (metrics.json) et une page " +
      "à regarder (report.html)\u00a0; d’ici là, après chaque époque, un point de reprise. Arrêté par " +
      "Ctrl-C ou autrement, un entraînement reprend avec --resume NOM.",
  },
  examples: [
    { args: "", text: { en: "784-64-10, about 97.6 %", fr: "784-64-10, environ 97,6\u00a0%" } },
    {
      args: "--hidden 128,64 --run deeper",
      text: { en: "Two hidden layers", fr: "Deux couches cachées" },
    },
    {
      args: "--recipe conv",
      text: {
        en: "A convolutional network, about 99 %",
        fr: "Un réseau convolutif, environ 99\u00a0%",
      },
    },
    {
      args: "--conv 8,16 --pool 2 --hidden 32 --dropout 0.2",
      text: {
        en: "A convolutional network of your own",
        fr: "Un réseau convolutif à vous",
      },
    },
    {
      args: "--hidden none --rate 0.1",
      text: { en: "A linear model, to compare", fr: "Un modèle linéaire, pour comparer" },
    },
    {
      args: "--hidden 128 --validation 5000 --patience 3 --epochs 30",
      text: {
        en: "Ends when it no longer improves, and keeps the best epoch",
        fr: "S’arrête quand il ne progresse plus, et garde la meilleure époque",
      },
    },
    {
      args: "--resume deeper",
      text: {
        en: "Go on where that run stopped",
        fr: "Reprendre là où cet entraînement s’est arrêté",
      },
    },
    {
      args: "--data data/sample --batch 10 --epochs 30",
      text: { en: "Another dataset", fr: "Un autre jeu de données" },
    },
  ],
  options: { ...recipeOptions, ...newRunOptions, ...goingOnOptions },
});

/** Says what is about to be trained. */
function announce(session: Session, { language, terminal, say }: CommandContext): void {
  const { dataset, network, recipe } = session;
  const count = (n: number) => formatCount(n, language);
  const { train, validation, test } = session;
  const { rows, columns, labels } = dataset, classes = labels.length;
  const name = printable(dataset.name);
  const size = `${rows}×${columns}`, sizes = networkText(network);
  const kept = validation && count(validation.count);
  say({
    en:
      `${name}: ${count(train.count)} training images${
        kept ? `, ${kept} validation images` : ""
      } ` +
      `and ${count(test.count)} test images, ${size}, ${classes} classes`,
    fr: `${name}\u00a0: ${count(train.count)} images d’entraînement` +
      `${kept ? `, ${kept} de validation` : ""} et ${count(test.count)} de test, ${size}, ` +
      `${classes} classes`,
  });
  const parameters = count(network.parameterCount);
  say({
    en: `${sizes}: ${parameters} parameters, ${recipe.activation}, engine ${recipe.engine}, ` +
      `seed ${recipe.seed}`,
    fr: `${sizes}\u00a0: ${parameters} paramètres, ${recipe.activation}, moteur ` +
      `${recipe.engine}, graine ${recipe.seed}`,
  });
  const { epochs: { length: done }, sums } = session.progress, all = recipe.epochs;
  if (sums) {
    say({
      en: `goes on in epoch ${done + 1} of ${all}, after step ${count(sums.step)}`,
      fr: `reprend dans l’époque ${done + 1} sur ${all}, après le pas ${count(sums.step)}`,
    });
  } else if (done > 0) {
    say({
      en: `goes on after epoch ${done} of ${all}`,
      fr: `reprend après l’époque ${done} sur ${all}`,
    });
  }
  terminal.print();
}

/** Says whether it ended early, and which epoch's weights are kept. */
function sayBest(
  { recipe, epochs, bestEpoch }: RunMetrics,
  { language, say }: CommandContext,
): void {
  if (bestEpoch === undefined) return;
  const { patience } = recipe, best = epochs[bestEpoch - 1], last = epochs.length;
  const share = formatPercent(best.validationAccuracy!, { language });
  if (last - bestEpoch >= patience && last < recipe.epochs) {
    say({
      en: `ended after epoch ${last}: ${patience} in a row were no better than epoch ${bestEpoch}`,
      fr: `arrêté après l’époque ${last}\u00a0: ${patience} de suite n’ont pas fait mieux que ` +
        `l’époque ${bestEpoch}`,
    });
  }
  say({
    en: `weights of epoch ${bestEpoch}, the best: validation accuracy ${share}`,
    fr: `poids de l’époque ${bestEpoch}, la meilleure\u00a0: exactitude de validation ${share}`,
  });
}

/** Says what came of it, and where it lies. */
function conclude(
  run: RunInProgress,
  { metrics, advice }: { metrics: RunMetrics; advice?: Text },
  context: CommandContext,
): void {
  const { language, terminal, say } = context;
  const losses = metrics.epochs.map(({ trainLoss }) => trainLoss);
  if (losses.length > 0) terminal.print();
  sayBest(metrics, context);
  sayAccuracy(metrics, context);
  if (advice) say(advice);
  if (losses.length > 1) {
    const [first, last] = [losses[0], losses.at(-1)!]
      .map((loss) => formatNumber(loss, { language, digits: 4 }));
    const curve = inked("first", sparkline(losses), terminal.colour);
    say({ en: `loss ${curve} ${first} → ${last}`, fr: `perte ${curve} ${first} → ${last}` });
  }
  const seconds = formatDuration(metrics.trainSeconds, { language });
  const total = formatDuration(metrics.totalSeconds, { language });
  say({
    en: `training steps ${seconds}, the whole command ${total}`,
    fr: `pas d’entraînement ${seconds}, toute la commande ${total}`,
  });
  sayWritten(run, metrics, context);
}

/** What a training is called, after its date, where nobody named it. */
function summary({ kind, conv, hidden }: Recipe): string {
  const layers = [...conv.map((filters) => `c${filters}`), ...hidden];
  return `${kind}-${layers.join("-") || "linear"}`;
}

/** What a signal left, and how to go on. */
function interruptedText({ epochs: { length }, recipe }: Session, run: RunInProgress): Text {
  if (length === 0 && !run.isResumable) {
    return {
      en: "interrupted before the end of the first epoch: nothing was kept",
      fr: "interrompu avant la fin de la première époque\u00a0: rien n’a été gardé",
    };
  }
  const command = `deno task train --resume ${run.name}`;
  const goesOn = run.isResumable && run.folder === RESULTS;
  return {
    en: `interrupted; epochs finished and kept: ${length} of ${recipe.epochs}` +
      (goesOn ? `; go on with: ${command}` : ""),
    fr: `interrompu\u00a0; époques terminées et gardées\u00a0: ${length} sur ${recipe.epochs}` +
      (goesOn ? `\u00a0; reprenez avec\u00a0: ${command}` : ""),
  };
}

if (import.meta.main) {
  await runCommand(trainCommand, async (options, context) => {
    const { resume, from, checkpoint: every } = options;
    const asked = resume === undefined ? recipeFrom(options, context.given) : undefined;
    const start = from === undefined || !asked ? undefined : await openModel(from);
    const resumed = resume === undefined ? undefined : await RunInProgress.resume(RESULTS, resume);
    using reserved = resumed?.run ?? reserveRun(options, { ...context, recipe: summary(asked!) });
    const { name } = reserved;
    const checkpoint = resumed && readCheckpoint(name, resumed.checkpoint);
    const recipe = checkpoint
      ? resumedRecipe(checkpoint, { name, options, given: context.given })
      : { ...asked!, ...(start && { from: startText(start) }) };
    const loaded = await loadDataset(recipe);
    const session = withAdvice(
      loaded,
      () => new Session(createEngine(recipe.engine), { recipe, dataset: loaded }),
    );
    if (start) {
      warnUnfinished(start, context);
      startFrom(session, start);
    }
    if (checkpoint) resumeSession(session, checkpoint);
    announce(session, context);
    await noteData(loaded, recipe, context);

    using interruption = new Interruption(context);
    const kept = { ...recipe, data: dataWords(recipe.data) };
    const dataFolder = noteOfDataFolder(recipe.data);
    const digest = recipe.data === MNIST ? undefined : dataDigest(loaded);
    const secondsBefore = checkpoint?.seconds ?? 0;
    const about = { recipe: kept, dataFolder, dataDigest: digest, secondsBefore };
    const saving = savingOf(session, { run: reserved, about, every, warn: context.warn });
    const { evaluation: last, interrupted } = withAdvice(
      loaded,
      () => trainAndWatch(session, { ...context, interruption, saving }),
    );
    // No weights of a finished epoch are at hand: what was written before stays as it is.
    if (interrupted && !last) {
      throw new CommandEnd(interruption.status!, interruptedText(session, reserved));
    }
    const { network, dataset, validation, test: examples, best, epochs } = session;
    const { predictions } = last && !validation ? last : evaluate(network, examples);
    const metrics = measured(network, {
      recipe: kept,
      epochs,
      interrupted,
      bestEpoch: best?.epoch,
      predictions,
      dataset,
      totalSeconds: secondsBefore + performance.now() / 1000,
    });
    const finished = { metrics, network, dataset, test: examples, dataFolder };
    const run = interruption.uncut(() => saveRun(reserved, finished, context));
    const advice = epochs.length > 0 ? stalled(session, predictions) : undefined;
    conclude(run, { metrics, advice }, context);
    await writeReport(run, finished, { ...context, interruption, interrupted });
    sayNext(run, context);
    if (interrupted) {
      throw new CommandEnd(interruption.status!, interruptedText(session, reserved));
    }
  });
}
