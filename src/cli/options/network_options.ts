/**
 * The options of a recipe that choose its network.
 *
 * @module
 */
import { ACTIVATION_NAMES } from "../../engine/engine.ts";
import { UserError } from "../../errors.ts";
import { INITIALISATION_NAMES } from "../../nn/initialise.ts";
import { DEFAULT_RECIPE, type Recipe, WINDOW_NAMES } from "../../train/recipe.ts";
import { integer, number, sizes } from "./number_option.ts";
import { choice } from "./option.ts";

/** The convolutions and their windows, the hidden layers, and what follows them. */
export const networkOptions = {
  conv: sizes({
    default: DEFAULT_RECIPE.conv,
    max: 4096,
    text: {
      en: "Filters of the convolutions, which come before the hidden layers, such as 16,32 with " +
        "--hidden none",
      fr: "Filtres des convolutions, qui précèdent les couches cachées, par exemple 16,32 avec " +
        "--hidden none",
    },
  }),
  kernel: integer({
    min: 1,
    max: 1000,
    text: {
      en: "Of convolutions: rows and columns of their windows, in pixels; 5 by default",
      fr:
        "Des convolutions\u00a0: lignes et colonnes de leurs fenêtres, en pixels\u00a0; 5 par défaut",
    },
  }),
  stride: integer({
    min: 1,
    max: 1000,
    text: {
      en: "Of convolutions: pixels from a window to the next; 2 by default, 1 with --pool",
      fr:
        "Des convolutions\u00a0: pixels d’une fenêtre à la suivante\u00a0; 2 par défaut, 1 avec " +
        "--pool",
    },
  }),
  padding: integer({
    min: 0,
    max: 999,
    text: {
      en: "Of convolutions: rows and columns of zeros around an image; 0 by default",
      fr:
        "Des convolutions\u00a0: lignes et colonnes de zéros autour d’une image\u00a0; 0 par défaut",
    },
  }),
  pool: integer({
    min: 0,
    max: 1000,
    text: {
      en: "Of convolutions: rows and columns of the max-pooling behind each, such as 2; 0, the " +
        "default, for none",
      fr: "Des convolutions\u00a0: lignes et colonnes du max-pooling après chacune, par exemple " +
        "2\u00a0; 0, par défaut, pour aucun",
    },
  }),
  hidden: sizes({
    default: DEFAULT_RECIPE.hidden,
    text: {
      en: "Sizes of the hidden layers, first to last; none for a linear model or, with --conv, " +
        "none between the convolutions and the classes",
      fr: "Tailles des couches cachées, de la première à la dernière\u00a0; none pour un modèle " +
        "linéaire ou, avec --conv, aucune entre les convolutions et les classes",
    },
  }),
  activation: choice(ACTIVATION_NAMES, {
    default: DEFAULT_RECIPE.activation,
    text: {
      en: "Activation of the convolutions and of the hidden layers",
      fr: "Fonction d’activation des convolutions et des couches cachées",
    },
  }),
  dropout: number({
    min: 0,
    below: 1,
    default: DEFAULT_RECIPE.dropout,
    text: {
      en:
        "While training, the share of the hidden activations that is set to 0 at random in front " +
        "of each dense layer: those of the last convolution and of the hidden layers, never pixels",
      fr:
        "Pendant l’entraînement, la part des activations cachées mise à 0 au hasard devant chaque " +
        "couche dense\u00a0: celles de la dernière convolution et des couches cachées, jamais les " +
        "pixels",
    },
  }),
  init: choice(INITIALISATION_NAMES, {
    default: DEFAULT_RECIPE.init,
    text: {
      en: "How the weights start: he suits relu, xavier suits sigmoid and tanh",
      fr: "Initialisation des poids\u00a0: he convient à relu, xavier à sigmoid et tanh",
    },
  }),
};

/**
 * Refuses windows without a convolution, and dropout with nothing to drop.
 *
 * @throws {UserError} What is missing, and what to do.
 */
export function refuseIdle(
  typed: Partial<Recipe>,
  { conv, hidden }: Pick<Recipe, "conv" | "hidden">,
): void {
  const idle = WINDOW_NAMES.find((name) => name in typed);
  if (idle !== undefined && conv.length === 0) {
    throw new UserError({
      en: `--${idle} is about convolutions, and the network has none: add --conv, such as ` +
        "--conv 16,32, or leave it out",
      fr:
        `--${idle} concerne les convolutions, et le réseau n’en a pas\u00a0: ajoutez --conv, par ` +
        "exemple --conv 16,32, ou retirez cette option",
    });
  }
  if (Number(typed.dropout) > 0 && conv.length + hidden.length === 0) {
    throw new UserError({
      en: "--dropout drops hidden activations, and a linear model has none: add --hidden or --conv",
      fr: "--dropout met à 0 des activations cachées, et un modèle linéaire n’en a pas\u00a0: " +
        "ajoutez --hidden ou --conv",
    });
  }
}
