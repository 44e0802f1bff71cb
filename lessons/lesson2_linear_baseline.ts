/**
 * `deno task lesson2`: softmax regression, the model that every network has to beat. Its scores, its
 * probabilities, its loss, the gradient, two ways down it, and what it cannot say.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { brightPixel, digits } from "../src/lesson/digits.ts";
import { digitControl } from "../src/lesson/controls.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import { firstTrainImages } from "../src/data/dataset.ts";
import {
  apply,
  bars,
  constant,
  formula,
  image,
  matrix,
  n,
  over,
  percent,
  plus,
  prose,
  series,
  step,
  symbol,
  times,
} from "../src/lesson/blocks.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { descents } from "./lesson2_descents.ts";
import { errors } from "./lesson2_errors.ts";
import { fitted } from "./lesson2_fit.ts";
import { gradient } from "./lesson2_gradient.ts";
import { limits } from "./lesson2_limits.ts";
import { overflow } from "./lesson2_overflow.ts";

export default lesson({
  number: 2,
  title: { en: "A linear baseline", fr: "Un modèle linéaire de référence" },
  summary: {
    en: "Softmax regression: ten weighted sums of pixels, how they learn, how far they get, and " +
      "what they can never say.",
    fr: "La régression softmax\u00a0: dix sommes pondérées de pixels, comment elles apprennent, " +
      "jusqu’où elles vont, et ce qu’elles ne pourront jamais dire.",
  },
  minutes: 25,
  steps: 17,
  engine: "strict",
  controls: { digit: digitControl(0) },
  questions: [
    {
      en: "Add the same number to all ten scores: which probabilities change? So how many of the " +
        "ten biases does the model really need?",
      fr: "Ajoutez le même nombre aux dix scores\u00a0: quelles probabilités changent\u00a0? De " +
        "combien de ses dix biais le modèle a-t-il donc vraiment besoin\u00a0?",
    },
    {
      en:
        "An image has two pixels, and is of class 1 if exactly one of them is inked. Show, with " +
        "the sum of scores of the last step, that no linear model reads all four images.",
      fr: "Une image a deux pixels, et elle est de classe 1 si exactement un des deux est encré. " +
        "Montrez, avec la somme de scores de la dernière étape, qu’aucun modèle linéaire ne lit " +
        "les quatre images.",
    },
    {
      en: "A loss of 0 would need probabilities of exactly 1. What would the weights do to get " +
        "there, and what keeps them from it?",
      fr: "Une perte de 0 demanderait des probabilités égales à 1. Que feraient les poids pour y " +
        "arriver, et qu’est-ce qui les retient\u00a0?",
    },
  ],
  next: {
    command: "deno task lesson3",
    text: {
      en: "a hidden layer before the scores, and how the slopes get through it.",
      fr: "une couche cachée avant les scores, et comment les pentes la traversent.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "Ten weighted sums", fr: "Dix sommes pondérées" });
  yield prose({
    en:
      "What is the simplest model that could read a digit? One that lets every pixel vote. Each " +
      "pixel has one weight for each class: for it, if positive; against it, if negative. The " +
      "score of a class is the sum of all pixels, each times its weight, plus a bias.",
    fr:
      "Quel est le modèle le plus simple qui puisse lire un chiffre\u00a0? Celui où chaque pixel " +
      "vote. Chaque pixel a un poids par classe\u00a0: en sa faveur s’il est positif, contre elle " +
      "s’il est négatif. Le score d’une classe est la somme des pixels, chacun multiplié par son " +
      "poids, plus un biais.",
  });
  yield formula(
    { name: "Z1", shape: [1, 10] },
    plus(times(symbol("X", [1, 784]), symbol("W1", [784, 10])), symbol("b1", [1, 10])),
  );
  yield prose({
    en: "X holds an image, its pixels from 0 to 1 in a row. W1 has a column for each class, Z1 a " +
      "score. (The 1 counts layers: here there is one.) This is all that there is to learn (✓: " +
      "the model in memory has as many numbers):",
    fr: "X contient une image, ses pixels de 0 à 1 sur une ligne. W1 a une colonne par classe, " +
      "Z1 un score. (Le 1 compte les couches\u00a0: ici, il n’y en a qu’une.) Voici tout ce " +
      "qu’il y a à apprendre (✓\u00a0: le modèle en mémoire a autant de nombres)\u00a0:",
  });
  const engine = createEngine(options.engine);
  const network = new Network(engine, mlp(engine, { sizes: [784, 10], activation: "relu" }));
  yield formula(
    { name: "N", traced: network.parameterCount, digits: 4 },
    plus(times(constant(784), constant(10)), constant(10)),
  );

  yield step({ en: "The scores of a digit", fr: "Les scores d’un chiffre" });
  network.initialise("xavier", normalSource(new Xoshiro128(options.seed)));
  const whole = await mnist(), { train } = whole;
  const digit = digits(train, { engine, first: options.digit, count: 1 }), [label] = digit.labels;
  const { loss } = network.forward(digit);
  network.backward();
  const now = snapshot(network, digit.labels);
  const pixel = brightPixel(now.matrix("X").data);
  yield prose({
    en: `Training image ${options.digit} is a ${label}. We follow **W1[${pixel},${label}]**, the ` +
      `vote of the marked pixel for class ${label}. The weights are small random numbers (seed ` +
      `${options.seed}): nothing has been learnt yet.`,
    fr: `L’image d’entraînement ${options.digit} est un ${label}. Nous suivons ` +
      `**W1[${pixel},${label}]**, le vote du pixel marqué pour la classe ${label}. Les poids sont ` +
      `de petits nombres tirés au hasard (graine ${options.seed})\u00a0: rien n’est encore appris.`,
  });
  const bytes = Array.from(now.matrix("X").data, (x) => Math.round(255 * x));
  yield image({ pixels: bytes, mark: [Math.floor(pixel / 28), pixel % 28] });
  yield matrix({ name: "W1", of: now.matrix("W1"), marks: [[pixel, label]], rows: 3 });
  const votes = series("i", 784, {
    term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, label)),
    follow: pixel,
  });
  yield formula(now.left("Z1", 0, label), plus(votes, now.at("b1", 0, label)));

  yield step({
    en: "Softmax: from scores to probabilities",
    fr: "Softmax\u00a0: des scores aux probabilités",
  });
  yield prose({
    en:
      "Scores may have any sign and size. The exponential makes them positive, and a division by " +
      "their sum makes them add up to 1: probabilities, one for each class.",
    fr:
      "Un score peut avoir n’importe quel signe et n’importe quelle taille. L’exponentielle n’en " +
      "fait que des nombres positifs\u00a0; divisés par leur somme, ils ont 1 pour total\u00a0: ce " +
      "sont des probabilités, une par classe.",
  });
  const all = series("j", 10, { term: (j) => apply("exp", now.at("Z1", 0, { j })), shown: 3 });
  yield formula(now.left("P", 0, label), over(apply("exp", now.at("Z1", 0, label)), all));
  const p = Array.from(now.matrix("P").data);
  yield bars(
    p.map((value, c) => ({
      label: `${c}`,
      value,
      text: `${n(now.value("Z1", 0, c))} → ${percent(value)}`,
    })),
    {
      highlight: label,
      caption: { en: "Class, score → probability:", fr: "Classe, score → probabilité\u00a0:" },
    },
  );

  yield* overflow(engine);
  yield* gradient(engine, { train, network, digit, now, loss, pixel, first: options.digit });
  // A tenth of the images for the engine that is there to be read.
  const dataset = options.engine === "plain" ? firstTrainImages(whole, train.count / 10) : whole;
  yield* descents(createEngine(options.engine), { network, digit, now, pixel, dataset });
  const model = yield* fitted(createEngine(options.engine), { dataset, pixel, label });
  yield* errors(model);
  yield* limits(model, { train, first: options.digit });
});
