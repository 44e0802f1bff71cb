/**
 * `deno task seeds`: the same recipe with several seeds, to tell luck from merit.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { createEngine } from "../engine/create.ts";
import { formatCount, formatPercent } from "../number_format.js";
import { loadDataset } from "../run/load_dataset.ts";
import type { Recipe } from "../train/recipe.ts";
import { Session } from "../train/session.ts";
import { noteData } from "./data_notes.ts";
import { type Changes, changes } from "./options/changes_option.ts";
import { command } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { recipeFrom, recipeOptions } from "./options/recipe_options.ts";
import { Interruption } from "./interruption.ts";
import { type CommandContext, CommandEnd, runCommand } from "./run.ts";
import { comparison, signedPoints, summary } from "./seeds_report.ts";
import { trainAndWatch } from "./watch.ts";

const seedsCommand = command({
  name: "seeds",
  summary: {
    en: "Train one recipe, or two, with several seeds: the mean accuracy and its 95 % interval.",
    fr:
      "Entraîner une recette, ou deux, avec plusieurs graines\u00a0: l’exactitude moyenne et son " +
      "intervalle à 95\u00a0%.",
  },
  description: {
    en:
      "One run says little: with another seed come other weights and another order of the images, " +
      "and the network reads a few tenths of a percent more or less. The deviation is that of a " +
      "sample (n − 1), the interval that of Student’s t: of a hundred made so, 95 hold the mean of " +
      "all seeds. With --validation, the validation images are read, and never the test images: " +
      "choose a recipe so, and measure it once with deno task train. Nothing is written.",
    fr: "Un seul entraînement en dit peu\u00a0: une autre graine tire d’autres poids et un autre " +
      "ordre des images, et le réseau lit quelques dixièmes de pour cent de plus ou de moins. " +
      "L’écart type est celui d’un échantillon (n − 1), l’intervalle celui de la loi de " +
      "Student\u00a0: de cent intervalles ainsi faits, 95 contiennent la moyenne de toutes les " +
      "graines. Avec --validation, ce sont les images de validation qui sont lues, jamais celles " +
      "de test\u00a0: choisissez ainsi une recette, puis mesurez-la une fois avec deno task train. " +
      "Rien n’est écrit.",
  },
  examples: [
    {
      args: "",
      text: { en: "The default recipe, ten seeds", fr: "La recette par défaut, dix graines" },
    },
    {
      args: '--count 5 --validation 5000 --compare "--hidden 128"',
      text: { en: "What a wider layer is worth", fr: "Ce qu’apporte une couche plus large" },
    },
    {
      args: '--count 5 --validation 5000 --compare "--schedule constant --rate 0.1"',
      text: { en: "What the schedule is worth", fr: "Ce qu’apporte la décroissance du taux" },
    },
  ],
  options: {
    ...recipeOptions,
    compare: changes,
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

/** Says what is compared, and by which images. */
function announce({ words }: Changes, recipe: Recipe, { say, terminal }: CommandContext): void {
  say({
    en: `A: the recipe of the options; B: the same with ${words}`,
    fr: `A\u00a0: la recette des options\u00a0; B\u00a0: la même avec ${words}`,
  });
  say(
    recipe.validation > 0
      ? { en: "accuracy on the validation images", fr: "exactitude sur les images de validation" }
      : {
        en: "accuracy on the test images: add --validation 5000 to choose without them",
        fr:
          "exactitude sur les images de test\u00a0: ajoutez --validation 5000 pour choisir sans elles",
      },
  );
  terminal.print();
}

/** Says what a seed gave: one accuracy, or two. */
function saySeed(
  seed: number,
  { accuracies, images }: { accuracies: readonly number[]; images: number },
  { language, say }: CommandContext,
): void {
  const [a, b] = accuracies.map((accuracy) => formatPercent(accuracy, { language }));
  const count = (n: number) => formatCount(n, language);
  if (b === undefined) {
    const read = `${count(Math.round(accuracies[0] * images))} / ${count(images)}`;
    say({ en: `seed ${seed}: ${a} (${read})`, fr: `graine ${seed}\u00a0: ${a} (${read})` });
  } else {
    const difference = signedPoints(accuracies[1] - accuracies[0], language);
    say({
      en: `seed ${seed}: A ${a}, B ${b}, B − A ${difference}`,
      fr: `graine ${seed}\u00a0: A ${a}, B ${b}, B − A ${difference}`,
    });
  }
}

if (import.meta.main) {
  await runCommand(seedsCommand, async (options, context) => {
    const { language, given, terminal, say } = context, { count, compare } = options;
    const recipe = recipeFrom(options, given), recipes = [recipe];
    if (compare) {
      const changed = [...compare.given].map((key) => [key, compare.options[key]] as const);
      const all = { ...options, ...Object.fromEntries(changed) };
      recipes.push(recipeFrom(all, new Set([...given, ...compare.given])));
    }
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
    if (compare) announce(compare, recipe, context);
    const found: number[][] = [];
    using interruption = new Interruption({ language });
    let interrupted = false;
    // Nothing is written but these lines: nobody waits for them when their reader has left.
    for (let seed = recipe.seed; found.length < count && !terminal.isClosed; seed++) {
      const accuracies: number[] = [];
      let images = 0;
      for (const each of recipes) {
        const session = new Session(createEngine(each.engine), {
          recipe: { ...each, seed },
          dataset,
        });
        images = (session.validation ?? session.test).count;
        const watched = trainAndWatch(session, { interruption, terminal, keep: false });
        interrupted = watched.interrupted;
        if (interrupted || !watched.evaluation) break;
        accuracies.push((session.best?.evaluation ?? watched.evaluation).accuracy);
      }
      if (interrupted) break;
      found.push(accuracies);
      saySeed(seed, { accuracies, images }, context);
    }
    if (found.length > 0) {
      terminal.print();
      const [a, b] = recipes.map((_, i) =>
        summary(found.map((accuracies) => accuracies[i]), language)
      );
      say(b ? { en: `A: ${a.en}`, fr: `A\u00a0: ${a.fr}` } : a);
      if (b) {
        say({ en: `B: ${b.en}`, fr: `B\u00a0: ${b.fr}` });
        say(comparison(found.map(([a, b]) => [a, b]), language));
      }
    }
    if (interrupted) {
      throw new CommandEnd(interruption.status!, {
        en: `interrupted; seeds finished: ${found.length} of ${count}`,
        fr: `interrompu\u00a0; graines terminées\u00a0: ${found.length} sur ${count}`,
      });
    }
  });
}
