/**
 * The part of lesson 2 on learning: a step of gradient descent, three rates, and L-BFGS beside them.
 *
 * @module
 */
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import type { InnerBlock } from "../src/lesson/block.ts";
import {
  aside,
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
  predict,
  prose,
  step,
  symbol,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { Baseline } from "../src/baseline/baseline.ts";
import { DEFAULT_BASELINE } from "../src/baseline/recipe.ts";
import { Sgd } from "../src/optim/sgd.ts";
import { evaluate } from "../src/train/evaluate.ts";
import { BATCH, type Course, PASSES, RATES, type Trained } from "./lesson2_numbers.ts";
import type { Passed } from "./lesson2_scores.ts";

/** What descents need besides the digit: where models learn, and the one that has. */
interface Learning {
  /** Where they learn. */
  readonly course: Course;
  /** The lesson's model. */
  readonly models: readonly Trained[];
  /** All images. */
  readonly dataset: Dataset;
}

/** One step down, then how long it should be. */
export function* descents(
  engine: Engine,
  { network, digit, now, pixel, course, models, dataset }: Passed & Learning,
): Generator<StoryBlock> {
  yield step({ en: "A step down", fr: "Un pas vers le bas" });
  const [label] = digit.labels, rate = 0.01, before = network.forward(digit).loss;
  network.backward();
  new Sgd(network.engine, network.parameters).step(rate);
  yield prose({
    en:
      "The slope of a weight says how fast the loss rises as the weight grows; so go the other way. " +
      `${
        term("gradient descent", "Gradient descent")
      } takes from each weight η times its slope. η is ` +
      `the ${term("learning rate")}, here ${
        n(rate)
      }; the arrow says that the new value takes the place of ` +
      "the old.",
    fr:
      "La pente d’un poids dit à quelle vitesse la perte monte quand il augmente\u00a0: il faut donc " +
      `aller en sens contraire. La ${
        term("descente de gradient")
      } retire à chaque poids η fois sa pente. η est le ` +
      `${term("taux d’apprentissage")}, ici ${
        n(rate)
      }\u00a0; la flèche dit que la nouvelle valeur remplace ` +
      "l’ancienne.",
  });
  yield formula(
    {
      name: `W1[${pixel},${label}]`,
      sign: "←",
      traced: network.parameters[0].value.data[10 * pixel + label],
      digits: 4,
    },
    minus(now.at("W1", pixel, label), times(operand("η", rate), now.at("dW1", pixel, label))),
  );
  const after = network.forward(digit).loss;
  yield check({
    claim: {
      en: "after one step of all weights and biases, the loss of our digit is smaller",
      fr: "après un pas de tous les poids et biais, la perte de notre chiffre est plus petite",
    },
    found: { name: { en: "after", fr: "après" }, value: after },
    expected: { name: { en: "before", fr: "avant" }, value: before },
    measure: "below",
  });
  const steps = PASSES * Math.ceil(course.learnt.count / BATCH);
  yield prose({
    en:
      `That is all of learning: the loss, its slopes, a step, and the next images. The model of the ` +
      `first step took ${
        count(steps)
      } such steps from weights that are all zero, each for the mean loss of ` +
      `${BATCH} images (lesson 5 tells why not of all).`,
    fr: `Apprendre, ce n’est rien d’autre\u00a0: la perte, ses pentes, un pas, et les images ` +
      `suivantes. Le modèle du début a fait ${
        count(steps)
      } de ces pas à partir de poids nuls, chacun ` +
      `pour la perte moyenne de ${BATCH} images (la leçon 5 dit pourquoi pas de toutes).`,
  });

  yield step({ en: "How long a step?", fr: "Quelle longueur de pas\u00a0?" });
  yield prose({
    en:
      `The slopes tell which way is up, so which way is down, but not how far to go. Three rates η, ${
        RATES.map((rate) => n(rate)).join(", ")
      }, ` +
      "from the same weights, over the same images.",
    fr:
      `La pente dit de quel côté la perte monte, donc de quel côté elle descend, mais pas jusqu’où aller. Trois taux η, ${
        RATES.map((rate) => n(rate)).join("\u00a0; ")
      }, ` +
      "à partir des mêmes poids, sur les mêmes images.",
  });
  const runs: Trained[] = RATES.map((rate, i) => i === 1 ? models[0] : trained(course, rate));
  const best = runs.reduce((best, { accuracy }, i) => accuracy > runs[best].accuracy ? i : best, 0);
  yield predict({
    en: "With which one does the model read the most validation images right in the end?",
    fr: "Avec lequel le modèle lit-il correctement le plus d’images de validation, à la fin\u00a0?",
  }, {
    choices: RATES.map((rate) => ({ en: `η = ${n(rate)}`, fr: `η = ${n(rate)}` })),
    right: best,
    why: {
      en:
        "The smallest is still on its way. The largest gets down as fast, but each of its steps " +
        "overshoots: from step to step, what it reads right goes up and down, as the last column " +
        "shows.",
      fr:
        "Le plus petit est encore en chemin. Le plus grand descend aussi vite, mais chacun de ses " +
        "pas dépasse le but\u00a0: d’un pas à l’autre, la part d’images bien lues monte et descend, " +
        "comme le montre la dernière colonne.",
    },
  });
  yield lossChart(RATES.map((rate, i) => ({ rate, curve: runs[i].curve })));
  yield table(
    runs.map(({ curve, accuracy, swing: [least, largest] }, i) => [
      `η = ${n(RATES[i])}`,
      n(curve.at(-1)![1]),
      percent(accuracy, 2),
      {
        en: `${percent(least, 2)} to ${percent(largest, 2)}`,
        fr: `${percent(least, 2)} à ${percent(largest, 2)}`,
      },
    ]),
    {
      head: [
        { en: `after ${PASSES} passes`, fr: `après ${PASSES} passages` },
        { en: "loss, last 100 batches", fr: "perte, 100 derniers lots" },
        { en: "right at the end", fr: "bien lues, fin" },
        { en: "in the last 200 steps", fr: "200 derniers pas" },
      ],
    },
  );
  yield prose({
    en: `So this lesson takes η = ${n(RATES[1])}, chosen of the three on validation images.`,
    fr: `Cette leçon prend donc η = ${n(RATES[1])}, choisi parmi les trois sur la validation.`,
  });
  yield aside(
    { en: "L-BFGS, which chooses its steps", fr: "L-BFGS, qui choisit ses pas" },
    () => quasiNewton(engine, { course, dataset, descent: runs[1] }),
  );
}

/** The losses of trainings, by their rates. */
export function lossChart(
  runs: readonly { rate: number; curve: Trained["curve"] }[],
): ReturnType<typeof chart> {
  return chart(
    runs.map(({ rate, curve }) => ({
      name: { en: `η = ${n(rate)}`, fr: `η = ${n(rate)}` },
      points: curve,
    })),
    {
      x: {
        label: { en: "times that all images were seen", fr: "passages sur toutes les images" },
        min: 0,
        max: PASSES,
      },
      y: {
        label: {
          en: `loss, mean of the last ${count(100 * BATCH)} images`,
          fr: `perte, moyenne des ${count(100 * BATCH)} dernières images`,
        },
        min: 0,
        max: 2,
      },
      height: 8,
    },
  );
}

/** A training that nobody watches. */
function trained(course: Course, rate: number): Trained {
  const training = course.train(rate);
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
  }
}

