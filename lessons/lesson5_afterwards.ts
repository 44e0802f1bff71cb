/**
 * The last part of lesson 5: learning by heart, ten mistakes, and what to try next.
 *
 * @module
 */
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  count,
  live,
  n,
  percent,
  pictures,
  prose,
  step,
  table,
} from "../src/lesson/blocks.ts";
import { firstTrainImages, type Split } from "../src/data/dataset.ts";

import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import type { Trained } from "./lesson5_run.ts";
import { type Asked, type Lap, laps, part, trial, trialSizes } from "./lesson5_trials.ts";
import { readAll, surestMistakes } from "./lesson6_readings.ts";

/** Overfitting, mistakes, ideas. */
export function* afterwards({ evaluation }: Trained, asked: Asked): Generator<Block> {
  const { dataset: { train, test } } = asked;
  yield* byHeart(asked);

  yield step({ en: "Ten digits that it misreads", fr: "Dix chiffres mal lus" });
  const { predictions } = evaluation, size = test.images.length / test.count;
  const wrong = [...predictions.keys()].filter((i) => predictions[i] !== test.labels[i]);
  yield prose({
    en: `Back to the full run. It misreads ${count(wrong.length)} of ${count(test.count)} test ` +
      `digits; here are the first ten, with what they are and what it read. Would you do better?`,
    fr:
      `Revenons à l’entraînement complet. Il lit mal ${count(wrong.length)} chiffres de test sur ` +
      `${count(test.count)}\u00a0; voici les dix premiers, avec ce qu’ils sont et ce qu’il a lu. ` +
      `Feriez-vous mieux\u00a0?`,
  });
  const drawn = wrong.slice(0, 10).map((i) => ({
    pixels: test.images.subarray(i * size, (i + 1) * size),
    title: {
      en: `${test.labels[i]}, read ${predictions[i]}`,
      fr: `${test.labels[i]}, lu ${predictions[i]}`,
    },
  }));
  yield pictures(drawn);

  yield step({ en: "What to try next", fr: "Et maintenant\u00a0?" });
  const epochs = 2, { engine } = asked, { judges } = trialSizes(engine);
  const learnt = engine === "plain" ? 10_000 : train.count - judges;
  yield prose({
    en: `**Other sizes, more layers**: each network learns from ${count(learnt)} training images ` +
      `for ${epochs} epochs; ${count(judges)} others judge it, and not the test images, since ` +
      `this is a choice:`,
    fr: `**D’autres tailles, plus de couches**\u00a0: chaque réseau apprend de ${count(learnt)} ` +
      `images d’entraînement pendant ${epochs} époques\u00a0; ${
        count(judges)
      } autres le jugent, et ` +
      `non les images de test, puisqu’il s’agit de choisir\u00a0:`,
  });
  const shapes = [[], [16], [64], [256], [64, 64]], rows: string[][] = [];
  yield live(function* () {
    for (const hidden of shapes) {
      const recipe = {
        hidden,
        epochs,
        learnt,
        rate: DEFAULT_RECIPE.rate,
        schedule: "linear",
      } as const;
      const session = trial(asked, recipe), { parameterCount } = session.network;
      for (const { end } of laps(session)) {
        const name = [784, ...hidden, 10].join("-");
        const seen = end ? percent(end.evaluation.accuracy) : "…";
        rows[shapes.indexOf(hidden)] = [name, count(parameterCount), seen];
        yield table(rows, {
          head: [
            { en: "network", fr: "réseau" },
            { en: "parameters", fr: "paramètres" },
            { en: "accuracy", fr: "exactitude" },
          ],
        });
      }
    }
  });
  yield prose({
    en: "Your turn: `deno task train --hidden 256,128 --epochs 20`. **Regularisation** against " +
      "learning by heart: make large weights costly (L2), switch neurons off at random (dropout), " +
      "shift the images a little, stop in time. **Convolutions**, which look for the same strokes " +
      "everywhere in the image. **Other data**: `deno task train --data FOLDER` takes any dataset " +
      "in the format of MNIST, such as Fashion-MNIST.",
    fr:
      "À vous\u00a0: `deno task train --hidden 256,128 --epochs 20`. La **régularisation**, contre " +
      "l’apprentissage par cœur\u00a0: faire payer les grands poids (L2), éteindre des neurones au " +
      "hasard (dropout), décaler un peu les images, s’arrêter à temps. Les **convolutions**, qui " +
      "cherchent les mêmes traits partout dans l’image. D’**autres données**\u00a0: `deno task train " +
      "--data DOSSIER` accepte tout jeu de données au format de MNIST, comme Fashion-MNIST.",
  });
}

