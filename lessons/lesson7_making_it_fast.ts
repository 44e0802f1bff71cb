/**
 * `deno task lesson7`: one product of matrices, as its definition says and ever closer to what a machine
 * can do. Everything is measured here and now, on the reader's machine.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import type { Dataset } from "../src/data/dataset.ts";
import type { Engine } from "../src/engine/engine.ts";
import {
  bars,
  check,
  code,
  constant,
  count,
  formula,
  live,
  n,
  operand,
  percent,
  prose,
  seconds,
  step,
  symbol,
  table,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { termsOf } from "./glossary.ts";
import { Ladder } from "./lesson7_ladder.ts";
import { type Finish, RACE, race } from "./lesson7_race.ts";
import { oneAtATime } from "./lesson7_rungs.ts";
import { teacher } from "./lesson7_teacher.ts";
import { manyAtATime } from "./lesson7_vectors.ts";
import { SIZES, stopwatch, workbench } from "./lesson7_workbench.ts";

/** Turns of the ceiling's loop in a call, and the operations of a turn. */
const TURNS = 20_000, OPERATIONS_OF_A_TURN = 96;

export default lesson({
  number: 7,
  title: { en: "Making it fast", fr: "Aller vite" },
  summary: {
    en: "For the curious: one product of matrices, six rungs up. What a machine does with the " +
      "same formula, and how close to its limit one can get.",
    fr:
      "Pour les curieux\u00a0: un produit de matrices, six barreaux à monter. Ce qu’une machine " +
      "fait d’une même formule, et jusqu’où l’on s’approche de sa limite.",
  },
  minutes: 25,
  supposes: {
    en: "what a matrix product is, and the shapes of lesson 3; loops in some language. The " +
      "lessons that follow do without this one.",
    fr:
      "ce qu’est un produit de matrices, et les dimensions de la leçon 3\u00a0; les boucles d’un " +
      "langage quelconque. Les leçons suivantes se passent de celle-ci.",
  },
  recall: {
    question: {
      en: "Which pixels of one image matter most to the score of its class? How does one ask the " +
        "network?",
      fr:
        "Quels pixels d’une image comptent le plus pour le score de sa classe\u00a0? Comment le " +
        "demander au réseau\u00a0?",
    },
    answer: {
      en:
        "By the slope of the score along each pixel. The backward pass goes one product further " +
        "than the weights, through W1ᵀ, down to the image: where the slope is steep, a little ink " +
        "changes much.",
      fr: "Par la pente du score selon chaque pixel. La rétropropagation va un produit plus loin " +
        "que les poids, à travers W1ᵀ, jusqu’à l’image\u00a0: là où la pente est forte, un peu " +
        "d’encre change beaucoup.",
    },
  },
  terms: termsOf(7),
  steps: 15,
  engine: "strict",
  controls: {},
  questions: [
    {
      en: "A batch of one digit instead of 64: which rung loses most, and why?",
      fr: "Un mini-lot d’un seul chiffre au lieu de 64\u00a0: quel barreau y perd le plus, et " +
        "pourquoi\u00a0?",
    },
    {
      en: "Skipping zeros pays for the pixels. Would it pay for A1, after ReLU? And after tanh, " +
        "a curve from −1 to 1 that is 0 only at 0?",
      fr: "Sauter les zéros est payant pour les pixels. Le serait-ce pour A1, après ReLU\u00a0? " +
        "Et après tanh, une courbe de −1 à 1 qui ne vaut 0 qu’en 0\u00a0?",
    },
    {
      en: "Sums in floating point depend on their order. Which rungs keep the order of the " +
        "definition, and what is that good for?",
      fr: "Les sommes en virgule flottante dépendent de leur ordre. Quels barreaux gardent " +
        "l’ordre de la définition, et à quoi cela sert-il\u00a0?",
    },
  ],
  answers: [
    {
      en:
        "Rung 5. A tile computes five rows, filled or not: one digit takes as long as five, and " +
        "what was fetched of W1 serves once instead of five times. It falls back to about rung 4. " +
        "The other rungs take the digits one by one anyway, and lose little. So use batches even " +
        "where only answers are wanted.",
      fr: "Le barreau 5. Une tuile calcule cinq lignes, remplies ou non\u00a0: un seul chiffre " +
        "prend autant de temps que cinq, et ce qui est lu de W1 sert une fois au lieu de cinq. Il " +
        "retombe à peu près au barreau 4. Les autres barreaux prennent de toute façon les " +
        "chiffres un par un, et y perdent peu. Mieux vaut donc des mini-lots, même quand on ne " +
        "veut que des réponses.",
    },
    {
      en: "Hardly. In a fresh network about half of Z1 is negative, so half of A1 is 0: at best " +
        "half of the operations go, and rung 6 did not get all that it skipped. Its list is also " +
        "made once, for images that never change; that of A1 would be made anew at each step. " +
        "After tanh nothing is 0, and nothing can be skipped.",
      fr:
        "À peine. Dans un réseau tout neuf, environ la moitié de Z1 est négative, donc la moitié " +
        "de A1 vaut 0\u00a0: au mieux, la moitié des opérations disparaît, et le barreau 6 n’a pas " +
        "gagné tout ce qu’il sautait. De plus, sa liste est faite une fois, pour des images qui ne " +
        "changent jamais\u00a0; celle de A1 serait à refaire à chaque pas. Après tanh, rien ne " +
        "vaut 0, et il n’y a rien à sauter.",
    },
    {
      en: "All of them: each sum runs over p from the first to the last, on rung 6 without the " +
        "zeros. With the engine `strict`, rungs 3, 4 and 5 also round alike, so they agree in every " +
        "bit; a test of the project holds them to that. The others round at other places. Equal " +
        "bits are good for finding mistakes: no tolerance hides a small one, and a training can " +
        "be repeated exactly.",
      fr:
        "Tous\u00a0: chaque somme parcourt p du premier au dernier, au barreau 6 sans les zéros. " +
        "Avec le moteur `strict`, les barreaux 3, 4 et 5 arrondissent aussi de la même façon, et " +
        "concordent donc jusqu’au dernier bit\u00a0; un test du projet y veille. Les autres " +
        "arrondissent à d’autres endroits. Des bits égaux servent à trouver les erreurs\u00a0: " +
        "aucune tolérance n’en cache une petite, et un entraînement peut être refait à l’identique.",
    },
  ],
  teacher,
  next: {
    command: "deno task train",
    text: {
      en: "train the whole network with all of this, and look at the report.",
      fr: "entraînez tout le réseau avec tout cela, et regardez le rapport.",
    },
  },
}, async function* ({ options, mnist, createEngine, kernels }) {
  const build = options.engine === "relaxed" ? "relaxed" : "strict", { seed } = options;
  yield step({ en: "The same network, twice", fr: "Le même réseau, deux fois" });
  const dataset = await mnist();
  yield* twice({ plain: createEngine("plain"), fast: createEngine(build) }, { dataset, seed });
  if (options.engine === "plain") {
    yield prose({
      en: "You asked for `plain`, which has no kernels to climb with: we take those of `strict`.",
      fr: "Vous avez demandé `plain`, qui n’a pas de noyaux de calcul à gravir\u00a0: nous " +
        "prenons ceux de `strict`.",
    });
  }

  yield* oneProduct();

  yield step({ en: "The ceiling", fr: "Le plafond" });
  const bench = workbench(dataset, { engine: createEngine(build), module: kernels(build), seed });
  const ladder = new Ladder(yield* theCeiling(bench.ceilings));
  yield* oneAtATime(ladder, bench);
  yield* manyAtATime(ladder, bench);

  yield step({ en: "The ladder", fr: "L’échelle" });
  const { rungs, ceiling } = ladder, [first] = rungs;
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

/** What is to be explained: the same steps with the plain engine and with the fast one. */
function* twice(
  engines: { readonly plain: Engine; readonly fast: Engine },
  { dataset: { train }, seed }: { readonly dataset: Dataset; readonly seed: number },
): Generator<StoryBlock> {
  const { images, batch } = RACE;
  yield prose({
    en: `Two programs train the network of lesson 3, 784-64-10, from the same weights: ` +
      `${images / batch} steps, ${batch} digits each. One is TypeScript, written to be read. ` +
      "The other is the one that `deno task train` uses.",
    fr: `Deux programmes entraînent le réseau de la leçon 3, 784-64-10, à partir des mêmes ` +
      `poids\u00a0: ${images / batch} pas, de ${batch} chiffres chacun. L’un est du TypeScript, ` +
      "écrit pour être lu. L’autre est celui dont se sert `deno task train`.",
  });
  const names = [
    { en: "written to be read", fr: "écrit pour être lu" },
    { en: "as “train” does", fr: "comme «\u00a0train\u00a0»" },
  ];
  const finishes: Finish[] = [];
  yield live(function* () {
    for (const engine of [engines.plain, engines.fast]) {
      finishes.push(race(engine, { train, seed }));
      yield bars(
        finishes.map(({ time }, i) => ({ label: names[i], value: time, text: seconds(time) })),
        { max: finishes[0].time, caption: { en: "Time", fr: "Temps" } },
      );
    }
  });
  const [plain, fast] = finishes;
  yield check({
    claim: { en: "the same mean loss of all steps", fr: "la même perte moyenne de tous les pas" },
    found: { name: names[1], value: fast.loss },
    expected: { name: names[0], value: plain.loss },
    tolerance: 1e-5,
  });
  // Ten epochs, as the training of lesson 5.
  const ten = 10 * train.count / images;
  yield prose({
    en: `Not one formula is different. Ten epochs of ${count(train.count)} images would take ` +
      `${seconds(ten * plain.time)} with one and ${
        seconds(ten * fast.time)
      } with the other. This ` +
      "lesson climbs from the first to the second.",
    fr: `Aucune formule ne diffère. Dix époques de ${count(train.count)} images prendraient ` +
      `${seconds(ten * plain.time)} avec l’un, ${seconds(ten * fast.time)} avec l’autre. Cette ` +
      "leçon monte du premier au second.",
  });
}

/** What is computed on each rung, and how much work it is. */
function* oneProduct(): Generator<StoryBlock> {
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
      `1\u00a0${term("GFLOP/s")}.`,
    fr: "Chacune des m·n\u00a0=\u00a064·64 sommes prend k\u00a0=\u00a0784 multiplications et " +
      "autant d’additions\u00a0: N opérations. Une machine qui en fait 10⁹ par seconde fait " +
      `1\u00a0${term("GFLOP/s")}.`,
  });
}

