/**
 * The race of exercise 11: the learner's momentum and Adam against the learner's gradient descent.
 *
 * @module
 */
import type { Text } from "../src/errors.ts";
import { chart } from "../src/lesson/chart.ts";
import { percent, written } from "../src/lesson/numeral.ts";
import type { Mine, Tools } from "../src/practice/exercise.ts";
import { texts } from "../src/practice/finding.ts";
import type { Matrix } from "../src/practice/tensor.ts";
import { curveLines } from "../src/terminal/curves.ts";
import { unpackDigits } from "./digits.ts";
import { ownNetwork } from "./own_network.ts";
import { part, PROJECT } from "./training_run.ts";
import { descend } from "./solutions/10_training.ts";

/** Images in a batch, neurons in the hidden layer; the last images are only read. */
const SIZE = 32, HIDDEN = 16, JUDGES = 500;
/** The weight of what the loss was before, in the curve. */
const MEMORY = 0.9;

/** How a weight matrix gets its next value. */
type Step = (W: Matrix, dW: Matrix) => Matrix;
interface Racer {
  readonly name: Text;
  /** Makes the step of one matrix, which keeps what it remembers. */
  make(): Step;
}

/** Trains a small network three times from the same weights, and draws the three losses. */
export function optimiserRace(mine: Mine, { data, earlier, say }: Tools): void {
  const isOwn = "descend" in earlier;
  const down: Mine[string] = isOwn ? earlier.descend : descend;
  const zeros = (like: Matrix) => like.map((row) => row.map(() => 0));
  const racers: readonly Racer[] = [
    {
      name: isOwn
        ? { en: "your descend, rate 0.1", fr: "votre descend, taux 0,1" }
        : { en: "the project’s descend, rate 0.1", fr: "le descend du projet, taux 0,1" },
      make: () => (W, dW) => down(W, dW, 0.1),
    },
    {
      name: { en: "your momentum, rate 0.03", fr: "votre inertie, taux 0,03" },
      make() {
        let V: Matrix | undefined;
        return (W, dW) => {
          const { Vnew, Wm } = mine.momentum(W, dW, V ?? zeros(W), 0.03);
          V = Vnew;
          return Wm;
        };
      },
    },
    {
      name: { en: "your Adam, rate 0.003", fr: "votre Adam, taux 0,003" },
      make() {
        let M: Matrix | undefined, S: Matrix | undefined, t = 0;
        return (W, dW) => {
          const { Mnew, Snew, Wa } = mine.adam(W, dW, M ?? zeros(W), S ?? zeros(W), ++t, 0.003);
          [M, S] = [Mnew, Snew];
          return Wa;
        };
      },
    },
  ];
  const all = unpackDigits(data), images = all.count - JUDGES;
  const learnt = part(all, 0, images), judges = part(all, images, all.count);
  say(
    isOwn
      ? {
        en: `All right. They race: ${images} images, once, 784-${HIDDEN}-10.`,
        fr:
          `Tout est juste. Ils font la course\u00a0: ${images} images, une fois, 784-${HIDDEN}-10.`,
      }
      : {
        en:
          `All right. They race: ${images} images, once, 784-${HIDDEN}-10. Exercise 10 is not solved yet, so the gradient descent is the project’s.`,
        fr:
          `Tout est juste. Ils font la course\u00a0: ${images} images, une fois, 784-${HIDDEN}-10. L’exercice 10 n’est pas encore résolu\u00a0: la descente de gradient est celle du projet.`,
      },
  );
  const outcomes = racers.map(({ name, make }) => {
    // Each matrix, and each list of biases, has a step of its own, in the order of the layers.
    const steps: Step[] = [];
    let at = 0;
    const { network, optimizer, examples, accuracy } = ownNetwork([784, HIDDEN, 10], {
      ...PROJECT,
      descend(W: Matrix, dW: Matrix) {
        const step = steps[at] ??= make();
        at++;
        return step(W, dW);
      },
    });
    const batches = examples(learnt), points: [number, number][] = [];
    let recent = NaN;
    for (let from = 0; from < images; from += SIZE) {
      const { loss } = network.forward(batches.batch(from, from + SIZE) as never);
      recent = Number.isNaN(recent) ? loss : MEMORY * recent + (1 - MEMORY) * loss;
      points.push([from, recent]);
      network.backward();
      at = 0;
      optimizer.step(NaN);
    }
    return { name, points, accuracy: accuracy(judges) };
  });
  const block = chart(outcomes.map(({ name, points }) => ({ name, points })), {
    x: { label: { en: "images", fr: "images" }, min: 0, max: images },
    y: { label: { en: "loss", fr: "perte" }, min: 0 },
    height: 10,
  });
  say(texts((language) => {
    const read = outcomes.map(({ name, accuracy }) =>
      `${name[language]}${language === "fr" ? "\u00a0" : ""}: ${
        written(percent(accuracy), language)
      }`
    );
    const caption = language === "en"
      ? `Of ${JUDGES} other images they read:`
      : `Sur ${JUDGES} autres images, ils lisent\u00a0:`;
    return `${curveLines(block, { language, width: 64, colour: false })}\n${caption}\n  ${
      read.join("\n  ")
    }`;
  }));
}