/** How many iterations L-BFGS makes. */
const ITERATIONS = 10;

/** Curvature, and the fit of the original course. */
function* quasiNewton(
  engine: Engine,
  { course, dataset, descent }: Pick<Learning, "course" | "dataset"> & { descent: Trained },
): Generator<InnerBlock> {
  yield prose({
    en:
      "How far is down? Two slopes tell more than one. Say that a weight w went from 0 to 1, and " +
      "its slope g from −4 to −3: a curvature h of 1. At this pace, the slope vanishes three units " +
      "further on (₁ and ₂ mark the first and the second of each):",
    fr:
      "Jusqu’où descendre\u00a0? Deux pentes en disent plus qu’une. Si un poids w est passé de 0 à 1, " +
      "et sa pente g de −4 à −3, la courbure h vaut 1. À ce rythme, la pente s’annulera trois unités " +
      "plus loin (₁ et ₂ marquent la première et la seconde valeur)\u00a0:",
  });
  const slope = operand("g₂", -3);
  yield formula(
    "h",
    over(minus(slope, operand("g₁", -4)), minus(operand("w₂", 1), operand("w₁", 0))),
  );
  yield formula("w₃", minus(operand("w₂", 1), over(slope, operand("h", 1))));
  const recipe = { ...DEFAULT_BASELINE, engine: engine.name, iterations: ITERATIONS };
  const { learnt, kept } = course;
  const model = new Baseline(engine, {
    recipe,
    dataset: { ...dataset, train: learnt, test: kept },
  });
  const all = model.network.parameterCount;
  yield prose({
    en:
      `For all weights together, the curvature is a matrix of ${
        count(all ** 2)
      } numbers: too many. ` +
      "**L-BFGS** keeps its last 20 steps and how the slopes changed over each, which is enough to " +
      "guess a good step; then it shortens or lengthens it until the loss falls as it should. Nobody " +
      "has to choose η. It minimises the loss L of all images with a small penalty on large weights " +
      "(‖W1‖² is the sum of their squares), as the course that these lessons grew from did:",
    fr:
      `Pour tous les poids ensemble, la courbure est une matrice de ${
        count(all ** 2)
      } nombres\u00a0: ` +
      "c’est trop. **L-BFGS** garde ses 20 derniers pas et la variation des pentes sur chacun, ce qui " +
      "suffit à deviner un bon pas\u00a0; puis il le raccourcit ou l’allonge jusqu’à ce que la perte " +
      "baisse comme il faut. Personne n’a à choisir η. Il minimise la perte L de toutes les images, " +
      "plus une petite pénalité sur les grands poids (‖W1‖² est la somme de leurs carrés), comme le " +
      "cours dont ces leçons sont issues\u00a0:",
  });
  yield formula("f", plus(symbol("L"), over(symbol("‖W1‖²"), times(constant(2), symbol("m")))));
  let passes = 0;
  yield live(function* () {
    for (const { iteration, evaluations, objective } of model.run()) {
      passes = evaluations;
      yield prose({
        en: `step ${count(iteration)} of ${ITERATIONS} · ${count(evaluations)} passes · loss f ` +
          `${n(objective, 4)}`,
        fr:
          `pas ${count(iteration)} sur ${ITERATIONS} · ${count(evaluations)} passages · perte f ` +
          `${n(objective, 4)}`,
      });
    }
  });
  const { accuracy } = evaluate(model.network, model.test);
  // As many passes with the rate that was chosen.
  const rate = RATES[1];
  const longer = course.accuracyAfter(passes - PASSES, { from: descent.network, rate });
  yield prose({
    en: `After ${count(passes)} passes it reads **${percent(accuracy, 2)}** of the validation ` +
      `images right. Descent with η = ${n(rate)} reads ${percent(descent.accuracy, 2)} after ` +
      `${PASSES} passes, and ${percent(longer, 2)} after ${count(passes)}: what L-BFGS spares is ` +
      `not the passes, but the choice of η. \`deno task baseline\` fits it to the end and judges ` +
      `it on the test images.`,
    fr: `Après ${count(passes)} passages, il lit correctement **${percent(accuracy, 2)}** des ` +
      `images de validation. La descente avec η = ${n(rate)} en lit ` +
      `${percent(descent.accuracy, 2)} après ${PASSES} passages, et ${percent(longer, 2)} après ` +
      `${
        count(passes)
      }\u00a0: L-BFGS n’épargne pas les passages, mais le choix de η. \`deno task ` +
      `baseline\` va jusqu’au bout et le juge sur les images de test.`,
  });
}
