/**
 * `deno task lesson4`: gradient checking. How well a slope can be measured, and what the measure finds
 * in backward passes that have a mistake and train all the same.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import type { Dataset } from "../src/data/dataset.ts";
import { chart, count, live, n, percent, predict, prose, step } from "../src/lesson/blocks.ts";
import type { Block } from "../src/lesson/block.ts";
import { termsOf } from "./glossary.ts";
import { NO_BUG, UNMASKED } from "./lesson4_bugs.ts";
import { checked } from "./lesson4_checked.ts";
import { kinks } from "./lesson4_kinks.ts";
import { School } from "./lesson4_school.ts";
import { slopes } from "./lesson4_slopes.ts";
import { teacher } from "./lesson4_teacher.ts";
import { zoo } from "./lesson4_zoo.ts";

/** Weights and biases of 784-64-10. */
const PARAMETERS = 784 * 64 + 64 + 64 * 10 + 10;
/** The learning rate of the first step. */
const RATE = 0.1;

export default lesson({
  number: 4,
  title: { en: "Trust, but verify", fr: "La confiance n’exclut pas le contrôle" },
  summary: {
    en: "A wrong gradient often trains almost as well as the right one. How to measure a slope, " +
      "how far to trust the measure, and which mistakes it finds.",
    fr:
      "Avec un gradient faux, un réseau apprend souvent presque aussi bien. Comment mesurer une " +
      "pente, jusqu’où croire la mesure, et quels bogues elle révèle.",
  },
  minutes: 25,
  supposes: {
    en: "lesson 3; what a slope is; powers of ten such as 10⁻⁵.",
    fr: "la leçon 3\u00a0; ce qu’est une pente\u00a0; les puissances de dix comme 10⁻⁵.",
  },
  recall: {
    question: {
      en: "dW2 is a product of two matrices. Which ones, and why in this order?",
      fr: "dW2 est le produit de deux matrices. Lesquelles, et pourquoi dans cet ordre\u00a0?",
    },
    answer: {
      en: "dW2 = A1ᵀ·dZ2: (64, m)·(m, 10) gives (64, 10), the shape of W2. Each element is what " +
        "flowed into the weight, A1, times the slope that came back, dZ2, summed over the images.",
      fr: "dW2 = A1ᵀ·dZ2\u00a0: (64, m)·(m, 10) donne (64, 10), les dimensions de W2. Chaque " +
        "élément est ce qui est entré dans le poids, A1, fois la pente qui est revenue, dZ2, " +
        "sommé sur les images.",
    },
  },
  terms: termsOf(4),
  steps: 13,
  controls: {},
  questions: [
    {
      en: "A learner updates W2 first, and then computes dA1 from the new W2. Would the gradient " +
        "check notice? And the accuracy?",
      fr:
        "Un élève met d’abord W2 à jour, puis calcule dA1 avec le nouveau W2. La vérification du " +
        "gradient s’en apercevrait-elle\u00a0? Et l’exactitude en souffrirait-elle\u00a0?",
    },
    {
      en: "The check compares the backward pass with the forward pass. What does it say of a " +
        "mistake in the forward pass, such as a bias that is never added?",
      fr: "La vérification compare la passe arrière à la passe avant. Que dit-elle d’un bogue de " +
        "la passe avant, par exemple d’un biais qui n’est jamais ajouté\u00a0?",
    },
    {
      en: "All slopes by finite differences need two forward passes for each weight. How many is " +
        "that for this network, and why does nobody train so?",
      fr: "Obtenir toutes les pentes par différences finies demande deux passes avant par poids. " +
        "Combien cela fait-il pour ce réseau, et pourquoi personne n’entraîne-t-il ainsi\u00a0?",
    },
  ],
  answers: [
    {
      en:
        "The check would not notice: it calls the backward pass without taking a step, and there " +
        "dA1 is right. The mistake is in the training loop, where dA1 = dZ2·(W2 − η·dW2)ᵀ. The " +
        "accuracy would hardly notice either, as long as η·dW2 is small beside W2.",
      fr:
        "La vérification ne verrait rien\u00a0: elle appelle la passe arrière sans faire de pas, " +
        "et dA1 y est juste. Le bogue est dans la boucle d’entraînement, où dA1 = " +
        "dZ2·(W2 − η·dW2)ᵀ. L’exactitude n’en souffrirait guère non plus, tant que η·dW2 est petit " +
        "devant W2.",
    },
    {
      en: "Nothing. Both slopes are those of the loss as the forward pass computes it: of a bias " +
        "that is never added, both are 0, and they agree. A check says that the gradient fits the " +
        "loss, not that the loss is the one that you meant.",
      fr:
        "Rien. Les deux pentes sont celles de la perte telle que la passe avant la calcule\u00a0: " +
        "pour un biais qui n’est jamais ajouté, toutes deux valent 0, et elles concordent. La " +
        "vérification dit que le gradient correspond à la perte, non que la perte est celle que " +
        "l’on voulait.",
    },
    {
      en: `784·64 + 64 + 64·10 + 10 = ${count(PARAMETERS)} weights and biases: ` +
        `${count(2 * PARAMETERS)} forward passes for a single step. Backpropagation finds all of ` +
        "these slopes in one backward pass, which costs about two forward passes.",
      fr: `784·64 + 64 + 64·10 + 10 = ${count(PARAMETERS)} poids et biais\u00a0: ` +
        `${
          count(2 * PARAMETERS)
        } passes avant pour un seul pas. La rétropropagation trouve toutes ` +
        "ces pentes en une passe arrière, qui coûte environ deux passes avant.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson5",
    text: {
      en: "the gradient is right. Now use it: training, and what makes it fail.",
      fr: "le gradient est juste. Servez-vous-en\u00a0: l’entraînement, et ce qui le fait échouer.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "One of them is wrong", fr: "L’un des deux est faux" });
  yield prose({
    en:
      `Two networks, 784-64-10, start from the same weights and learn from the same digits. One ` +
      `of them has a mistake in its backward pass.`,
    fr: `Deux réseaux, 784-64-10, partent des mêmes poids et apprennent sur les mêmes chiffres. ` +
      `L’un des deux a un bogue dans sa passe arrière.`,
  });
  const dataset = await mnist();
  // Training is left to the kernels: f32 is enough for it.
  const fast = createEngine(options.engine === "plain" ? "strict" : options.engine);
  const school = new School(fast, { dataset, seed: options.seed });
  yield* twoNetworks(school, dataset);

  const engine = createEngine(options.engine), { train } = dataset;
  const asked = { train, seed: options.seed, createEngine };
  yield* slopes(engine, asked);
  yield* kinks(asked);
  const best = yield* zoo(school);
  yield* checked(best, asked);
});

/** The right network and a wrong one, side by side. */
function* twoNetworks(school: School, { name }: Dataset): Generator<Block> {
  const networks = [UNMASKED, NO_BUG], names = [..."AB"];
  const results = networks.map(() => NaN), curves: [number, number][][] = [[], []];
  yield live(function* () {
    for (const [i, bug] of networks.entries()) {
      for (const { images, loss, accuracy } of school.train(bug, { rate: RATE })) {
        if (accuracy === undefined) curves[i].push([images, loss]);
        results[i] = accuracy ?? results[i];
        yield chart(
          curves.map((points, i) => ({
            name: { en: `network ${names[i]}`, fr: `réseau ${names[i]}` },
            points,
          })),
          {
            x: { label: { en: "images seen", fr: "images vues" }, min: 0, max: school.count },
            y: { label: { en: "mean loss so far", fr: "perte moyenne jusqu’ici" }, min: 0 },
          },
        );
      }
    }
  });
  const [a, b] = results.map((accuracy) => percent(accuracy));
  const learnt = count(school.count), judges = count(school.judges);
  yield prose({
    en: `After ${learnt} images of ${name}, and with the same learning rate, ${n(RATE)}, A reads ` +
      `${a} of ${judges} others, B ${b}.`,
    fr:
      `Après ${learnt} images de ${name}, et avec le même taux d’apprentissage, ${
        n(RATE)
      }, A lit ` +
      `correctement ${a} de ${judges} autres, B ${b}.`,
  });
  const right = networks.findIndex((bug) => bug !== NO_BUG), wrong = networks[right];
  yield predict({
    en: "Which of the two has the mistake?",
    fr: "Lequel des deux a le bogue\u00a0?",
  }, {
    choices: names.map((name) => ({ en: `network ${name}`, fr: `le réseau ${name}` })),
    right,
    why: {
      en:
        `${names[right]} takes ${wrong.wrong}, without ReLU’s mask. Both losses fall. Would you ` +
        `have seen it, with only one of the two on your screen?`,
      fr: `${names[right]} prend ${wrong.wrong}, sans le masque de ReLU. Les deux pertes ` +
        `diminuent. L’auriez-vous vu, avec un seul des deux à l’écran\u00a0?`,
    },
  });
}
