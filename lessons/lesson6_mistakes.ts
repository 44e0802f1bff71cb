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
  fixed,
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
import { imageOf, type Readings, same, surestMistakes } from "./lesson6_readings.ts";

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
  const errors = counts.flatMap((row, c) => row.map((many, d) => c === d ? 0 : many));
  const worst = largest(errors), from = Math.floor(worst / 10), to = worst % 10;
  // Beside the right answer, the two classes that it is least often taken for.
  const rare = [...counts.keys()].filter((c) => c !== from)
    .sort((a, b) => counts[from][a] - counts[from][b]);
  const offered = [to, ...rare.slice(0, 2)].sort((a, b) => a - b);
  yield predict({
    en: `Which digit are ${from}s most often taken for?`,
    fr: `Pour quel chiffre les ${from} sont-ils le plus souvent pris\u00a0?`,
  }, {
    choices: offered.map((digit) => same(`${digit}`)),
    right: offered.indexOf(to),
    why: {
      en:
        `${count(errors[worst])} times, more than any other confusion. Which strokes do ${from} ` +
        `and ${to} share?`,
      fr:
        `${
          count(errors[worst])
        } fois, plus que toute autre confusion. Quels traits le ${from} et ` +
        `le ${to} ont-ils en commun\u00a0?`,
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
  const all = sum(errors), sorted = [...errors].sort((a, b) => b - a);
  let half = 0;
  for (let made = 0; made < all / 2; half++) made += sorted[half];
  yield prose({
    en: `There are ${errors.length - 10} ways to err; ${half} of them make half of the ` +
      `${
        count(all)
      } mistakes. Learnt: **mistakes are not spread evenly; digits that share strokes ` +
      `are confused**.`,
    fr: `Il y a ${errors.length - 10} façons de se tromper\u00a0; ${half} d’entre elles font la ` +
      `moitié des ${count(all)} erreurs. À retenir\u00a0: **les erreurs ne sont pas réparties au ` +
      `hasard\u00a0; on confond des chiffres qui ont des traits communs**.`,
  });

  yield step({ en: "The mistakes it is surest of", fr: "Les erreurs dont il est le plus sûr" });
  const wrong = surestMistakes(readings, seen);
  yield prose({
    en: "Above each: what the digit is, what A reads, and the probability that A gives to that.",
    fr: "Au-dessus de chaque image\u00a0: ce qu’est le chiffre, ce que lit A, et la probabilité " +
      "qu’il lui donne.",
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
      "retenir\u00a0: **regardez les erreurs**. Elles disent ce qu’il faut corriger, les données " +
      "ou le réseau\u00a0; l’exactitude ne le dit pas.",
  });
  yield* trust({ seen, readings, decayed });
}

/** Mistakes announced, and mistakes made. */
function* trust({ seen: { labels }, readings, decayed }: Read): Generator<StoryBlock> {
  yield step({ en: "Is 99 % really 99 %?", fr: "99\u00a0%, est-ce bien 99\u00a0%\u00a0?" });
  const [ofA, ofB] = [readings, decayed].map((of) => bins(of, { labels, limits: LIMITS }));
  yield prose({
    en:
      `If P were the share of right answers, 3 of 100 answers with P = 97 % would be wrong: each ` +
      `announces 1 − P = 0.03 of a mistake. Let us add up what A announces, and count what it makes:`,
    fr: `Si P était la part de bonnes réponses, 3 réponses sur 100 avec P = 97\u00a0% seraient ` +
      `fausses\u00a0: chacune annonce 1 − P = 0,03 erreur. Additionnons ce que A annonce, et ` +
      `comptons ce qu’il fait\u00a0:`,
  });
  const range = (i: number) =>
    LIMITS[i + 1]
      ? {
        en: `${percent(LIMITS[i], 0)} to ${percent(LIMITS[i + 1], 0)}`,
        fr: `${percent(LIMITS[i], 0)} à ${percent(LIMITS[i + 1], 0)}`,
      }
      : { en: `${percent(LIMITS[i], 0)} and more`, fr: `${percent(LIMITS[i], 0)} et plus` };
  yield table(
    ofA.map(({ images, announced, made }, i) => [
      range(i),
      count(images),
      fixed(announced, 1),
      count(made),
    ]),
    {
      head: [
        "P",
        { en: "images", fr: "images" },
        { en: "mistakes announced", fr: "erreurs annoncées" },
        { en: "made", fr: "faites" },
      ],
    },
  );
  const sure = ofB.at(-1)!;
  const [a, b] = [ofA, ofB].map((rows) => ({
    announced: Math.round(rows.reduce((sum, { announced }) => sum + announced, 0)),
    made: rows.reduce((sum, { made }) => sum + made, 0),
  }));
  const isModest = a.announced > a.made;
  yield prose({
    en: `How well announced and made agree is called ${term("calibration")}. In all, A announces ` +
      `${count(a.announced)} mistakes and makes ${count(a.made)}: it is a little too ` +
      `${isModest ? "modest" : "sure"}. B, whose small weights give small scores, is ` +
      `${percent(SURE, 0)} sure of ${count(sure.images)} images only; it announces ` +
      `${count(b.announced)} and makes ${
        count(b.made)
      }. The other way round is lesson 5’s network ` +
      `that learnt 500 images by heart: ever surer of its mistakes. Learnt: **a larger P is wrong ` +
      `less often, but P is no promise**; compare it, as here, with images that were kept out.`,
    fr:
      `L’accord entre erreurs annoncées et faites s’appelle la ${
        term("calibration")
      }. En tout, A ` +
      `annonce ${count(a.announced)} erreurs et en fait ${
        count(a.made)
      }\u00a0: il est un peu trop ` +
      `${
        isModest ? "modeste" : "sûr"
      }. B, dont les petits poids donnent de petits scores, n’est sûr ` +
      `à ${percent(SURE, 0)} que de ${count(sure.images)} images\u00a0; il annonce ` +
      `${count(b.announced)} erreurs et en fait ${
        count(b.made)
      }. À l’inverse, le réseau de la leçon ` +
      `5 qui savait 500 images par cœur était de plus en plus sûr de ses erreurs. À retenir\u00a0: ` +
      `**plus P est grand, moins il se trompe, mais P n’est pas une promesse**\u00a0; comparez-le, ` +
      `comme ici, à des images mises de côté.`,
  });
}
