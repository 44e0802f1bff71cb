/**
 * The second part of lesson 6: the gradient by the pixels, and a walk along it.
 *
 * @module
 */
import type { Snapshot } from "../src/lesson/snapshot.ts";
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Matrix } from "../src/engine/engine.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  chart,
  check,
  formula,
  image,
  minus,
  n,
  operand,
  percent,
  pictures,
  prose,
  series,
  step,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import type { Network } from "../src/nn/network.ts";
import { shuffle } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { largest } from "../src/train/evaluate.ts";
import { aDigit } from "./lesson6_readings.ts";

/** What the lesson is looking at. */
export interface Looked {
  /** The trained network, with room for one digit. */
  readonly network: Network;
  /** The digit; its pixels may be changed. */
  readonly digit: { readonly inputs: Matrix; readonly labels: Uint8Array };
  /** The network's numbers for it. */
  readonly now: Snapshot;
  /** What the network reads in it. */
  readonly answer: number;
  /** Whether it computes in f64. */
  readonly exact: boolean;
}

/** How far each step goes, how probable the new class is in the end, and the most steps. */
const RATE = 0.05, SURE = 0.9, LONGEST = 100;

/** The gradient by the inputs, from formula to picture; gives the digit that it leads to. */
export function* whichPixelsMatter(looked: Looked): Generator<Block, number> {
  const { network, digit, answer, exact } = looked;
  yield step({ en: "Which pixels matter?", fr: "Quels pixels comptent\u00a0?" });
  // From a mistake to the truth; a 4 and a 9 into each other; or to what comes next to mind.
  const [label] = digit.labels;
  const target = answer !== label ? label : answer === 4 ? 9 : answer === 9 ? 4 : runnerUp(looked);
  // Asked for the loss of another class, the same backward pass tells what would lead there.
  digit.labels[0] = target;
  const { loss } = network.forward(digit), dX = network.backward()!;
  const now = snapshot(network, digit.labels), slopes = Array.from(dX.data);
  const i = largest(slopes.map(Math.abs)), row = Math.floor(i / 28), column = i % 28;
  yield prose({
    en: "Backpropagation stopped at W1 and b1. One more step back, like that from dZ2 to dA1, " +
      "gives the slope of the loss by each **pixel**. Let the wanted answer be " +
      `${target}: the loss −ln P[0,${target}] is ${n(loss)}, and dX says where more ink, or ` +
      "less, would lower it.",
    fr: "La rétropropagation s’arrêtait à W1 et b1. Un pas de plus en arrière, semblable à celui " +
      "de dZ2 à dA1, donne la pente de la perte par rapport à chaque **pixel**. Prenons " +
      `${target} comme réponse voulue\u00a0: la perte −ln P[0,${target}] vaut ${n(loss)}, et ` +
      "dX dit où il faudrait plus d’encre, ou moins, pour la diminuer.",
  });
  yield formula(
    { name: "dX", shape: [1, 784] },
    times(now.all("dZ1"), now.transposed("W1")),
  );
  const paths = series("j", 64, {
    term: (j) => times(now.at("dZ1", 0, { j }), now.at("W1", i, { j })),
  });
  yield formula({ name: `dX[0,${i}]`, traced: slopes[i] }, paths);
  const epsilon = Math.min(exact ? 1e-4 : 1e-2, room(now, i));
  const { slope } = finiteDifference(digit.inputs, {
    row: 0,
    column: i,
    epsilon,
    loss: () => network.forward(digit).loss,
  });
  // What the rounding of the loss does to a slope that is measured over 2ε.
  const noise = (exact ? 1e-15 : 1e-6) * Math.max(1, loss) / epsilon / Math.abs(slope);
  yield check({
    claim: {
      en: `dX[0,${i}] is the slope of the loss by pixel ${i}`,
      fr: `dX[0,${i}] est bien la pente de la perte par rapport au pixel ${i}`,
    },
    found: { name: { en: "backpropagation", fr: "rétropropagation" }, value: slopes[i] },
    expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
    tolerance: Math.max(exact ? 1e-6 : 1e-2, noise),
  });

  yield step({
    en: "Saliency: a map of what matters",
    fr: "Saillance\u00a0: la carte de ce qui compte",
  });
  yield image({
    pixels: slopes,
    ink: "signed",
    caption: {
      en: `dX. The steepest slope is at row ${row}, column ${column}. Ink on negative slopes ` +
        `makes it more of ${aDigit(target)}, ink on positive ones less.`,
      fr: `dX. La pente la plus forte est à la ligne ${row}, colonne ${column}. L’encre sur les ` +
        `pentes négatives rapproche du ${target}, sur les positives elle en éloigne.`,
    },
  });
  return target;
}

