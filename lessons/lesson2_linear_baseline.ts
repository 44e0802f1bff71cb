/**
 * `deno task lesson2`: softmax regression, the model that every network has to beat. Its scores, its
 * probabilities, its loss, the gradient, the way down, and what it cannot say.
 *
 * @module
 */
import { lesson, type StoryBlock } from "../src/lesson/lesson.ts";
import { digitControl } from "../src/lesson/controls.ts";
import {
  count,
  live,
  n,
  percent,
  pictures,
  predict,
  prose,
  step,
  term,
} from "../src/lesson/blocks.ts";
import { termsOf } from "./glossary.ts";
import { descents, lossChart } from "./lesson2_descents.ts";
import { gradient } from "./lesson2_gradient.ts";
import { judged } from "./lesson2_judged.ts";
import { limits } from "./lesson2_limits.ts";
import { Course, PASSES, RATES, type Trained } from "./lesson2_numbers.ts";
import { scores } from "./lesson2_scores.ts";
import { teacher } from "./lesson2_teacher.ts";

export default lesson({
  number: 2,
  title: {
    en: "A linear baseline, and its limits",
    fr: "Un modèle linéaire de référence, et ses limites",
  },
  summary: {
    en: "Softmax regression: ten weighted sums of pixels, how they learn, how far they get, and " +
      "what they can never say.",
    fr: "La régression softmax\u00a0: dix sommes pondérées de pixels, comment elles apprennent, " +
      "jusqu’où elles vont, et ce qu’elles ne pourront jamais dire.",
  },
  minutes: 30,
  supposes: {
    en: "lesson 1; exp and ln; that the slope of a curve tells how fast it rises.",
    fr:
      "la leçon 1\u00a0; exp et ln\u00a0; que la pente d’une courbe dit à quelle vitesse elle monte.",
  },
  recall: {
    question: {
      en: "Training, validation, test: what is each of the three sets for?",
      fr: "Entraînement, validation, test\u00a0: à quoi sert chacun des trois jeux\u00a0?",
    },
    answer: {
      en:
        "Weights are learnt from the first, what is tried is compared on the second, and the third " +
        "is read once, when all is chosen. What helped to choose cannot judge any more.",
      fr:
        "On apprend les poids sur le premier, on compare ce qu’on essaie sur le deuxième, et le " +
        "troisième n’est lu qu’une fois, quand tout est choisi. Ce qui a servi à choisir ne peut plus " +
        "juger.",
    },
  },
  terms: termsOf(2),
  steps: 16,
  controls: { digit: digitControl(0) },
  questions: [
    {
      en:
        "Add the same number to all ten biases: which probabilities change? How many of the ten " +
        "biases does the model really need?",
      fr: "Ajoutez le même nombre aux dix biais\u00a0: quelles probabilités changent\u00a0? De " +
        "combien de ses dix biais le modèle a-t-il vraiment besoin\u00a0?",
    },
    {
      en:
        "A loss of 0 would need a probability of exactly 1. What would the weights do to get there, " +
        "and what keeps them from it?",
      fr:
        "Une perte de 0 demanderait une probabilité d’exactement 1. Que feraient les poids pour y " +
        "arriver, et qu’est-ce qui les retient\u00a0?",
    },
    {
      en: "Give the model of the four points a third input, the product of the two others. Can a " +
        "weighted sum read all four now? With which weights?",
      fr:
        "Donnez au modèle des quatre points une troisième entrée, le produit des deux autres. Une " +
        "somme pondérée peut-elle alors lire les quatre\u00a0? Avec quels poids\u00a0?",
    },
  ],
  answers: [
    {
      en:
        "None: every exp is multiplied by the same factor, which the division takes out again. So " +
        "one of the ten biases could stay 0 for ever: nine are enough.",
      fr:
        "Aucune\u00a0: chaque exponentielle est multipliée par un même facteur, que la division " +
        "fait disparaître. L’un des dix biais pourrait donc rester à 0\u00a0: neuf suffisent.",
    },
    {
      en:
        "They would grow for ever, as exp only reaches 0 at −∞. What stops them: a misread image " +
        "costs more the surer the model is, a training ends, and L-BFGS in the aside is given a " +
        "penalty on large weights.",
      fr: "Ils grandiraient sans fin, car exp n’atteint 0 qu’en −∞. Ce qui les arrête\u00a0: une " +
        "image mal lue coûte d’autant plus que le modèle est sûr de lui, un entraînement prend fin, et " +
        "dans l’aparté, L-BFGS subit une pénalité sur les grands poids.",
    },
    {
      en:
        "Yes: d = X[0] + X[1] − 2·X[0]·X[1] − 1/2 is −1/2 at (0, 0) and at (1, 1), and 1/2 at the two others. " +
        "Somebody had to think of the product. A hidden layer finds such inputs by itself.",
      fr:
        "Oui\u00a0: d = X[0] + X[1] − 2·X[0]·X[1] − 1/2 vaut −1/2 en (0\u00a0;\u00a00) et en (1\u00a0;\u00a01), et 1/2 " +
        "aux deux autres. Encore fallait-il penser au produit. Une couche cachée trouve seule de " +
        "telles entrées.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson3",
    text: {
      en: "a hidden layer before the scores, and how the slopes get through it.",
      fr: "une couche cachée avant les scores, et comment les pentes la traversent.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "Every pixel votes", fr: "Chaque pixel vote" });
  const dataset = await mnist();
  // Training is left to the kernels: f32 is enough for it.
  const fast = createEngine(options.engine === "plain" ? "strict" : options.engine);
  const course = new Course(fast, dataset), models: Trained[] = [];
  yield* learning(course, models);
  yield* templates(models);

  const followed = { train: dataset.train, first: options.digit, seed: options.seed };
  const engine = createEngine(options.engine);
  const passed = yield* scores(engine, followed);
  yield* gradient(engine, { ...followed, ...passed });
  yield* descents(fast, { ...passed, course, models, dataset });
  yield* judged(fast, { ...models[0], test: dataset.test, course });
  yield* limits(models[0].network, { ...followed, kept: course.kept });
});

/** The model learns, before a word of how. */
function* learning(course: Course, models: Trained[]): Generator<StoryBlock> {
  yield prose({
    en:
      `The simplest model that could read a digit lets every pixel vote. For each class, a pixel ` +
      `has a ${
        term("weight")
      }: its ink speaks for the class if that is positive, against it if it ` +
      `is negative. The ${
        term("score")
      } of a class is the sum of all votes, ink times weight, and ` +
      `the highest of ten scores wins: a ${term("linear model")}. It learns from ` +
      `${count(course.learnt.count)} digits, ${count(PASSES)} times each:`,
    fr:
      `Le modèle le plus simple qui puisse lire un chiffre fait voter chaque pixel. Pour chaque ` +
      `classe, un pixel a un ${
        term("poids")
      }\u00a0: son encre plaide pour la classe s’il est positif, ` +
      `contre elle s’il est négatif. Le ${
        term("score")
      } d’une classe est la somme des votes, encre ` +
      `fois poids, et le plus haut des dix l’emporte\u00a0: c’est un ${
        term("modèle linéaire")
      }. Il ` +
      `apprend sur ${count(course.learnt.count)} chiffres, ${count(PASSES)} fois chacun\u00a0:`,
  });
  yield live(function* () {
    const training = course.train(RATES[1]);
    for (let now = training.next();; now = training.next()) {
      if (now.done) return void models.push(now.value);
      yield lossChart([{ rate: RATES[1], curve: now.value }]);
    }
  });
  const [{ accuracy }] = models;
  yield prose({
    en: `Of ${count(course.kept.count)} digits that it has not learnt from, it reads ` +
      `**${
        percent(accuracy)
      }** right. What is this loss that falls, what has been learnt, and how? ` +
      "And why does it not get further?",
    fr: `Sur ${count(course.kept.count)} chiffres qui n’ont pas servi à apprendre, il en lit ` +
      `correctement **${
        percent(accuracy)
      }**. Qu’est-ce que cette perte qui diminue, qu’a-t-il appris, et ` +
      "comment\u00a0? Et pourquoi ne va-t-il pas plus loin\u00a0?",
  });
}

/** What it has learnt: ten images of weights. */
function* templates([{ network }]: readonly Trained[]): Generator<StoryBlock> {
  yield step({ en: "Ten weight images", fr: "Dix images de poids" });
  const W1 = network.parameters[0].value.data;
  yield predict({
    en:
      "Pixel 406 is in the very middle of the image. What sign has the model learnt for its weight " +
      "for class 0?",
    fr:
      "Le pixel 406 est au beau milieu de l’image. Quel signe a le poids que le modèle lui a donné " +
      "pour la classe 0\u00a0?",
  }, {
    sign: W1[4060],
    why: {
      en: `In the hole of a 0 there is no ink: ink there speaks against a 0. The weight ` +
        `is ${n(W1[4060])}.`,
      fr: `Le trou d’un 0 n’a pas d’encre\u00a0: de l’encre à cet endroit plaide contre le 0. ` +
        `Ce poids vaut ${n(W1[4060])}.`,
    },
  });
  yield pictures(
    Array.from({ length: 10 }, (_, c) => ({
      pixels: Array.from({ length: 784 }, (_, i) => W1[10 * i + c]),
      ink: "signed" as const,
      title: { en: `${c}`, fr: `${c}` },
    })),
  );
  yield prose({
    en: "The 784 weights of each class, drawn where their pixels are: where ink speaks for the " +
      "class, and where against it. This is all that the model knows: **one template for each " +
      "class**, laid over the image.",
    fr:
      "Les 784 poids de chaque classe, dessinés à la place de leurs pixels\u00a0: où l’encre plaide " +
      "pour la classe, et où elle plaide contre. C’est tout ce que sait le modèle\u00a0: **un seul " +
      "gabarit par classe**, posé sur l’image.",
  });
}
