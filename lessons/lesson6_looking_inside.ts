/**
 * `deno task lesson6`: inside a trained network. What its hidden neurons look for, how a digit passes
 * through it, where it errs, and which pixels decide.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { activeNeuron, digits } from "../src/lesson/digits.ts";
import { digitControl, neuronControl } from "../src/lesson/controls.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import {
  chart,
  confusion,
  count,
  live,
  percent,
  pictures,
  prose,
  step,
} from "../src/lesson/blocks.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { largest } from "../src/train/evaluate.ts";
import { confusionMatrix } from "../src/train/confusion.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import { neurons } from "./lesson6_neurons.ts";
import { fromOneDigitToAnother, whichPixelsMatter } from "./lesson6_pixels.ts";
import { aDigit, imageOf, readAll, same, surestMistakes } from "./lesson6_readings.ts";

/** How long the network is trained, and from where on it is called sure. */
const EPOCHS = 3, SURE = 0.99;

export default lesson({
  number: 6,
  title: { en: "Looking inside", fr: "Regarder à l’intérieur" },
  summary: {
    en: "What the hidden neurons look for, where the network errs, and which pixels decide.",
    fr: "Ce que cherchent les neurones cachés, où le réseau se trompe, et quels pixels décident.",
  },
  minutes: 20,
  steps: 15,
  engine: "strict",
  controls: { digit: digitControl(2), neuron: neuronControl },
  questions: [
    {
      en: "Swap two hidden neurons, with their columns of W1 and b1 and their rows of W2: what " +
        "changes in the answers? In how many orders could the 64 neurons stand?",
      fr: "Échangez deux neurones cachés, avec leurs colonnes de W1 et b1 et leurs lignes de " +
        "W2\u00a0: qu’est-ce qui change dans les réponses\u00a0? Dans combien d’ordres les 64 " +
        "neurones pourraient-ils se ranger\u00a0?",
    },
    {
      en: "Some pixels are blank in every training image, and their weights are still those that " +
        "were drawn at random. What happens when a new digit has ink there, and what would you " +
        "do about it?",
      fr: "Certains pixels sont vides dans toutes les images d’entraînement, et leurs poids " +
        "sont encore ceux du tirage au hasard. Que se passe-t-il si un nouveau chiffre y a de " +
        "l’encre, et comment y remédieriez-vous\u00a0?",
    },
    {
      en: "You saw how little it takes to change the answer. How would you train a network that " +
        "is harder to fool?",
      fr: "Vous avez vu qu’il en faut peu pour changer la réponse. Comment entraîner un réseau " +
        "plus difficile à tromper\u00a0?",
    },
  ],
  next: {
    command: "deno task lesson7",
    text: {
      en: "this network was trained before your eyes. See what makes it fast.",
      fr: "ce réseau s’est entraîné sous vos yeux. Voyez ce qui le rend rapide.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "A network to look into", fr: "Un réseau à explorer" });
  yield prose({
    en: "Before there is anything to see, the network must learn: 784-64-10 as in lesson 5, but " +
      `only ${EPOCHS} epochs.`,
    fr: "Avant qu’il y ait quelque chose à voir, le réseau doit apprendre\u00a0: 784-64-10 " +
      `comme à la leçon 5, mais ${EPOCHS} époques seulement.`,
  });
  const { train, test } = await mnist();
  const session = new Session(createEngine(options.engine), {
    recipe: { ...DEFAULT_RECIPE, epochs: EPOCHS, seed: options.seed, engine: options.engine },
    dataset: await mnist(),
  });
  const [W1] = session.network.parameters.map(({ value }) => value);
  const drawn = W1.data.slice();
  yield live(() => training(session));
  const readings = readAll(session.network, session.test);
  const right = test.labels.filter((label, i) => readings.predictions[i] === label).length;
  yield prose({
    en: `It reads ${percent(right / test.count)} of the test digits right. From here on its ` +
      "weights stay as they are: we only look.",
    fr: `Il lit correctement ${percent(right / test.count)} des chiffres de test. À partir ` +
      "d’ici, ses poids ne changent plus\u00a0: on ne fait que regarder.",
  });

  // A network of its own for one digit at a time, with the same weights.
  const engine = createEngine(options.engine);
  const { sizes } = session.network;
  const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  network.wantsInputGradient(true); // for the pictures of what matters
  for (const [i, { value }] of session.network.parameters.entries()) {
    network.parameters[i].value.data.set(value.data);
  }
  const digit = digits(train, { engine, first: options.digit, count: 1 });
  network.forward(digit);
  const now = snapshot(network, digit.labels), answer = largest(now.matrix("P").data);
  const neuron = options.neuron ?? activeNeuron(now.matrix("A1").data);
  const asked = { train, test, readings, now, drawn, neuron };
  yield* neurons({ ...asked, digit: options.digit, label: digit.labels[0], answer });

  yield step({ en: "The confusion matrix", fr: "La matrice de confusion" });
  const counts = confusionMatrix(test.labels, readings.predictions, { classes: 10 });
  yield confusion(counts, {
    caption: {
      en: "The test digits: what they are by row, what they were taken for by column.",
      fr: "Les chiffres de test\u00a0: en ligne, ce qu’ils sont\u00a0; en colonne, ce que le " +
        "réseau a lu.",
    },
  });
  const errors = counts.flatMap((row, c) => row.map((many, d) => c === d ? 0 : many));
  const worst = largest(errors), actual = Math.floor(worst / 10), taken = worst % 10;
  const recall = counts.map((row, c) => row[c] / sum(row));
  const best = largest(recall), hardest = largest(recall.map((share) => -share));
  yield prose({
    en: "What was read right is on the diagonal. The largest number off it: " +
      `${count(errors[worst])} times, ${aDigit(actual)} was taken for ${aDigit(taken)}. Easiest ` +
      `is the ${best} (${percent(recall[best])} found), hardest the ${hardest} ` +
      `(${percent(recall[hardest])}).`,
    fr: "Ce qui est bien lu se trouve sur la diagonale. Le plus grand nombre en dehors\u00a0: " +
      `${count(errors[worst])} fois, un ${actual} a été pris pour un ${taken}. Le plus facile ` +
      `est le ${best} (${percent(recall[best])} reconnus), le plus difficile le ${hardest} ` +
      `(${percent(recall[hardest])}).`,
  });

  yield step({ en: "The mistakes it is surest of", fr: "Les erreurs dont il est le plus sûr" });
  const mistakes = surestMistakes(readings, test);
  yield prose({
    en: `${count(mistakes.length)} of ${count(test.count)} were read wrong. Above these: what ` +
      "the digit is, what the network reads, and the probability it gives to that.",
    fr: `${count(mistakes.length)} sur ${count(test.count)} ont été mal lus. Au-dessus de ` +
      "ceux-ci\u00a0: ce qu’est le chiffre, ce que lit le réseau, et la probabilité qu’il y " +
      "attache.",
  });
  yield pictures(
    mistakes.slice(0, 8).map((i) => ({
      pixels: imageOf(test.images, i),
      title: same(
        `${test.labels[i]} → ${readings.predictions[i]} ${percent(readings.confidences[i], 2)}`,
      ),
    })),
  );
  const sure = Array.from(test.labels.keys()).filter((i) => readings.confidences[i] >= SURE);
  const wrong = sure.filter((i) => readings.predictions[i] !== test.labels[i]).length;
  const few = Math.round(sure.length * (1 - SURE));
  yield prose({
    en: `How far can such a probability be trusted? To ${count(sure.length)} test digits the ` +
      `network gives ${percent(SURE, 0)} or more. If it erred on ${percent(1 - SURE, 0)} of ` +
      `them, that would be ${count(few)} mistakes; it makes ${count(wrong)}.`,
    fr:
      `Jusqu’où se fier à une telle probabilité\u00a0? À ${count(sure.length)} chiffres de test, ` +
      `le réseau donne ${percent(SURE, 0)} ou plus. S’il se trompait sur ${percent(1 - SURE, 0)} ` +
      `d’entre eux, cela ferait ${count(few)} erreurs\u00a0; il en fait ${count(wrong)}.`,
  });

  const looked = { network, digit, now, answer, exact: engine.name === "plain" };
  const target = yield* whichPixelsMatter(looked);
  yield* fromOneDigitToAnother({ ...looked, target, seed: options.seed });
});

/** The training, as a curve that grows. */
function* training(session: Session) {
  const points: [number, number][] = [];
  let sum = 0, seen = 0;
  for (const event of session.run()) {
    if (event.kind === "epoch") {
      sum = seen = 0;
      continue;
    }
    const { step, steps, trainLoss, epoch } = event;
    if (step % 47 !== 0) continue;
    // The loss of the last 47 batches, from the mean since the epoch began.
    points.push([epoch - 1 + step / steps, (trainLoss * step - sum) / (step - seen)]);
    sum = trainLoss * step;
    seen = step;
    yield chart([{ name: { en: "loss", fr: "perte" }, points }], {
      x: { label: { en: "epoch", fr: "époque" }, min: 0, max: session.recipe.epochs },
      y: { label: { en: "loss", fr: "perte" }, min: 0, max: 1 },
      height: 9,
    });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
