/**
 * `deno task explore`: what a dataset holds, before anything learns from it.
 *
 * @module
 */
import { loadDataset } from "../run/load_dataset.ts";
import { noteData } from "./data_notes.ts";
import { command } from "./options/command.ts";
import { arraySection, imageSection } from "./explore_dataset.ts";
import { classSection, pixelSection } from "./explore_numbers.ts";
import { splitSection } from "./explore_split.ts";
import { integer } from "./options/number_option.ts";
import { recipeOptions } from "./options/recipe_options.ts";
import { runCommand } from "./run.ts";
import { printable } from "../printable.ts";

const exploreCommand = command({
  name: "explore",
  summary: {
    en: "Look at a dataset before anything learns from it.",
    fr: "Regarder un jeu de données avant tout apprentissage.",
  },
  description: {
    en: "Its arrays, some images with their labels, the sizes of the classes, its pixels in " +
      "numbers, and two ways to keep a part of it apart.",
    fr: "Ses tableaux, quelques images avec leurs étiquettes, la taille des classes, les pixels " +
      "en chiffres, et deux façons d’en mettre une partie de côté.",
  },
  examples: [
    { args: "", text: { en: "MNIST", fr: "MNIST" } },
    {
      args: "--data data/sample",
      text: { en: "The small sample of the project", fr: "Le petit échantillon du projet" },
    },
    { args: "--seed 7", text: { en: "Two other splits", fr: "Deux autres découpages" } },
  ],
  options: {
    data: recipeOptions.data,
    transpose: recipeOptions.transpose,
    seed: integer({
      min: 0,
      max: 2 ** 32 - 1,
      default: 42,
      text: {
        en: "Seed of the two splits: the same seed, the same images on each side",
        fr: "Graine des deux découpages\u00a0: même graine, mêmes images de chaque côté",
      },
    }),
  },
});

if (import.meta.main) {
  await runCommand(exploreCommand, async (options, context) => {
    const { seed } = options, { language, terminal, say } = context;
    const dataset = await loadDataset({ ...options, limit: null });
    await noteData(dataset, options, context);
    const name = printable(dataset.name), size = `${dataset.rows}×${dataset.columns}`;
    const classes = dataset.labels.length;
    say({
      en: `${name}: images of ${size} pixels, ${classes} classes`,
      fr: `${name}\u00a0: images de ${size} pixels, ${classes} classes`,
    });
    const { width, colour } = terminal;
    const view = { language, width, colour };
    terminal.print();
    terminal.print([
      arraySection(dataset, view),
      imageSection(dataset, view),
      classSection(dataset, view),
      pixelSection(dataset, view),
      splitSection(dataset, { ...view, seed }),
    ].join("\n\n"));
  });
}
