/**
 * `deno task predict`: one test image, and what a saved network reads in it.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { loadTestSet } from "../run/load_dataset.ts";
import { openRun } from "../run/saved_run.ts";
import { formatBars } from "../terminal/bars.ts";
import { formatPercent } from "../number_format.js";
import { formatImage } from "../terminal/image.ts";
import { largest } from "../train/evaluate.ts";
import { noteData } from "./data_notes.ts";
import { command } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions } from "./saved_run.ts";

const predictCommand = command({
  name: "predict",
  summary: {
    en: "Draw one test image, and show what a trained network reads in it.",
    fr: "Dessiner une image de test, et montrer ce qu’un réseau entraîné y lit.",
  },
  description: {
    en:
      "The bars are the probabilities that softmax gives to each class; they sum to 100\u00a0%. The " +
      "arrow points at the largest, which is the answer.",
    fr:
      "Les barres sont les probabilités que softmax donne à chaque classe\u00a0; leur somme vaut " +
      "100\u00a0%. La flèche montre la plus grande, qui est la réponse.",
  },
  examples: [
    { args: "--index 42", text: { en: "The newest run", fr: "L’entraînement le plus récent" } },
    {
      args: "--run deeper --index 8",
      text: { en: "A 5 that many networks misread", fr: "Un 5 que bien des réseaux lisent mal" },
    },
  ],
  options: {
    ...savedRunOptions,
    index: integer({
      min: 0,
      default: 0,
      text: {
        en: "Which test image, counted from 0",
        fr: "Quelle image de test, à partir de 0",
      },
    }),
  },
});

if (import.meta.main) {
  await runCommand(predictCommand, async (options, context) => {
    const { index } = options, { language, terminal, say } = context;
    const { recipe, dataset, network, test } = await openRun(options, loadTestSet);
    await noteData(dataset, recipe, context);
    const { rows, columns, labels, test: { images, count } } = dataset;
    if (index >= count) {
      throw new UserError({
        en: `the test images of ${dataset.name} go from 0 to ${count - 1}, not to ${index}`,
        fr: `les images de test de ${dataset.name} vont de 0 à ${
          count - 1
        }, et non jusqu’à ${index}`,
      });
    }
    const { width, colour } = terminal;
    const pixels = images.subarray(index * rows * columns, (index + 1) * rows * columns);
    terminal.print(formatImage(pixels, { rows, columns, colour, width }));
    terminal.print();

    const { probabilities } = network.forward(test.batch(index, index + 1));
    const highlight = largest(probabilities.data);
    const bars = Array.from(probabilities.data, (value, index) => ({
      label: String(labels[index]),
      value,
      text: formatPercent(value, { language }),
    }));
    terminal.print(formatBars(bars, { width, max: 1, highlight, colour }));
    terminal.print();

    const label = labels[dataset.test.labels[index]], answer = labels[highlight];
    const share = formatPercent(probabilities.data[highlight], { language });
    say(
      answer === label
        ? {
          en: `image ${index} shows ${label}, and is read as ${answer} (${share}): right`,
          fr: `l’image ${index} montre ${label}, le réseau lit ${answer} (${share})\u00a0: juste`,
        }
        : {
          en: `image ${index} shows ${label}, and is read as ${answer} (${share}): wrong`,
          fr: `l’image ${index} montre ${label}, le réseau lit ${answer} (${share})\u00a0: faux`,
        },
    );
  });
}
