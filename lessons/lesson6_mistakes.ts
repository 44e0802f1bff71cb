/**
 * The third part of lesson 6: where the network errs, and how far its probabilities can be trusted.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import {
  confusion,
  count,
  n,
  percent,
  pictures,
  predict,
  prose,
  step,
  table,
  term,
} from "../src/lesson/blocks.ts";
import { confusionMatrix } from "../src/train/confusion.ts";
import { largest } from "../src/train/evaluate.ts";
import { bins } from "./lesson6_numbers.ts";
import { aDigit, imageOf, type Readings, same, surestMistakes } from "./lesson6_readings.ts";

/** What two networks made of the validation images. */
export interface Read {
  /** The validation images. */
  readonly seen: Split;
  /** Of the network that is followed. */
  readonly readings: Readings;
  /** Of the network with weight decay. */
  readonly decayed: Readings;
}

const SURE = 0.99, LIMITS = [0, 0.5, 0.9, SURE];

/** Confusion, the surest mistakes, probabilities that say too much or too little. */
export function* mistakes({ seen, readings, decayed }: Read): Generator<StoryBlock> {
  yield step({ en: "The confusion matrix", fr: "La matrice de confusion" });
  const counts = confusionMatrix(seen.labels, readings.predictions, { classes: 10 });
  const sum = (row: readonly number[]) => row.reduce((total, images) => total + images, 0);
  const recall = counts.map((row, c) => row[c] / sum(row));
  const order = [...recall.keys()].sort((a, b) => recall[a] - recall[b]);
  const offered = [order[0], order[4], order[9]].sort((a, b) => a - b);
  yield predict({
    en: "In which of these classes is the largest share misread?",
    fr: "Dans laquelle de ces classes la part des images mal lues est-elle la plus grande\u00a0?",
  }, {
    choices: offered.map((digit) => ({ en: `the ${digit}s`, fr: `les ${digit}` })),
    right: offered.indexOf(order[0]),
    why: {
      en:
        `Of the ${order[0]}s, ${percent(1 - recall[order[0]])} are misread, of the ${order[9]}s ` +
        `${percent(1 - recall[order[9]])}.`,
      fr: `On lit mal ${percent(1 - recall[order[0]])} des ${order[0]}, et ` +
        `${percent(1 - recall[order[9]])} des ${order[9]}.`,
    },
  });
  yield confusion(counts, {
    caption: {
      en: "What the validation digits are by row, what they were taken for by column.",
      fr:
        "Les chiffres de validation\u00a0: en ligne, ce qu’ils sont\u00a0; en colonne, ce que A " +
        "a lu.",
    },
  });
  const errors = counts.flatMap((row, c) => row.map((many, d) => c === d ? 0 : many));
  const worst = largest(errors), all = sum(errors), sorted = [...errors].sort((a, b) => b - a);
  let half = 0;
  for (let made = 0; made < all / 2; half++) made += sorted[half];
  yield prose({
    en: `${count(errors[worst])} times, ${aDigit(Math.floor(worst / 10))} was taken for ` +
      `${aDigit(worst % 10)}, more often than any other confusion. There are ${
        errors.length - 10
      } ` +
      `ways to err; ${half} of them make half of the ${count(all)} mistakes. Learnt: **mistakes ` +
      `are not spread evenly; digits that share strokes are confused**.`,
    fr: `${count(errors[worst])} fois, un ${Math.floor(worst / 10)} a été pris pour un ` +
      `${worst % 10}, plus que toute autre confusion. Il y a ${errors.length - 10} façons de se ` +
      `tromper\u00a0; ${half} d’entre elles font la moitié des ${count(all)} erreurs. À ` +
      `retenir\u00a0: **les erreurs ne sont pas réparties au hasard\u00a0; on confond des chiffres ` +
      `qui ont des traits communs**.`,
  });

  yield step({ en: "The mistakes it is surest of", fr: "Les erreurs dont il est le plus sûr" });
  const wrong = surestMistakes(readings, seen);
  yield prose({
    en: "Above each: what the digit is, what A reads, and the probability that A gives to that.",
    fr:
      "Au-dessus de chaque image\u00a0: ce qu’est le chiffre, ce que lit A, et la probabilité qu’il y " +
      "attache.",
  });
  yield pictures(
    wrong.slice(0, 8).map((i) => ({
      pixels: imageOf(seen.images, i),
      title: same(
        `${seen.labels[i]} → ${readings.predictions[i]} ${percent(readings.confidences[i], 2)}`,
      ),
    })),
  );
  yield prose({
    en:
      "Whose fault is each: the writer’s, the label’s, or A’s? Learnt: **look at the mistakes**. " +
      "They tell what to mend, the data or the network; an accuracy does not.",
    fr:
      "À qui la faute, pour chacune\u00a0: à la main qui l’a écrit, à l’étiquette, ou à A\u00a0? À " +
      "retenir\u00a0: **regardez les erreurs**. Elles disent quoi corriger, des données ou du " +
      "réseau\u00a0; l’exactitude ne le dit pas.",
  });
  yield* trust({ seen, readings, decayed });
}

