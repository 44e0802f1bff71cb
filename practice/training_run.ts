/**
 * The training of exercise 10: real digits, a curve that grows, and what it reads right at the end.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import { chart } from "../src/lesson/chart.ts";
import { count, percent, written } from "../src/lesson/numeral.ts";
import type { Mine, Tools } from "../src/practice/exercise.ts";
import { texts } from "../src/practice/finding.ts";
import { curveLines } from "../src/terminal/curves.ts";
import { type Digits, unpackDigits } from "./digits.ts";
import { ownNetwork, type Trainable } from "./own_network.ts";
import { crossEntropy } from "./solutions/03_cross_entropy.ts";
import { dense } from "./solutions/04_dense.ts";
import { softmaxGradient } from "./solutions/05_logits.ts";
import { denseBackward } from "./solutions/06_dense_backward.ts";
import { relu, reluBackward } from "./solutions/07_relu.ts";
import { softmax } from "./solutions/02_softmax.ts";

/** The training: images in a batch, learning rate. */
const SIZE = 32, RATE = 0.3;
/** From so many images on, it is the real thing. */
const MANY = 50_000;
/** Steps that are timed beforehand, after as many that warm up; no more than so many seconds of each. */
const TIMED = { long: 100, short: 10, seconds: 3 };
/** Images that are read at the end between two words of how far it is. */
const READ = 500;
/** Milliseconds between two drawings of the curve. */
const PAUSE = 700;
/** The project's functions of exercises 2 to 7. */
export const PROJECT: Mine = {
  softmax,
  crossEntropy,
  dense,
  softmaxGradient,
  denseBackward,
  relu,
  reluBackward,
};

/** How many images are needed: to learn from, and some that judge. */
export const imagesFor = (isWhole: boolean): number => isWhole ? 60_000 : 2_500;

