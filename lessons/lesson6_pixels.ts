/**
 * The last part of lesson 6: the gradient by the pixels, and a walk along it.
 *
 * @module
 */
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { type Snapshot, snapshot } from "../src/lesson/snapshot.ts";
import {
  chart,
  check,
  formula,
  minus,
  n,
  operand,
  percent,
  pictures,
  predict,
  prose,
  series,
  step,
  term,
  times,
} from "../src/lesson/blocks.ts";
import { finiteDifference } from "../src/nn/finite_difference.ts";
import type { Network } from "../src/nn/network.ts";
import { largest } from "../src/train/evaluate.ts";
import {
  amount,
  dealtAtRandom,
  type Digit,
  only,
  pixelSlopes,
  RATE,
  room,
  SURE,
  turn,
  type Walk,
} from "./lesson6_numbers.ts";
import { aDigit } from "./lesson6_readings.ts";

/** What the lesson is looking at. */
export interface Looked {
  /** The trained network, with room for one digit. */
  readonly network: Network;
  /** The network with weight decay. */
  readonly decayed: Network;
  /** The digit; its pixels are put back after each change. */
  readonly digit: Digit;
  /** The network's numbers for it. */
  readonly now: Snapshot;
  /** What the network reads in it. */
  readonly answer: number;
  /** Its way to another digit. */
  readonly walk: Walk;
  /** The way of the other network. */
  readonly longer: Walk;
  /** Which pixels have ink in some training image. */
  readonly inked: readonly boolean[];
  /** The seed of what is dealt at random. */
  readonly seed: number;
}

/** How many deals at random. */
const DEALS = 100;

/** Pixels from 0–1 as ink. */
export function bytes(pixels: readonly number[]): number[] {
  return pixels.map((x) => Math.round(255 * x));
}

/** The gradient by the pixels, as formula and as picture, the walk, and what it shows. */
export function* pixels(looked: Looked): Generator<StoryBlock> {
  yield* whichPixelsMatter(looked);
  yield* fromOneDigitToAnother(looked);
  yield* howLittle(looked);
}

function* whichPixelsMatter(looked: Looked): Generator<StoryBlock> {
  const { network, decayed, digit, inked, walk: { target } } = looked;
  yield step({ en: "Which pixels matter?", fr: "Quels pixels comptent\u00a0?" });
  // Asked for the loss of another class, the same backward pass tells what would lead there.
  const wanted = { ...digit, labels: only(network.engine, target) };
  const { slopes: ofB } = pixelSlopes(decayed, digit, target);
  const { loss, slopes } = pixelSlopes(network, digit, target),
    now = snapshot(network, wanted.labels);
  const i = largest(slopes.map(Math.abs)), row = Math.floor(i / 28), column = i % 28;
  yield prose({
    en: `Backpropagation stopped at W1 and b1. One more step back, like that from dZ2 to dA1, ` +
      `gives the slope of the loss by each **pixel**. Let the wanted answer be ${target}: the loss ` +
      `−ln P[0,${target}] is ${n(loss)}, and dX = dZ1·W1ᵀ says where more ink, or less, would ` +
      `lower it.`,
    fr: `La rétropropagation s’arrêtait à W1 et b1. Un pas de plus en arrière, semblable à celui ` +
      `de dZ2 à dA1, donne la pente de la perte par rapport à chaque **pixel**. Prenons ${target} ` +
      `comme réponse voulue\u00a0: la perte −ln P[0,${target}] vaut ${n(loss)}, et dX = dZ1·W1ᵀ ` +
      `dit où il faudrait plus d’encre, ou moins, pour la diminuer.`,
  });
  const paths = series("j", 64, {
    term: (j) => times(now.at("dZ1", 0, { j }), now.at("W1", i, { j })),
  });
  yield formula({ name: `dX[0,${i}]`, traced: slopes[i] }, paths);
  const { slope } = finiteDifference(digit.inputs, {
    row: 0,
    column: i,
    epsilon: Math.min(1e-4, room(now, i)),
    loss: () => network.forward(wanted).loss,
  });
  yield check({
    claim: {
      en: `it agrees with the slope measured at pixel ${i}`,
      fr: `elle concorde avec la pente mesurée au pixel ${i}`,
    },
    found: { name: { en: "backpropagation", fr: "rétropropagation" }, value: slopes[i] },
    expected: { name: { en: "finite difference", fr: "différence finie" }, value: slope },
    tolerance: 1e-6,
  });
  const sizesWhere = (chosen: (pixel: number) => boolean) =>
    slopes.flatMap((slope, pixel) => chosen(pixel) ? [Math.abs(slope)] : []);
  const x = digit.inputs.data, ink = sizesWhere((pixel) => x[pixel] > 0);
  const blank = sizesWhere((pixel) => x[pixel] === 0 && inked[pixel]);
  yield pictures([
    {
      pixels: Array.from(digit.inputs.data, (x) => Math.round(255 * x)),
      title: { en: "X", fr: "X" },
    },
    { pixels: slopes, ink: "signed", title: { en: "dX in A", fr: "dX dans A" } },
    { pixels: ofB, ink: "signed", title: { en: "dX in B", fr: "dX dans B" } },
  ]);
  yield prose({
    en: `This is a ${term("saliency map")}. Ink on negative slopes makes it more of ` +
      `${aDigit(target)}, ink on positive ones less; the steepest slope of A is at row ${row}, ` +
      `column ${column}. The mean size of dX in A is ${
        n(meanOf(ink), 2)
      } on pixels with ink, and ` +
      `${
        n(meanOf(blank), 2)
      } on those that are blank here but not always. Learnt: **blank pixels ` +
      `matter, too**. And the map says what would change the answer, not why it was given.`,
    fr: `C’est une ${term("carte de saillance")}. L’encre sur les pentes négatives rapproche du ` +
      `${target}, sur les positives elle en éloigne\u00a0; la pente la plus forte de A est à la ` +
      `ligne ${row}, colonne ${column}. La taille moyenne de dX dans A est de ` +
      `${n(meanOf(ink), 2)} sur les pixels encrés, et de ${
        n(meanOf(blank), 2)
      } sur ceux qui sont ` +
      `vides ici, mais pas toujours. À retenir\u00a0: **les pixels vides comptent aussi**. Et la ` +
      `carte dit ce qui changerait la réponse, non pourquoi elle a été donnée.`,
  });
}

