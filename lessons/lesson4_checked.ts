/**
 * The last part of lesson 4: what the gradient check says of wrong backward passes.
 *
 * @module
 */
import { PlainEngine } from "../src/engine/plain.ts";
import type { Text } from "../src/errors.ts";
import { check, n, predict, prose, step, table } from "../src/lesson/blocks.ts";
import { digits } from "../src/lesson/digits.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type GradientCheck, gradientCheck } from "../src/nn/gradient_check.ts";
import type { InitialisationName } from "../src/nn/initialise.ts";
import { ALL, type Bug, MISTAKE, UNMASKED, ZOO } from "./lesson4_bugs.ts";
import type { Asked } from "./lesson4_numbers.ts";
import { freshZooNetwork } from "./lesson4_school.ts";
import { accuracyCell } from "./lesson4_zoo.ts";

/** Below this relative error, in f64, a gradient passes. */
const LIMIT = 1e-6;

/** What the check says of each network, beside its `best` accuracy; and where it is blind. */
export function* checked(best: readonly number[], asked: Asked): Generator<StoryBlock> {
  const checks = ALL.map((bug) => checkBug(bug, asked, { examples: 8 }));
  yield* verdicts(best, checks);
  yield* where(checks);
  yield* blind(checks, asked);
}

function* verdicts(
  best: readonly number[],
  checks: readonly GradientCheck[],
): Generator<StoryBlock> {
  yield step({ en: "What the check says", fr: "Ce que dit la vérification" });
  yield prose({
    en: "Now the same networks, before any training: eight digits, in f64, and twenty slopes of " +
      "each matrix (of db2, all ten), since a mistake in a formula shows in most of its slopes. " +
      "Each matrix has its relative error, as in lesson 3; of the four, the worst counts.",
    fr:
      "Les mêmes réseaux, avant tout entraînement\u00a0: huit chiffres, en f64, et vingt pentes " +
      "par matrice (pour db2, toutes les dix), car un bogue dans une formule se voit à la plupart " +
      "de ses pentes. Chaque matrice a son erreur relative, comme à la leçon 3\u00a0; des quatre, " +
      "on retient la pire.",
  });
  yield table(
    ALL.map(({ name }, i) => [name, accuracyCell(best[i]), n(checks[i].relativeError, 2)]),
    {
      head: [
        MISTAKE,
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
      fr: `la formule fausse la plus proche de la juste, «\u00a0${fr}\u00a0»`,
    },
    found: found(mildest.relativeError),
    expected: limit,
    measure: "below",
    meant: false,
  });
  yield prose({
    en:
      "Done so, the check tells each of the eight from the right one, with nothing in between. It " +
      "doesn’t tell how much a mistake will cost: compare the two columns.",
    fr:
      "Ainsi faite, la vérification distingue chacun des huit bogues du gradient juste, sans cas " +
      "douteux. Elle ne dit pas combien un bogue coûtera\u00a0: comparez les deux colonnes.",
  });
}

