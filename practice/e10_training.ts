/**
 * Exercise 10: gradient descent, and the loop over mini-batches.
 *
 * @module
 */
import { type Text, UserError } from "../src/errors.ts";
import { exercise } from "../src/practice/exercise.ts";
import type { Matrix, Tensor, Vector } from "../src/practice/tensor.ts";
import { packMnist } from "./digits.ts";
import e02 from "./e02_softmax.ts";
import e03 from "./e03_cross_entropy.ts";
import e04 from "./e04_dense.ts";
import e05 from "./e05_logits.ts";
import e06 from "./e06_dense_backward.ts";
import e07 from "./e07_relu.ts";
import { imagesFor, trainingRun } from "./training_run.ts";

interface Inputs {
  W: Matrix;
  dW: Matrix;
  rate: number;
  /** Examples in all, and in a batch. */
  count: number;
  size: number;
  epochs: number;
}
interface Results {
  Wnew: Matrix;
  batches: Matrix;
  shuffles: Vector;
  calls: Vector;
  rates: Vector;
  reached: number;
}
/** What is noted of a call. */
const FORWARD = 1, BACKWARD = 2, STEP = 3;
/** A loop that makes more calls than this never ends. */
const TOO_MANY = 1000;
const endless = (what: Text) =>
  new UserError({
    en: `train ${what.en} without an end: which loop never reaches its bound?`,
    fr: `train ${what.fr} sans fin\u00a0: quelle boucle n’atteint jamais sa borne\u00a0?`,
  });

const step = (of: (w: number, g: number, rate: number) => number) => ({ W, dW, rate }: Inputs) =>
  W.map((row, i) => row.map((w, j) => of(w, dW[i][j], rate)));

/** The batches of a loop: from where to where they go. */
function batchesOf(
  { count, size, epochs }: Inputs,
  { first = 0, by = size, end = count, width = size, times = epochs }: {
    first?: number;
    by?: number;
    end?: number;
    width?: number;
    times?: number;
  } = {},
): Matrix {
  const one: Matrix = [];
  for (let from = first; from < end; from += by) {
    one.push([Math.min(from, count), Math.min(from + width, count)]);
  }
  return Array.from({ length: times }, () => one).flat();
}
const batchesPer = ({ count, size }: Inputs) => Math.ceil(count / size);
const calls = (order: readonly number[]) => (_: Inputs, { batches }: Results) =>
  batches.flatMap(() => order);
const rates = (rate: (inputs: Inputs, step: number) => number) => (inputs: Inputs, mine: Results) =>
  mine.calls.filter((call) => call === STEP).map((_, at) => rate(inputs, at));

const ORDER = {
  en: "In which order: probabilities and loss, then gradients, then the step they allow?",
  fr:
    "Dans quel ordre\u00a0: probabilités et perte, puis gradients, puis le pas qu’ils permettent\u00a0?",
};
const WHERE = {
  en: "Write down from and to of each batch, for 7 examples in batches of 3.",
  fr: "Notez from et to de chaque lot, pour 7 exemples en lots de 3.",
};

