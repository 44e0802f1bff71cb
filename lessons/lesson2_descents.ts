/**
 * The part of lesson 2 on learning: gradient descent against L-BFGS on the same loss.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { Text } from "../src/errors.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  constant,
  count,
  formula,
  live,
  minus,
  n,
  operand,
  over,
  percent,
  plus,
  prose,
  step,
  symbol,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { lbfgs } from "../src/optim/lbfgs.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { Baseline } from "../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../src/baseline/recipe.ts";
import { evaluate } from "../src/train/evaluate.ts";
import type { Passed } from "./lesson2_gradient.ts";

/** The learning rates that race, and how often each racer may pass over all the images. */
const RATES = [0.1, 1, 10], PASSES = 60;

/** One step down, what L-BFGS does better, and a race. */
export function* descents(
  engine: Engine,
  { network, digit, now, pixel, dataset }: Passed & { readonly dataset: Dataset },
): Generator<Block> {
  yield step({ en: "A step down", fr: "Un pas vers le bas" });
  const [label] = digit.labels, rate = 0.01;
  const { loss } = network.forward(digit);
  network.backward();
  new Sgd(network.engine, network.parameters).step(rate);
  yield prose({
    en:
      "**Gradient descent** takes from each weight η times its slope; η is the learning rate. ′ " +
      "marks the new weight.",
    fr: "**La descente de gradient** retire à chaque poids η fois sa pente\u00a0; η est le taux " +
      "d’apprentissage. ′ marque le nouveau poids.",
  });
  yield formula(
    {
      name: `W1′[${pixel},${label}]`,
      traced: network.parameters[0].value.data[10 * pixel + label],
      digits: 4,
    },
    minus(now.at("W1", pixel, label), times(operand("η", rate), now.at("dW1", pixel, label))),
  );
  yield check({
    claim: {
      en: "after one step of all weights and biases, the loss of our digit is smaller",
      fr: "après un pas de tous les poids et biais, la perte de notre chiffre est plus petite",
    },
    found: { name: { en: "after", fr: "après" }, value: network.forward(digit).loss },
    expected: { name: { en: "before", fr: "avant" }, value: loss },
    measure: "below",
  });
  yield prose({
    en: "How long should a step be? The slope tells where down is, not how far. But two slopes " +
      "tell more. Say that a weight w went from 0 to 1, and its slope d from −4 to −3. At this " +
      "pace, the slope will vanish three units further on:",
    fr: "Quelle longueur donner à un pas\u00a0? La pente indique où l’on descend, pas jusqu’où. " +
      "Mais deux pentes en disent plus. Si un poids w est passé de 0 à 1, et sa pente d de −4 " +
      "à −3, cette pente s’annulera, à ce rythme, trois unités plus loin\u00a0:",
  });
  const slope = operand("d′", -3);
  const curvature = over(minus(slope, operand("d", -4)), minus(operand("w′", 1), operand("w", 0)));
  yield formula("c", curvature);
  yield formula("w″", minus(operand("w′", 1), over(slope, operand("c", 1))));
  const all = network.parameterCount;
  yield prose({
    en: `c is the **curvature**. For all weights together it is a matrix of ${count(all ** 2)} ` +
      "numbers: too many. **L-BFGS** never makes it. It keeps its last 20 steps, and how the slopes " +
      "changed over each, which is enough to guess a good step; then it shortens or lengthens that " +
      "step until the loss falls as it should. Nobody has to choose η.",
    fr:
      `c est la **courbure**. Pour tous les poids ensemble, il faut une matrice de ${
        count(all ** 2)
      } nombres\u00a0: c’est trop. **L-BFGS** ne la construit jamais. Il garde ses 20 derniers pas, ` +
      "et la variation des pentes sur chacun, ce qui suffit à deviner un bon pas\u00a0; puis il " +
      "raccourcit ou allonge ce pas jusqu’à ce que la perte baisse comme il faut. Personne n’a à " +
      "choisir η.",
  });

  yield step({ en: "The race", fr: "La course" });
  const images = dataset.train.count / 6;
  const part = (from: number) => ({
    images: dataset.train.images.subarray(784 * from, 784 * (from + images)),
    labels: dataset.train.labels.subarray(from, from + images),
    count: images,
  });
  yield prose({
    en:
      `All start from zero weights, on the first ${count(images)} training images, with the same ` +
      "loss f: the mean L over the m images, plus a small penalty on large weights (‖W1‖² is the " +
      "sum of their squares). A pass goes once over all the images.",
    fr: `Tous les concurrents partent de poids nuls, sur les ${count(images)} premières images ` +
      "d’entraînement, avec la même perte f\u00a0: la moyenne L sur les m images, plus une petite " +
      "pénalité sur les grands poids (‖W1‖² est la somme de leurs carrés). Une passe parcourt une " +
      "fois toutes les images.",
  });
  yield formula(
    "f",
    plus(symbol("L"), over(symbol("‖W1‖²"), times(constant(2), symbol("m")))),
  );
  const { objective, network: model, test } = new Baseline(engine, {
    recipe: { ...DEFAULT_BASELINE, engine: engine.name },
    dataset: { ...dataset, train: part(0), test: part(images) },
  });
  const curves = [
    ...RATES.map((rate) => ({ en: `descent, η = ${n(rate)}`, fr: `descente, η = ${n(rate)}` })),
    { en: "L-BFGS", fr: "L-BFGS" },
  ].map((name) => ({ name, points: [] as [number, number][], accuracy: 0 }));
  const drawn = () =>
    chart(curves, {
      x: { label: { en: "passes", fr: "passes" }, min: 0, max: PASSES },
      y: { label: { en: "loss f", fr: "perte f" }, min: 0.1, max: 40, log: true },
      height: 8,
    });
  const racer = curves[RATES.length];
  yield live(function* () {
    const gradient = new Float64Array(objective.length);
    for (const [i, rate] of RATES.entries()) {
      const x = new Float64Array(objective.length);
      for (let pass = 1; pass <= PASSES; pass++) {
        curves[i].points.push([pass, objective.evaluate(x, gradient)]);
        for (let j = 0; j < x.length; j++) x[j] -= rate * gradient[j];
        yield drawn();
      }
      curves[i].accuracy = evaluate(model, test).accuracy;
    }
    const search = lbfgs(
      (x, gradient) => objective.evaluate(x, gradient),
      new Float64Array(objective.length),
      {
        history: 20,
      },
    );
    for (const { x, evaluations, objective: loss } of search) {
      if (evaluations > PASSES) break;
      racer.points.push([evaluations, loss]);
      yield drawn();
      objective.assign(x);
      racer.accuracy = evaluate(model, test).accuracy;
    }
  });
  // The blocks after a live one are made when it has run.
  yield* outcome(curves, images);
}

