/**
 * `deno task lesson6`: inside a trained network. What its hidden neurons look for, how a digit passes
 * through it, where it errs, and which pixels decide.
 *
 * @module
 */
import type { FloatArray } from "../src/engine/engine.ts";
import { lesson, type StoryBlock, type Surroundings } from "../src/lesson/lesson.ts";
import { activeNeuron, digits } from "../src/lesson/digits.ts";
import { digitControl, neuronControl } from "../src/lesson/controls.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import { count, live, percent, pictures, predict, prose, step } from "../src/lesson/blocks.ts";
import { largest } from "../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import { termsOf } from "./glossary.ts";
import { keepValidation, laps, VALIDATION } from "./lesson5_trials.ts";
import { mistakes } from "./lesson6_mistakes.ts";
import { neurons } from "./lesson6_neurons.ts";
import { forOneDigit, inkedPixels, targetOf, walkTo } from "./lesson6_numbers.ts";
import { bytes, pixels } from "./lesson6_pixels.ts";
import { aDigit, readAll } from "./lesson6_readings.ts";
import { teacher } from "./lesson6_teacher.ts";

/** How long the networks are trained, and λ of the second. */
const EPOCHS = 5, LAMBDA = 0.003;

export default lesson({
  number: 6,
  title: { en: "Looking inside", fr: "Regarder à l’intérieur" },
  summary: {
    en: "What the hidden neurons look for, where the network errs, how sure it may be, and which " +
      "pixels decide.",
    fr:
      "Ce que cherchent les neurones cachés, où le réseau se trompe, jusqu’où il peut être sûr, " +
      "et quels pixels décident.",
  },
  minutes: 25,
  supposes: {
    en: "lesson 5; the passes of lesson 3, forward and backward.",
    fr: "la leçon 5\u00a0; les passes avant et arrière de la leçon 3.",
  },
  recall: {
    question: {
      en: "Which images may choose a learning rate, which say at the end how well the network " +
        "reads, and why not the same?",
      fr: "Quelles images peuvent choisir un taux d’apprentissage, lesquelles disent à la fin " +
        "comment le réseau lit, et pourquoi pas les mêmes\u00a0?",
    },
    answer: {
      en: "The validation images choose, the test images judge once. The best of many tries is " +
        "partly lucky with the images that chose it.",
      fr:
        "Les images de validation choisissent, celles de test jugent une seule fois. Le meilleur " +
        "de nombreux essais doit une part de son résultat à la chance, avec les images qui l’ont " +
        "choisi.",
    },
  },
  terms: termsOf(6),
  steps: 13,
  engine: "strict",
  controls: { digit: digitControl(2), neuron: neuronControl },
  questions: [
    {
      en: "Swap two hidden neurons, with their columns of W1 and b1 and their rows of W2: what " +
        "changes in the answers? In how many orders could the 64 neurons stand?",
      fr: "Échangez deux neurones cachés, avec leurs colonnes de W1 et b1 et leurs lignes de " +
        "W2\u00a0: qu’est-ce qui change dans les réponses\u00a0? Dans combien d’ordres les 64 " +
        "neurones pourraient-ils se ranger\u00a0?",
    },
    {
      en: "Some pixels are blank in every training image, and in A their weights are still those " +
        "of the draw. What happens when a new digit has ink there, and what would you do about it?",
      fr:
        "Certains pixels sont vides dans toutes les images d’entraînement, et dans A, leurs poids " +
        "sont encore ceux du tirage. Que se passe-t-il si un nouveau chiffre y a de l’encre, et " +
        "comment y remédieriez-vous\u00a0?",
    },
    {
      en: "You saw how little it takes to change the answer. How would you train a network that " +
        "is harder to fool?",
      fr: "Vous avez vu qu’il en faut peu pour changer la réponse. Comment entraîner un réseau " +
        "plus difficile à tromper\u00a0?",
    },
  ],
  answers: [
    {
      en: "Nothing: the same terms are added up in another order. 64! orders, that is 64·63·…·1, " +
        "about 1.27·10⁸⁹. So a weight has no meaning of its own: “neuron 12” is an accident of the " +
        "seed, and two trainings cannot be compared weight by weight.",
      fr: "Rien\u00a0: on additionne les mêmes termes dans un autre ordre. 64! ordres, soit " +
        "64 × 63 × … × 1, environ 1,27 × 10⁸⁹. Un poids n’a donc pas de sens à lui seul\u00a0: " +
        "«\u00a0le neurone 12\u00a0» est un hasard de la graine, et on ne compare pas deux " +
        "entraînements poids par poids.",
    },
    {
      en: "Random numbers are added to every Z1, and the answer may change for no reason. Weight " +
        "decay removes them, as in B; so would starting these weights at 0, training on images " +
        "that are shifted, or leaving these pixels out.",
      fr:
        "Des nombres aléatoires s’ajoutent à tous les Z1, et la réponse peut changer sans raison. " +
        "La décroissance des poids les efface, comme dans B\u00a0; on peut aussi mettre ces poids à " +
        "0 au départ, entraîner sur des images décalées, ou laisser ces pixels de côté.",
    },
    {
      en: "Train with changed images too: after each step, walk the images of the mini-batch a " +
        "little up their slopes and learn them with their true labels (adversarial training). " +
        "Small weights alone do not suffice: a small change fools B, too. No known way is " +
        "perfect.",
      fr: "En l’entraînant aussi sur des images modifiées\u00a0: à chaque pas, faire remonter un " +
        "peu leurs pentes aux images du mini-lot, et les apprendre avec leurs vraies étiquettes " +
        "(entraînement antagoniste). De petits poids n’y suffisent pas\u00a0: un petit " +
        "changement trompe aussi B. Aucune méthode connue n’est parfaite.",
    },
  ],
  teacher,
  next: {
    command: "deno task lesson7",
    text: {
      en: "these networks were trained before your eyes. See what makes it fast.",
      fr: "ces réseaux se sont entraînés sous vos yeux. Voyez ce qui les rend rapides.",
    },
  },
}, async function* ({ options, mnist, createEngine }) {
  yield step({ en: "Two images of one digit", fr: "Deux images d’un même chiffre" });
  yield prose({
    en: "Two networks learn, 784-64-10: A to look into, B to compare with.",
    fr: "Deux réseaux apprennent, 784-64-10\u00a0: A pour y regarder, B pour comparer.",
  });
  const dataset = await mnist(), { seed, engine } = options;
  const [a, b] = [0, LAMBDA].map((l2) =>
    new Session(createEngine(engine), {
      recipe: { ...DEFAULT_RECIPE, epochs: EPOCHS, l2, validation: VALIDATION, seed, engine },
      dataset,
    })
  );
  const drawn = a.network.parameters[0].value.data.slice();
  yield live(() => training([a, b]));
  yield* inside({ a, b, drawn, digit: options.digit, neuron: options.neuron, createEngine });
});

