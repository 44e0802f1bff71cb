/**
 * The last part of lesson 5: learning by heart, the test images, and what to try next.
 *
 * @module
 */
import {
  chart,
  count,
  live,
  n,
  percent,
  pictures,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import type { Text } from "../src/errors.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { evaluate } from "../src/train/evaluate.ts";
import type { Session } from "../src/train/session.ts";
import {
  type Asked,
  finished,
  type Lap,
  laps,
  trial,
  trialSizes,
  tune,
  type Tuned,
  VALIDATION,
} from "./lesson5_trials.ts";
import { readAll, surestMistakes } from "./lesson6_readings.ts";

/** Overfitting, the test images, ideas. */
export function* afterwards(run: Session, asked: Asked): Generator<StoryBlock> {
  yield* byHeart(asked);
  yield* testOnce(run);
  yield* next(run, asked);
}

/** A few images, many epochs. */
function* byHeart(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Learning by heart", fr: "Apprendre par cœur" });
  const few = 500, epochs = 60, batch = 32, rate = 0.1, { judges } = trialSizes(asked.engine);
  yield prose({
    en:
      `The same network with only ${few} images, ${epochs} times through them in mini-batches of ` +
      `${batch}, with η = ${n(rate)}, beside ${count(judges)} validation images:`,
    fr: `Le même réseau avec ${few} images seulement, vues ${epochs} fois, en mini-lots de ` +
      `${batch}, avec η = ${n(rate)}, à côté ${count(judges)} images de ` +
      `validation\u00a0:`,
  });
  const session = trial(asked, { learnt: few, epochs, batch, rate });
  const training: [number, number][] = [], unseen: [number, number][] = [];
  const looks: (NonNullable<Lap["end"]> & { sure: number })[] = [];
  yield live(function* () {
    for (const { end } of laps(session)) {
      if (!end) continue;
      const { epoch, trainLoss } = end.metrics, { loss } = end.evaluation;
      // A look at each new low, and one at the end.
      if (unseen.every(([, before]) => loss < before) || epoch === epochs) {
        looks.push({ ...end, sure: sureness(session) });
      }
      training.push([epoch, trainLoss]);
      unseen.push([epoch, loss]);
      yield chart([
        { name: { en: "training loss", fr: "perte d’entraînement" }, points: training },
        { name: { en: "validation loss", fr: "perte de validation" }, points: unseen },
      ], {
        x: { label: { en: "epochs", fr: "époques" }, min: 1, max: epochs },
        y: { label: { en: "loss", fr: "perte" }, min: 0, max: 1 },
        height: 7,
      });
    }
  });
  const [lowest, last] = looks.slice(-2);
  const gain = last.evaluation.accuracy - lowest.evaluation.accuracy;
  yield predict({
    en: "The loss of the validation images rises again. From its lowest point to the end, their " +
      "accuracy…",
    fr: "La perte de validation remonte. De son point le plus bas à la fin, l’exactitude en " +
      "validation…",
  }, {
    choices: [
      { en: "falls by more than 2 points", fr: "baisse de plus de 2 points" },
      { en: "hardly changes", fr: "change à peine" },
      { en: "rises by more than 2 points", fr: "monte de plus de 2 points" },
    ],
    right: gain < -0.02 ? 0 : gain > 0.02 ? 2 : 1,
    why: {
      en: "The loss counts how sure it is of its mistakes; the accuracy does not.",
      fr:
        "La perte tient compte de l’assurance avec laquelle il se trompe\u00a0; l’exactitude, non.",
    },
  });
  yield table(
    [lowest, last].map(({ metrics, evaluation, sure }) => [
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
        { en: "validation", fr: "validation" },
        { en: "accuracy", fr: "exactitude" },
        { en: "P if wrong", fr: "P si erreur" },
      ],
    },
  );
  yield prose({
    en: `This is ${term("overfitting")}: it knows its images by heart, and that helps with no ` +
      "others. “P if wrong” is the mean probability that it gives to its wrong answers.",
    fr: `C’est le ${term("surapprentissage")}\u00a0: il sait ses images par cœur, et cela ne lui ` +
      "sert pour aucune autre. «\u00a0P si erreur\u00a0» est la probabilité moyenne qu’il donne à ses " +
      "réponses fausses.",
  });
}

/** The mean probability that a network gives to its wrong answers. */
function sureness({ network, test, dataset }: Session): number {
  const readings = readAll(network, test), wrong = surestMistakes(readings, dataset.test);
  return wrong.reduce((sum, i) => sum + readings.confidences[i], 0) / wrong.length;
}

/** The test images, read once, and ten of those that are misread. */
function* testOnce({ network, test, dataset }: Session): Generator<StoryBlock> {
  yield step({ en: "The test images, once", fr: "Les images de test, une fois" });
  const { predictions, accuracy } = evaluate(network, test),
    { images, labels, count: all } = dataset.test;
  const size = images.length / all;
  const wrong = [...predictions.keys()].filter((i) => predictions[i] !== labels[i]);
  yield prose({
    en:
      `Everything is chosen; now the full run reads the ${count(all)} test images, for the first ` +
      `and last time: **${percent(accuracy, 2)}** are read right, ${count(wrong.length)} wrong. ` +
      `The first ten of these, with what they are and what it read. Would you do better?`,
    fr:
      `Tout est choisi\u00a0; le réseau de l’entraînement complet lit maintenant les ${
        count(all)
      } ` +
      `images de test, pour la première et la dernière fois\u00a0: **${percent(accuracy, 2)}** ` +
      `sont bien classées, ${
        count(wrong.length)
      } sont mal classées. Voici les dix premières, avec ` +
      `le bon chiffre et celui qu’il a lu. Feriez-vous mieux\u00a0?`,
  });
  yield pictures(
    wrong.slice(0, 10).map((i) => ({
      pixels: images.subarray(i * size, (i + 1) * size),
      title: {
        en: `${labels[i]}, read ${predictions[i]}`,
        fr: `${labels[i]}, lu ${predictions[i]}`,
      },
    })),
  );
}

const RATES = [0.1, 0.3, 1, 3];

/** Other networks, each with its best rate, and other ideas. */
function* next({ epochs: run }: Session, asked: Asked): Generator<StoryBlock> {
  yield step({ en: "What to try next", fr: "Que tenter ensuite\u00a0?" });
  const { learnt, judges } = trialSizes(asked.engine), epochs = 2;
  yield prose({
    en:
      `**Other sizes, more layers.** ${epochs} epochs of ${
        count(learnt)
      } images, with the best of ` +
      `the rates ${RATES.map((rate) => n(rate)).join(", ")}, falling to 0, on ${count(judges)} ` +
      `validation images:`,
    fr:
      `**D’autres tailles, plus de couches.** ${epochs} époques de ${count(learnt)} images, avec ` +
      `le meilleur des taux ${
        RATES.map((rate) => n(rate)).join("\u00a0; ")
      }, décroissant jusqu’à ` +
      `0, sur ${count(judges)} images de validation\u00a0:`,
  });
  const shapes: readonly (readonly number[])[] = [[], [16], [64], [256], [64, 64]];
  const parameters = shapes.map((hidden) => trial(asked, { hidden }).network.parameterCount);
  let tuned: Tuned[] = [];
  const cells = (i: number): (string | Text)[] => {
    const { accuracies = [], best = 0 } = tuned[i] ?? {};
    return accuracies.length < RATES.length
      ? ["", "…"]
      : [n(RATES[best]), percent(accuracies[best])];
  };
  const trials = shapes.map((hidden) => ({ hidden, epochs, schedule: "linear" } as const));
  yield live(function* () {
    for (tuned of tune(asked, { trials, rates: RATES })) {
      yield table(
        shapes.map((hidden, i) => [
          [784, ...hidden, 10].join("-"),
          count(parameters[i]),
          ...cells(i),
        ]),
        {
          head: [
            { en: "network", fr: "réseau" },
            { en: "parameters", fr: "paramètres" },
            { en: "best η", fr: "meilleur η" },
            { en: "accuracy", fr: "exactitude" },
          ],
        },
      );
    }
  });
  const accuracy = (i: number) => percent(tuned[i].accuracies[tuned[i].best]);
  const seeds = [asked.seed + 1, asked.seed + 2];
  const pairs = seeds.map((seed) =>
    [2, 4].map((i) =>
      finished(trial({ ...asked, seed }, { ...trials[i], rate: RATES[tuned[i].best] })).accuracy
    )
  );
  const [one, two] = [tuned[2], tuned[4]].map(({ accuracies, best }) => accuracies[best]);
  const signs = new Set([[one, two], ...pairs].map(([one, two]) => Math.sign(two - one)));
  const [first, second] = pairs.map((pair) => pair.map((accuracy) => percent(accuracy)));
  yield prose({
    en:
      `More neurons help: ${accuracy(1)} with ${shapes[1]}, ${accuracy(3)} with ${
        shapes[3]
      }. Yet ` +
      `784-10, without any, reads ${accuracy(0)}: in so short a training, a hidden layer hardly ` +
      `pays. The full run came to ${
        percent(run.at(-1)!.validationAccuracy!)
      } of the validation images; lesson ` +
      `2 to about ${percent(0.92, 0)}.`,
    fr:
      `Davantage de neurones aident\u00a0: ${accuracy(1)} avec ${shapes[1]}, ${accuracy(3)} avec ` +
      `${shapes[3]}. Mais 784-10, sans couche cachée, lit bien ${accuracy(0)}\u00a0: dans un ` +
      `entraînement si court, elle ne rapporte guère. L’entraînement complet a mené à ` +
      `${percent(run.at(-1)!.validationAccuracy!)} en validation\u00a0; la leçon 2, à ` +
      `${percent(0.92, 0)} environ.`,
  });
  yield prose({
    en:
      `A second layer takes ${accuracy(2)} to ${accuracy(4)}. Is that luck? With the same rates, ` +
      `seed ${seeds[0]} takes ${first.join(" to ")}, seed ${seeds[1]} ${second.join(" to ")}: ` +
      (signs.size === 1
        ? "three times the same sign, more than one training could tell."
        : "not always the same sign, so it may well be."),
    fr:
      `Une seconde couche mène de ${accuracy(2)} à ${
        accuracy(4)
      }. Un hasard\u00a0? Avec les mêmes ` +
      `taux, la graine ${seeds[0]} mène de ${first.join(" à ")}, la graine ${seeds[1]} de ` +
      `${second.join(" à ")}\u00a0: ` +
      (signs.size === 1
        ? "trois fois le même signe\u00a0; un seul entraînement ne l’aurait pas dit."
        : "pas toujours le même signe, c’est donc bien possible."),
  });
  yield prose({
    en: `Your turn, with \`--validation ${VALIDATION}\`: \`deno task train --hidden 256,128\` ` +
      "(and choose by its `validation`; the test accuracy at its end is for the network that you " +
      "keep). **Regularisation** against learning by heart: make large weights costly " +
      "(`--l2`), switch neurons off at random (`--dropout`), shift the images (`--shift`), stop in " +
      "time (`--patience`). **Convolutions**, which look for the same strokes everywhere " +
      "(`--recipe conv`). **Other data**: `--data FOLDER` takes any dataset in the format of " +
      "MNIST, such as Fashion-MNIST.",
    fr: `À vous, avec \`--validation ${VALIDATION}\`\u00a0: \`deno task train --hidden ` +
      "256,128` (et choisissez d’après sa `validation`\u00a0; l’exactitude de test, à la fin, est " +
      "pour le réseau que vous gardez). La **régularisation** contre l’apprentissage par cœur\u00a0: faire " +
      "payer les grands poids (`--l2`), éteindre des neurones au hasard (`--dropout`), décaler les " +
      "images (`--shift`), s’arrêter à temps (`--patience`). Les **convolutions**, qui cherchent " +
      "les mêmes traits partout (`--recipe conv`). D’**autres données**\u00a0: `--data DOSSIER` " +
      "accepte tout jeu de données au format de MNIST, comme Fashion-MNIST.",
  });
}