function* outcome(
  curves: readonly { name: Text; points: readonly [number, number][]; accuracy: number }[],
  images: number,
): Generator<Block> {
  const last = curves.map(({ points }) => points.at(-1)![1]);
  yield table(
    curves.map(({ name, accuracy }, i) => [name, n(last[i]), percent(accuracy)]),
    {
      head: [
        { en: `after ${PASSES} passes`, fr: `après ${PASSES} passes` },
        { en: "loss f", fr: "perte f" },
        { en: `of ${count(images)} others, right`, fr: `justes sur ${count(images)} autres` },
      ],
    },
  );
  yield check({
    claim: {
      en: "L-BFGS is lower than the best of the three rates",
      fr: "L-BFGS est plus bas que le meilleur des trois taux",
    },
    found: { name: { en: "L-BFGS", fr: "L-BFGS" }, value: last[3] },
    expected: { name: { en: "descent", fr: "descente" }, value: Math.min(...last.slice(0, 3)) },
    measure: "below",
  });
  yield prose({
    en:
      "Of the rates, the smallest crawls, and the largest leaps over the valley and back. Look at " +
      "the last column, too: half the loss hardly changes how many new images are read right.",
    fr:
      "Parmi les taux, le plus petit se traîne, et le plus grand saute d’un bord à l’autre de la " +
      "vallée. Voyez aussi la dernière colonne\u00a0: une perte deux fois plus petite ne change guère " +
      "le nombre d’images nouvelles qui sont bien lues.",
  });
}
