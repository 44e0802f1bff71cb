/**
 * The last part of lesson 4: what accuracy and the gradient check say of wrong backward passes.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import { PlainEngine } from "../src/engine/plain.ts";
import type { Text } from "../src/errors.ts";
import { check, code, count, live, n, percent, prose, step, table } from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type GradientCheck, gradientCheck } from "../src/nn/gradient_check.ts";
import type { InitialisationName } from "../src/nn/initialise.ts";
import { type Bug, NO_BUG, UNMASKED, ZOO } from "./lesson4_bugs.ts";
import { freshZooNetwork, type School } from "./lesson4_school.ts";
import type { Asked } from "./lesson4_numbers.ts";

const RATES = [0.001, 0.01, 0.1];
/** Below this relative error, in f64, a gradient passes. */
const LIMIT = 1e-6;
/** A network with the right gradient, then one for each bug. */
const ALL = [NO_BUG, ...ZOO];

/** The zoo: how its networks train, what the check says, where the bug is, and where the check is blind. */
export function* zoo(school: School, asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Seven formulas", fr: "Sept formules" });
  yield prose({
    en: "Here is the backward pass of lesson 3 once more, a formula for each matrix. The engine " +
      "fills the first matrix that it is given: `matmulTransposedA` with aᵀ·b, " +
      "`matmulTransposedB` with a·bᵀ, `sumRows` with the sum over the rows, " +
      "`softmaxCrossEntropyBackward` with P − Y, `activateBackward` with da ⊙ [a > 0]; `scale` " +
      "multiplies the result.",
    fr:
      "Voici de nouveau la passe arrière de la leçon 3, une formule par matrice. Le moteur remplit " +
      "la première matrice qu’on lui donne\u00a0: `matmulTransposedA` y met aᵀ·b, " +
      "`matmulTransposedB` a·bᵀ, `sumRows` la somme des lignes, `softmaxCrossEntropyBackward` " +
      "P − Y, `activateBackward` da ⊙ [a > 0]\u00a0; `scale` multiplie le résultat.",
  });
  yield code({ file: "lessons/lesson4_bugs.ts", from: "export const RIGHT", to: "} as const" });

  yield step({ en: "Eight mistakes", fr: "Huit erreurs" });
  yield table(ZOO.map(({ name, wrong }) => [name, wrong]), {
    head: [{ en: "mistake", fr: "erreur" }, { en: "what it computes", fr: "ce qu’elle calcule" }],
    caption: {
      en: "A zoo of mistakes that people do make. None of them crashes: every shape is right.",
      fr: "Un zoo d’erreurs que l’on commet vraiment. Aucune ne fait planter le programme\u00a0: " +
        "toutes les dimensions sont justes.",
    },
  });
  yield prose({
    en:
      "NumPy’s `reshape` gives W2 the shape of W2ᵀ, but leaves the numbers in their order. With " +
      "the diagonal only, each score acts on its own probability alone, as if the ten did not " +
      "share a sum. A1 ⊙ (1−A1) is right for the sigmoid, the activation of older books.",
    fr:
      "Le `reshape` de NumPy donne à W2 les dimensions de W2ᵀ, mais laisse les nombres dans leur " +
      "ordre. Avec la diagonale seule, chaque score n’agit que sur sa propre probabilité, comme si " +
      "les dix ne partageaient pas une même somme. A1 ⊙ (1−A1) convient à la sigmoïde, l’activation des livres plus anciens.",
  });
  yield code({
    file: "lessons/lesson4_bugs.ts",
    from: "ReLU’s mask missing",
    to: "formulas",
    caption: {
      en: "In the source, each is a formula or two in the place of the right ones:",
      fr: "Dans le code source, chacune remplace une formule ou deux\u00a0:",
    },
  });

  yield step({ en: "Train them all", fr: "Entraînons-les tous" });
  yield prose({
    en:
      `Each learns from ${count(school.count)} digits, once, with three learning rates η, as one ` +
      `tries when a network learns badly; then it reads ${count(school.judges)} other training ` +
      `images. (Not the test images: whoever chooses a rate by them has learnt from them.)`,
    fr: `Chacun apprend de ${count(school.count)} chiffres, une fois, avec trois taux ` +
      `d’apprentissage η, comme on en essaie quand un réseau apprend mal\u00a0; puis il lit ` +
      `${
        count(school.judges)
      } autres images d’entraînement. (Pas celles de test\u00a0: choisir un ` +
      `taux d’après elles, c’est déjà apprendre d’elles.)`,
  });
  const accuracies = ALL.map(() => RATES.map((): number | undefined => undefined));
  yield live(function* () {
    for (const [i, bug] of ALL.entries()) {
      for (const [j, rate] of RATES.entries()) {
        for (const { accuracy } of school.train(bug, { rate })) accuracies[i][j] = accuracy;
        const rows = ALL.map(({ name }, i) => [name, ...accuracies[i].map(accuracyCell)]);
        yield table(rows, {
          head: [{ en: "mistake", fr: "erreur" }, ...RATES.map((rate) => `η = ${n(rate)}`)],
        });
      }
    }
  });
  const best = accuracies.map((row) => Math.max(...row.map((accuracy) => accuracy || 0)));
  const quiet = best.slice(1).filter((accuracy) => accuracy > best[0] - 0.03).length;
  yield prose({
    en:
      `Network A of the first step is “${UNMASKED.name.en}”. Some mistakes are loud: the network ` +
      `learns badly at every rate, and one starts to search. But ${quiet} of the ${ZOO.length} end less ` +
      `than 3 points below the right one, if not above, and who would search then? 1/m forgotten ` +
      `is only a rate ${school.batch} times larger, as long as all batches have ${school.batch} ` +
      `images.`,
    fr: `Le réseau A de la première étape est «\u00a0${UNMASKED.name.fr}\u00a0». Certaines ` +
      `erreurs sautent aux yeux\u00a0: le réseau apprend mal à tous les taux, et l’on se met à chercher. Mais ${quiet} sur ${ZOO.length} ` +
      `finissent à moins de 3 points sous le réseau juste, voire au-dessus\u00a0: qui chercherait ` +
      `alors\u00a0? Oublier 1/m revient à prendre un taux ${school.batch} fois plus grand, tant que ` +
      `tous les mini-lots ont ${school.batch} images.`,
  });

  yield step({ en: "What the check says", fr: "Ce que dit la vérification" });
  yield prose({
    en: "Now the same networks, before any training: eight digits, thirty slopes of each matrix " +
      "(of db2, all ten), in f64. Each matrix has its relative error, as in lesson 3; of the four, " +
      "the worst counts.",
    fr:
      "Les mêmes réseaux, avant tout entraînement\u00a0: huit chiffres, trente pentes par matrice " +
      "(pour db2, toutes les dix), en f64. Chaque matrice a son erreur relative, comme à la leçon " +
      "3\u00a0; des quatre, on retient la pire.",
  });
  const checks = ALL.map((bug) => checkBug(bug, asked, { examples: 8 }));
  yield table(
    ALL.map(({ name }, i) => [name, percent(best[i]), n(checks[i].relativeError, 2)]),
    {
      head: [
        { en: "mistake", fr: "erreur" },
        { en: "best accuracy", fr: "meilleure exactitude" },
        { en: "check", fr: "vérification" },
      ],
    },
  );
  const limit = { name: { en: "limit", fr: "limite" }, value: LIMIT };
  const found = (value: number) => ({
    name: { en: "relative error", fr: "erreur relative" },
    value,
  });
  yield check({
    claim: { en: "the right backward pass passes", fr: "la passe arrière juste est acceptée" },
    found: found(checks[0].relativeError),
    expected: limit,
    measure: "below",
  });
  const [, ...wrong] = checks.map(({ relativeError }, i) => ({ relativeError, bug: ALL[i] }));
  const mildest = wrong.reduce((a, b) => b.relativeError < a.relativeError ? b : a);
  const { en, fr } = mildest.bug.name;
  yield check({
    claim: {
      en: `the mildest mistake, “${en}”`,
      fr: `l’erreur la plus légère, «\u00a0${fr}\u00a0»`,
    },
    found: found(mildest.relativeError),
    expected: limit,
    measure: "below",
    meant: false,
  });
  yield prose({
    en:
      "The check tells right from wrong, and leaves no doubt between. It doesn’t tell how much a " +
      "mistake will cost: compare the two columns.",
    fr:
      "La vérification distingue le juste du faux sans laisser de doute. Elle ne dit pas combien " +
      "une erreur coûtera\u00a0: comparez les deux colonnes.",
  });

  yield step({ en: "Where is the mistake?", fr: "Où est l’erreur\u00a0?" });
  yield prose({
    en: "The check even says where to look. The matrices in the order of the backward pass, an " +
      "error below the limit left out:",
    fr:
      "La vérification dit même où chercher. Voici les matrices dans l’ordre de la passe arrière, " +
      "sans les erreurs sous la limite\u00a0:",
  });
  const order = ["dense2.weight", "dense2.bias", "dense1.weight", "dense1.bias"];
  const cells = ({ matrices }: GradientCheck) =>
    order.map((name) => {
      const { relativeError } = matrices.find((matrix) => matrix.name === name)!;
      return relativeError < LIMIT ? "·" : n(relativeError, 2);
    });
  yield table(ALL.map(({ name }, i) => [name, ...cells(checks[i])]), {
    head: [{ en: "mistake", fr: "erreur" }, "dW2", "db2", "dW1", "db1"],
  });
  yield prose({
    en:
      "The first matrix that is wrong accuses its own formula, or what comes before; a matrix that " +
      "is right clears all that it was made from. dW2 and db2 right, dW1 and db1 wrong: look at dA1 and dZ1. Only the " +
      "biases: look at db. All four: at dZ2, or at what all four share.",
    fr:
      "La première matrice fausse accuse sa propre formule ou ce qui la précède\u00a0; une matrice " +
      "juste innocente tout ce dont elle est faite. dW2 et db2 justes, dW1 et db1 faux\u00a0: cherchez dans dA1 " +
      "et dZ1. Les biais seuls\u00a0: dans db. Les quatre\u00a0: dans dZ2, ou dans ce qu’elles ont en commun.",
  });

  yield step({ en: "Where the check is blind", fr: "Là où la vérification est aveugle" });
  yield prose({
    en: "The same check, done carelessly: with a single digit, and with weights that are all zero.",
    fr:
      "La même vérification, faite sans soin\u00a0: avec un seul chiffre, puis avec des poids tous " +
      "nuls.",
  });
  const careless = ALL.map((_, i): GradientCheck[] => [checks[i]]);
  yield live(function* () {
    for (const [i, bug] of ALL.entries()) {
      careless[i].push(checkBug(bug, asked, { examples: 1 }));
      careless[i].push(checkBug(bug, asked, { examples: 8, init: "zero" }));
      yield table(
        ALL.map(({ name }, i) => [name, ...[0, 1, 2].map((j) => verdict(careless[i][j]))]),
        {
          head: [
            { en: "mistake", fr: "erreur" },
            { en: "8 digits", fr: "8 chiffres" },
            { en: "1 digit", fr: "1 chiffre" },
            { en: "zeros", fr: "zéros" },
          ],
        },
      );
    }
  });
  const [ofOne, ofZeros] = [1, 2].map((column) =>
    careless.slice(1).filter((row) => row[column].relativeError < LIMIT).length
  );
  yield prose({
    en: `With m = 1, there is no mean to forget and nothing to sum: ${ofOne} mistakes pass. With ` +
      `zeros, W2 sends nothing back, dW1 is 0 whatever one does, and ${ofZeros} pass. So check ` +
      `with **several examples, at random weights**, and before you believe a check that says ` +
      `“right”, break your code once to see it say “wrong”.`,
    fr: `Avec m = 1, il n’y a ni moyenne à oublier, ni rien à sommer\u00a0: ${ofOne} erreurs ` +
      `passent. Avec des zéros, W2 ne renvoie rien, dW1 vaut 0 quoi qu’on fasse, et ${ofZeros} ` +
      `passent. Vérifiez donc avec **plusieurs exemples et des poids tirés au hasard**. Et avant ` +
      `de croire une vérification qui dit «\u00a0juste\u00a0», cassez votre code une fois pour la ` +
      `voir dire «\u00a0faux\u00a0».`,
  });
}

/** The gradient check of a bug, before any training. */
function checkBug(
  bug: Bug,
  { train, seed }: Asked,
  { examples, init }: { examples: number; init?: InitialisationName },
): GradientCheck {
  const engine = new PlainEngine();
  const network = freshZooNetwork(engine, { bug, seed, init });
  const batch = digits(train, { engine, first: 0, count: examples });
  return gradientCheck(network, batch, { sample: 30 });
}

function accuracyCell(accuracy: number | undefined): Text | string {
  if (accuracy === undefined) return "";
  return Number.isNaN(accuracy) ? { en: "diverged", fr: "diverge" } : percent(accuracy);
}

function verdict(check?: GradientCheck): Text | string {
  if (!check) return "";
  return check.relativeError < LIMIT ? { en: "right", fr: "juste" } : { en: "WRONG", fr: "FAUX" };
}
