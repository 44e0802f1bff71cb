/**
 * `deno task lesson5`: training. What a step, a mini-batch, an epoch, a rate and a start are worth; the
 * full run, live; and what happens when a network learns by heart.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { prose, step } from "../src/lesson/blocks.ts";
import { termsOf } from "./glossary.ts";
import { afterwards } from "./lesson5_afterwards.ts";
import { rates } from "./lesson5_rates.ts";
import { fullRun } from "./lesson5_run.ts";
import { starts } from "./lesson5_starts.ts";
import { steps, stuck } from "./lesson5_steps.ts";
import { teacher } from "./lesson5_teacher.ts";
import { keepValidation } from "./lesson5_trials.ts";

export default lesson({
  number: 5,
  title: { en: "Training", fr: "L’entraînement" },
  summary: {
    en: "From a curve that will not fall to a network that reads 97 digits out of 100: " +
      "mini-batches, order, learning rate, first weights, and which images may choose among them.",
    fr: "D’une courbe qui ne veut pas descendre à un réseau qui lit 97 chiffres sur 100\u00a0: " +
      "mini-lots, ordre, taux d’apprentissage, poids de départ, et quelles images ont le droit de " +
      "les départager.",
  },
  minutes: 25,
  supposes: {
    en: "lessons 3 and 4: gradient, step, training and validation sets; what a mean is.",
    fr:
      "les leçons 3 et 4 (gradient, pas, jeux d’entraînement et de validation)\u00a0; ce qu’est " +
      "une moyenne.",
  },
  recall: {
    question: {
      en: "The loss falls and the network learns. Is the gradient right? How would you know?",
      fr: "La perte diminue et le réseau apprend. Le gradient est-il juste\u00a0? Comment le " +
        "savoir\u00a0?",
    },
    answer: {
      en:
        "Not necessarily: with most of the mistakes of lesson 4, a network learns. Compare some " +
        "slopes with central differences, in f64, on several examples and at random weights.",
      fr: "Pas forcément\u00a0: avec la plupart des bogues de la leçon 4, un réseau apprend. " +
        "Comparez quelques pentes à des différences centrées, en f64, sur plusieurs exemples et " +
        "avec des poids tirés au hasard.",
    },
  },
  terms: termsOf(5),
  steps: 16,
  engine: "strict",
  controls: {},
  questions: [
    {
      en: "A network that starts at zero ends up reading one digit in ten. Which answer does it " +
        "give, to which images, and why?",
      fr:
        "Un réseau parti de zéro finit par lire un chiffre sur dix. Quelle réponse donne-t-il, à " +
        "quelles images, et pourquoi\u00a0?",
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
      en: "A friend tries 50 learning rates, keeps the one that reads the test images best, and " +
        "reports that accuracy. What is wrong with it, and what should have been done?",
      fr:
        "Un ami essaie 50 taux d’apprentissage, garde celui qui lit le mieux les images de test, " +
        "et annonce cette exactitude. Où est le problème, et qu’aurait-il dû faire\u00a0?",
    },
  ],
  answers: [
    {
      en: "The same to all: only b2 learns, so all images get the same ten probabilities, and " +
        "these come near the shares of the classes. The largest share wins: the ones are the most " +
        "frequent in MNIST. But each step pulls b2 towards the classes of its 64 images, so it may " +
        "end on another class.",
      fr: "La même à toutes\u00a0: seul b2 apprend, donc toutes les images ont les dix mêmes " +
        "probabilités, proches des parts des classes. La plus grande part l’emporte\u00a0: dans " +
        "MNIST, les uns sont les plus nombreux. Mais chaque pas tire b2 vers les classes de ses 64 " +
        "images\u00a0: il peut donc finir sur une autre classe.",
    },
    {
      en:
        "Half as many steps. σ falls like 1/√m: it is divided by √2, about 0.7 times what it was. With fewer " +
        "and surer steps, try a larger η, up to twice as large, and let the validation images say.",
      fr:
        "Deux fois moins de pas. σ décroît comme 1/√m\u00a0: il est divisé par √2, soit environ " +
        "0,7 fois ce qu’il était. Avec des pas moins nombreux et plus sûrs, essayez un η plus " +
        "grand, jusqu’au double, et laissez décider les images de validation.",
    },
    {
      en: "The best of 50 is partly lucky with these very images, and the reported accuracy is " +
        "too high for new ones. Choose on validation images, then read the test images once, with " +
        "the chosen rate only.",
      fr: "Le meilleur de 50 doit une part de son résultat à la chance, avec ces images-là, et " +
        "l’exactitude annoncée est trop haute pour de nouvelles. Il faut choisir d’après des " +
        "images de validation, puis lire les images de test une seule fois, avec le seul taux " +
        "retenu.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson6",
    text: {
      en: "it reads digits. Look inside, at what its neurons have learnt.",
      fr: "il lit les chiffres. Regardez à l’intérieur ce que ses neurones ont appris.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "A curve that will not fall", fr: "Une courbe qui ne veut pas descendre" });
  yield prose({
    en: "Three networks, 784-64-10, learn from the same digits by the same code, for one epoch: " +
      "once through all of them.",
    fr: "Trois réseaux, 784-64-10, apprennent sur les mêmes chiffres avec le même code, pendant " +
      "une époque\u00a0: ils les voient tous une fois.",
  });
  const asked = keepValidation({ ...options, createEngine, dataset: await mnist() });
  if (options.engine === "plain") {
    yield prose({
      en: "You asked for `plain`, which computes one number after the other. So that you don’t " +
        "wait for long, the trials of this lesson take fewer images than with `strict`.",
      fr: "Vous avez demandé `plain`, qui calcule les nombres un par un. Pour ne pas vous faire " +
        "attendre, les essais de cette leçon prennent moins d’images qu’avec `strict`.",
    });
  }
  yield* stuck(asked);
  yield* steps(asked);
  yield* rates(asked);
  yield* starts(asked);
  const run = yield* fullRun(asked);
  yield* afterwards(run, asked);
});
