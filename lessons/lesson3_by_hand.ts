/**
 * The second part of lesson 3: backpropagation through a network small enough for pencil and paper,
 * measured, and used on the points of XOR.
 *
 * @module
 */
import type { Engine } from "../src/engine/engine.ts";
import {
  check,
  count,
  drawNetwork,
  formula,
  minus,
  n,
  operand,
  over,
  plane,
  prose,
  step,
  term,
  times,
} from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import {
  bends,
  byPencil,
  descend,
  type Measuring,
  neuronSums,
  PENCIL,
  read,
  readRight,
  small,
  stepped,
  XOR,
} from "./lesson3_numbers.ts";
import { backward, forward } from "./lesson3_pencil.ts";

const STEPS = 200, RATE = 0.125, XOR_RATE = 0.5;

/** Two inputs, two hidden neurons, two classes: all the numbers of a forward and a backward pass. */
export function* byHand(engine: Engine, { push, tolerance }: Measuring): Generator<StoryBlock> {
  const { network, example, loss, now } = byPencil(engine);
  yield* forward(now, loss);
  yield* backward(now);

  yield step({ en: "Drawn, and measured", fr: "Dessinée, puis mesurée" });
  yield drawNetwork(now, { direction: "backward", follow: "W1[1,0]" });
  yield prose({
    en: `Does it agree with what the loss does? Push w = W1[1,0] up and down by ε, run forward ` +
      `twice, and divide: this ${term("finite difference")} is nearly the slope. The relative ` +
      `error (lesson 2) is how far the two are apart, over the larger.`,
    fr: `La perte est-elle d’accord\u00a0? Augmentons w = W1[1,0] de ε, puis diminuons-le de ε, ` +
      `refaisons deux passes avant, et divisons\u00a0: cette ${term("différence finie")} est ` +
      `presque la pente. L’erreur relative (leçon 2) est leur écart divisé par le plus grand des deux.`,
  });
  const [weights] = network.parameters;
  const { above, below, distance, slope } = finiteDifference(weights.value, {
    row: 1,
    column: 0,
    epsilon: push,
    loss: () => network.forward(example).loss,
  });
  yield formula(
    { name: "∂L/∂w", digits: 8 },
    over(minus(operand("L(w+ε)", above), operand("L(w−ε)", below)), operand("2ε", distance)),
  );
  yield check({
    claim: {
      en: "dW1[1,0] agrees with the measured slope",
      fr: "dW1[1,0] concorde avec la pente mesurée",
    },
    found: {
      name: { en: "backpropagation", fr: "rétropropagation" },
      value: now.value("dW1", 1, 0),
    },
    expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
    tolerance,
  });
  if (engine.name !== "plain") {
    yield prose({
      en:
        "This engine computes in f32, with 7 digits: of two losses that are nearly equal, few are " +
        "left after the subtraction. Lesson 4 explains it; `--engine plain` has 16.",
      fr: "Ce moteur calcule en f32, avec 7 chiffres\u00a0: de deux pertes presque égales, il en " +
        "reste peu après la soustraction. La leçon 4 l’explique\u00a0; `--engine plain` en a 16.",
    });
  }

  yield step({ en: "One step down, then two hundred", fr: "Un pas, puis deux cents" });
  network.forward(example);
  network.backward();
  const after = stepped(network, example, RATE);
  yield prose({
    en: "The descent of lesson 2: subtract from each weight η times its slope. Here η is chosen " +
      "so that a step can be seen; lesson 5 says how to choose it.",
    fr: "C’est la descente de la leçon 2\u00a0: on retire à chaque poids η fois sa pente. Ici, η " +
      "est choisi pour que le pas se voie\u00a0; la leçon 5 dit comment le choisir.",
  });
  yield formula(
    { name: "W1[1,0]", sign: "←", traced: weights.value.data[2], digits: 4 },
    minus(now.at("W1", 1, 0), times(operand("η", RATE), now.at("dW1", 1, 0))),
  );
  yield check({
    claim: {
      en: "after such a step of all weights and biases, the loss is smaller",
      fr: "après un tel pas de tous les poids et biais, la perte est plus petite",
    },
    found: { name: { en: "after", fr: "après" }, value: after },
    expected: { name: { en: "before", fr: "avant" }, value: loss },
    measure: "below",
  });
  const start = small(engine, PENCIL), learnt = small(engine, PENCIL);
  const [before, end] = [0, STEPS].map((steps) => descend(learnt, { steps, rate: XOR_RATE }));
  yield prose({
    en: `Now the four points of XOR, from the weights that the network began with: ` +
      `${count(STEPS)} steps, η = ${
        n(XOR_RATE)
      }, each against the mean of the four gradients. The ` +
      `loss falls from ${n(before)} to ${n(end)}, and nobody had to think:`,
    fr: `Maintenant les quatre points de XOR, à partir des premiers poids de ce réseau\u00a0: ` +
      `${count(STEPS)} pas, η = ${n(XOR_RATE)}, chacun à l’opposé de la moyenne des quatre ` +
      `gradients. La perte passe de ${n(before)} à ${
        n(end)
      }, et personne n’a eu à réfléchir\u00a0:`,
  });
  const [few, all] = [start, learnt].map((network) => count(readRight(network)));
  yield plane(
    [
      {
        network: start,
        title: { en: `before: ${few} of 4`, fr: `avant\u00a0: ${few} sur 4` },
      },
      {
        network: learnt,
        title: { en: `after: ${all} of 4`, fr: `après\u00a0: ${all} sur 4` },
      },
    ].map(({ network, title }) => ({
      points: XOR,
      title,
      lines: bends(network),
      classesOf: (at) => read(network, at),
    })),
    {
      classes: [0, 1].map((c) => ({ en: `class ${c}`, fr: `classe ${c}` })),
      alt: {
        en: "The plane before and after: at the end each point lies in a region of its class.",
        fr:
          "Le plan avant et après\u00a0: à la fin, chaque point est dans une région de sa classe.",
      },
    },
  );
  const turned = small(engine, { ...PENCIL, W1: PENCIL.W1.map((w) => -w) });
  const stuck = descend(turned, { steps: STEPS, rate: XOR_RATE }), right = count(readRight(turned));
  const sums = neuronSums(turned, 0).map((z) => n(z));
  yield prose({
    en: `It does not always end so well: with every sign of W1 turned around, the same descent ` +
      `ends at ${
        n(stuck)
      }, about ln 2, and ${right} of 4. Neuron 0 is then off for all four points ` +
      `(its Z1: ${sums.join(", ")}): its slopes are 0, no step moves it again, and one neuron ` +
      `alone is not enough.`,
    fr:
      `Cela ne finit pas toujours aussi bien\u00a0: si l’on change tous les signes de W1, la même ` +
      `descente s’arrête à ${
        n(stuck)
      }, environ ln 2, et ${right} sur 4. Le neurone 0 est alors inactif ` +
      `pour les quatre points (son Z1\u00a0: ${sums.join("\u00a0; ")})\u00a0: ses pentes valent ` +
      `0, plus aucun pas ne le modifie, et un seul neurone ne suffit pas.`,
  });
}
