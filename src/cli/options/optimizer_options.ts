/**
 * The options of a recipe that choose its optimiser.
 *
 * @module
 */
import { UserError } from "../../errors.ts";
import {
  CONSTANT_NAMES,
  OPTIMIZER_NAMES,
  type OptimizerConstants,
  type OptimizerName,
  OPTIMIZERS,
} from "../../optim/optimizers.ts";
import { DEFAULT_RECIPE } from "../../train/recipe.ts";
import { number } from "./number_option.ts";
import { choice } from "./option.ts";
import { alternatives, inEveryLanguage } from "./text.ts";

/** The optimiser, its rate, its penalty on the weights, and its constants. */
export const optimizerOptions = {
  optimizer: choice(OPTIMIZER_NAMES, {
    default: DEFAULT_RECIPE.optimizer,
    text: {
      en:
        "What turns gradients into new weights: plain descent (sgd), with momentum or Nesterov’s, " +
        "or with a rate for each weight",
      fr:
        "Ce qui tire de nouveaux poids des gradients\u00a0: la descente simple (sgd), avec inertie " +
        "(momentum), celle de Nesterov, ou avec un taux propre à chaque poids",
    },
  }),
  rate: number({
    above: 0,
    max: 1000,
    default: DEFAULT_RECIPE.rate,
    text: {
      en:
        "Largest learning rate: that of the first step, or of the end of the warm-up; 0.03 with " +
        "momentum and nesterov, 0.001 with rmsprop, adam and adamw; find-rate looks for one",
      fr: "Plus grand taux d’apprentissage\u00a0: celui du premier pas, ou de la fin de " +
        "l’échauffement\u00a0; 0,03 avec momentum et nesterov, 0,001 avec rmsprop, adam et " +
        "adamw\u00a0; find-rate en cherche un",
    },
  }),
  l2: number({
    min: 0,
    max: 1000,
    text: {
      en:
        "Penalty λ on large weights: adds λ/2·Σw² to the loss that is minimised, not to the losses " +
        "shown; with adamw the weights shrink by rate·λ instead. 0 by default, 0.01 with adamw",
      fr:
        "Pénalité λ sur les grands poids\u00a0: ajoute λ/2·Σw² à la perte qui est minimisée, non aux " +
        "pertes affichées\u00a0; avec adamw, les poids rétrécissent plutôt de taux·λ. 0 par défaut, " +
        "0,01 avec adamw",
    },
  }),
  momentum: number({
    min: 0,
    below: 1,
    text: {
      en: "Of momentum and nesterov: the share of the last step that is kept; 0.9 by default",
      fr: "De momentum et nesterov\u00a0: part conservée du pas précédent\u00a0; 0,9 par défaut",
    },
  }),
  alpha: number({
    min: 0,
    below: 1,
    text: {
      en: "Of rmsprop: the share that is kept of the mean of squares; 0.99 by default",
      fr: "De rmsprop\u00a0: part conservée de la moyenne des carrés\u00a0; 0,99 par défaut",
    },
  }),
  beta1: number({
    min: 0,
    below: 1,
    text: {
      en: "Of adam and adamw: the share that is kept of the mean of gradients; 0.9 by default",
      fr: "D’adam et adamw\u00a0: part conservée de la moyenne des gradients\u00a0; 0,9 par défaut",
    },
  }),
  beta2: number({
    min: 0,
    below: 1,
    text: {
      en: "Of adam and adamw: the share that is kept of the mean of squares; 0.999 by default",
      fr: "D’adam et adamw\u00a0: part conservée de la moyenne des carrés\u00a0; 0,999 par défaut",
    },
  }),
  epsilon: number({
    min: 1e-30,
    max: 1,
    text: {
      en: "Of rmsprop, adam and adamw: what keeps a divisor from zero; 1e-8 by default",
      fr:
        "De rmsprop, adam et adamw\u00a0: ce qui garde un diviseur de zéro\u00a0; 1e-8 par défaut",
    },
  }),
};

/**
 * Refuses a constant that the optimiser does not have.
 *
 * @throws {UserError} Which optimisers have it, and which was chosen.
 */
export function refuseConstants(
  typed: Partial<OptimizerConstants>,
  optimizer: OptimizerName,
): void {
  const { constants } = OPTIMIZERS[optimizer];
  const wrong = CONSTANT_NAMES.find((name) => name in typed && !(name in constants));
  if (wrong === undefined) return;
  const owners = OPTIMIZER_NAMES.filter((name) => wrong in OPTIMIZERS[name].constants);
  const list = inEveryLanguage((language) => alternatives(owners, language));
  throw new UserError({
    en:
      `--${wrong} goes with --optimizer ${list.en}, and the optimiser is ${optimizer}: leave it ` +
      "out, or take another optimiser",
    fr: `--${wrong} va avec --optimizer ${list.fr}, et l’optimiseur est ${optimizer}\u00a0: ` +
      "retirez cette option, ou prenez un autre optimiseur",
  });
}
