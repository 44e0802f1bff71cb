/**
 * The part of lesson 1 on scaling: why 0–255 becomes 0–1.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Text } from "../src/errors.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  check,
  count,
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
import { mlp } from "../src/nn/mlp.ts";
import { type Batch, Network } from "../src/nn/network.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { countRight } from "../src/train/evaluate.ts";
import type { Followed } from "./lesson1_pixels.ts";

/** The learning rate, and how many images are learnt from. */
const RATE = 0.1, IMAGES = 100;
/** How much larger raw scores get: 255 times for the pixels, and again for the weights. */
const SQUARE = 255 ** 2;

/** Two steps of gradient descent on raw and on scaled pixels. */
export function* scaling(
  engine: Engine,
  { train, digit, pixel, seed }: Followed & { seed: number },
): Generator<Block> {
  yield step({
    en: "Why 0–1? The slope of a weight",
    fr: "Pourquoi 0–1\u00a0? La pente d’un poids",
  });
  const labels = engine.bytes(IMAGES);
  const [scaled, raw] = [255, 1].map((divisor) => {
    const inputs = engine.matrix(IMAGES, 784);
    for (let r = 0; r < IMAGES; r++) {
      const image = (digit + r) % train.count; // ours is row 0
      labels[r] = train.labels[image];
      for (let i = 0; i < 784; i++) {
        inputs.data[784 * r + i] = train.images[784 * image + i] / divisor;
      }
    }
    return { inputs, labels };
  });
  const network = (sizes: number[]) =>
    new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  /** One step of gradient descent, and what it was made of. */
  const descend = (network: Network, batch: Batch, rate = RATE) => {
    const { loss, probabilities } = network.forward(batch);
    const right = countRight(probabilities, labels) / IMAGES;
    network.backward();
    const now = snapshot(network, labels);
    new Sgd(engine, network.parameters).step(rate);
    return { loss, right, now };
  };
  const c = labels[0], weight = `W1[${pixel},${c}]`;
  yield prose({
    en: "The simplest model gives an image one score Z1 for each class: the sum of its pixels, " +
      `each times a weight, plus the **bias** b1 of the class. We follow **${weight}**, which ` +
      `ties our pixel to class ${c}. All weights and biases start at 0, so each class is given ` +
      `the probability ${n(0.1)}. The error dZ1 is that, minus 1 for the right class. The ` +
      "slope dW1 says how fast the model gets worse as the weight grows. It is the mean over " +
      `m\u00a0=\u00a0${IMAGES} images of pixel times error (lesson 2 proves it; Σᵣ is the sum ` +
      "over every image r), here with scaled pixels (0–1), then with raw ones (0–255):",
    fr: "Le modèle le plus simple donne à une image un score Z1 par classe\u00a0: la somme de " +
      "ses pixels, chacun multiplié par un poids, plus le **biais** b1 de la classe. Nous " +
      `suivons **${weight}**, qui relie notre pixel à la classe ${c}. Tous les poids et biais ` +
      `partent de 0, et chaque classe reçoit donc la probabilité ${n(0.1)}. L’erreur dZ1 est ` +
      "cette probabilité, moins 1 pour la bonne classe. La pente dW1 dit à quelle vitesse le " +
      "modèle se dégrade quand le poids augmente. C’est la moyenne, sur " +
      `m\u00a0=\u00a0${IMAGES} images, du pixel multiplié par l’erreur (la leçon 2 le ` +
      "prouve\u00a0; Σᵣ\u00a0: la somme sur toutes les images r), ici avec des pixels réduits " +
      "(0–1), puis avec des pixels bruts (0–255)\u00a0:",
  });
  const linear = [scaled, raw].map((batch) => ({ batch, network: network([784, 10]) }));
  const first = linear.map(({ network, batch }) => descend(network, batch).now);
  for (const now of first) {
    const terms = series("r", IMAGES, {
      term: (r) => times(now.at("X", { r }, pixel), now.at("dZ1", { r }, c)),
      shown: 3,
      follow: 0,
    });
    yield formula(now.left("dW1", pixel, c), over(terms, operand("m", IMAGES)));
  }
  yield check({
    claim: {
      en: "with raw pixels, the slope is 255 times as large",
      fr: "avec des pixels bruts, la pente est 255 fois plus grande",
    },
    found: { name: { en: "raw", fr: "bruts" }, value: first[1].value("dW1", pixel, c) },
    expected: {
      name: { en: "255 times scaled", fr: "255 fois réduits" },
      value: 255 * first[0].value("dW1", pixel, c),
    },
    tolerance: 1e-4,
  });

  yield step({ en: "After a step, the score", fr: "Après un pas, le score" });
  yield prose({
    en: "A step of gradient descent takes η times its slope from each weight and bias; η, the " +
      `learning rate, is ${n(RATE)}. Raw, the weights are now 255 times as large, and multiply ` +
      `pixels that are 255 times as large. The score of class ${c} for our image, scaled, then ` +
      "raw:",
    fr: "Un pas de descente de gradient retire à chaque poids et biais η fois sa pente\u00a0; η, " +
      `le taux d’apprentissage, vaut ${n(RATE)}. Avec des pixels bruts, les poids sont ` +
      "maintenant 255 fois plus grands, et multiplient des pixels 255 fois plus grands. Le " +
      `score de la classe ${c} pour notre image, pixels réduits, puis bruts\u00a0:`,
  });
  const second = linear.map(({ network, batch }) => descend(network, batch));
  for (const { now } of second) {
    const terms = series("i", 784, {
      term: (i) => times(now.at("X", 0, { i }), now.at("W1", { i }, c)),
      shown: 2,
      follow: pixel,
    });
    yield formula(now.left("Z1", 0, c), plus(terms, now.at("b1", 0, c)));
  }
  const [small, large] = second.map(({ now }) => now.value("Z1", 0, c) - now.value("b1", 0, c));
  yield check({
    claim: {
      en: `without the bias b1, the raw score is 255²\u00a0=\u00a0${count(SQUARE)} times as large`,
      fr: `sans le biais b1, le score est 255²\u00a0=\u00a0${count(SQUARE)} fois plus grand avec ` +
        "des pixels bruts",
    },
    found: { name: { en: "raw", fr: "bruts" }, value: large },
    expected: {
      name: { en: `${count(SQUARE)} times scaled`, fr: `${count(SQUARE)} fois réduits` },
      value: SQUARE * small,
    },
    tolerance: 1e-4,
  });
  const [scaledRun, rawRun] = second.map((run) => ({
    share: percent(run.right, 0),
    loss: n(run.loss),
  }));
  yield prose({
    en: `Scores like these make probabilities of 0 and 1. Raw, ${rawRun.share} of the images are ` +
      `read right (scaled: ${scaledRun.share}), but the model is as sure where it is wrong. ` +
      `Its loss (lower is better) is ${rawRun.loss}; with scaled pixels, ${scaledRun.loss}.`,
    fr: "De tels scores donnent des probabilités de 0 et de 1. Avec des pixels bruts, " +
      `${rawRun.share} des images sont bien lues (réduits\u00a0: ${scaledRun.share}), mais le ` +
      "modèle est tout aussi sûr de lui quand il se trompe. Sa perte (plus elle est petite, " +
      `mieux c’est) vaut ${rawRun.loss}\u00a0; avec des pixels réduits, ${scaledRun.loss}.`,
  });

  yield step({ en: "Two steps of a real network", fr: "Deux pas d’un vrai réseau" });
  yield prose({
    en:
      "The network of lesson 3 first makes 64 weighted sums, its hidden neurons, and puts 0 for " +
      "those that are negative: such a neuron is off. The ten scores are weighted sums of these 64 " +
      "numbers. The weights are drawn so that inputs of about 1 give scores of about 1. From the " +
      "same weights, the same two steps:",
    fr:
      "Le réseau de la leçon 3 calcule d’abord 64 sommes pondérées, ses neurones cachés, et met 0 " +
      "à la place de celles qui sont négatives\u00a0: un tel neurone est éteint. Les dix scores " +
      "sont des sommes pondérées de ces 64 nombres. Les poids sont tirés pour que des entrées de " +
      "l’ordre de 1 donnent des scores de l’ordre de 1. À partir des mêmes poids, les deux mêmes " +
      "pas\u00a0:",
  });
  const runs = [[scaled, RATE], [raw, RATE], [raw, RATE / SQUARE]] as const;
  const deep = runs.map(([batch, rate]) => {
    const learner = network([784, 64, 10]);
    learner.initialise("he", normalSource(new Xoshiro128(seed)));
    return [0, 1, 2].map(() => descend(learner, batch, rate));
  });
  const row = (name: Text, cell: (run: typeof deep[number]) => string) => [name, ...deep.map(cell)];
  const active = ({ now }: typeof deep[number][number]) =>
    Array.from(now.matrix("A1").data).filter((a) => a > 0).length / (64 * IMAGES);
  yield table([
    row({ en: "loss at the start", fr: "perte au départ" }, ([start]) => n(start.loss)),
    row({ en: "after one step", fr: "après un pas" }, ([, one]) => n(one.loss)),
    row({ en: "after two steps", fr: "après deux pas" }, ([, , two]) => n(two.loss)),
    row({ en: "then read right", fr: "images bien lues" }, ([, , two]) => percent(two.right, 0)),
    row({ en: "neurons on", fr: "neurones actifs" }, ([, , two]) => percent(active(two), 0)),
  ], {
    head: [
      { en: "pixels, rate η", fr: "pixels, taux η" },
      "0–1, η",
      "0–255, η",
      `0–255, η/${count(SQUARE)}`,
    ],
  });
  yield check({
    claim: {
      en: "with scaled pixels, two steps lower the loss",
      fr: "avec des pixels réduits, deux pas diminuent la perte",
    },
    found: { name: { en: "after", fr: "après" }, value: deep[0][2].loss },
    expected: { name: { en: "before", fr: "avant" }, value: deep[0][0].loss },
    measure: "below",
  });
  yield check({
    claim: { en: "mistake: pixels left at 0–255", fr: "erreur\u00a0: pixels laissés à 0–255" },
    found: { name: { en: "after", fr: "après" }, value: deep[1][2].loss },
    expected: { name: { en: "before", fr: "avant" }, value: deep[1][0].loss },
    measure: "below",
    meant: false,
  });
  yield prose({
    en:
      "Raw, the steps are so long that most neurons are switched off; one that is off for every " +
      "image will never learn again. With η " +
      `${
        count(SQUARE)
      } times smaller nothing breaks and nothing moves: scores that start 255 times ` +
      "too large stay so.",
    fr:
      "Avec des pixels bruts, les pas sont si longs que la plupart des neurones s’éteignent\u00a0; " +
      "celui qui est éteint pour toutes les images n’apprendra plus jamais. Avec un η " +
      `${count(SQUARE)} fois ` +
      "plus petit, rien ne casse et rien n’avance\u00a0: des scores 255 fois trop grands au départ " +
      "le restent.",
  });
}
