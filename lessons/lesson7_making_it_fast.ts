/**
 * `deno task lesson7`: one product of matrices, as its definition says and ever closer to what a machine
 * can do. Everything is measured here and now, on the reader's machine.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import {
  code,
  constant,
  formula,
  n,
  operand,
  percent,
  prose,
  seconds,
  step,
  symbol,
  table,
  times,
} from "../src/lesson/blocks.ts";
import { climb } from "./lesson7_rungs.ts";
import { SIZES, stopwatch, workbench } from "./lesson7_workbench.ts";

/** Turns of the ceiling's loop in a call, and the operations of a turn. */
const TURNS = 20_000, OPERATIONS_OF_A_TURN = 96;

export default lesson({
  number: 7,
  title: { en: "Making it fast", fr: "Aller vite" },
  summary: {
    en: "One product of matrices, six rungs up: what a machine does with the same formula, " +
      "and how close to its limit one can get.",
    fr: "Un produit de matrices, six barreaux à monter\u00a0: ce qu’une machine fait d’une même " +
      "formule, et jusqu’où l’on s’approche de sa limite.",
  },
  minutes: 20,
  steps: 12,
  engine: "strict",
  controls: {},
  questions: [
    {
      en: "A batch of one digit instead of 64: which rungs lose most, and why?",
      fr: "Un mini-lot d’un seul chiffre au lieu de 64\u00a0: quels barreaux y perdent le plus, " +
        "et pourquoi\u00a0?",
    },
    {
      en: "Skipping zeros pays for the pixels. Would it pay for A1, after ReLU? And after tanh, " +
        "a curve from −1 to 1 that is 0 only at 0?",
      fr: "Sauter les zéros est payant pour les pixels. Le serait-ce pour A1, après ReLU\u00a0? " +
        "Et après tanh, une courbe de −1 à 1 qui ne vaut 0 qu’en 0\u00a0?",
    },
    {
      en: "Floating-point sums depend on their order. Which of these ways keep the order of the " +
        "definition, and what is that good for?",
      fr: "Les sommes en virgule flottante dépendent de leur ordre. Lesquelles de ces façons " +
        "gardent l’ordre de la définition, et à quoi cela sert-il\u00a0?",
    },
  ],
  next: {
    command: "deno task train",
    text: {
      en: "train the whole network with all of this, and look at the report.",
      fr: "entraînez tout le réseau avec tout cela, et regardez le rapport.",
    },
  },
}, async function* ({ options, mnist, createEngine, kernels }) {
  yield step({ en: "One product, again and again", fr: "Toujours le même produit" });
  const { m, k, n: columns } = SIZES;
  // Forward, the gradient of the weights, and that of A1: the second layer has all three.
  const inAStep = 2 * m * (2 * k * columns + 3 * columns * 10);
  const share = 4 * m * k * columns / inAStep;
  yield prose({
    en: `A step of training is made of products of matrices, and ${percent(share)} of their ` +
      `operations are in two: X·W1 forward, and Xᵀ·dZ1 backward. We take the first: ${m} ` +
      "digits, one in each row of X, times the weights of the hidden layer.",
    fr: `Un pas d’entraînement est fait de produits de matrices, et ${percent(share)} de leurs ` +
      "opérations sont dans deux d’entre eux\u00a0: X·W1 en avant, et Xᵀ·dZ1 en arrière. " +
      `Prenons le premier\u00a0: ${m} chiffres, un par ligne de X, fois les poids de la couche ` +
      "cachée.",
  });
  yield formula(
    { name: "Z", shape: [m, columns] },
    times(symbol("X", [m, k]), symbol("W1", [k, columns])),
  );
  yield formula(
    "N",
    times(constant(2), operand("m", m), operand("k", k), operand("n", columns)),
  );
  yield prose({
    en: "Each of the m·n\u00a0=\u00a064·64 sums takes k\u00a0=\u00a0784 multiplications and as " +
      "many additions: N operations. A machine that does 10⁹ of them in a second does " +
      "1\u00a0**GFLOP/s**.",
    fr: "Chacune des m·n\u00a0=\u00a064·64 sommes prend k\u00a0=\u00a0784 multiplications et " +
      "autant d’additions\u00a0: N opérations. Une machine qui en fait 10⁹ par seconde fait " +
      "1\u00a0**GFLOP/s**.",
  });

  if (options.engine === "plain") {
    yield prose({
      en: "You asked for `plain`, which has no kernels to climb with: we take those of `strict`.",
      fr: "Vous avez demandé `plain`, qui n’a pas de noyaux de calcul à gravir\u00a0: nous " +
        "prenons ceux de `strict`.",
    });
  }
  const dataset = await mnist(), build = options.engine === "relaxed" ? "relaxed" : "strict";
  const { factors, ways, ceilings } = workbench(dataset, {
    engine: createEngine(build),
    module: kernels(build),
    seed: options.seed,
  });

  yield step({ en: "The ceiling", fr: "Le plafond" });
  yield prose({
    en: "How fast could it be at all? A loop tells that only multiplies and adds, on numbers " +
      "that never leave the registers, the few places that the processor computes in (`f32x4`: " +
      "four numbers at once, step 6 draws it):",
    fr: "À quelle vitesse pourrait-on aller, au mieux\u00a0? On le voit avec une boucle qui ne " +
      "fait que multiplier et additionner, sur des nombres qui ne quittent jamais les " +
      "registres, les quelques cases où le processeur calcule (`f32x4`\u00a0: quatre nombres à " +
      "la fois, l’étape 6 le dessine)\u00a0:",
  });
  yield code({
    file: "assembly/ceiling.ts",
    from: "for (let twice = 0",
    to: "t1 = f32x4.mul(t1, x)",
  });
  const [apart, inPairs] = ceilings.map((loop) => stopwatch(() => loop(TURNS)));
  const speed = (time: number) => OPERATIONS_OF_A_TURN * TURNS / time / 1e9;
  const ceiling = Math.max(speed(apart.best), speed(inPairs.best));
  yield table([
    [{ en: "first call", fr: "premier appel" }, n(speed(apart.first))],
    [{ en: "fastest call", fr: "appel le plus rapide" }, n(ceiling)],
  ], { head: ["", "GFLOP/s"] });
  yield prose({
    en: "V8, the part of Deno that runs all this, compiles it in a hurry at first, and what runs " +
      "often a second time, with care: whoever times one call times the hurry. So each way to " +
      "compute is called for 0.3\u00a0s, and its fastest call counts, because whatever disturbs " +
      "only adds time. That call is the ceiling, here and now, of one **thread**: instructions " +
      "that one processor carries out, one after the other. All of this lesson runs in one.",
    fr: "V8, la partie de Deno qui exécute tout cela, compile d’abord à la hâte, puis une " +
      "seconde fois, avec soin, ce qui sert souvent\u00a0: qui chronomètre un seul appel " +
      "chronomètre la hâte. Chaque façon de calculer est donc appelée pendant 0,3\u00a0s, et son " +
      "appel le plus rapide compte, car ce qui dérange ne fait qu’ajouter du temps. Cet appel " +
      "est le plafond, ici et maintenant, d’un **fil d’exécution**\u00a0: des instructions " +
      "qu’un seul processeur exécute l’une après l’autre. Toute cette leçon tient dans un seul fil.",
  });

  const rungs = yield* climb({ factors, ways, ceiling });

  yield step({ en: "The ladder", fr: "L’échelle" });
  const [first] = rungs;
  yield table(
    rungs.map(({ name, time, speed }) => [
      name,
      seconds(time),
      n(speed),
      percent(speed / ceiling, 0),
      n(first.time / time, 2),
    ]),
    {
      head: [
        { en: "Z = X·W1", fr: "Z = X·W1" },
        { en: "time", fr: "temps" },
        "GFLOP/s",
        { en: "of ceiling", fr: "du plafond" },
        { en: "× first", fr: "× premier" },
      ],
    },
  );
  yield prose({
    en: "The formula never changed, nor did its result, up to the rounding. What changed is how " +
      "far the numbers travel, how many are taken at once, how long a sum waits for the one " +
      "before it and, in the end, how many are not touched at all.",
    fr: "La formule n’a jamais changé, et son résultat non plus, aux arrondis près. Ce qui a " +
      "changé, c’est le chemin que parcourent les nombres, combien on en prend à la fois, le " +
      "temps qu’une somme passe à attendre la précédente et, pour finir, combien on en laisse de côté.",
  });
});