/** The pixels walk down their gradient, until the network reads another digit. */
export function* fromOneDigitToAnother(
  looked: Looked & { readonly target: number; readonly seed: number },
): Generator<Block> {
  const { network, digit, answer, target } = looked;
  yield step({ en: `From ${answer} to ${target}`, fr: `Du ${answer} au ${target}` });
  const { data } = digit.inputs, start = Array.from(data);
  const slopes = slopesOf(looked);
  const moved = slopes.map((slope, i) => start[i] - RATE * slope);
  // The one of all that stay between 0 and 1 which moves most.
  const i = largest(slopes.map((slope, i) => moved[i] < 0 || moved[i] > 1 ? -1 : Math.abs(slope)));
  yield prose({
    en: "Lesson 3 moved the weights down their slopes and left the digit alone. Now the weights " +
      "rest, and the **pixels** walk, each down its slope, but never below 0 or above 1:",
    fr: "À la leçon 3, les poids descendaient leurs pentes et le chiffre ne bougeait pas. Ici, " +
      "les poids restent en place, et ce sont les **pixels** qui descendent, chacun sa pente, " +
      "sans jamais passer sous 0 ni au-dessus de 1\u00a0:",
  });
  const frames: number[][] = [], probabilities: number[][] = [];
  for (let taken = 0; taken <= LONGEST; taken++) {
    const p = Array.from(network.forward(digit).probabilities.data);
    frames.push(Array.from(data));
    probabilities.push(p);
    if (p[target] > SURE) break;
    walk(data, slopesOf(looked));
  }
  const end = frames.length - 1;
  yield formula(
    { name: `X′[0,${i}]`, traced: frames[1][i] },
    minus(
      operand(`X[0,${i}]`, start[i]),
      times(operand("η", RATE), operand(`dX[0,${i}]`, slopes[i])),
    ),
  );

  yield step({ en: `${end} steps later`, fr: `${end} pas plus loin` });
  const shown = [0, Math.round(end / 4), Math.round(end / 2), end];
  yield pictures(shown.map((taken) => ({
    pixels: bytes(frames[taken]),
    title: { en: `step ${taken}`, fr: `pas ${taken}` },
  })));
  const curve = (c: number) => ({
    name: { en: `P of ${c}`, fr: `P du ${c}` },
    points: probabilities.map((p, taken): [number, number] => [taken, p[c]]),
  });
  yield chart([curve(answer), curve(target)], {
    x: { label: { en: "step", fr: "pas" } },
    y: { label: { en: "probability", fr: "probabilité" }, min: 0, max: 1 },
    height: 7,
  });
  const last = probabilities[end];
  yield check({
    claim: {
      en: `the network now reads ${aDigit(target)}`,
      fr: `le réseau lit à présent un ${target}`,
    },
    found: { name: { en: `P of ${answer}`, fr: `P du ${answer}` }, value: last[answer] },
    expected: { name: { en: `P of ${target}`, fr: `P du ${target}` }, value: last[target] },
    measure: "below",
  });

  yield step({ en: "How little it takes", fr: "Il en faut peu" });
  const change = start.map((x, i) => frames[end][i] - x);
  const order = Uint32Array.from(start.keys());
  shuffle(new Xoshiro128(looked.seed), order);
  for (const [i, x] of start.entries()) {
    // Where there is no room for a change, it turns round: as much ink moves as in the walk.
    const by = change[order[i]], fits = x + by === clipped(x + by);
    data[i] = clipped(fits ? x + by : x - by);
  }
  const scattered = Array.from(data), byChance = network.forward(digit).probabilities.data[target];
  yield pictures([
    { pixels: bytes(start), title: { en: "before", fr: "avant" } },
    { pixels: change, ink: "signed", title: { en: "change", fr: "différence" } },
    { pixels: bytes(frames[end]), title: { en: "after", fr: "après" } },
    { pixels: bytes(scattered), title: { en: "at random", fr: "au hasard" } },
  ]);
  const [walked, dealt] = [frames[end], scattered].map((pixels) =>
    n(pixels.reduce((sum, x, i) => sum + Math.abs(x - start[i]), 0) / 784, 2)
  );
  const closed = answer === 4 && target === 9
    ? {
      en: " Does the change close the 4 at the top, as you would?",
      fr: " La différence ferme-t-elle le 4 en haut, comme vous le feriez\u00a0?",
    }
    : { en: "", fr: "" };
  yield prose({
    en: `A pixel changed by ${walked} on average, and the network reads ${aDigit(target)} at ` +
      `${percent(last[target])}. Would you?${closed.en} In the last image the same changes were ` +
      `dealt out to the pixels at random, with the opposite sign where ink would have left the ` +
      `range from 0 to 1: again ${dealt} on average. But the probability of the ${target}:`,
    fr: `Un pixel a changé de ${walked} en moyenne, et le réseau lit un ${target} à ` +
      `${percent(last[target])}. Et vous\u00a0?${closed.fr} Dans la dernière image, les mêmes ` +
      `différences sont redistribuées au hasard entre les pixels, avec le signe opposé là où ` +
      `l’encre sortirait de l’intervalle de 0 à 1\u00a0: encore ${dealt} en moyenne. Mais la ` +
      `probabilité du ${target}\u00a0:`,
  });
  yield check({
    claim: {
      en: "it is the direction that counts, not the amount",
      fr: "c’est la direction qui compte, non la quantité",
    },
    found: { name: { en: "at random", fr: "au hasard" }, value: byChance },
    expected: {
      name: { en: "along the gradient", fr: "le long du gradient" },
      value: last[target],
    },
    measure: "below",
  });
}

/** dX of the digit as it is now. */
function slopesOf({ network, digit }: Looked): number[] {
  network.forward(digit);
  return Array.from(network.backward()!.data);
}

function walk(pixels: Matrix["data"], slopes: readonly number[]): void {
  slopes.forEach((slope, i) => pixels[i] = clipped(pixels[i] - RATE * slope));
}

function clipped(x: number): number {
  return Math.min(1, Math.max(0, x));
}

function bytes(pixels: readonly number[]): number[] {
  return pixels.map((x) => Math.round(255 * x));
}

/** The most probable class but the one that the network reads. */
function runnerUp({ now, answer }: Looked): number {
  return largest(Array.from(now.matrix("P").data, (p, c) => c === answer ? -1 : p));
}

/** How far a pixel can be pushed before half the way to the kink of the first neuron's ReLU. */
function room(now: Snapshot, pixel: number): number {
  const rooms = Array.from(now.matrix("Z1").data, (z, j) => {
    return Math.abs(z / now.value("W1", pixel, j)) / 2 || Infinity;
  });
  return Math.min(...rooms);
}
