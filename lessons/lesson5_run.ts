/**
 * The fourth part of lesson 5: the full run.
 *
 * @module
 */
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  count,
  fixed,
  live,
  n,
  percent,
  prose,
  seconds,
  step,
  table,
} from "../src/lesson/blocks.ts";
import type { Evaluation } from "../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import { PLACE, WEIGHT } from "./lesson5_steps.ts";
import { type Asked, type Lap, laps, trial } from "./lesson5_trials.ts";

/** A trained network, and what it reads in the test images. */
export interface Trained {
  /** The training, at its end. */
  readonly session: Session;
  /** The reading of the test images. */
  readonly evaluation: Evaluation;
}

/** Ten epochs of all the training images. */
export function* fullRun(asked: Asked): Generator<Block, Trained> {
  const { dataset, engine, seed } = asked;
  yield step({ en: "The full run", fr: "L’entraînement complet" });
  const recipe = { ...DEFAULT_RECIPE, engine, seed }, { epochs, batch, rate } = recipe;
  yield prose({
    en: `All that together: 784-64-10, He’s weights, ${epochs} epochs of ` +
      `${count(dataset.train.count)} images, shuffled, in mini-batches of ${batch}; η starts at ` +
      `${n(rate)}, since the first steps may be long, and falls evenly to 0, since the last ones ` +
      `must be exact. It is \`deno task train\`. After each epoch, and for the first time in ` +
      `this lesson, the ${count(dataset.test.count)} **test images** are read; nothing is learnt ` +
      `or chosen from them.`,
    fr: `Tout cela réuni\u00a0: 784-64-10, les poids de He, ${epochs} époques de ` +
      `${
        count(dataset.train.count)
      } images, mélangées, en mini-lots de ${batch}\u00a0; η part de ` +
      `${
        n(rate)
      }, car les premiers pas peuvent être longs, et diminue régulièrement jusqu’à 0, car ` +
      `les derniers doivent être précis. C’est \`deno task train\`. Après chaque époque, et pour la ` +
      `première fois de cette leçon, les ${count(dataset.test.count)} **images de test** sont ` +
      `lues\u00a0; on n’apprend ni ne choisit rien d’après elles.`,
  });
  if (engine === "plain") {
    const [{ end }] = laps(trial(asked, { epochs: 1, learnt: 640 })), { train, test } = dataset;
    // To read an image takes about a third of what it takes to learn from one.
    const time = epochs * (train.count + test.count / 3) / end!.metrics.imagesPerSecond;
    yield prose({
      en: `With \`plain\`, expect it to take about ${seconds(time)}.`,
      fr: `Avec \`plain\`, comptez environ ${seconds(time)}.`,
    });
  }
  const session = new Session(asked.createEngine(engine), { recipe, dataset }),
    [W1] = session.network.parameters;
  const training: [number, number][] = [], test: [number, number][] = [];
  const path: [number, number][] = [[0, W1.value.data[PLACE]]];
  const ends: NonNullable<Lap["end"]>[] = [];
  yield live(function* () {
    for (const { at, loss, end } of laps(session, { every: 67 })) {
      path.push([at, W1.value.data[PLACE]]);
      if (end) {
        ends.push(end);
        test.push([at, end.evaluation.loss]);
      }
      training.push([at, loss]);
      yield chart([
        { name: { en: "training loss", fr: "perte d’entraînement" }, points: training },
        { name: { en: "test loss", fr: "perte de test" }, points: test },
      ], {
        x: { label: { en: "epochs", fr: "époques" }, min: 0, max: epochs },
        y: { label: { en: "loss", fr: "perte" }, min: 0.01, max: 1, log: true },
        height: 9,
      });
    }
  });
  const { evaluation } = ends.at(-1)!;
  yield check({
    claim: {
      en: `of 100 test digits, it reads more than 97`,
      fr: `sur 100 chiffres de test, il en lit plus de 97`,
    },
    found: { name: { en: "share misread", fr: "part mal lue" }, value: 1 - evaluation.accuracy },
    expected: { name: { en: "limit", fr: "limite" }, value: 0.03 },
    measure: "below",
  });

  yield step({ en: "Epoch by epoch", fr: "Époque par époque" });
  yield table(
    ends.map(({ metrics, evaluation }) => [
      `${metrics.epoch}`,
      fixed(metrics.trainLoss, 4),
      fixed(evaluation.loss, 4),
      percent(metrics.trainAccuracy, 2),
      percent(evaluation.accuracy, 2),
    ]),
    {
      head: [
        { en: "epoch", fr: "époque" },
        { en: "training loss", fr: "perte entr." },
        { en: "test", fr: "test" },
        { en: "training accuracy", fr: "exactitude entr." },
        { en: "test", fr: "test" },
      ],
    },
  );
  const steps = Math.ceil(dataset.train.count / batch) * epochs;
  yield chart([{ name: { en: WEIGHT, fr: WEIGHT }, points: path }], {
    x: { label: { en: "epochs", fr: "époques" }, min: 0, max: epochs },
    y: { label: { en: "weight", fr: "poids" } },
    height: 6,
    caption: {
      en: `${WEIGHT} through its ${count(steps)} steps: from ${n(path[0][1])} to ` +
        `${n(path.at(-1)![1])}`,
      fr: `${WEIGHT} au fil de ses ${count(steps)} pas\u00a0: de ${n(path[0][1])} à ` +
        `${n(path.at(-1)![1])}`,
    },
  });
  yield prose({
    en: "Long, noisy steps at first, short ones at the end. The training images end better read " +
      "than the test images: part of what is learnt holds for them alone.",
    fr: "De longs pas bruités au début, de courts à la fin. Les images d’entraînement finissent " +
      "mieux lues que celles de test\u00a0: une partie de ce qui est appris ne vaut que pour elles.",
  });
  return { session, evaluation };
}
