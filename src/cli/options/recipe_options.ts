/**
 * The options that make a recipe, shared by every command that trains.
 *
 * @module
 */
import { ENGINE_NAMES } from "../../engine/engine.ts";
import { UserError } from "../../errors.ts";
import { CONSTANT_NAMES, OPTIMIZERS } from "../../optim/optimizers.ts";
import { SCHEDULE_NAMES, WARMUPS } from "../../optim/schedule.ts";
import {
  DEFAULT_RECIPE,
  MNIST,
  type Recipe,
  RECIPE_KINDS,
  RECIPES,
  WINDOW_NAMES,
  windowsOf,
} from "../../train/recipe.ts";
import { networkOptions, refuseIdle } from "./network_options.ts";
import { integer, number } from "./number_option.ts";
import { choice, flag, path } from "./option.ts";
import { optimizerOptions, refuseConstants } from "./optimizer_options.ts";

/** One option for each entry of a {@linkcode Recipe}. */
export const recipeOptions = {
  recipe: choice(RECIPE_KINDS, {
    default: DEFAULT_RECIPE.kind,
    text: {
      en: "Where the other options start: standard has the defaults below; notebook replays the " +
        "NumPy network of the original course, loss for loss (small-normal, rate 0.1, " +
        "constant, plain); conv is a small convolutional network, the best for the time that it " +
        "takes; conv-large the one that reads best",
      fr:
        "D’où partent les autres options\u00a0: standard a les valeurs par défaut ci-dessous\u00a0; " +
        "notebook rejoue le réseau NumPy du cours d’origine, perte pour perte (small-normal, " +
        "taux 0,1, constant, plain)\u00a0; conv est un petit réseau convolutif, le meilleur pour " +
        "le temps qu’il demande\u00a0; conv-large, celui qui lit le mieux",
    },
  }),
  ...networkOptions,
  epochs: integer({
    min: 0,
    max: 10_000,
    default: DEFAULT_RECIPE.epochs,
    text: {
      en: "How many times all the training images are gone through; 0 keeps the initial weights",
      fr:
        "Nombre de passages sur toutes les images d’entraînement\u00a0; 0 garde les poids initiaux",
    },
  }),
  batch: integer({
    min: 1,
    max: 65_536,
    default: DEFAULT_RECIPE.batch,
    text: {
      en: "How many images a mini-batch has: one step each",
      fr: "Nombre d’images d’un mini-lot\u00a0; un pas par mini-lot",
    },
  }),
  ...optimizerOptions,
  schedule: choice(SCHEDULE_NAMES, {
    default: DEFAULT_RECIPE.schedule,
    text: {
      en:
        "How the learning rate changes: constant, down to zero (linear, cosine), or one-cycle, up " +
        "and down",
      fr: "Évolution du taux d’apprentissage\u00a0: constant, jusqu’à zéro (linear, cosine), ou " +
        "one-cycle, qui monte puis descend",
    },
  }),
  warmup: number({
    min: 0,
    below: 1,
    text: {
      en:
        "Share of the steps in which the rate rises first, such as 0.15; 0 by default, 0.3 with " +
        "one-cycle",
      fr:
        "Part des pas pendant lesquels le taux monte d’abord, par exemple 0,15\u00a0; 0 par défaut, " +
        "0,3 avec one-cycle",
    },
  }),
  seed: integer({
    min: 0,
    max: 2 ** 32 - 1,
    default: DEFAULT_RECIPE.seed,
    text: {
      en: "Seed of the weights and of the order of the images: the same seed, the same result",
      fr: "Graine des poids et de l’ordre des images\u00a0: même graine, même résultat",
    },
  }),
  shuffle: flag({
    default: DEFAULT_RECIPE.shuffle,
    text: {
      en: "Take the images in the order of the file at each epoch, instead of a new one",
      fr: "Prendre à chaque époque les images dans l’ordre du fichier, au lieu d’un nouvel ordre",
    },
  }),
  data: path({
    word: MNIST,
    default: DEFAULT_RECIPE.data,
    text: {
      en: "Folder of another dataset: four IDX files, plain or .gz",
      fr: "Dossier d’un autre jeu de données\u00a0: quatre fichiers IDX, tels quels ou en .gz",
    },
  }),
  transpose: flag({
    default: DEFAULT_RECIPE.transpose,
    text: {
      en: "Exchange rows and columns of every image: EMNIST is published on its side",
      fr: "Échanger lignes et colonnes de chaque image\u00a0: EMNIST est publié couché",
    },
  }),
  limit: integer({
    min: 1,
    text: {
      en: "Train on the first so many images only",
      fr: "N’entraîner que sur ce nombre d’images, les premières",
    },
  }),
  validation: integer({
    min: 0,
    max: 1_000_000,
    default: DEFAULT_RECIPE.validation,
    text: {
      en:
        "How many training images, drawn by the seed, are kept out and measured after each epoch, " +
        "to choose by: the test images are then read once, at the end",
      fr:
        "Nombre d’images d’entraînement, tirées selon la graine, mises de côté et mesurées après " +
        "chaque époque, pour choisir d’après elles\u00a0: les images de test ne sont alors lues " +
        "qu’une fois, à la fin",
    },
  }),
  patience: integer({
    min: 0,
    max: 10_000,
    default: DEFAULT_RECIPE.patience,
    text: {
      en: "With --validation: end after so many epochs without a better validation accuracy, and " +
        "keep the weights of the best one; 0 goes to the last epoch",
      fr:
        "Avec --validation\u00a0: s’arrêter après ce nombre d’époques sans meilleure exactitude " +
        "de validation, et garder les poids de la meilleure\u00a0; 0 va jusqu’à la dernière époque",
    },
  }),
  shift: integer({
    min: 0,
    max: 1000,
    default: DEFAULT_RECIPE.shift,
    text: {
      en: "Move each training image at random by up to so many pixels each way, anew each epoch",
      fr: "Déplacer au hasard chaque image d’entraînement d’au plus ce nombre de pixels dans " +
        "chaque sens, autrement à chaque époque",
    },
  }),
  engine: choice(ENGINE_NAMES, {
    default: DEFAULT_RECIPE.engine,
    text: {
      en: "What computes: plain (TypeScript, f64, slow), strict (WebAssembly SIMD, f32, the same " +
        "bits on every machine) or relaxed (a little faster, the last bits depend on the machine)",
      fr:
        "Ce qui calcule\u00a0: plain (TypeScript, f64, lent), strict (WebAssembly SIMD, f32, les " +
        "mêmes bits sur toute machine) ou relaxed (un peu plus rapide, les derniers bits " +
        "dépendent de la machine)",
    },
  }),
};