export default exercise<Inputs, Results>({
  number: 10,
  name: "training",
  title: { en: "The loop that trains", fr: "La boucle qui entraîne" },
  statement: {
    en: "descend(W, dW, rate) gives W − rate·dW, as a new matrix.\n" +
      "train(network, optimizer, examples, { size, rate, epochs }): in each epoch\n" +
      "  examples.shuffle() once, then one batch after the other:\n" +
      "  examples.batch(from, to) gives the examples from to to − 1, fewer at the end;\n" +
      "  for each, network.forward(batch), network.backward(), optimizer.step(rate).\n" +
      "Once that is right, 784-64-10 learns MNIST: your functions of exercises 2 to 7, your descend, " +
      "your loop. While you watch it is the whole of MNIST, in a minute or two; with --check, " +
      "2,000 images.",
    fr: "descend(W, dW, rate) donne W − rate·dW, dans une nouvelle matrice.\n" +
      "train(network, optimizer, examples, { size, rate, epochs })\u00a0: à chaque époque\n" +
      "  examples.shuffle() une fois, puis un lot après l’autre\u00a0:\n" +
      "  examples.batch(from, to) donne les exemples de from à to − 1, moins à la fin\u00a0;\n" +
      "  pour chacun, network.forward(batch), network.backward(), optimizer.step(rate).\n" +
      "Quand c’est juste, 784-64-10 apprend MNIST\u00a0: vos fonctions des exercices 2 à 7, votre " +
      "descend, votre boucle. En mode surveillé, c’est tout MNIST, en une minute ou deux\u00a0; avec " +
      "--check, 2\u00a0000 images.",
  },
  lesson: { number: 5, step: 2, heading: "Step, mini-batch, epoch" },
  functions: [
    { name: "descend", takes: ["W", "dW", "rate"], gives: "Wnew" },
    {
      name: "train",
      takes: ["network", "optimizer", "examples", "options"],
      gives: ["batches", "shuffles", "calls", "rates", "reached"],
    },
  ],
  draw: (draw) => ({
    W: draw.matrix(draw.h, draw.k),
    dW: draw.matrix(draw.h, draw.k),
    rate: 0.1 + 0.2 * draw.uniform(),
    // A last batch that is short, one that is not, and a batch larger than all there is.
    ...[
      { count: 17, size: 5, epochs: 2 },
      { count: 12, size: 4, epochs: 3 },
      { count: 3, size: 7, epochs: 2 },
    ][draw.trial],
  }),
  repeats: false,
  seconds: 10,
  uses: [e02, e03, e04, e05, e06, e07],
  data: (_, { isWhole }) => packMnist(imagesFor(isWhole)),
  results: {
    Wnew: { formula: "W − rate·dW", reference: step((w, g, rate) => w - rate * g) },
    batches: {
      formula: {
        en: "batches: from = 0, size, 2·size, … < count, in each epoch",
        fr: "lots\u00a0: from = 0, size, 2·size, … < count, à chaque époque",
      },
      reference: (inputs) => batchesOf(inputs),
    },
    shuffles: {
      formula: {
        en: "shuffle() before the first batch of each epoch",
        fr: "shuffle() avant le premier lot de chaque époque",
      },
      reference: (inputs) =>
        Array.from({ length: inputs.epochs }, (_, epoch) => epoch * batchesPer(inputs)),
    },
    calls: {
      formula: {
        en: "forward (1), backward (2), step (3) for each batch",
        fr: "forward (1), backward (2), step (3) pour chaque lot",
      },
      reference: calls([FORWARD, BACKWARD, STEP]),
    },
    rates: {
      formula: { en: "step(rate) each time", fr: "step(rate) à chaque fois" },
      reference: rates(({ rate }) => rate),
    },
    reached: {
      formula: {
        en: "right on validation images ≥ the mark",
        fr: "part d’images de validation bien lues ≥ le seuil",
      },
      reference: () => 1,
    },
  },
  async play(mine, inputs, tools) {
    const { W, dW, rate, count, size, epochs } = inputs;
    tools.give({ Wnew: mine.descend(W, dW, rate) });
    const batches: Matrix = [], shuffles: Vector = [], calls: Vector = [], rates: Vector = [];
    const note = (call: number) => {
      if (calls.push(call) > TOO_MANY) {
        throw endless({ en: "makes steps", fr: "fait des pas" });
      }
    };
    const network = {
      forward: () => {
        note(FORWARD);
        return { loss: 1 / calls.length };
      },
      backward: () => note(BACKWARD),
    };
    const optimizer = {
      step: (rate: number) => {
        note(STEP);
        rates.push(rate ?? NaN);
      },
    };
    const examples = {
      count,
      shuffle: () => void shuffles.push(batches.length),
      batch: (...ends: Vector) => {
        if (batches.length > TOO_MANY) {
          throw endless({ en: "takes batches", fr: "prend des lots" });
        }
        batches.push([0, 1].map((at) => Math.min(ends[at] ?? NaN, count)));
        return {};
      },
    };
    mine.train(network, optimizer, examples, { size, rate, epochs });
    tools.give({ batches, shuffles, calls, rates });
    const isRight = `${batches}` === `${batchesOf(inputs)}` &&
      `${calls}` === `${batches.flatMap(() => [FORWARD, BACKWARD, STEP])}`;
    // The training only starts when all before it is right, at the last trial.
    if (count !== 3 || !isRight || tools.data.length === 0) return {};
    return { reached: Number(await trainingRun(mine, tools)) };
  },
  mutants: [
    ...([
      {
        name: "step up",
        of: (w: number, g: number, rate: number) => w + rate * g,
        en: "This is W + rate·dW: a step uphill.",
        fr: "C’est W + rate·dW\u00a0: un pas vers le haut.",
      },
      {
        name: "rate forgotten",
        of: (w: number, g: number) => w - g,
        en: "This is W − dW: the rate is missing.",
        fr: "C’est W − dW\u00a0: il manque rate.",
      },
      {
        name: "step alone",
        of: (_: number, g: number, rate: number) => -rate * g,
        en: "This is the step, −rate·dW, without the W it starts from.",
        fr: "C’est le pas, −rate·dW, sans le W dont il part.",
      },
      {
        name: "gradient minus weights",
        of: (w: number, g: number, rate: number) => rate * g - w,
        en: "Every number has the wrong sign: rate·dW − W.",
        fr: "Chaque nombre a le mauvais signe\u00a0: rate·dW − W.",
      },
      {
        name: "weights scaled",
        of: (w: number, g: number, rate: number) => rate * (w - g),
        en: "This is rate·(W − dW): the rate shrinks W, too.",
        fr: "C’est rate·(W − dW)\u00a0: rate réduit aussi W.",
      },
      {
        name: "divided by the rate",
        of: (w: number, g: number, rate: number) => w - g / rate,
        en: "dW is divided by the rate.",
        fr: "dW est divisé par rate.",
      },
      {
        name: "times W",
        of: (w: number, g: number, rate: number) => w - rate * g * w,
        en: "The step is multiplied by W.",
        fr: "Le pas est multiplié par W.",
      },
      {
        name: "nothing changed",
        of: (w: number) => w,
        en: "This is W: no step was taken.",
        fr: "C’est W\u00a0: aucun pas n’a été fait.",
      },
    ].map(({ name, of, en, fr }) => ({
      name,
      of: "Wnew" as const,
      wrong: step(of),
      says: { en, fr },
      asks: {
        en: "dW says where the loss grows: which way, and how far, should W go?",
        fr: "dW dit où la perte augmente\u00a0: dans quel sens W doit-il aller, et jusqu’où\u00a0?",
      },
    }))),
    {
      name: "short batch left out",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { end: inputs.count - inputs.size + 1 }),
      says: {
        en:
          "The last batch of an epoch is left out when it is short: those examples are never learnt from.",
        fr:
          "Le dernier lot d’une époque est oublié quand il est incomplet\u00a0: ces exemples ne sont jamais appris.",
      },
      asks: WHERE,
    },
    {
      name: "last batch left out",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { end: inputs.count - inputs.size }),
      says: {
        en: "The last batch of each epoch is left out.",
        fr: "Le dernier lot de chaque époque est oublié.",
      },
      asks: WHERE,
    },
    {
      name: "an empty batch",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { end: inputs.count + 1 }),
      says: {
        en: "Where size divides the number of examples, an empty batch follows: <= for <.",
        fr: "Quand size divise le nombre d’exemples, un lot vide suit\u00a0: <= au lieu de <.",
      },
      asks: WHERE,
    },
    {
      name: "one example on",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { by: 1 }),
      says: {
        en: "Each batch begins one example after the one before: they overlap.",
        fr: "Chaque lot commence un exemple après le précédent\u00a0: ils se chevauchent.",
      },
      asks: { en: "By how much does from grow?", fr: "De combien from augmente-t-il\u00a0?" },
    },
    {
      name: "size for the end",
      of: "batches",
      wrong: (inputs) =>
        batchesOf(inputs).map(([from]) => [from, Math.min(inputs.size, inputs.count)]),
      says: {
        en: "The second argument of batch is always size; it is where the batch ends.",
        fr: "Le second argument de batch est toujours size\u00a0; c’est là où le lot finit.",
      },
      asks: WHERE,
    },
    {
      name: "last example of a batch left out",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { width: inputs.size - 1 }),
      says: {
        en: "Each batch lacks its last example: to itself is not in it any more.",
        fr:
          "À chaque lot il manque son dernier exemple\u00a0: to lui-même n’en fait déjà plus partie.",
      },
      asks: WHERE,
    },
    {
      name: "always the first batch",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs).map(() => [0, Math.min(inputs.size, inputs.count)]),
      says: {
        en: "It is the first batch each time.",
        fr: "C’est chaque fois le premier lot.",
      },
      asks: {
        en: "What moves on in your loop?",
        fr: "Qu’est-ce qui avance dans votre boucle\u00a0?",
      },
    },
    {
      name: "numbers of batches",
      of: "batches",
      wrong: (inputs) =>
        batchesOf(inputs).map(([from]) => {
          const at = from / inputs.size;
          return [at, Math.min(at + inputs.size, inputs.count)];
        }),
      says: {
        en: "from is the number of the batch: 0, 1, 2; it should be that of its first example.",
        fr:
          "from est le numéro du lot\u00a0: 0, 1, 2\u00a0; il devrait être celui de son premier exemple.",
      },
      asks: WHERE,
    },
    {
      name: "everything at once",
      of: "batches",
      wrong: ({ count, epochs }) => Array.from({ length: epochs }, () => [0, count]),
      says: {
        en: "All examples come in one batch: one step an epoch.",
        fr: "Tous les exemples viennent en un lot\u00a0: un pas par époque.",
      },
      asks: { en: "Where does size come in?", fr: "Où size intervient-il\u00a0?" },
    },
    {
      name: "one epoch",
      of: "batches",
      wrong: (inputs) => batchesOf(inputs, { times: 1 }),
      says: { en: "There is one epoch only.", fr: "Il n’y a qu’une époque." },
      asks: { en: "Which loop counts the epochs?", fr: "Quelle boucle compte les époques\u00a0?" },
    },
    ...[-1, 1].map((more) => ({
      name: more < 0 ? "an epoch too few" : "an epoch too many",
      of: "batches" as const,
      wrong: (inputs: Inputs) => batchesOf(inputs, { times: inputs.epochs + more }),
      says: more < 0
        ? { en: "There is an epoch too few.", fr: "Il manque une époque." }
        : { en: "There is an epoch too many.", fr: "Il y a une époque de trop." },
      asks: { en: "Which loop counts the epochs?", fr: "Quelle boucle compte les époques\u00a0?" },
    })),
    {
      name: "never shuffled",
      of: "shuffles",
      wrong: (): Tensor => [],
      says: {
        en: "The examples are never shuffled: each epoch has the same batches.",
        fr: "Les exemples ne sont jamais mélangés\u00a0: chaque époque a les mêmes lots.",
      },
      asks: { en: "Where does an epoch begin?", fr: "Où une époque commence-t-elle\u00a0?" },
    },
    {
      name: "shuffled once",
      of: "shuffles",
      wrong: () => [0],
      says: {
        en:
          "The examples are shuffled once, before the first epoch: the later ones have the same batches.",
        fr:
          "Les exemples sont mélangés une fois, avant la première époque\u00a0: les suivantes ont les mêmes lots.",
      },
      asks: { en: "In which loop is shuffle()?", fr: "Dans quelle boucle est shuffle()\u00a0?" },
    },
    {
      name: "shuffled in each batch",
      of: "shuffles",
      wrong: (_, { batches }) => batches.map((_, at) => at),
      says: {
        en:
          "The examples are shuffled before each batch: some come twice in an epoch, others never.",
        fr:
          "Les exemples sont mélangés avant chaque lot\u00a0: certains viennent deux fois par époque, d’autres jamais.",
      },
      asks: { en: "In which loop is shuffle()?", fr: "Dans quelle boucle est shuffle()\u00a0?" },
    },
    {
      name: "shuffled after each batch",
      of: "shuffles",
      wrong: (_, { batches }) => batches.map((_, at) => at + 1),
      says: {
        en:
          "The examples are shuffled after each batch: some come twice in an epoch, others never.",
        fr:
          "Les exemples sont mélangés après chaque lot\u00a0: certains viennent deux fois par époque, d’autres jamais.",
      },
      asks: { en: "In which loop is shuffle()?", fr: "Dans quelle boucle est shuffle()\u00a0?" },
    },
    {
      name: "shuffled after the epoch",
      of: "shuffles",
      wrong: (inputs) =>
        Array.from({ length: inputs.epochs }, (_, epoch) => (epoch + 1) * batchesPer(inputs)),
      says: {
        en:
          "The examples are shuffled at the end of an epoch: the first one has them as they come.",
        fr:
          "Les exemples sont mélangés en fin d’époque\u00a0: la première les prend comme ils viennent.",
      },
      asks: { en: "Where does an epoch begin?", fr: "Où une époque commence-t-elle\u00a0?" },
    },
    ...([
      {
        name: "step before backward",
        order: [FORWARD, STEP, BACKWARD],
        en: "The step comes before backward(): it takes the gradients of the batch before.",
        fr: "Le pas vient avant backward()\u00a0: il prend les gradients du lot précédent.",
      },
      {
        name: "backward forgotten",
        order: [FORWARD, STEP],
        en: "backward() is missing: there are no gradients for the step.",
        fr: "backward() manque\u00a0: le pas n’a pas de gradients.",
      },
      {
        name: "step forgotten",
        order: [FORWARD, BACKWARD],
        en: "optimizer.step is missing: no weight ever changes.",
        fr: "optimizer.step manque\u00a0: aucun poids ne change jamais.",
      },
      {
        name: "backward before forward",
        order: [BACKWARD, FORWARD, STEP],
        en: "backward() comes before forward(): there is nothing to go back through yet.",
        fr: "backward() vient avant forward()\u00a0: il n’y a encore rien à remonter.",
      },
      {
        name: "forward forgotten",
        order: [BACKWARD, STEP],
        en: "forward(batch) is missing: the network never sees an image.",
        fr: "forward(batch) manque\u00a0: le réseau ne voit jamais une image.",
      },
      {
        name: "forward only",
        order: [FORWARD],
        en: "There is forward() only: the network reads, and never learns.",
        fr: "Il n’y a que forward()\u00a0: le réseau lit, et n’apprend jamais.",
      },
      {
        name: "two steps",
        order: [FORWARD, BACKWARD, STEP, STEP],
        en: "Two steps are taken with the same gradients.",
        fr: "Deux pas sont faits avec les mêmes gradients.",
      },
      {
        name: "forward twice",
        order: [FORWARD, FORWARD, BACKWARD, STEP],
        en: "forward() is called twice for each batch.",
        fr: "forward() est appelé deux fois par lot.",
      },
    ].map(({ name, order, en, fr }) => ({
      name,
      of: "calls" as const,
      wrong: calls(order),
      says: { en, fr },
      asks: ORDER,
    }))),
    {
      name: "one step an epoch",
      of: "calls",
      wrong: (inputs) => {
        const one = Array.from({ length: batchesPer(inputs) }, () => [FORWARD, BACKWARD]).flat();
        return Array.from({ length: inputs.epochs }, () => [...one, STEP]).flat();
      },
      says: {
        en: "There is one step an epoch, with the gradients of its last batch alone.",
        fr: "Il y a un pas par époque, avec les gradients de son seul dernier lot.",
      },
      asks: {
        en: "In which loop is optimizer.step?",
        fr: "Dans quelle boucle est optimizer.step\u00a0?",
      },
    },
    ...([
      {
        name: "no rate",
        rate: () => NaN,
        en: "step() gets no rate: the weights become NaN.",
        fr: "step() ne reçoit pas rate\u00a0: les poids deviennent NaN.",
      },
      {
        name: "rate divided by the batch",
        rate: ({ rate, size }: Inputs) => rate / size,
        en: "The rate is divided by size; the gradients are means already.",
        fr: "rate est divisé par size\u00a0; les gradients sont déjà des moyennes.",
      },
      {
        name: "rate negative",
        rate: ({ rate }: Inputs) => -rate,
        en: "The rate is negative; descend has the minus already.",
        fr: "rate est négatif\u00a0; descend contient déjà le moins.",
      },
      {
        name: "size for the rate",
        rate: ({ size }: Inputs) => size,
        en: "step gets size, not rate.",
        fr: "step reçoit size, et non rate.",
      },
      {
        name: "loss for the rate",
        rate: (_: Inputs, at: number) => 1 / (3 * at + 1),
        en: "step gets the loss, not the rate.",
        fr: "step reçoit la perte, et non rate.",
      },
    ].map(({ name, rate, en, fr }) => ({
      name,
      of: "rates" as const,
      wrong: rates(rate),
      says: { en, fr },
      asks: { en: "What does step take?", fr: "Que prend step\u00a0?" },
    }))),
    {
      name: "mark not reached",
      of: "reached",
      wrong: () => 0,
      says: {
        en: "Loop and step are right, but the network reads too few of the other images.",
        fr: "La boucle et le pas sont justes, mais le réseau lit trop peu des autres images.",
      },
      asks: {
        en: "Does the loss fall? Which exercise would you check again?",
        fr: "La perte baisse-t-elle\u00a0? Quel exercice vérifieriez-vous de nouveau\u00a0?",
      },
    },
  ],
  hints: [
    {
      en: "Two loops: over the epochs and, inside, over from. shuffle() stands between the two.",
      fr:
        "Deux boucles\u00a0: sur les époques et, à l’intérieur, sur from. shuffle() est entre les deux.",
    },
    {
      en: "from goes 0, size, 2·size … while it is below examples.count; to is from + size.",
      fr:
        "from vaut 0, size, 2·size… tant qu’il reste sous examples.count\u00a0; to vaut from + size.",
    },
    {
      en: "Inside both: network.forward(examples.batch(from, from + size)), then backward, then " +
        "step(rate). descend: W.map((row, i) => row.map((w, j) => w − …)).",
      fr:
        "Dans les deux\u00a0: network.forward(examples.batch(from, from + size)), puis backward, puis " +
        "step(rate). descend\u00a0: W.map((row, i) => row.map((w, j) => w − …)).",
    },
  ],
});