/** A few images, many epochs. */
function* byHeart({ dataset, engine, createEngine, seed }: Asked): Generator<Block> {
  yield step({ en: "Learning by heart", fr: "Apprendre par cœur" });
  const few = 500, epochs = 60, watched = engine === "plain" ? 2_000 : dataset.test.count;
  yield prose({
    en: `The same network, with only ${few} images, and ${epochs} times through them. We also ` +
      `watch ${count(watched)} test images, and choose nothing by them.`,
    fr: `Le même réseau, avec ${few} images seulement, pendant ${epochs} époques. Nous observons ` +
      `aussi ${count(watched)} images de test, sans rien choisir d’après elles.`,
  });
  const rate = 0.1, schedule = "constant", batch = 16;
  const recipe = { ...DEFAULT_RECIPE, engine, seed, epochs, batch, rate, schedule } as const;
  const unseen = part(dataset.test, { from: 0, to: watched });
  const session = new Session(createEngine(engine), {
    recipe,
    dataset: { ...firstTrainImages(dataset, few), test: unseen },
  });
  const training: [number, number][] = [], test: [number, number][] = [];
  const looks: (NonNullable<Lap["end"]> & { sure: number })[] = [];
  yield live(function* () {
    for (const { end } of laps(session)) {
      if (!end) continue;
      const { epoch, trainLoss } = end.metrics, testLoss = end.evaluation.loss;
      // A look at each new low, and one at the end.
      if (test.every(([, loss]) => testLoss < loss) || epoch === epochs) {
        looks.push({ ...end, sure: sureness(session, unseen) });
      }
      training.push([epoch, trainLoss]);
      test.push([epoch, testLoss]);
      yield chart([
        { name: { en: "training loss", fr: "perte d’entraînement" }, points: training },
        { name: { en: "test loss", fr: "perte de test" }, points: test },
      ], {
        x: { label: { en: "epochs", fr: "époques" }, min: 1, max: epochs },
        y: { label: { en: "loss", fr: "perte" }, min: 0, max: 1 },
        height: 9,
      });
    }
  });
  yield table(
    looks.slice(-2).map(({ metrics, evaluation, sure }) => [
      `${metrics.epoch}`,
      n(metrics.trainLoss),
      n(evaluation.loss),
      percent(evaluation.accuracy),
      percent(sure),
    ]),
    {
      head: [
        { en: "epoch", fr: "époque" },
        { en: "training loss", fr: "perte entr." },
        { en: "test loss", fr: "perte de test" },
        { en: "accuracy", fr: "exactitude" },
        { en: "P if wrong", fr: "P si faux" },
      ],
    },
  );
  yield prose({
    en: "This is **overfitting**: the network knows its images by heart, and the loss of the " +
      "others rises. Accuracy hardly shows it. The last column does, the mean probability that " +
      "the network gives to its wrong answers: it is surer of them, and the loss counts that.",
    fr:
      "C’est le **surapprentissage**\u00a0: le réseau sait ses images par cœur, et la perte des " +
      "autres augmente. L’exactitude ne le montre guère. La dernière colonne, elle, le montre\u00a0: " +
      "c’est la probabilité moyenne que le réseau donne à ses réponses fausses. Il en est plus " +
      "sûr, et la perte en tient compte.",
  });
  const [lowest, last] = looks.slice(-2).map(({ evaluation }) => evaluation.loss);
  yield check({
    claim: { en: "the test loss has risen again", fr: "la perte de test est remontée" },
    found: { name: { en: "lowest", fr: "la plus basse" }, value: lowest },
    expected: { name: { en: "at the end", fr: "à la fin" }, value: last },
    measure: "below",
  });
}

/** The mean probability that a network gives to its wrong answers. */
function sureness({ network, test }: Session, split: Split): number {
  const readings = readAll(network, test), wrong = surestMistakes(readings, split);
  return wrong.reduce((sum, i) => sum + readings.confidences[i], 0) / wrong.length;
}