/** Measures what no way can pass: operations on numbers that are at hand. GFLOP/s. */
function* theCeiling(
  loops: readonly ((turns: number) => void)[],
): Generator<StoryBlock, number> {
  yield prose({
    en:
      "How fast could it be at all? A loop tells that only multiplies and adds, on numbers that " +
      `never leave the ${term("register", "registers")}, the few places that the processor ` +
      "computes in. `f32x4.add` adds four numbers to four others; we shall draw it.",
    fr: "À quelle vitesse pourrait-on aller, au mieux\u00a0? On le voit avec une boucle qui ne " +
      "fait que multiplier et additionner, sur des nombres qui ne quittent jamais les " +
      `${term("registre", "registres")}, les quelques cases où le processeur calcule. ` +
      "`f32x4.add` ajoute quatre nombres à quatre autres\u00a0; nous le dessinerons.",
  });
  yield code({
    file: "assembly/ceiling.ts",
    from: "for (let twice = 0",
    to: "t1 = f32x4.mul(t1, x)",
  });
  const [apart, inPairs] = loops.map((loop) => stopwatch(() => loop(TURNS)));
  const speed = (time: number) => OPERATIONS_OF_A_TURN * TURNS / time / 1e9;
  const ceiling = Math.max(speed(apart.best), speed(inPairs.best));
  yield table([
    [{ en: "first call", fr: "premier appel" }, n(speed(apart.first))],
    [{ en: "fastest call", fr: "appel le plus rapide" }, n(ceiling)],
  ], { head: ["", "GFLOP/s"] });
  yield prose({
    en: "V8, the part of Deno that runs all this, compiles in a hurry at first, and what runs " +
      "often a second time, with care: whoever times one call times the hurry. So each way to " +
      "compute is called for 0.3\u00a0s or more, and its fastest call counts, because whatever disturbs " +
      `only adds time. That is the ceiling, here and now, of one ${term("thread")}: instructions ` +
      "that one processor carries out, one after the other.",
    fr: "V8, la partie de Deno qui exécute tout cela, compile d’abord à la hâte, puis une " +
      "seconde fois, avec soin, ce qui sert souvent\u00a0: qui chronomètre un seul appel " +
      "chronomètre la hâte. Chaque façon de calculer est donc appelée pendant 0,3\u00a0s ou plus, et son " +
      "appel le plus rapide compte, car ce qui dérange ne fait qu’ajouter du temps. C’est le " +
      `plafond, ici et maintenant, d’un ${term("fil d’exécution")}\u00a0: des instructions ` +
      "qu’un seul processeur exécute l’une après l’autre.",
  });
  return ceiling;
}