/** Which matrices are wrong, and so which formula. */
function* where(checks: readonly GradientCheck[]): Generator<StoryBlock> {
  yield step({ en: "Where is the mistake?", fr: "Où est le bogue\u00a0?" });
  yield prose({
    en: "The check even says where to look. One network, and its four matrices in the order of " +
      "the backward pass; a value below the limit is a dot:",
    fr: "La vérification dit même où chercher. Voici un réseau, et ses quatre matrices dans " +
      "l’ordre de la passe arrière\u00a0; une valeur sous la limite est remplacée par un point\u00a0:",
  });
  const order = ["dense2.weight", "dense2.bias", "dense1.weight", "dense1.bias"];
  const cells = checks.map(({ matrices }) =>
    order.map((name) => {
      const { relativeError } = matrices.find((matrix) => matrix.name === name)!;
      return relativeError < LIMIT ? "·" : n(relativeError, 2);
    })
  );
  const head = [MISTAKE, "dW2", "db2", "dW1", "db1"];
  const shown = cells[ALL.indexOf(UNMASKED)];
  yield table([["?", ...shown]], { head });
  yield predict({
    en: "Which formula do you suspect?",
    fr: "Quelle formule soupçonnez-vous\u00a0?",
  }, {
    choices: [
      { en: "dZ2", fr: "dZ2" },
      { en: "dA1 or dZ1", fr: "dA1 ou dZ1" },
      { en: "dW1", fr: "dW1" },
    ],
    right: shown[0] !== "·" ? 0 : shown[3] !== "·" ? 1 : 2,
    why: {
      en: "dW2 and db2 are right: so is dZ2, which they are made from. dW1 and db1 are both " +
        "wrong: look at what they share.",
      fr: "dW2 et db2 sont justes\u00a0: donc dZ2 aussi, dont elles sont faites. dW1 et db1 sont " +
        "fausses toutes les deux\u00a0: cherchez dans ce qu’elles ont en commun.",
    },
  });
  yield table(ALL.map(({ name }, i) => [name, ...cells[i]]), { head });
  yield prose({
    en:
      "The first matrix that is wrong accuses its own formula, or what comes before; a matrix that " +
      "is right clears what it was made from (with several digits and random weights: next step). " +
      "Only the biases wrong: look at db. All four: at dZ2, or at what all four share.",
    fr:
      "La première matrice fausse accuse sa propre formule ou ce qui la précède\u00a0; une matrice " +
      "juste innocente ce dont elle est faite (avec plusieurs chiffres et des poids tirés au " +
      "hasard\u00a0: étape suivante). Les biais seuls sont faux\u00a0: cherchez dans db. Les " +
      "quatre\u00a0: dans dZ2, ou dans ce qu’elles ont en commun.",
  });
}

function* blind(checks: readonly GradientCheck[], asked: Asked): Generator<StoryBlock> {
  yield step({ en: "Where the check is blind", fr: "Là où la vérification est aveugle" });
  const ofOne = ALL.map((bug) => checkBug(bug, asked, { examples: 1 }));
  const ofZeros = ALL.map((bug) => checkBug(bug, asked, { examples: 8, init: "zero" }));
  const passes = ({ relativeError }: GradientCheck) => relativeError < LIMIT;
  yield prose({
    en: "The same check, done carelessly: with a single digit, or with eight, but all weights 0. " +
      "Which mistakes does it let pass, and why?",
    fr: "La même vérification, faite sans soin\u00a0: avec un seul chiffre, ou avec huit, mais " +
      "tous les poids à 0. Quels bogues laisse-t-elle passer, et pourquoi\u00a0?",
  });
  const cell = (checked: GradientCheck, i: number): Text =>
    !passes(checked)
      ? { en: "caught", fr: "repéré" }
      : i === 0
      ? { en: "passes", fr: "passe" }
      : { en: "PASSES", fr: "PASSE" };
  const rows = ALL.map(({ name }, i) => [
    name,
    ...[checks, ofOne, ofZeros].map((column) => cell(column[i], i)),
  ]);
  yield table(rows, {
    head: [
      MISTAKE,
      { en: "8 digits", fr: "8 chiffres" },
      { en: "1 digit", fr: "1 chiffre" },
      { en: "8 digits, zeros", fr: "8 chiffres, zéros" },
    ],
  });
  const [one, zeros] = [ofOne, ofZeros].map((column) => column.slice(1).filter(passes).length);
  yield prose({
    en: `With m = 1, there is no mean to forget and nothing to sum: ${one} mistakes pass. With ` +
      `zeros, A1, dA1 and dZ1 are 0 whatever one does, and so are all slopes but those of db2: ` +
      `${zeros} pass. The ${ZOO.length - zeros} others show in db2. So check with **several ` +
      `examples, at random weights**, and before you ` +
      `believe a check that passes, break your code once to see it caught.`,
    fr: `Avec m = 1, il n’y a ni moyenne à oublier, ni rien à sommer\u00a0: ${one} bogues ` +
      `passent. Avec des zéros, A1, dA1 et dZ1 valent 0 quoi qu’on fasse, et donc toutes les ` +
      `pentes sauf celles de db2\u00a0: ${zeros} passent. Les ${ZOO.length - zeros} autres se ` +
      `voient dans db2. Vérifiez donc avec **plusieurs exemples et des poids tirés au hasard**. Et ` +
      `avant de croire une vérification qui passe, introduisez exprès un bogue, pour voir s’il est ` +
      `repéré.`,
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
  return gradientCheck(network, batch, { sample: 20 });
}
