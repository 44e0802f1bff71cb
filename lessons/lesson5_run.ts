/**
 * The fifth part of lesson 5: the full run.
 *
 * @module
 */
import {
  chart,
  count,
  fixed,
  live,
  n,
  percent,
  predict,
  prose,
  seconds,
  step,
  table,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { evaluate } from "../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import { PLACE, WEIGHT } from "./lesson5_numbers.ts";
import { type Asked, type Lap, laps, trial, VALIDATION } from "./lesson5_trials.ts";

/** Ten epochs of all the training images but those of the validation; gives the training at its end. */
export function* fullRun(asked: Asked): Generator<StoryBlock, Session> {
  const { dataset, engine, seed, train } = asked;
  yield step({ en: "The full run", fr: "L’entraînement complet" });
  const recipe = { ...DEFAULT_RECIPE, engine, seed, validation: VALIDATION };
  const { epochs, batch, rate } = recipe;
  yield prose({
    en: `All that together: 784-64-10, He’s weights, ${epochs} epochs of ${count(train.count)} ` +
      `images, shuffled, in mini-batches of ${batch}, with an η that starts at ${n(rate)} and ` +
      `falls to 0. It is \`deno task train --validation ${VALIDATION}\`. After each epoch it reads ` +
      `the ${count(VALIDATION)} validation images.`,
    fr: `Tout cela réuni\u00a0: 784-64-10, les poids de He, ${epochs} époques de ` +
      `${count(train.count)} images, mélangées, en mini-lots de ${batch}, avec un η qui part de ` +
      `${n(rate)} et descend jusqu’à 0. C’est \`deno task train --validation ${VALIDATION}\`. ` +
      `Après chaque époque, il lit les ${count(VALIDATION)} images de validation.`,
  });
  if (engine === "plain") {
    const [{ end }] = laps(trial(asked, { epochs: 1, learnt: 640 }));
    // To read an image takes about a third of what it takes to learn from one.
    const time = epochs * (train.count + VALIDATION / 3) / end!.metrics.imagesPerSecond;
    yield prose({
      en: `With \`plain\`, expect it to take about ${seconds(time)}.`,
      fr: `Avec \`plain\`, comptez environ ${seconds(time)}.`,
    });
  }
  const session = new Session(asked.createEngine(engine), { recipe, dataset });
  const [W1] = session.network.parameters;
  const training: [number, number][] = [], unseen: [number, number][] = [];
  const drawn = W1.value.data[PLACE];
  const ends: NonNullable<Lap["end"]>[] = [], again: number[] = [];
  yield live(function* () {
    for (const { at, loss, end } of laps(session, { every: 67 })) {
      if (end) {
        ends.push(end);
        unseen.push([at, end.evaluation.loss]);
        // All training images once more, with the weights of that moment.
        const { epoch } = end.metrics;
        if (epoch === 1 || epoch === epochs) {
          again.push(evaluate(session.network, session.train).accuracy);
        }
      }
      training.push([at, loss]);
      yield chart([
        { name: { en: "training loss", fr: "perte d’entraînement" }, points: training },
        { name: { en: "validation loss", fr: "perte de validation" }, points: unseen },
      ], {
        x: { label: { en: "epochs", fr: "époques" }, min: 0, max: epochs },
        y: { label: { en: "loss", fr: "perte" }, min: 0.01, max: 1, log: true },
        height: 9,
      });
    }
  });

  yield step({ en: "Epoch by epoch", fr: "Époque par époque" });
  const [first] = ends, gap = first.metrics.trainAccuracy - first.evaluation.accuracy;
  yield predict({
    en: "During epoch 1, each training image is read just before it is learnt from. The share " +
      "of right answers that this gives, compared with that on the validation images, read when " +
      "the epoch is over, is…",
    fr: "Pendant l’époque 1, chaque image d’entraînement est lue juste avant de servir. Comparée " +
      "à la part des images de validation bien classées juste après l’époque, la part de bonnes réponses " +
      "est…",
  }, {
    choices: [
      {
        en: "higher: it learns from these very images",
        fr: "plus élevée\u00a0: il apprend sur elles",
      },
      { en: "lower", fr: "plus basse" },
      { en: "the same", fr: "la même" },
    ],
    right: gap > 0 ? 0 : gap < 0 ? 1 : 2,
    why: {
      en: "The first images were read by a network that knew nothing yet.",
      fr: "Les premières images ont été lues par un réseau qui ne savait encore rien.",
    },
  });
  const shown = ends.filter(({ metrics: { epoch } }) => epoch <= 3 || epoch % 5 === 0);
  yield table(
    shown.map(({ metrics, evaluation }) => [
      `${metrics.epoch}`,
      fixed(metrics.trainLoss, 4),
      fixed(evaluation.loss, 4),
      percent(metrics.trainAccuracy, 2),
      percent(evaluation.accuracy, 2),
    ]),
    {
      head: [
        { en: "epoch", fr: "époque" },
        { en: "loss: training", fr: "perte\u00a0: entr." },
        { en: "validation", fr: "validation" },
        { en: "right: training", fr: "juste\u00a0: entr." },
        { en: "validation", fr: "validation" },
      ],
    },
  );
  yield prose({
    en: `Right after epoch 1, we read all training images again: ${percent(again[0], 2)}. So the ` +
      `“training accuracy” is a mean over an epoch in which the network changed. At the end it ` +
      `hardly changes any more, and the gap is real: read again, ${percent(again[1], 2)} of the ` +
      `training images are right, against ${
        percent(ends.at(-1)!.evaluation.accuracy, 2)
      }. Part of ` +
      `what it learns holds for them alone. Our ${WEIGHT} went from ${n(drawn)} to ` +
      `${n(W1.value.data[PLACE])}, in ${
        count(session.epochs.length * Math.ceil(train.count / batch))
      } ` +
      `steps.`,
    fr: `Juste après l’époque 1, relisons toutes les images d’entraînement\u00a0: ` +
      `${percent(again[0], 2)}. L’«\u00a0exactitude d’entraînement\u00a0» est donc une moyenne ` +
      `sur une époque pendant laquelle le réseau a changé. À la fin, il ne change presque plus, et ` +
      `l’écart est réel\u00a0: relues, ${percent(again[1], 2)} des images d’entraînement sont ` +
      `bien classées, contre ${percent(ends.at(-1)!.evaluation.accuracy, 2)} en validation. Une ` +
      `partie de ce qu’il apprend ne vaut que pour elles. Notre ${WEIGHT} est passé de ${
        n(drawn)
      } ` +
      `à ${n(W1.value.data[PLACE])}, en ${
        count(session.epochs.length * Math.ceil(train.count / batch))
      } ` +
      `pas.`,
  });

  return session;
}