/** Trains the learner's network, and says how it goes; whether it reads enough right at the end. */
export async function trainingRun(
  mine: Mine,
  { data, earlier, say, keep }: Tools,
): Promise<boolean> {
  const { kernelNetwork } = await import("./kernel_network.ts");
  const functions = { ...PROJECT, ...earlier, descend: mine.descend };
  const missing = Object.keys(PROJECT).filter((name) => !(name in earlier));
  const make = (): Trainable => {
    const made = mine.makeNetwork?.({
      mine: (...sizes: number[]) => ownNetwork(sizes, functions),
      kernels: (...sizes: number[]) => kernelNetwork(sizes),
    });
    if (made?.network) return made;
    throw new TypeError("makeNetwork should return mine(784, 64, 10) or kernels(784, 64, 10)");
  };
  const all = unpackDigits(data), judges = Math.min(5_000, all.count / 5);
  const train = part(all, 0, all.count - judges);
  const validation = part(all, all.count - judges, all.count);
  // One epoch of all images leads to 96.4 %; of 2,000 images, two lead to 90 %.
  const [epochs, mark] = train.count >= MANY ? [1, 0.95] : [2, 0.8];
  const images = count(train.count);
  const perEpoch = Math.ceil(train.count / SIZE), steps = epochs * perEpoch;
  const trained = make();
  if (trained.of === "mine" && missing.length > 0) {
    const list = missing.join(", ");
    say({
      en: `Not solved yet, so the project's stand in: ${list}.`,
      fr: `Pas encore résolues, celles du projet les remplacent\u00a0: ${list}.`,
    });
  }

  say({
    en: `${whose(trained).en}: how long will it take?`,
    fr: `${whose(trained).fr}\u00a0: combien de temps cela prendra-t-il\u00a0?`,
  });
  const many = train.count >= MANY ? TIMED.long : TIMED.short;
  const seconds = Math.ceil(timed(make(), { digits: train, many }) * steps);
  const learnt = texts((language) => `${epochs} × ${written(images, language)}`);
  say({
    en: `${whose(trained).en}: learning from ${learnt.en} images takes about ${seconds} s here.`,
    fr: `${
      whose(trained).fr
    }\u00a0: apprendre de ${learnt.fr} images prend environ ${seconds} s ici.`,
  }, { instead: true });

  const start = performance.now(), points: [number, number][] = [];
  const sums = { images: 0, loss: 0, right: 0 };
  let taken = 0, recent = NaN, drawn = start, isDrawn = false;
  const curve = (title: Text) => {
    const block = chart([{ name: { en: "loss", fr: "perte" }, points }], {
      x: { label: { en: "images", fr: "images" }, min: 0, max: epochs * train.count },
      y: { label: { en: "loss", fr: "perte" }, min: 0 },
      height: 8,
    });
    say(
      texts((language) =>
        `${written(title, language)}\n${curveLines(block, { language, width: 56, colour: false })}`
      ),
      { instead: isDrawn },
    );
    isDrawn = true;
  };
  const network = {
    forward(batch: never) {
      const outcome = trained.network.forward(batch);
      // The loop was found right before: its batches follow each other, and the last is short.
      const images = Math.min(SIZE, train.count - sums.images % train.count);
      sums.images += images;
      sums.loss += images * outcome.loss;
      sums.right += outcome.right;
      recent = Number.isNaN(recent) ? outcome.loss : 0.98 * recent + 0.02 * outcome.loss;
      return outcome;
    },
    backward: () => trained.network.backward(),
  };
  const optimizer = {
    step(rate: number) {
      trained.optimizer.step(rate);
      taken++;
      const now = performance.now();
      if (taken % Math.ceil(steps / 120) === 1 || taken === steps) {
        points.push([taken * SIZE, recent]);
      }
      if (points.length < 2 || now - drawn < PAUSE) return;
      drawn = now;
      const epoch = Math.ceil(taken / perEpoch);
      const left = Math.ceil((now - start) / 1000 * (steps - taken) / taken);
      curve({
        en: `Epoch ${epoch}, step ${taken} of ${steps}, about ${left} s left`,
        fr: `Époque ${epoch}, pas ${taken} sur ${steps}, encore ${left} s environ`,
      });
    },
  };
  mine.train(network, optimizer, trained.examples(train), {
    size: SIZE,
    rate: RATE,
    epochs,
  });
  const lasted = (performance.now() - start) / 1000;
  const time = lasted.toFixed(lasted < 1 ? 2 : 1);
  let right = 0;
  for (let from = 0; from < validation.count; from += READ) {
    curve({
      en: `${from} of ${validation.count} other images are read`,
      fr: `${from} autres images sur ${validation.count} sont lues`,
    });
    const some = part(validation, from, Math.min(from + READ, validation.count));
    right += Math.round(trained.accuracy(some) * some.count);
  }
  const accuracy = right / validation.count;
  curve(
    texts((language) =>
      language === "en"
        ? `${whose(trained).en}, in ${time} s: ${written(percent(accuracy), language)} of ${
          written(count(validation.count), language)
        } other images are read right.`
        : `${whose(trained).fr}, en ${time.replace(".", ",")} s\u00a0: ${
          written(percent(accuracy), language)
        } de ${written(count(validation.count), language)} autres images sont lues correctement.`
    ),
  );
  if (train.count >= MANY) {
    keep({
      ...{ of: trained.of, layers: trained.layers(), size: SIZE, rate: RATE },
      validation: validation.count,
      epochs: [{
        epoch: epochs,
        trainLoss: sums.loss / sums.images,
        trainAccuracy: sums.right / sums.images,
        validationAccuracy: accuracy,
        seconds: lasted,
        imagesPerSecond: sums.images / lasted,
      }],
    });
  }
  return accuracy >= mark;
}

function whose({ of }: Trainable): Text {
  return of === "mine"
    ? { en: "Your own functions", fr: "Vos propres fonctions" }
    : { en: "The project’s kernels", fr: "Les noyaux du projet" };
}

/** Seconds of a step: the median of so many, once the engine has compiled what runs often. */
function timed(
  other: Trainable,
  { digits, many }: { readonly digits: Digits; readonly many: number },
): number {
  const { network, optimizer } = other, examples = other.examples(digits);
  examples.shuffle(); // As in training: images that are not side by side in memory.
  const run = () => {
    const times: number[] = [], start = performance.now();
    let now = start;
    while (
      times.length < many && (times.length < TIMED.short || now - start < 1000 * TIMED.seconds)
    ) {
      const before = now, from = times.length * SIZE;
      network.forward(examples.batch(from, from + SIZE) as never);
      network.backward();
      optimizer.step(RATE);
      now = performance.now();
      times.push((now - before) / 1000);
    }
    return times;
  };
  run();
  const times = run().sort((a, b) => a - b);
  return times[times.length >> 1];
}

/** The images at the places `from` to `to` − 1. */
export function part({ size, labels, images }: Digits, from: number, to: number): Digits {
  return {
    count: to - from,
    size,
    labels: labels.subarray(from, to),
    images: images.subarray(from * size, to * size),
  };
}