/** Two trained networks, the weights W1 before their training, and what to look at. */
export interface Trained {
  /** The network that is followed. */
  readonly a: Session;
  /** The one with weight decay. */
  readonly b: Session;
  /** The weights W1 before the training, the same for both. */
  readonly drawn: FloatArray;
  /** The training image to follow. */
  readonly digit: number;
  /** The neuron to follow, if one is asked for. */
  readonly neuron?: number;
  /** Makes an engine. */
  readonly createEngine: Surroundings["createEngine"];
}

/** The lesson after its training. */
export function* inside(trained: Trained): Generator<StoryBlock> {
  const { a, b, drawn, createEngine } = trained, { dataset, recipe: { seed, engine } } = a;
  const { validation: seen } = keepValidation({ seed, engine, createEngine, dataset });
  // One digit at a time costs nothing in f64, and slopes can then be checked well.
  const exact = createEngine("plain");
  const network = forOneDigit(exact, a), decayed = forOneDigit(exact, b);
  const digit = digits(dataset.train, { engine: exact, first: trained.digit, count: 1 });
  const [label] = digit.labels;
  network.forward(digit);
  const now = snapshot(network, digit.labels), answer = largest(now.matrix("P").data);
  const target = targetOf(now, { label, answer });
  const walk = walkTo(network, digit, target), longer = walkTo(decayed, digit, target);
  const [before, after] = [walk.probabilities[0], walk.probabilities.at(-1)!];
  yield pictures([walk.frames[0], walk.frames.at(-1)!].map((frame, i) => ({
    pixels: bytes(frame),
    title: { en: ["first", "second"][i], fr: ["première", "seconde"][i] },
  })));
  yield predict({
    en:
      `In the first on the screen (training image ${count(trained.digit)}), A reads ${
        aDigit(answer)
      }. And in the ` +
      `second?`,
    fr:
      `Dans la première à l’écran (image d’entraînement ${
        count(trained.digit)
      }), A lit un ${answer}. Et dans ` +
      `l’autre\u00a0?`,
  }, {
    choices: [
      { en: aDigit(answer), fr: `un ${answer}` },
      { en: aDigit(target), fr: `un ${target}` },
      {
        en: "nothing certain: no P above a half",
        fr: "rien de sûr\u00a0: aucun P au-dessus de la moitié",
      },
    ],
    right: after[target] > 0.5 ? 1 : after[answer] > 0.5 ? 0 : 2,
    why: {
      en: `It is ${percent(before[answer])} sure of the first, and ${percent(after[target])} of ` +
        `${aDigit(target)} in the second.`,
      fr:
        `Il est sûr du premier à ${percent(before[answer])}, et d’un ${target} dans la seconde à ` +
        `${percent(after[target])}.`,
    },
  });
  yield prose({
    en: "To understand this, we look inside; on the way, each step ends in a sentence that says " +
      "what was learnt.",
    fr:
      "Pour comprendre, regardons à l’intérieur\u00a0; en chemin, chaque étape se termine par ce " +
      "qu’il faut en retenir.",
  });

  const [readings, readingsOfB] = [a, b].map((session) =>
    readAll(session.network, session.validation!)
  );
  const inked = inkedPixels(dataset.train);
  const right = ({ predictions }: typeof readings) =>
    seen.labels.filter((label, i) => predictions[i] === label).length / seen.count;
  yield* neurons({
    seen,
    readings,
    drawn,
    decayed: b.network.parameters[0].value.data,
    decay: { lambda: b.recipe.l2, plain: right(readings), decayed: right(readingsOfB) },
    inked,
    neuron: trained.neuron ?? activeNeuron(now.matrix("A1").data),
    digit: trained.digit,
    label,
    answer,
    now,
  });
  yield* mistakes({ seen, readings, decayed: readingsOfB });
  yield* pixels({ network, decayed, digit, now, answer, walk, longer, inked, seed });
}

/** The trainings, told in a line that changes. */
function* training(sessions: readonly Session[]) {
  const read = sessions.map(() => 0);
  for (const [i, session] of sessions.entries()) {
    for (const { end } of laps(session)) {
      if (!end) continue;
      read[i] = end.evaluation.accuracy;
      const [a, b] = read.map((accuracy) => percent(accuracy));
      const [epochsOfA, epochsOfB] = sessions.map(({ epochs }) => epochs.length);
      yield prose({
        en: `After ${epochsOfA} ${epochsOfA === 1 ? "epoch" : "epochs"}, A reads ${a} of the ` +
          `validation images, B (after ${epochsOfB}) ${b}.`,
        fr: `Après ${epochsOfA} ${epochsOfA === 1 ? "époque" : "époques"}, A lit bien ${a} des ` +
          `images de validation, B (après ${epochsOfB}) ${b}.`,
      });
    }
  }
}
