/**
 * `deno task lesson7`: one product of matrices, as its definition says and ever closer to what a machine
 * can do. Everything is measured here and now, on the reader's machine.
 *
 * @module
 */
import { lesson } from "../src/lesson/lesson.ts";
import { n, prose, step } from "../src/lesson/blocks.ts";
import { termsOf } from "./glossary.ts";
import { Ladder } from "./lesson7_ladder.ts";
import { oneAtATime } from "./lesson7_rungs.ts";
import { oneProduct, theCeiling, twice } from "./lesson7_start.ts";
import { teacher } from "./lesson7_teacher.ts";
import { manyAtATime } from "./lesson7_vectors.ts";
import { workbench } from "./lesson7_workbench.ts";

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
  minutes: 20,
  supposes: {
    en: "what a matrix product is, and the shapes of lesson 3; loops in some language. The " +
      "lessons that follow do without this one.",
    fr:
      "ce qu’est un produit de matrices, et les dimensions de la leçon 3\u00a0; les boucles d’un " +
      "langage quelconque. Les leçons suivantes se passent de celle-ci.",
  },
  recall: {
    question: {
      en: "Which pixels would make a network read a 9 in a 4? How does one ask it?",
      fr:
        "Quels pixels feraient lire un 9 au réseau dans un 4\u00a0? Comment le lui demander\u00a0?",
    },
    answer: {
      en: "By the slope of the loss for a 9 along each pixel. The backward pass goes one product " +
        "further, down to the image: dX = dZ1·W1ᵀ.",
      fr: "Par la pente de la perte pour un 9 par rapport à chaque pixel. La rétropropagation va " +
        "un produit plus loin, jusqu’à l’image\u00a0: dX = dZ1·W1ᵀ.",
    },
  },
  terms: termsOf(7),
  steps: 14,
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
        "what was fetched of W1 serves once. On the author’s machine, five of its 64 rows take " +
        "132·5/64 ≈ 10 µs, one row of rung 4 649/64 ≈ 10 µs: it falls back to about rung 4. The " +
        "others take the digits one by one anyway. So use batches even where only answers are wanted.",
      fr: "Le barreau 5. Une tuile calcule cinq lignes, remplies ou non\u00a0: un seul chiffre " +
        "prend autant de temps que cinq, et ce qui est lu de W1 ne sert qu’une fois. Sur la machine " +
        "de l’auteur, cinq de ses 64 lignes prennent 132·5/64 ≈ 10 µs, une ligne du barreau 4, " +
        "649/64 ≈ 10 µs\u00a0: il retombe à peu près au barreau 4. Les autres prennent de toute " +
        "façon les chiffres un par un. Mieux vaut donc des mini-lots, même quand on ne veut que des " +
        "réponses.",
    },
    {
      en: "Hardly. In a fresh network about half of Z1 is negative, so half of A1 is 0: at best " +
        "half of the operations go, and rung 6 did not get all that it skipped. Its list is made " +
        "once; that of A1 would be made anew at each step. After tanh nothing can be skipped.",
      fr:
        "À peine. Dans un réseau tout neuf, environ la moitié de Z1 est négative, donc la moitié " +
        "de A1 vaut 0\u00a0: au mieux, la moitié des opérations disparaît, et le barreau 6 n’a pas " +
        "gagné tout ce qu’il sautait. Sa liste est faite une fois\u00a0; celle de A1 serait à " +
        "refaire à chaque pas. Après tanh, il n’y a rien à sauter.",
    },
    {
      en: "All of them: each sum runs over p from the first to the last, on rung 6 without the " +
        "zeros. Rung 1 adds in f64 and rounds once, rung 2 at each term. With the engine `strict`, " +
        "rungs 3, 4 and 5 also round alike, and agree in every bit. Equal bits help to find " +
        "mistakes: no tolerance hides a small one, and a training can be repeated exactly.",
      fr:
        "Tous\u00a0: chaque somme parcourt p du premier au dernier, au barreau 6 sans les zéros. " +
        "Le barreau 1 additionne en f64 et arrondit une fois, le barreau 2 à chaque terme. Avec le " +
        "moteur `strict`, les barreaux 3, 4 et 5 arrondissent aussi de la même façon, et concordent " +
        "jusqu’au dernier bit. Des bits égaux aident à trouver les erreurs\u00a0: aucune tolérance " +
        "n’en cache une petite, et un entraînement peut être refait à l’identique.",
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
  const whole = yield* twice(createEngine(build), { dataset, seed });
  if (options.engine === "plain") {
    yield prose({
      en: "You asked for `plain`, which has no kernels of its own: we take those of `strict`.",
      fr:
        "Vous avez demandé `plain`, qui n’a pas de noyaux de calcul\u00a0: nous prenons ceux de " +
        "`strict`.",
    });
  }

  yield* oneProduct();

  yield step({ en: "The ceiling", fr: "Le plafond" });
  const bench = workbench(dataset, { engine: createEngine(build), module: kernels(build), seed });
  const ladder = new Ladder(yield* theCeiling(bench.ceilings));
  yield* oneAtATime(ladder, bench);
  yield* manyAtATime(ladder, bench);

  yield step({ en: "The ladder", fr: "L’échelle" });
  yield ladder.drawn();
  const isLess = whole < ladder.rungs[0].time / ladder.rungs.at(-1)!.time;
  yield prose({
    en:
      "The last bar counts the operations that were skipped as if they had been done: so it may " +
      "pass the ceiling. It does not compute faster; it computes less.",
    fr:
      "La dernière barre compte les opérations sautées comme si elles avaient été faites\u00a0: " +
      "elle peut donc dépasser le plafond. On ne calcule pas plus vite\u00a0; on calcule moins.",
  });
  yield prose({
    en: "The formula never changed, nor did its result, up to the rounding. What changed is how " +
      "far the numbers travel, how many are taken at once, how long a sum waits, and how many are " +
      `not touched at all. At the start, a whole step of training became ${n(whole, 2)} times as ` +
      "fast" + (isLess ? ": less than this product, as it does more than that." : "."),
    fr: "La formule n’a jamais changé, et son résultat non plus, aux arrondis près. Ce qui a " +
      "changé, c’est le chemin que parcourent les nombres, combien on en prend à la fois, le temps " +
      "qu’une somme attend, et combien on en laisse de côté. Au début, un pas d’entraînement " +
      `entier était devenu ${n(whole, 2)} fois plus rapide` +
      (isLess ? "\u00a0: moins que ce produit, car il ne fait pas que cela." : "."),
  });
});
