/**
 * What a baseline says before and after its fit.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { LbfgsReason } from "../optim/lbfgs.ts";
import { formatCount, formatDuration, formatNumber } from "../number_format.js";
import { printable } from "../printable.ts";
import type { Baseline } from "../baseline/baseline.ts";
import type { BaselineMetrics } from "../run/metrics_file.ts";
import type { RunInProgress } from "../run/run_in_progress.ts";
import { confusionTable } from "./class_tables.ts";
import type { CommandContext } from "./run.ts";
import { sayAccuracy, sayWritten } from "./run_outcome.ts";

/** Why the fit ended. */
const REASONS: Readonly<Record<LbfgsReason, Text>> = {
  gradient: { en: "the gradient is small enough", fr: "le gradient est assez petit" },
  decrease: { en: "the objective hardly moves any more", fr: "l’objectif ne bouge presque plus" },
  iterations: { en: "as many as allowed", fr: "le maximum permis" },
  "line-search": {
    en: "rounding hides any further descent",
    fr: "les arrondis cachent toute descente de plus",
  },
};

/** Says what is about to be fitted. */
export function announceBaseline(
  { dataset, network, recipe }: Baseline,
  { language, terminal, say }: CommandContext,
): void {
  const count = (n: number) => formatCount(n, language);
  const { train, test, rows, columns, labels } = dataset, classes = labels.length;
  const name = printable(dataset.name);
  const size = `${rows}×${columns}`, sizes = network.sizes.join("-");
  say({
    en: `${name}, shuffled with seed ${recipe.seed}: ${count(train.count)} training images and ` +
      `${count(test.count)} test images, ${size}, ${classes} classes`,
    fr: `${name}, mélangé avec la graine ${recipe.seed}\u00a0: ${count(train.count)} images ` +
      `d’entraînement et ${count(test.count)} de test, ${size}, ${classes} classes`,
  });
  const parameters = count(network.parameterCount), c = formatNumber(recipe.c, { language });
  say({
    en:
      `${sizes}: ${parameters} parameters, logistic regression, C = ${c}, engine ${recipe.engine}`,
    fr: `${sizes}\u00a0: ${parameters} paramètres, régression logistique, C = ${c}, moteur ` +
      `${recipe.engine}`,
  });
  terminal.print();
}

/** Says what came of it, and where it lies. */
export function concludeBaseline(
  run: RunInProgress,
  { metrics, labels }: { metrics: BaselineMetrics; labels: readonly number[] },
  context: CommandContext,
): void {
  const { language, terminal, say } = context;
  const { confusion, trainSeconds, totalSeconds, stopped } = metrics;
  const count = (n: number) => formatCount(n, language);
  const objective = formatNumber(metrics.objective, { language, digits: 6 });
  const made = count(metrics.iterations), computed = count(metrics.evaluations);
  const why = (language: keyof Text) => stopped ? ` (${REASONS[stopped][language]})` : "";
  terminal.print();
  say({
    en: `iterations ${made}${why("en")}, objective computed ${computed} times`,
    fr: `itérations ${made}${why("fr")}, objectif calculé ${computed} fois`,
  });
  say({ en: `objective ${objective}`, fr: `objectif ${objective}` });
  sayAccuracy(metrics, context);
  terminal.print();
  say({
    en: "confusion matrix: rows are what the image shows, columns what the model reads",
    fr: "matrice de confusion\u00a0: en ligne ce que montre l’image, en colonne ce que lit le " +
      "modèle",
  });
  terminal.print();
  terminal.print(confusionTable(confusion, labels, context));
  terminal.print();
  const seconds = formatDuration(trainSeconds, { language });
  const total = formatDuration(totalSeconds, { language });
  say({
    en: `fit ${seconds}, the whole command ${total}`,
    fr: `ajustement ${seconds}, toute la commande ${total}`,
  });
  sayWritten(run, metrics, context);
}
