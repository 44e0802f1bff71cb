/**
 * `deno task seeds`: the same recipe with several seeds, to tell luck from merit.
 *
 * @module
 */
import { formatCount, formatNumber, formatPercent } from "../terminal/format.ts";
import { loadDataset, Session } from "../train/session.ts";
import { command } from "./command.ts";
import { integer } from "./number_option.ts";
import { recipeFrom, recipeOptions } from "./recipe_options.ts";
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
      "One run says little: another seed draws other weights and another order of the images, and " +
      "reads a few tenths of a percent more or less. The deviation is that of a sample (n − 1). " +
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
      text: { en: "What the schedule is worth", fr: "Ce que vaut la descente du taux" },
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

if (import.meta.main) {
  await runCommand(seedsCommand, async (options, { language, given, terminal, say }) => {
    const recipe = recipeFrom(options, given), { count } = options;
    const dataset = await loadDataset(recipe);
    const accuracies: number[] = [];
    for (let seed = recipe.seed; seed < recipe.seed + count; seed++) {
      const session = new Session({ ...recipe, seed: seed % 2 ** 32 }, dataset);
      const { predictions, interrupted } = await trainAndWatch(session, { terminal, keep: false });
      if (interrupted) {
        throw new CommandEnd(130, { en: "interrupted", fr: "interrompu" });
      }
      const { labels } = dataset.test;
      const right = predictions.filter((prediction, i) => prediction === labels[i]).length;
      accuracies.push(right / labels.length);
      const share = formatPercent(right / labels.length, { language });
      const read = `${formatCount(right, language)} / ${formatCount(labels.length, language)}`;
      say({
        en: `seed ${session.recipe.seed}: ${share} (${read})`,
        fr: `graine ${session.recipe.seed}\u00a0: ${share} (${read})`,
      });
    }
    const mean = accuracies.reduce((sum, x) => sum + x) / count;
    const squares = accuracies.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    const percent = (share: number, digits = 2) => formatPercent(share, { language, digits });
    const deviation = count > 1
      ? formatNumber(100 * Math.sqrt(squares / (count - 1)), { language, digits: 2 })
      : "–";
    const [least, most] = [Math.min(...accuracies), Math.max(...accuracies)].map((x) => percent(x));
    terminal.print();
    say({
      en: `${count} seeds: mean ${percent(mean, 3)}, deviation ${deviation} points, ` +
        `minimum ${least}, maximum ${most}`,
      fr: `${count} graines\u00a0: moyenne ${percent(mean, 3)}, écart type ${deviation} point, ` +
        `minimum ${least}, maximum ${most}`,
    });
  });
}