/** Mistakes announced, and mistakes made. */
function* trust({ seen: { labels }, readings, decayed }: Read): Generator<StoryBlock> {
  yield step({ en: "Is 99 % really 99 %?", fr: "99\u00a0%, est-ce bien 99\u00a0%\u00a0?" });
  const [ofA, ofB] = [readings, decayed].map((of) => bins(of, { labels, limits: LIMITS }));
  const sure = ofA.at(-1)!, sureB = ofB.at(-1)!;
  yield prose({
    en:
      `If P were the share of right answers, 3 of 100 answers with P = 97 % would be wrong: each ` +
      `announces 1 − P = 0.03 of a mistake. To ${count(sure.images)} images A gives ` +
      `${percent(SURE, 0)} or more; added up, it announces ${
        n(sure.announced, 2)
      } mistakes among ` +
      `them.`,
    fr: `Si P était la part de bonnes réponses, 3 réponses sur 100 avec P = 97\u00a0% seraient ` +
      `fausses\u00a0: chacune annonce 1 − P = 0,03 erreur. À ${
        count(sure.images)
      } images, A donne ` +
      `${percent(SURE, 0)} ou plus\u00a0; au total, il y annonce ${n(sure.announced, 2)} erreurs.`,
  });
  yield predict({
    en: "And how many mistakes does A make among these images?",
    fr: "Et combien d’erreurs A fait-il parmi ces images\u00a0?",
  }, {
    choices: [
      { en: "fewer than 3/4 of those announced", fr: "moins des 3/4 de celles annoncées" },
      { en: "about as many as announced", fr: "à peu près autant qu’annoncé" },
      { en: "more than 4/3 of those announced", fr: "plus des 4/3 de celles annoncées" },
    ],
    right: sure.made < 0.75 * sure.announced ? 0 : sure.made > sure.announced / 0.75 ? 2 : 1,
    why: {
      en: `It makes ${
        count(sure.made)
      }. On images that it did not learn from, P can be too modest or too sure.`,
      fr: `Il en fait ${
        count(sure.made)
      }. Sur des images qu’il n’a pas apprises, P peut être trop modeste ou trop sûr.`,
    },
  });
  const range = (i: number) =>
    LIMITS[i + 1]
      ? {
        en: `${percent(LIMITS[i], 0)} to ${percent(LIMITS[i + 1], 0)}`,
        fr: `${percent(LIMITS[i], 0)} à ${percent(LIMITS[i + 1], 0)}`,
      }
      : { en: `${percent(LIMITS[i], 0)} and more`, fr: `${percent(LIMITS[i], 0)} et plus` };
  yield table(
    LIMITS.map((_, i) => [
      range(i),
      ...[ofA[i], ofB[i]].flatMap(({ images, announced, made }) => [
        count(images),
        n(announced, 2),
        count(made),
      ]),
    ]),
    {
      head: [
        "P",
        { en: "A: images", fr: "A\u00a0: images" },
        { en: "announced", fr: "annoncées" },
        { en: "made", fr: "faites" },
        { en: "B: images", fr: "B\u00a0: images" },
        { en: "announced", fr: "annoncées" },
        { en: "made", fr: "faites" },
      ],
    },
  );
  yield prose({
    en:
      `How well the two columns agree is called ${
        term("calibration")
      }. B, whose weights are kept ` +
      `small, has small scores and is too modest: ${percent(SURE, 0)} and more for only ` +
      `${
        count(sureB.images)
      } images. The network of lesson 5 that learnt by heart grew surer of its mistakes. ` +
      `Learnt: **a larger P is wrong less often, but P is no promise**: to use it as one, compare ` +
      `it with images that you kept out, as here.`,
    fr: `L’accord entre les deux colonnes s’appelle la ${term("calibration")}. B, dont les poids ` +
      `restent petits, a de petits scores et se montre trop modeste\u00a0: ${
        percent(SURE, 0)
      } et ` +
      `plus pour ${count(sureB.images)} images seulement. Le réseau de la leçon 5 qui apprenait ` +
      `par cœur devenait plus sûr de ses erreurs. À retenir\u00a0: **plus P est grand, moins il se trompe, ` +
      `mais P n’est pas une promesse**\u00a0: pour s’y fier, il faut le comparer, comme ici, à des ` +
      `images mises de côté.`,
  });
}
