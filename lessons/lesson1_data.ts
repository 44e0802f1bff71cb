/**
 * `deno task lesson1`: the data. A trained network misreads a digit; what it was given, and what is
 * done with 70,000 digits before anything learns from them.
 *
 * @module
 */
import { lesson, type StoryBlock } from "../src/lesson/lesson.ts";
import { digitControl } from "../src/lesson/controls.ts";
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import {
  bars,
  count,
  live,
  percent,
  pictures,
  predict,
  prose,
  step,
} from "../src/lesson/blocks.ts";
import { termsOf } from "./glossary.ts";
import { images } from "./lesson1_images.ts";
import { LEARNT, type Reader, reader } from "./lesson1_numbers.ts";
import { scaling } from "./lesson1_scaling.ts";
import { splitting } from "./lesson1_split.ts";
import { teacher } from "./lesson1_teacher.ts";

export default lesson({
  number: 1,
  title: { en: "The data", fr: "Les données" },
  summary: {
    en: "A network reads digits, one of them wrongly. What a digit is to a program, where the " +
      "digits come from, and what must be decided before anything learns.",
    fr: "Un réseau lit des chiffres, dont un de travers. Ce qu’est un chiffre pour un programme, " +
      "d’où viennent ces chiffres, et ce qu’il faut décider avant tout apprentissage.",
  },
  minutes: 20,
  supposes: {
    en: "for all the lessons, programming (loops, arrays, functions), the functions exp and " +
      "ln, what the slope of a curve is. The lessons show what a sum Σ and a product of matrices " +
      "are.",
    fr: "pour toutes les leçons, programmer (boucles, tableaux, fonctions), les fonctions exp et " +
      "ln, ce qu’est la pente d’une courbe. Les leçons montrent ce que sont une somme Σ et un " +
      "produit de matrices.",
  },
  terms: termsOf(1),
  steps: 13,
  controls: { digit: digitControl(0) },
  questions: [
    {
      en: "A scanner gives black ink on white paper: 0 for ink, 255 for paper. What would that " +
        "change in this lesson, and what would you do?",
      fr: "Un scanner donne de l’encre noire sur du papier blanc\u00a0: 0 pour l’encre, 255 pour " +
        "le papier. Qu’est-ce que cela changerait dans cette leçon, et que feriez-vous\u00a0?",
    },
    {
      en: "Some pixels are 0 in every image. Which ones, would you say? May a network be built " +
        "without them?",
      fr:
        "Certains pixels valent 0 dans toutes les images. Lesquels, à votre avis\u00a0? Peut-on " +
        "s’en passer pour construire un réseau\u00a0?",
    },
    {
      en:
        "One in a hundred images of a hospital shows the disease. How would you split them, and " +
        "what would always answering “healthy” be worth?",
      fr: "Dans un hôpital, une image sur cent montre la maladie. Comment découperiez-vous ces " +
        "images, et que vaudrait la réponse «\u00a0sain\u00a0» donnée à chaque fois\u00a0?",
    },
  ],
  answers: [
    {
      en: "Four fifths of all bytes would be 255 and not 0. A network trained on MNIST has never " +
        "seen such images, and misreads them: replace each byte x by 255 − x first. " +
        "`deno task predict` looks which of the two is the paper, and does so.",
      fr: "Quatre octets sur cinq vaudraient 255 et non 0. Un réseau entraîné sur MNIST n’a " +
        "jamais vu de telles images et les lirait mal\u00a0: remplacez d’abord chaque octet x par " +
        "255 − x. `deno task predict` cherche lequel des deux est le papier, et le fait.",
    },
    {
      en:
        "67 (step 6), in the corners and along the edges. The ink is 20 pixels at most, but its " +
        "mass is centred and not its box, so some images reach the border. An always-zero pixel is " +
        "multiplied by its weight and adds 0, so a network without it learns the same from these " +
        "images. It would be blind there in a picture that does have ink there.",
      fr:
        "67 (étape 6), dans les coins et le long des bords. L’encre occupe 20 pixels au plus, mais " +
        "c’est sa masse qui est centrée, non sa boîte\u00a0: certaines images touchent le bord. Un " +
        "pixel toujours nul, multiplié par son poids, ajoute 0\u00a0: sans lui, un réseau apprend la " +
        "même chose à partir de ces images. Il serait aveugle à l’encre qu’une autre image aurait là.",
    },
    {
      en:
        "Stratified, so that each side has its one in a hundred: plainly split, a small side may " +
        "have none. “Healthy” is right for 99\u00a0% of the images and finds no patient: how often " +
        "an answer is right is the wrong measure here. Count how many of the ill are found.",
      fr: "De façon stratifiée, pour que chaque part ait son malade sur cent\u00a0: avec un " +
        "découpage simple, une petite part peut n’en avoir aucun. «\u00a0Sain\u00a0» est juste pour " +
        "99\u00a0% des images et ne trouve aucun malade\u00a0: la part de réponses justes n’est pas " +
        "ici la bonne mesure. Comptez combien de malades sont trouvés.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson2",
    text: {
      en: "the simplest model that reads these digits.",
      fr: "le modèle le plus simple qui lise ces chiffres.",
    },
  },
}, async function* ({ options, mnist, mnistFile, createEngine }) {
  yield step({ en: "One of five is misread", fr: "Sur cinq chiffres, un est mal lu" });
  const dataset = await mnist();
  // Training is left to the kernels.
  const fast = createEngine(options.engine === "plain" ? "strict" : options.engine);
  yield* misread(fast, { dataset, seed: options.seed });

  const { digit, seed } = options;
  yield* images({ dataset, digit, mnistFile });
  yield* scaling(fast, { dataset, digit, seed });
  yield* splitting({ train: dataset.train, seed });
});

/** A network learns to read, and reads five digits. */
function* misread(
  engine: Engine,
  asked: { dataset: Dataset; seed: number },
): Generator<StoryBlock> {
  yield prose({
    en: `A small neural network, such as lesson 3 takes to pieces, learns from ${count(LEARNT)} ` +
      "handwritten digits, each with its answer; they come from MNIST, the best-known collection of " +
      "them:",
    fr: `Un petit réseau de neurones, comme celui que démonte la leçon 3, apprend sur ` +
      `${
        count(LEARNT)
      } chiffres manuscrits, chacun accompagné de sa réponse\u00a0; ils viennent de MNIST, ` +
      "la plus connue des collections de ce genre\u00a0:",
  });
  let found: Reader | undefined;
  yield live(function* () {
    const training = reader(engine, asked);
    for (let now = training.next();; now = training.next()) {
      if (now.done) {
        found = now.value;
        break;
      }
      yield seen(now.value);
    }
    yield seen(LEARNT);
  });
  yield* readings(found!);
}

const seen = (images: number) =>
  prose({
    en: `${count(images)} of ${count(LEARNT)} images seen, once each`,
    fr: `${count(images)} images vues sur ${count(LEARNT)}, une fois chacune`,
  });

function* readings({ kept, accuracy, read, five, misread, probabilities }: Reader): Generator<
  StoryBlock
> {
  const pixels = (i: number) => kept.images.subarray(784 * i, 784 * (i + 1));
  const label = kept.labels[misread], answer = read[misread];
  yield prose({
    en: `Of ${count(kept.count)} digits that it has never seen, it reads ${percent(accuracy)} ` +
      "right. Here are five of them; above each, what it reads.",
    fr: `Sur ${count(kept.count)} chiffres qu’il n’a jamais vus, il en lit correctement ` +
      `${percent(accuracy)}. En voici cinq\u00a0; au-dessus de chacun, ce qu’il lit.`,
  });
  yield pictures(five.map((i, place) => ({
    pixels: pixels(i),
    title: { en: `picture ${place + 1} → ${read[i]}`, fr: `image ${place + 1} → ${read[i]}` },
  })));
  yield predict({
    en: "Which picture is misread? (1 to 5)",
    fr: "Quelle image est mal lue\u00a0? (de 1 à 5)",
  }, {
    number: five.indexOf(misread) + 1,
    why: {
      en: `Whoever wrote it meant a ${label}. You saw that at once. How does one see it?`,
      fr: `La personne qui l’a écrit voulait écrire un ${label}. Vous l’avez vu tout de suite. ` +
        "Comment fait-on pour le voir\u00a0?",
    },
  });

  yield step({ en: "What it says of that one", fr: "Ce qu’il dit de celui-là" });
  yield pictures([{ pixels: pixels(misread) }]);
  yield bars(
    probabilities.map((value, c) => ({ label: `${c}`, value, text: percent(value) })),
    {
      max: 1,
      highlight: label,
      caption: {
        en: `The probability that it gives to each of the ten digits; the ${label} is marked:`,
        fr:
          `La probabilité qu’il donne à chacun des dix chiffres\u00a0; le ${label} est marqué\u00a0:`,
      },
    },
  );
  yield prose({
    en: `It gives ${percent(probabilities[answer], 0)} to ${answer}, and ` +
      `${percent(probabilities[label], 0)} to ${label}. There is no eye in it and no rule about ` +
      "strokes: numbers go in, are multiplied by other numbers, its weights, and added, and ten " +
      "numbers come out. To learn is to change the weights. These lessons open this network, until you can " +
      "compute each of the ten by hand, say where a wrong one comes from, and make the network " +
      "better. First, what goes in.",
    fr: `Il donne ${percent(probabilities[answer], 0)} au ${answer}, et ` +
      `${percent(probabilities[label], 0)} au ${label}. Il n’y a là ni œil, ni règle sur les ` +
      "traits\u00a0: des nombres entrent, sont multipliés par d’autres, ses poids, et additionnés, " +
      "et dix nombres sortent. Apprendre, c’est modifier les poids. Ces leçons ouvrent ce réseau, jusqu’à ce " +
      "que vous sachiez calculer chacun des dix à la main, dire " +
      "d’où vient une mauvaise lecture, et améliorer le réseau. D’abord, ce qui entre.",
  });
}
