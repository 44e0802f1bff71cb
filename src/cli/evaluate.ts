/**
 * `deno task evaluate`: how well a saved network reads, class by class.
 *
 * @module
 */
import { loadTestSet } from "../run/load_dataset.ts";
import { openRun } from "../run/saved_run.ts";
import { networkText } from "../nn/network_text.ts";
import { printable } from "../printable.ts";
import { formatCount, formatNumber, formatPercent } from "../number_format.js";
import { evaluate } from "../train/evaluate.ts";
import { accuracy, classReport, confusionMatrix } from "../train/confusion.ts";
import { confusionTable, reportTable } from "./class_tables.ts";
import { noteData } from "./data_notes.ts";
import { command } from "./options/command.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions, warnUnfinished } from "./saved_run.ts";

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
      "Précision\u00a0: parmi les images prises pour une classe, la part qui lui appartient vraiment. Rappel\u00a0: " +
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

if (import.meta.main) {
  await runCommand(evaluateCommand, async (options, context) => {
    const { language, terminal, say } = context;
    const opened = await openRun(options, loadTestSet);
    const { name, recipe, dataset, network, test } = opened;
    warnUnfinished(opened, context);
    await noteData(dataset, recipe, context);
    const { labels } = dataset, data = printable(dataset.name);
    const { loss, predictions } = evaluate(network, test);
    const confusion = confusionMatrix(dataset.test.labels, predictions, { classes: labels.length });
    const share = formatPercent(accuracy(confusion), { language });
    const images = formatCount(test.count, language);
    const nats = formatNumber(loss, { language, digits: 4 });
    say({
      en: `run ${name}: ${networkText(network)}, ${images} test images of ${data}`,
      fr: `entraînement ${name}\u00a0: ${networkText(network)}, ${images} images de test ` +
        `de ${data}`,
    });
    say({
      en: `accuracy ${share}, loss ${nats} nats`,
      fr: `exactitude ${share}, perte ${nats} nat`,
    });
    terminal.print();
    terminal.print(reportTable(classReport(confusion), labels, context));
    terminal.print();
    say({
      en: "confusion matrix: rows are what the image shows, columns what the network reads",
      fr:
        "matrice de confusion\u00a0: en ligne ce que montre l’image, en colonne ce que lit le réseau",
    });
    terminal.print();
    terminal.print(confusionTable(confusion, labels, context));
  });
}
