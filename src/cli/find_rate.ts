/**
 * `deno task find-rate`: a range test, to choose a learning rate by.
 *
 * @module
 */
import { createEngine } from "../engine/create.ts";
import { UserError } from "../errors.ts";
import { chart } from "../lesson/chart.ts";
import { formatNumber } from "../number_format.js";
import { loadDataset } from "../run/load_dataset.ts";
import { curveLines } from "../terminal/curves.ts";
import { Redrawn } from "../terminal/redrawn.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type RangeStep, type RateSuggestion, suggestRate } from "../train/find_rate.ts";
import { Session } from "../train/session.ts";
import { Interruption } from "./interruption.ts";
import { command } from "./options/command.ts";
import { integer, number } from "./options/number_option.ts";
import { recipeFrom, recipeOptions } from "./options/recipe_options.ts";
import { CommandEnd, runCommand } from "./run.ts";

const { rate: _rate, schedule: _schedule, warmup: _warmup, epochs: _epochs, ...sameOptions } =
  recipeOptions;

const findRateCommand = command({
  name: "find-rate",
  summary: {
    en: "Look for a learning rate: let it grow from step to step, and watch the loss.",
    fr:
      "Chercher un taux d’apprentissage\u00a0: le faire croître de pas en pas, et observer la perte.",
  },
  description: {
    en:
      "A new network takes some steps, each with a rate a little larger than the last. Where the " +
      "rate is too small the loss hardly moves; then it falls, and where the rate is too large it " +
      "rises again. The curve is smoothed, as each mini-batch has a loss of its own. Suggested is the " +
      "rate where the loss falls fastest. Nothing is written.",
    fr:
      "Un réseau neuf fait quelques pas, chacun avec un taux un peu plus grand que le précédent. Si " +
      "le taux est trop petit, la perte bouge à peine\u00a0; puis elle diminue et, quand le taux est " +
      "trop grand, elle remonte. La courbe est lissée, car chaque mini-lot a sa propre perte. Le taux " +
      "suggéré est celui où la perte diminue le plus vite. Rien n’est écrit.",
  },
  examples: [
    { args: "", text: { en: "For the default recipe", fr: "Pour la recette par défaut" } },
    {
      args: "--optimizer adam --hidden 128,64",
      text: {
        en: "For another optimiser and network",
        fr: "Pour un autre optimiseur et un autre réseau",
      },
    },
  ],
  options: {
    ...sameOptions,
    lowest: number({
      above: 0,
      max: 1000,
      default: 1e-5,
      text: { en: "The first rate", fr: "Le premier taux" },
    }),
    highest: number({
      above: 0,
      max: 1000,
      default: 10,
      text: {
        en: "The last rate, if the loss does not run away before",
        fr: "Le dernier taux, si la perte ne s’envole pas avant",
      },
    }),
    steps: integer({
      min: 100,
      max: 100_000,
      default: 200,
      text: { en: "How many steps are taken", fr: "Nombre de pas" },
    }),
  },
});

/** The smoothed loss by rate, up to a little above where it started, and a line at the rate suggested. */
function curve(
  steps: readonly RangeStep[],
  terminal: Terminal,
  suggested?: RateSuggestion,
): string {
  const top = 1.2 * steps[0].smoothed;
  const loss = {
    name: { en: "loss", fr: "perte" },
    points: steps.map(({ rate, smoothed }) => [rate, smoothed] as const),
  };
  const mark = suggested && {
    name: { en: "suggested rate", fr: "taux suggéré" },
    points: [[suggested.rate, 0], [suggested.rate, top]] as const,
  };
  const block = chart(mark ? [loss, mark] : [loss], {
    x: { label: { en: "learning rate", fr: "taux d’apprentissage" }, log: true },
    y: { label: { en: "smoothed loss", fr: "perte lissée" }, min: 0, max: top },
  });
  return curveLines(block, terminal);
}

/** Takes the steps, drawing the curve as it grows; stops at Ctrl-C. */
function tryRates(all: Iterable<RangeStep>, terminal: Terminal) {
  const drawing = new Redrawn(terminal), steps: RangeStep[] = [];
  using interruption = new Interruption(terminal);
  for (const step of all) {
    steps.push(step);
    drawing.update(() => curve(steps, terminal));
    if (interruption.requested) break;
  }
  const suggested = interruption.requested ? undefined : suggestRate(steps);
  drawing.keep(curve(steps, terminal, suggested));
  return { suggested, taken: steps.length, last: steps.at(-1)!, stopped: interruption.status };
}

if (import.meta.main) {
  await runCommand(findRateCommand, async (options, { language, given, terminal, say }) => {
    const { lowest, highest, steps } = options, recipe = recipeFrom(options, given);
    const written = (rate: number, digits = 3) =>
      formatNumber(Number(rate.toPrecision(digits)), { language, grouping: false });
    if (lowest >= highest) {
      throw new UserError({
        en:
          `the rate grows from --lowest to --highest: found ${written(lowest)} and ${
            written(highest)
          }; give a ` +
          "--lowest that is smaller",
        fr: `le taux croît de --lowest à --highest\u00a0: trouvé ${written(lowest)} et ` +
          `${written(highest)}\u00a0; donnez un --lowest plus petit`,
      });
    }
    const session = new Session(createEngine(recipe.engine), {
      recipe,
      dataset: await loadDataset(recipe),
    });
    const rates = session.tryRates({ from: lowest, to: highest, steps });
    const { suggested, taken, last, stopped } = tryRates(rates, terminal);
    terminal.print();
    if (stopped !== undefined) {
      throw new CommandEnd(stopped, {
        en: `interrupted after ${taken} of ${steps} steps: nothing is suggested`,
        fr: `interrompu après ${taken} pas sur ${steps}\u00a0: rien n’est suggéré`,
      });
    }
    if (!suggested) {
      throw new CommandEnd(1, {
        en:
          `the loss never fell on the way from ${written(lowest)} to ${written(last.rate)}: try ` +
          "a smaller --lowest, a larger --highest or more --steps",
        fr: `la perte n’a jamais diminué de ${written(lowest)} à ${written(last.rate)}\u00a0: ` +
          "essayez un --lowest plus petit, un --highest plus grand ou plus de --steps",
      });
    }
    const rate = written(suggested.rate, 2), least = written(suggested.least, 2);
    say({
      en:
        `suggested rate: ${rate}, where the loss falls fastest. It is least at ${least}: there it ` +
        "has stopped falling, and each rate had but one step to do harm, so that a whole training " +
        "at that rate may run away.",
      fr:
        `taux suggéré\u00a0: ${rate}, où la perte diminue le plus vite. Elle est la plus basse à ` +
        `${least}\u00a0: là elle ne diminue plus, et chaque taux n’a eu qu’un pas pour nuire, si bien ` +
        "qu’un entraînement entier à ce taux peut diverger.",
    });
    say({
      en:
        "A rate that falls (--schedule linear) may start at twice as much. To try it, with the same " +
        `options: deno task train --rate ${rate}`,
      fr:
        "Un taux décroissant (--schedule linear) peut partir du double. Pour l’essayer, avec les " +
        `mêmes options\u00a0: deno task train --rate ${rate}`,
    });
  });
}