/** The pixels walk down their slopes, until the network reads another digit. */
function* fromOneDigitToAnother(looked: Looked): Generator<StoryBlock> {
  const { network, digit, answer, walk, longer } = looked;
  const { target, frames, probabilities } = walk, end = frames.length - 1, [start, next] = frames;
  const turned = turn(walk), turnedB = turn(longer);
  const noHarder = amount(longer, turnedB) <= amount(walk, turned);
  yield step({ en: `From ${answer} to ${target}`, fr: `Du ${answer} au ${target}` });
  const { slopes } = pixelSlopes(network, digit, target);
  const moved = slopes.map((slope, i) => start[i] - RATE * slope);
  // The one of all that stay between 0 and 1 which moves most.
  const i = largest(slopes.map((slope, i) => moved[i] < 0 || moved[i] > 1 ? -1 : Math.abs(slope)));
  yield prose({
    en:
      "So far the weights went down their slopes and the digit stayed. Now the weights stay, and " +
      "the **pixels** go, each down its slope, but never below 0 or above 1. That made the second " +
      "image of step 1:",
    fr:
      "Jusqu’ici, les poids descendaient leurs pentes et le chiffre ne bougeait pas. À présent, " +
      "les poids ne bougent plus, et ce sont les **pixels** qui descendent, chacun sa pente, sans jamais " +
      "sortir de [0\u00a0; 1]. C’est ainsi qu’est née la seconde image de l’étape 1\u00a0:",
  });
  yield formula(
    { name: `X[0,${i}]`, sign: "←", traced: next[i] },
    minus(
      operand(`X[0,${i}]`, start[i]),
      times(operand("η", RATE), operand(`dX[0,${i}]`, slopes[i])),
    ),
  );
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
    height: 5,
  });
  yield prose({
    en:
      `After ${turned} steps A reads ${aDigit(target)}, after ${end} it is ${
        percent(SURE, 0)
      } sure. ` +
      `B reads ${aDigit(target)} after ${turnedB} steps, shorter ones: small weights have small ` +
      `slopes. The change at that moment is ${n(amount(longer, turnedB), 3)} for each pixel on ` +
      `average, and ${n(amount(walk, turned), 3)} for A` +
      (noHarder ? `: with this digit, B is no harder to fool; one digit proves nothing. ` : ". ") +
      `Learnt: **the gradient finds a short way to another answer, and the image need not look like ` +
      `another digit**.`,
    fr: `Après ${turned} pas, A lit un ${target}\u00a0; après ${end}, il en est sûr à ` +
      `${
        percent(SURE, 0)
      }. B lit un ${target} après ${turnedB} pas, plus petits\u00a0: de petits ` +
      `poids ont de petites pentes. À ce moment, le changement est de ` +
      `${n(amount(longer, turnedB), 3)} par pixel en moyenne, et de ${
        n(amount(walk, turned), 3)
      } ` +
      `pour A` +
      (noHarder
        ? `\u00a0: avec ce chiffre, B n’est pas plus difficile à tromper\u00a0; un seul chiffre ne ` +
          `prouve rien. `
        : ". ") +
      `À retenir\u00a0: **le gradient trouve un court chemin vers une autre réponse, et l’image n’a ` +
      `pas besoin de ressembler à un autre chiffre**.`,
  });
}