/**
 * The recipe that the options make: what was typed, on top of the kind of recipe asked for. A rate, a
 * penalty and constants that were left out are those of the optimiser.
 *
 * @throws {UserError} When a constant was typed that the optimiser does not have, windows without a
 * convolution, or it is patient and has nothing to judge by.
 */
export function recipeFrom(
  options: { readonly recipe: Recipe["kind"] },
  given: ReadonlySet<string>,
): Recipe {
  const base = RECIPES[options.recipe];
  const typed: Partial<Recipe> = Object.fromEntries(
    Object.entries(options).filter(([key]) => given.has(key) && isOfRecipe(key)),
  );
  const { optimizer = base.optimizer, schedule = base.schedule } = typed;
  refuseConstants(typed, optimizer);
  const { constants, rate, l2 } = OPTIMIZERS[optimizer];
  const recipe: Recipe = {
    ...base,
    ...constants,
    ...(optimizer !== base.optimizer && { rate, l2 }),
    ...(schedule !== base.schedule && { warmup: WARMUPS[schedule] }),
    ...typed,
  };
  refuseIdle(typed, recipe);
  if (recipe.patience > 0 && recipe.validation === 0) {
    throw new UserError({
      en:
        "--patience needs images to judge the epochs by: add --validation, such as --validation 5000",
      fr: "--patience demande des images pour juger les époques\u00a0: ajoutez --validation, par " +
        "exemple --validation 5000",
    });
  }
  return recipe.conv.length > 0 ? { ...recipe, ...windowsOf(recipe) } : withoutWindows(recipe);
}

/** A recipe without convolutions, whatever it started from. */
function withoutWindows(recipe: Recipe): Recipe {
  const { kernel: _kernel, stride: _stride, padding: _padding, pool: _pool, ...others } = recipe;
  return others;
}

function isOfRecipe(key: string): boolean {
  return key in DEFAULT_RECIPE || [...CONSTANT_NAMES, ...WINDOW_NAMES].some((name) => name === key);
}
