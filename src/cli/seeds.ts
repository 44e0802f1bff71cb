/**
 * `deno task seeds`: the same recipe with several seeds, to tell luck from merit.
 *
 * @module
 */
import { type Language, type Text, UserError } from "../errors.ts";
import { createEngine } from "../engine/create.ts";
import { formatCount, formatNumber, formatPercent } from "../number_format.js";
import { loadDataset } from "../run/load_dataset.ts";
import { Session } from "../train/session.ts";
import { noteData } from "./data_notes.ts";
import { command } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { recipeFrom, recipeOptions } from "./options/recipe_options.ts";
import { Interruption } from "./interruption.ts";
import { CommandEnd, runCommand } from "./run.ts";
import { trainAndWatch } from "./watch.ts";

const seedsCommand = command({
  name: "seeds",
  summary: {
    en: "Train the same recipe with several seeds: mean, deviation and minimum of the accuracy.",
    fr:
      "Entraîner la même recette avec plusieurs graines\u00a0: moyenne, écart type et minimum de " +
      "l’exactitude.",
  },
  description: {
    en:
      "One run says little: with another seed come other weights and another order of the images, and " +
      "the network reads a few tenths of a percent more or less. The deviation is that of a sample (n − 1). " +
      "Nothing is written.",
    fr: "Un seul entraînement en dit peu\u00a0: une autre graine tire d’autres poids et un autre " +
      "ordre des images, et lit quelques dixièmes de pour cent de plus ou de moins. L’écart type " +
      "est celui d’un échantillon (n − 1). Rien n’est écrit.",
  },
  examples: [
    {
      args: "",
      text: { en: "The default recipe, ten seeds", fr: "La recette par défaut, dix graines" },
    },
    {
      args: "--count 3 --schedule constant --rate 0.1",
      text: { en: "What the schedule is worth", fr: "Ce qu’apporte la décroissance du taux" },
    },
  ],
  options: {
    ...recipeOptions,
    count: integer({
      min: 1,
      max: 1000,
      default: 10,
      text: {
        en: "How many seeds, counted up from --seed",
        fr: "Nombre de graines, à partir de --seed",
      },
    }),
  },
});

/** The mean, and how far the accuracies lie around it. */
function summary(accuracies: readonly number[], language: Language): Text {
  const count = accuracies.length;
  const mean = accuracies.reduce((sum, x) => sum + x) / count;
  const squares = accuracies.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const percent = (share: number, digits = 2) => formatPercent(share, { language, digits });
  const [least, most] = [percent(Math.min(...accuracies)), percent(Math.max(...accuracies))];
  const points = (percentage: number) => formatNumber(percentage, { language, digits: 2 });
  const deviation = count > 1 ? points(100 * Math.sqrt(squares / (count - 1))) : "–";
  return {
    en: `seeds: ${count}, mean ${percent(mean, 3)}, deviation ${deviation} (points), ` +
      `minimum ${least}, maximum ${most}`,
    fr: `graines\u00a0: ${count}, moyenne ${percent(mean, 3)}, écart type ${deviation} (points), ` +
      `minimum ${least}, maximum ${most}`,
  };
}

if (import.meta.main) {
  await runCommand(seedsCommand, async (options, context) => {
    const { language, given, terminal, say } = context;
    const recipe = recipeFrom(options, given), { count } = options;
    if (recipe.seed + count > 2 ** 32) {
      throw new UserError({
        en: `the last seed is 4294967295: take a smaller --seed or --count, found ${recipe.seed} ` +
          `and ${count}`,
        fr:
          `la dernière graine est 4294967295\u00a0: prenez un --seed ou un --count plus petit que ` +
          `${recipe.seed} et ${count}`,
      });
    }
    const dataset = await loadDataset(recipe);
    await noteData(dataset, recipe, context);
    const { labels } = dataset.test;
    const accuracies: number[] = [];
    using interruption = new Interruption({ language });
    let interrupted = false;
    // Nothing is written but these lines: nobody waits for them when their reader has left.
    while (accuracies.length < count && !interrupted && !terminal.isClosed) {
      const seed = recipe.seed + accuracies.length;
      const session = new Session(createEngine(recipe.engine), {
        recipe: { ...recipe, seed },
        dataset,
      });
      const watched = trainAndWatch(session, { interruption, terminal, keep: false });
      interrupted = watched.interrupted;
      if (interrupted || !watched.evaluation) break;
      const { accuracy } = watched.evaluation;
      accuracies.push(accuracy);
      const share = formatPercent(accuracy, { language });
      const [right, all] = [Math.round(accuracy * labels.length), labels.length]
        .map((images) => formatCount(images, language));
      const read = `${right} / ${all}`;
      say({
        en: `seed ${seed}: ${share} (${read})`,
        fr: `graine ${seed}\u00a0: ${share} (${read})`,
      });
    }
    if (accuracies.length > 0) {
      terminal.print();
      say(summary(accuracies, language));
    }
    if (interrupted) {
      throw new CommandEnd(interruption.status!, {
        en: `interrupted; seeds finished: ${accuracies.length} of ${count}`,
        fr: `interrompu\u00a0; graines terminées\u00a0: ${accuracies.length} sur ${count}`,
      });
    }
  });
}