/** As much change, dealt at random. */
function* howLittle({ network, digit, walk, seed }: Looked): Generator<StoryBlock> {
  yield step({ en: "How little it takes", fr: "Il en faut peu" });
  const { target, frames, probabilities } = walk, start = frames[0], end = frames.at(-1)!;
  const { data } = digit.inputs;
  const deals = Array.from({ length: DEALS }, (_, i) => {
    const pixels = dealtAtRandom(walk, { seed: seed + i });
    data.set(pixels);
    return { pixels, p: network.forward(digit).probabilities.data[target] };
  });
  data.set(start);
  const [{ pixels: scattered, p: byChance }] = deals;
  const most = Math.max(...deals.map(({ p }) => p));
  const by = (pixels: readonly number[]) =>
    n(meanOf(pixels.map((x, i) => Math.abs(x - start[i]))), 2);
  yield prose({
    en:
      `Each pixel changed by ${
        by(end)
      } on average (a pixel goes from 0 to 1). Deal the same changes to the ` +
      `pixels at random (with the other sign where ink would leave the range): again ` +
      `${by(scattered)} on average.`,
    fr:
      `Chaque pixel a changé de ${by(end)} en moyenne (un pixel va de 0 à 1). Redistribuons les ` +
      `mêmes changements au hasard entre les pixels (avec l’autre signe là où l’encre sortirait de ` +
      `l’intervalle)\u00a0: encore ${by(scattered)} en moyenne.`,
  });
  yield pictures([
    { pixels: bytes(start), title: { en: "before", fr: "avant" } },
    {
      pixels: end.map((x, i) => x - start[i]),
      ink: "signed",
      title: { en: "change", fr: "différence" },
    },
    { pixels: bytes(end), title: { en: "after", fr: "après" } },
    { pixels: bytes(scattered), title: { en: "at random", fr: "au hasard" } },
  ]);
  const last = probabilities.at(-1)![target];
  yield predict({
    en: `For “after”, P of the ${target} is ${percent(last)}. And for “at random”?`,
    fr: `Pour «\u00a0après\u00a0», P du ${target} est de ${percent(last)}. Et pour «\u00a0au ` +
      `hasard\u00a0»\u00a0?`,
  }, {
    choices: [
      { en: "about the same", fr: "à peu près autant" },
      { en: "about half of it", fr: "environ la moitié" },
      { en: "below a quarter of it", fr: "moins du quart" },
    ],
    right: byChance < last / 4 ? 2 : byChance < 0.75 * last ? 1 : 0,
    why: {
      en: `It is ${percent(byChance)}; it was ${percent(probabilities[0][target])} before any ` +
        `change. Changes at random cancel in the sums of the neurons.`,
      fr:
        `Il vaut ${percent(byChance)}\u00a0; il valait ${
          percent(probabilities[0][target])
        } avant ` +
        `tout changement. Des changements au hasard se compensent dans les sommes des neurones.`,
    },
  });
  yield prose({
    en:
      `In ${DEALS} such deals, it was never above ${
        percent(most)
      }: the direction counts, not the ` +
      `amount.`,
    fr:
      `Sur ${DEALS} tirages de ce genre, il n’a jamais dépassé ${percent(most)}\u00a0: c’est la ` +
      `direction qui compte, non la quantité.`,
  });
  yield prose({
    en: `An image changed on purpose, so little that you still read it well, is an ` +
      `${term("adversarial example")}. Learnt: **a network that reads 97 digits of 100 does not ` +
      `see as you do**; it is at home only among images like those that it learnt from.`,
    fr: `Une image modifiée exprès, si peu que vous la lisez encore bien, est un ` +
      `${term("exemple antagoniste")} (en anglais, «\u00a0adversarial example\u00a0»). À ` +
      `retenir\u00a0: **un réseau qui lit 97 chiffres sur 100 ne voit pas comme vous**\u00a0; il ` +
      `n’est chez lui que parmi des images semblables à celles qu’il a apprises.`,
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
