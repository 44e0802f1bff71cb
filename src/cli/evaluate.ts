/**
 * `deno task evaluate`: how well a saved network reads, class by class.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount, formatNumber, formatPercent } from "../terminal/format.ts";
import { formatTable } from "../terminal/table.ts";
import { evaluate } from "../train/evaluate.ts";
import {
  accuracy,
  type ClassReport,
  classReport,
  confusionMatrix,
  macroAverage,
} from "../train/metrics.ts";
import { command } from "./command.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { openRun, savedRunOptions } from "./saved_run.ts";

const evaluateCommand = command({
  name: "evaluate",
  summary: {
    en: "Say how well a trained network reads the test images, class by class.",
    fr: "Dire comment un réseau entraîné lit les images de test, classe par classe.",
  },
  description: {
    en:
      "Precision: of the images taken for a class, the share that are of it. Recall: of the images " +
      "of a class, the share that were found. F1: the harmonic mean of both. In the confusion " +
      "matrix, a row is what an image shows and a column what the network reads.",
    fr:
      "Précision\u00a0: parmi les images prises pour une classe, la part qui en est. Rappel\u00a0: " +
      "parmi les images d’une classe, la part retrouvée. F1\u00a0: la moyenne harmonique des deux. " +
      "Dans la matrice de confusion, une ligne est ce que montre une image, une colonne ce que lit " +
      "le réseau.",
  },
  examples: [
    { args: "", text: { en: "The newest run", fr: "L’entraînement le plus récent" } },
    { args: "--run deeper", text: { en: "The run of that name", fr: "L’entraînement de ce nom" } },
  ],
  options: savedRunOptions,
});

const WORDS = {
  en: {
    class: "class",
    precision: "precision",
    recall: "recall",
    f1: "F1",
    support: "images",
    mean: "mean",
    shown: "shown",
  },
  fr: {
    class: "classe",
    precision: "précision",
    recall: "rappel",
    f1: "F1",
    support: "images",
    mean: "moyenne",
    shown: "montré",
  },
};

function reportTable(reports: readonly ClassReport[], context: CommandContext): string {
  const { language, terminal: { width, colour } } = context;
  const words = WORDS[language];
  const row = (label: string, report: ClassReport) => [
    label,
    ...[report.precision, report.recall, report.f1].map((share) => formatShare(share, language)),
    formatCount(report.support, language),
  ];
  const rows = reports.map((report, index) => row(String(index), report));
  return formatTable([...rows, row(words.mean, macroAverage(reports))], {
    head: [words.class, words.precision, words.recall, words.f1, words.support],
    width,
    colour,
  });
}

/** A quotient 0/0 has no value. */
function formatShare(share: number | null, language: Language): string {
  return share === null ? "–" : formatNumber(share, { language, digits: 4 });
}

function confusionTable(
  confusion: readonly (readonly number[])[],
  context: CommandContext,
): string {
  const { language, terminal: { width, colour } } = context;
  const rows = confusion.map((row, index) => [
    String(index),
    ...row.map((count) => count === 0 ? "·" : formatCount(count, language)),
  ]);
  const head = [WORDS[language].shown, ...confusion.map((_, index) => String(index))];
  return formatTable(rows, { head, width, colour });
}

if (import.meta.main) {
  await runCommand(evaluateCommand, async (options, context) => {
    const { language, terminal, say } = context;
    const { name, dataset: { name: data, test: { labels } }, network, test } = await openRun(
      options,
    );
    const { loss, predictions } = evaluate(network, test);
    const classes = network.shape.sizes[network.shape.sizes.length - 1];
    const confusion = confusionMatrix(labels, predictions, { classes });
    const share = formatPercent(accuracy(confusion), { language });
    const images = formatCount(labels.length, language);
    const nats = formatNumber(loss, { language, digits: 4 });
    say({
      en: `run ${name}: ${network.shape.sizes.join("-")}, ${images} test images of ${data}`,
      fr:
        `entraînement ${name}\u00a0: ${network.shape.sizes.join("-")}, ${images} images de test ` +
        `de ${data}`,
    });
    say({
      en: `accuracy ${share}, loss ${nats} nats`,
      fr: `exactitude ${share}, perte ${nats} nats`,
    });
    terminal.print();
    terminal.print(reportTable(classReport(confusion), context));
    terminal.print();
    say({
      en: "confusion matrix: rows are what the image shows, columns what the network reads",
      fr:
        "matrice de confusion\u00a0: en ligne ce que montre l’image, en colonne ce que lit le réseau",
    });
    terminal.print();
    terminal.print(confusionTable(confusion, context));
  });
}
