/**
 * The third part of lesson 5: the weights that training starts from.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  apply,
  check,
  constant,
  count,
  formula,
  live,
  n,
  operand,
  over,
  percent,
  prose,
  series,
  step,
  table,
  times,
} from "../src/lesson/blocks.ts";
import type { InitialisationName } from "../src/nn/initialise.ts";
import { trace } from "../src/nn/trace.ts";
import { type Asked, laps, trial, trialSizes } from "./lesson5_trials.ts";

const DEEP = [64, 64, 64, 64], IMAGES = 256;
const STARTS: { readonly init: InitialisationName; readonly name: string }[] = [
  { init: "zero", name: "0" },
  { init: "small-normal", name: "0.01" },
  { init: "he", name: "He" },
];

/** Zeros, small numbers, numbers of the right size. */
export function* starts(asked: Asked): Generator<Block> {
  yield step({ en: "Start with zeros", fr: "Partir de zéro" });
  const { network, train } = trial(asked, { init: "zero" }), batch = train.batch(0, 64);
  network.forward(batch);
  network.backward();
  const now = snapshot(network, batch.labels), [label] = batch.labels;
  yield prose({
    en: `Before the first step, every weight needs a number. Why not 0? Here is the first image, ` +
      `a ${label}, and neuron 12:`,
    fr:
      `Avant le premier pas, il faut un nombre pour chaque poids. Pourquoi pas 0\u00a0? Voici la ` +
      `première image, un ${label}, et le neurone 12\u00a0:`,
  });
  yield formula(now.left("A1", 0, 12), apply("relu", now.at("Z1", 0, 12)));
  const paths = (k: number) => times(now.at("dZ2", 0, { k }), now.at("W2", 12, { k }));
  yield formula(now.left("dA1", 0, 12), series("k", 10, { term: paths, shown: 2 }));
  const rows = (r: number) => times(now.at("A1", { r }, 12), now.at("dZ2", { r }, label));
  const m = operand("m", 64);
  yield formula(now.left("dW2", 12, label), over(series("r", 64, { term: rows, shown: 2 }), m));
  yield prose({
    en:
      "Nothing goes forward, so dW2 is 0; nothing comes back, so dW1 is 0. No step ever changes " +
      "a weight; only b2 learns. Another number, the same for all? Here is an epoch from 0.1:",
    fr:
      "Rien n’avance, donc dW2 vaut 0\u00a0; rien ne revient, donc dW1 vaut 0. Aucun pas ne changera " +
      "jamais un poids\u00a0; seul b2 apprend. Un autre nombre, le même pour tous\u00a0? Voici une " +
      "époque à partir de 0,1\u00a0:",
  });
  const twins = trial(asked, { init: "zero", rate: 0.01, epochs: 1 });
  const [W1, , W2] = twins.network.parameters.map(({ value }) => value);
  for (const { data } of [W1, W2]) data.fill(0.1);
  for (const _ of laps(twins));
  const into = (neuron: number) => W1.data.filter((_, place) => place % W1.columns === neuron);
  yield check({
    claim: {
      en: "neurons 12 and 40 have the same 784 weights",
      fr: "les neurones 12 et 40 ont les mêmes 784 poids",
    },
    found: { name: { en: "into neuron 12", fr: "vers le neurone 12" }, value: into(12) },
    expected: { name: { en: "into neuron 40", fr: "vers le neurone 40" }, value: into(40) },
    tolerance: 0,
  });
  yield prose({
    en:
      "They have changed, but alike: twins get the same gradient, and stay twins. 64 neurons do " +
      "the work of one. Random numbers break the tie.",
    fr: "Ils ont changé, mais de la même façon\u00a0: des jumeaux reçoivent le même gradient et " +
      "restent jumeaux. 64 neurones n’en valent qu’un. Le hasard les départage.",
  });

  yield step({
    en: "How large? Watch the activations",
    fr: "De quelle taille\u00a0? Regardons les activations",
  });
  yield prose({
    en:
      `Four hidden layers now, 784-64-64-64-64-10, before any training. Through them go ${IMAGES} ` +
      `digits; σ(A1) is how far the activations of the first layer scatter, σ(dZ1) how ` +
      `far its slopes do, on the way back. The weights are drawn from a bell curve of standard deviation ${
        n(0.01)
      }, ` +
      `then from a wider one, that of Kaiming He:`,
    fr:
      `Quatre couches cachées à présent, 784-64-64-64-64-10, avant tout entraînement. ${IMAGES} ` +
      `chiffres les traversent\u00a0; σ(A1) est l’écart type des activations de la première couche, ` +
      `σ(dZ1) celui de ses pentes, au retour. Les poids sont tirés selon une loi normale d’écart ` +
      `type ${n(0.01)}, puis selon une plus large, celle de Kaiming He\u00a0:`,
  });
  const [, small, he] = STARTS.map(({ init }) => {
    const { network, train } = trial(asked, { init, hidden: DEEP, batch: IMAGES });
    network.forward(train.batch(0, IMAGES));
    network.backward();
    const matrices = trace(network);
    return [1, 2, 3, 4].map((layer) => ({
      activations: deviation(matrices.get(`A${layer}`)!.data),
      slopes: deviation(matrices.get(`dZ${layer}`)!.data),
    }));
  });
  const layers = [0, 1, 2, 3].map((i) => [
    `${i + 1}`,
    ...[small[i].activations, he[i].activations, small[i].slopes, he[i].slopes].map((x) => n(x, 2)),
  ]);
  yield table(layers, {
    head: [
      { en: "layer l", fr: "couche l" },
      `σ(Aₗ), ${n(0.01)}`,
      "He",
      `σ(dZₗ), ${n(0.01)}`,
      "He",
    ],
  });
  const shrink = small[1].activations / small[0].activations;
  yield prose({
    en: `With ${n(0.01)}, each layer multiplies the signal by about ${n(shrink, 1)}, both ways: ` +
      `the last layer hardly knows which digit it sees, and the first one hardly hears how wrong ` +
      `it was. A neuron sums k products, whose signs are random, so that they partly cancel. In ` +
      `step 2 the mean of m slopes scattered 1/√m times as far as one slope; their sum, m times ` +
      `the mean, scatters √m times as far. Here the sum of k products scatters √k·σ times as far ` +
      `as what goes in. ReLU throws one half of the squares away. To keep the size, k·σ²/2 must ` +
      `be 1 (He, 2015). First for k pixels, then for k neurons:`,
    fr:
      `Avec ${n(0.01)}, chaque couche multiplie le signal par ${n(shrink, 1)} environ, dans les ` +
      `deux sens\u00a0: la dernière couche sait à peine quel chiffre elle voit, et la première entend ` +
      `à peine de combien elle s’est trompée. Un neurone additionne k produits, de signes ` +
      `aléatoires, qui se compensent donc en partie. À l’étape 2, la moyenne de m pentes se ` +
      `dispersait 1/√m fois autant qu’une seule\u00a0; leur somme, m fois la moyenne, se disperse ` +
      `√m fois autant. Ici, la somme de k produits se disperse √k·σ fois autant que ce qui entre. ` +
      `ReLU élimine la moitié des carrés. Pour garder la taille, il faut que k·σ²/2 vaille 1 ` +
      `(He, 2015). D’abord pour k pixels, puis pour k neurones\u00a0:`,
  });
  for (const k of [784, 64]) {
    yield formula("σ", apply("sqrt", over(constant(2), operand("k", k))));
  }

  yield step({ en: "Does it matter? Train them", fr: "Est-ce important\u00a0? Entraînons" });
  const { learnt, judges } = trialSizes(asked.engine);
  yield prose({
    en: `Three epochs of ${count(learnt)} images with each start, then accuracy on ` +
      `${count(judges)} unseen ones:`,
    fr: `Trois époques de ${count(learnt)} images avec chaque départ, puis l’exactitude sur ` +
      `${count(judges)} images jamais vues\u00a0:`,
  });
  const results = STARTS.map((): string[] => ["", ""]);
  yield live(function* () {
    for (const [i, { init }] of STARTS.entries()) {
      for (const [j, hidden] of [[64], DEEP].entries()) {
        for (const { end } of laps(trial(asked, { init, hidden }))) {
          results[i][j] = end ? percent(end.evaluation.accuracy) : "…";
          yield table(STARTS.map(({ name }, i) => [startName(name), ...results[i]]), {
            head: [
              { en: "start", fr: "départ" },
              { en: "1 hidden layer", fr: "1 couche cachée" },
              { en: "4 hidden layers", fr: "4 couches cachées" },
            ],
          });
        }
      }
    }
  });
  yield prose({
    en: "With one hidden layer, small weights lose a little time. With four, the signal is lost, " +
      "and nothing is learnt.",
    fr:
      "Avec une seule couche cachée, de petits poids font perdre un peu de temps. Avec quatre, le " +
      "signal se perd, et rien ne s’apprend.",
  });
}

function startName(name: string) {
  return name === "He" ? name : n(Number(name));
}

/** The root of the mean squared distance from the mean. */
function deviation(values: ArrayLike<number>): number {
  let sum = 0, squares = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  for (let i = 0; i < values.length; i++) squares += (values[i] - sum / values.length) ** 2;
  return Math.sqrt(squares / values.length);
}
