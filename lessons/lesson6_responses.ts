/**
 * The second part of lesson 6: what a neuron responds to, and a digit that passes through all 64.
 *
 * @module
 */
import type { StoryBlock } from "../src/lesson/lesson.ts";
import {
  bars,
  count,
  formula,
  image,
  n,
  percent,
  pictures,
  plus,
  predict,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { type Asked, decisiveNeurons, steadyAnswers } from "./lesson6_numbers.ts";
import { aDigit, imageOf, largestPlaces, meanByClass } from "./lesson6_readings.ts";

/** The digits that excite the neuron most, and the classes. */
export function* favourites({ readings, neuron, seen }: Asked): Generator<StoryBlock> {
  yield step({ en: "What it responds to", fr: "Ce qui l’excite" });
  const z = readings.z1[neuron],
    strongest = largestPlaces(z, 4),
    on = z.filter((value) => value > 0).length;
  yield prose({
    en:
      `All ${count(seen.count)} validation digits, and Z1 of neuron ${neuron} for each. It is on ` +
      `for ${percent(on / seen.count)} of them. The four with the largest Z1, each with ` +
      `its class:`,
    fr:
      `Prenons les ${count(seen.count)} chiffres de validation, et pour chacun le Z1 du neurone ` +
      `${neuron}. Il est actif pour ${
        percent(on / seen.count)
      } d’entre eux. Les quatre dont le Z1 ` +
      `est le plus grand, chacun avec sa classe\u00a0:`,
  });
  yield pictures(
    strongest.map((i) => ({
      pixels: imageOf(seen.images, i),
      title: { en: `${seen.labels[i]} · ${n(z[i])}`, fr: `${seen.labels[i]}\u00a0: ${n(z[i])}` },
    })),
  );
  if (on === 0) {
    yield prose({
      en: `Not one turns neuron ${neuron} on: it is **dead**. It takes no part in any answer, ` +
        "and as its slopes are 0, it does not learn any more.",
      fr: `Aucun n’active le neurone ${neuron}\u00a0: il est **mort**. Il ne participe à aucune ` +
        "réponse et, comme ses pentes valent 0, il n’apprend plus.",
    });
    return;
  }
  const means = meanByClass(z, seen), [first, second] = largestPlaces(means, 2);
  yield bars(means.map((mean, c) => ({ label: `${c}`, value: mean, text: n(mean) })), {
    highlight: first,
    caption: {
      en: "Its mean activation A1 for the digits of each class:",
      fr: "Son activation moyenne A1 pour les chiffres de chaque classe\u00a0:",
    },
  });
  const classes = strongest.map((i) => seen.labels[i]);
  const strangers = classes.filter((label) => label !== first).length > 1;
  const single = readings.z1.filter((z) => {
    const means = meanByClass(z, seen), [first, second] = largestPlaces(means, 2);
    return means[first] > 2 * means[second];
  }).length;
  yield prose({
    en: `On average the ${first}s excite it most, then the ${second}s.` +
      (strangers
        ? ` Yet the four strongest are ${classes.join(", ")}: a few digits fit its template much ` +
          `better than the rest of their class.`
        : "") +
      ` Of the 64 neurons, ${single} answer their best class more than twice as strongly as their ` +
      `second. Learnt: **few neurons stand for one digit; a digit is a pattern of neurons**.`,
    fr: `En moyenne, ce sont les ${first} qui l’excitent le plus, puis les ${second}.` +
      (strangers
        ? ` Pourtant, les quatre plus forts sont ${
          classes.join(", ")
        }\u00a0: quelques chiffres épousent ` +
          `son gabarit bien mieux que les autres de leur classe.`
        : "") +
      ` Sur 64 neurones, ${single} répondent à leur meilleure classe plus de deux fois autant qu’à ` +
      `la deuxième. À retenir\u00a0: **peu de neurones représentent un chiffre\u00a0; un chiffre ` +
      `est une configuration de neurones**.`,
  });
}

/** All activations, the votes, and what one neuron decides. */
export function* throughTheNetwork(
  { now, neuron, label, answer, readings, seen }: Asked,
): Generator<StoryBlock> {
  yield step({ en: "The digit through the network", fr: "Le chiffre à travers le réseau" });
  const a1 = Array.from(now.matrix("A1").data), p = Array.from(now.matrix("P").data);
  const active = a1.filter((a) => a > 0).length, most = Math.max(...a1) || 1;
  yield prose({
    en: `The 64 activations A1 for our ${label}, 8 to a row, drawn as ink is: the more, the ` +
      `stronger. ${active} neurons are on; neuron ${neuron} is marked.`,
    fr:
      `Les 64 activations A1 pour notre ${label}, 8 par ligne, dessinées comme de l’encre\u00a0: ` +
      `plus il y en a, plus l’activation est forte. ${active} neurones sont actifs\u00a0; le ` +
      `neurone ${neuron} est marqué.`,
  });
  yield image({
    pixels: a1.map((a) => Math.round(255 * a / most)),
    rows: 8,
    columns: 8,
    mark: [neuron >> 3, neuron & 7],
  });
  const votes = series("j", 64, {
    term: (j) => times(now.at("A1", 0, { j }), now.at("W2", { j }, answer)),
    follow: neuron,
  });
  yield formula(now.left("Z2", 0, answer), plus(votes, now.at("b2", 0, answer)));
  const [first, second] = largestPlaces(p, 2);
  yield prose({
    en: `So a score adds up votes for its class. Softmax makes probabilities of the ten scores: ` +
      `${percent(p[first], 2)} for the ${first}, ${percent(p[second], 2)} for the ${second}.` +
      (answer === label ? "" : ` It reads ${aDigit(answer)}: a mistake.`),
    fr: `Un score additionne ainsi des voix pour sa classe. Softmax fait des dix scores des ` +
      `probabilités\u00a0: ${percent(p[first], 2)} pour le ${first}, ${percent(p[second], 2)} ` +
      `pour le ${second}.` +
      (answer === label ? "" : ` Il lit un ${answer}\u00a0: c’est une erreur.`),
  });
  const decisive = decisiveNeurons(now);
  yield predict({
    en:
      `Switch off one of the ${active} neurons, its A1 to 0, and leave the others. For how many ` +
      `of them does the answer change?`,
    fr: `Éteignons un des ${active} neurones, son A1 à 0, sans toucher aux autres. Pour combien ` +
      `d’entre eux la réponse change-t-elle\u00a0?`,
  }, {
    choices: [
      { en: "for none", fr: "pour aucun" },
      { en: "for one or a few", fr: "pour un ou quelques-uns" },
      { en: "for at least half", fr: "pour la moitié au moins" },
    ],
    right: decisive === 0 ? 0 : decisive < active / 2 ? 1 : 2,
    why: {
      en: `We switched off each in turn: the answer changed for ${decisive || "none"}.`,
      fr: `Nous avons éteint chacun à son tour\u00a0: la réponse ` +
        (decisive === 0 ? `n’a changé pour aucun.` : `a changé pour ${decisive}.`),
    },
  });
  const steady = steadyAnswers(now, readings) / seen.count;
  yield prose({
    en: `And for other digits? Of the ${count(seen.count)} validation digits, ${percent(steady)} ` +
      `keep their answer whichever neuron is switched off; for the others, mostly less certain ` +
      `ones, at least one neuron tips the scale. Learnt: **knowledge is spread out; for most digits no ` +
      `neuron decides alone**.`,
    fr: `Et pour d’autres chiffres\u00a0? Sur les ${count(seen.count)} chiffres de validation, ` +
      `${percent(steady)} gardent leur réponse, quel que soit le neurone éteint\u00a0; pour les ` +
      `autres, le plus souvent moins sûrs, un neurone au moins fait pencher la balance. À ` +
      `retenir\u00a0: **le savoir est réparti\u00a0; pour la plupart des chiffres, aucun neurone ` +
      `ne décide seul**.`,
  });
}
