/**
 * `deno task lesson5`: training. What a step, a mini-batch, an epoch, a rate and a start are worth; the
 * full run, live; and what happens when a network learns by heart.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { afterwards } from "./lesson5_afterwards.ts";
import { rates } from "./lesson5_rates.ts";
import { fullRun } from "./lesson5_run.ts";
import { starts } from "./lesson5_starts.ts";
import { steps } from "./lesson5_steps.ts";

export default lesson({
  number: 5,
  title: { en: "Training", fr: "L’entraînement" },
  summary: {
    en: "From one step down to a network that reads 97 digits out of 100: mini-batches, order, " +
      "learning rate, first weights, and what goes wrong with each of them.",
    fr:
      "D’un seul pas jusqu’à un réseau qui lit 97 chiffres sur 100\u00a0: mini-lots, ordre, taux " +
      "d’apprentissage, poids de départ, et ce qui peut mal tourner à chaque fois.",
  },
  minutes: 20,
  steps: 14,
  engine: "strict",
  controls: {},
  questions: [
    {
      en: "A network that starts at zero, and learns only b2, ends up reading one digit in ten. " +
        "Which answer does it give, to which images, and why?",
      fr:
        "Un réseau qui part de zéro n’apprend que b2, et finit par lire un chiffre sur dix. Quelle " +
        "réponse donne-t-il, à quelles images, et pourquoi\u00a0?",
    },
    {
      en:
        "You double the size of the mini-batches. How many steps has an epoch now, how noisy is " +
        "each, and what would you try with the learning rate?",
      fr:
        "Vous doublez la taille des mini-lots. Combien de pas une époque compte-t-elle, quel est le " +
        "bruit de chacun, et que tenteriez-vous avec le taux d’apprentissage\u00a0?",
    },
    {
      en: "The training loss still falls, the loss of unseen images rises. Name three things to " +
        "try, and which images may choose among them.",
      fr: "La perte d’entraînement diminue encore, celle des images jamais vues augmente. Citez " +
        "trois choses à essayer, et dites quelles images ont le droit de les départager.",
    },
  ],
  next: {
    command: "deno task lesson6",
    text: {
      en: "it reads digits. Look inside, at what its neurons have learnt.",
      fr: "il lit les chiffres. Regardez à l’intérieur ce que ses neurones ont appris.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield* steps({ ...options, mnist, createEngine });
  const asked = { ...options, createEngine, dataset: await mnist() };
  yield* rates(asked);
  yield* starts(asked);
  const trained = yield* fullRun(asked);
  yield* afterwards(trained, asked);
});
