/**
 * The part of lesson 1 on pixel values: their statistics, and why 0–255 becomes 0–1.
 *
 * @module
 */
import { snapshot } from "../src/cli/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import { byteStatistics, countBytes } from "../src/data/statistics.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  bars,
  check,
  count,
  fixed,
  formula,
  n,
  operand,
  over,
  percent,
  plus,
  prose,
  series,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { countRight } from "../src/train/evaluate.ts";

/** The learning rate, and how many images are learnt from. */
const RATE = 0.1, IMAGES = 100;

/** The pixels in numbers, then two steps of gradient descent on raw and on scaled ones. */
export function* scaling(
  engine: Engine,
  { train, digit, pixel }: { train: Split; digit: number; pixel: number },
): Generator<Block> {
  yield step({ en: "The pixels in numbers", fr: "Les pixels en chiffres" });
  const histogram = countBytes(train.images), all = train.images.length;
  const ranges = [[0, 0], [1, 63], [64, 127], [128, 191], [192, 254], [255, 255]];
  yield bars(
    ranges.map(([low, high]) => {
      const value = histogram.subarray(low, high + 1).reduce((sum, x) => sum + x, 0) / all;
      return { label: low === high ? `${low}` : `${low}–${high}`, value, text: percent(value) };
    }),
    {
      max: 1,
      caption: {
        en: `the ${count(all)} bytes of the training images, by their value`,
        fr: `les ${count(all)} octets des images d’entraînement, selon leur valeur`,
      },
    },
  );
  yield table(
    [1, 255].map((divisor) => {
      const { min, max, mean, deviation } = byteStatistics(histogram, { divisor });
      return [`0–${255 / divisor}`, n(min), n(max), fixed(mean, 4), fixed(deviation, 4)];
    }),
    {
      head: [
        { en: "pixels", fr: "pixels" },
        "min",
        "max",
        { en: "mean", fr: "moyenne" },
        { en: "deviation", fr: "écart type" },
      ],
      caption: {
        en: "The same, as they are, and divided by 255:",
        fr: "Les mêmes, tels quels, puis divisés par 255\u00a0:",
      },
    },
  );
  const inked = new Uint8Array(784);
  for (let i = 0; i < all; i++) inked[i % 784] |= train.images[i];
  const empty = inked.filter((ink) => ink === 0).length;
  yield prose({
    en:
      `Most of an image is paper, and ${empty} of 784 pixels are 0 in every training image. The ` +
      "division changes the unit, not the picture: paper stays 0. Our pixel becomes",
    fr:
      `Une image est surtout faite de papier, et ${empty} pixels sur 784 valent 0 dans toutes les ` +
      "images d’entraînement. La division change l’unité, pas l’image\u00a0: le papier reste à 0. " +
      "Notre pixel devient",
  });
  const byte = train.images[784 * digit + pixel];
  yield formula(
    `X[${digit},${pixel}]`,
    over(operand(`I[${digit},${pixel}]`, byte), operand("255", 255)),
  );

  yield step({ en: "A step with each kind of pixel", fr: "Un pas avec chaque sorte de pixels" });
  // From our image on, so that it is row 0.
  const labels = engine.bytes(IMAGES),
    wanted = Array.from(labels, (_, r) => (digit + r) % train.count);
  wanted.forEach((index, r) => labels[r] = train.labels[index]);
  const learner = (name: string, divisor: number, rate: number) => {
    const inputs = engine.matrix(IMAGES, 784);
    for (const [r, index] of wanted.entries()) {
      for (let i = 0; i < 784; i++) {
        inputs.data[784 * r + i] = train.images[784 * index + i] / divisor;
      }
    }
    const network = new Network(engine, { sizes: [784, 10], activation: "relu", capacity: IMAGES });
    return {
      name,
      rate,
      network,
      batch: { inputs, labels },
      losses: [] as number[],
      right: [] as string[],
    };
  };
  const slowed = RATE / 255 ** 2;
  const learners = [
    learner("0–1", 255, RATE),
    learner("0–255", 1, RATE),
    learner("0–255, η/65025", 1, slowed),
  ];
  /** One step of gradient descent; what it was made of. */
  const descend = ({ network, batch, rate, losses, right }: ReturnType<typeof learner>) => {
    const { loss, probabilities } = network.forward(batch);
    losses.push(loss);
    right.push(percent(countRight(probabilities, labels) / IMAGES, 0));
    network.backward();
    const now = snapshot(network, labels);
    new Sgd(engine, network.parameters).step(rate);
    return now;
  };
  const c = labels[0], weight = `W1[${pixel},${c}]`;
  yield prose({
    en:
      `The simplest model gives class c a score for an image: the sum of all pixels, each times ` +
      `a weight W1[pixel,c]. Lesson 2 tells the rest; here we follow **${weight}**, which ties our ` +
      `pixel to class ${c}. All weights start at 0. A step takes from each weight a little, η, of ` +
      `its slope dW1: the mean, over ${IMAGES} images, of its pixel times the error dZ1 of its class.`,
    fr:
      `Le modèle le plus simple donne à chaque image un score pour la classe c\u00a0: la somme de ` +
      `tous les pixels, chacun multiplié par un poids W1[pixel,c]. La leçon 2 dira le reste\u00a0; ` +
      `suivons ici **${weight}**, qui relie notre pixel à la classe ${c}. Tous les poids partent de ` +
      `0. Un pas retire à chaque poids un peu, η, de sa pente dW1\u00a0: la moyenne, sur ${IMAGES} ` +
      `images, de son pixel multiplié par l’erreur dZ1 de sa classe.`,
  });
  const firsts = learners.map(descend);
  const slopes = firsts.map((now) => now.value("dW1", pixel, c));
  for (const [i, now] of firsts.slice(0, 2).entries()) {
    yield prose({
      en: `Pixels from ${learners[i].name}:`,
      fr: `Pixels de ${learners[i].name}\u00a0:`,
    });
    const terms = series("r", IMAGES, {
      term: (r) => times(now.at("X", { r }, pixel), now.at("dZ1", { r }, c)),
      shown: 3,
      follow: 0,
    });
    yield formula(now.left("dW1", pixel, c), over(terms, operand("m", IMAGES)));
  }
  yield check({
    claim: {
      en: "the raw slope is 255 times as large",
      fr: "la pente brute est 255 fois plus grande",
    },
    found: { name: { en: "raw", fr: "brute" }, value: slopes[1] },
    expected: { name: { en: "255 times scaled", fr: "255 fois l’autre" }, value: 255 * slopes[0] },
    tolerance: 1e-5,
  });

  yield step({ en: "The second step", fr: "Le deuxième pas" });
  yield prose({
    en:
      `The weights are now 255 times too large, and multiply pixels that are 255 times too large. ` +
      `The score of class ${c} for our image:`,
    fr:
      `Les poids sont maintenant 255 fois trop grands, et ils multiplient des pixels 255 fois trop ` +
      `grands. Le score de la classe ${c} pour notre image\u00a0:`,
  });
  const seconds = learners.map(descend);
  for (const now of seconds.slice(0, 2)) {
    const terms = series("i", 784, {
      term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, c)),
      shown: 2,
      follow: pixel,
    });
    yield formula(now.left("Z1", 0, c), plus(terms, now.at("b1", 0, c)));
  }
  learners.forEach(descend); // a third, only for what it finds
  const rows = [{ en: "at the start", fr: "au départ" }, {
    en: "after step 1",
    fr: "après le pas 1",
  }, {
    en: "after step 2",
    fr: "après le pas 2",
  }];
  yield table(
    rows.map((
      name,
      i,
    ) => [name, ...learners.map(({ losses, right }) => `${n(losses[i])} · ${right[i]}`)]),
    {
      head: [{ en: "pixels", fr: "pixels" }, ...learners.map(({ name }) => name)],
      caption: {
        en: `The loss (lower is better), and the share of the ${IMAGES} images read right:`,
        fr:
          `La perte (plus elle est petite, mieux c’est) et la part des ${IMAGES} images bien lues\u00a0:`,
      },
    },
  );
  yield check({
    claim: {
      en: "with scaled pixels, two steps lower the loss",
      fr: "avec des pixels divisés, deux pas diminuent la perte",
    },
    found: { name: { en: "after", fr: "après" }, value: learners[0].losses[2] },
    expected: { name: { en: "before", fr: "avant" }, value: learners[0].losses[0] },
    measure: "below",
  });
  yield check({
    claim: { en: "with raw pixels, too", fr: "avec des pixels bruts aussi" },
    found: { name: { en: "after", fr: "après" }, value: learners[1].losses[2] },
    expected: { name: { en: "before", fr: "avant" }, value: learners[1].losses[0] },
    measure: "below",
    meant: false,
  });
  const [bias, slowBias] = [0, 2].map((i) => seconds[i].value("b1", 0, c));
  yield prose({
    en:
      `A rate 255² = 65025 times smaller (last column) mends the weights, and stops the biases, ` +
      `whose slopes never were too large: b1[0,${c}] is ${n(slowBias)} after a step, not ${
        n(bias)
      }. One rate suits all parameters only if the inputs are about 1 in size.`,
    fr:
      `Un taux 255² = 65025 fois plus petit (dernière colonne) répare les poids, mais arrête les ` +
      `biais, dont les pentes n’ont jamais été trop grandes\u00a0: après un pas, b1[0,${c}] vaut ${
        n(slowBias)
      } au lieu de ${n(bias)}. Un même taux ne convient à tous les paramètres que si les entrées ` +
      `sont de l’ordre de 1.`,
  });
}
