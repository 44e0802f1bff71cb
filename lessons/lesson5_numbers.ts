/**
 * The numbers of lesson 5 that are no training: slopes of mini-batches, the loss along a gradient, the
 * sizes of activations.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { InitialisationName } from "../src/nn/initialise.ts";
import { trace } from "../src/nn/trace.ts";
import { Sgd } from "../src/optim/sgd.ts";
import type { Session } from "../src/train/session.ts";
import { type Asked, laps, trial } from "./lesson5_trials.ts";

/** The weight that we follow: from the pixel in row 14, column 14, to a hidden neuron. */
export const PIXEL = 406, NEURON = 12;
/** Its name. */
export const WEIGHT = `W1[${PIXEL},${NEURON}]`;
/** Its place among the weights. */
export const PLACE: number = PIXEL * 64 + NEURON;
/** Images of a mini-batch, where nothing else is said. */
export const BATCH = 64;
/** Four hidden layers, one after the other. */
export const DEEP: readonly number[] = [64, 64, 64, 64];

/** The first step: the numbers before it, the weight after it, and the loss before and after. */
export function firstStep(asked: Asked, { rate }: { readonly rate: number }) {
  const session = trial(asked), { network } = session, batch = session.train.batch(0, BATCH);
  const before = network.forward(batch).loss;
  network.backward();
  const now = snapshot(network, batch.labels);
  session.optimizer.step(rate);
  const after = network.forward(batch).loss;
  return { now, weight: network.parameters[0].value.data[PLACE], before, after };
}

/**
 * The slope of the weight on so many mini-batches of each size: their mean, how far they scatter, how
 * many are 0, and how many have another sign than the slope on all the images of the largest ones.
 */
export function slopesOfBatches(
  asked: Asked,
  { sizes, guesses }: { readonly sizes: readonly number[]; readonly guesses: number },
) {
  const largest = Math.max(...sizes), images = guesses * largest;
  const { network, train } = trial(asked, { learnt: images, batch: largest });
  const slopesOf = (m: number) =>
    Array.from({ length: guesses }, (_, i) => {
      network.forward(train.batch(i * m, (i + 1) * m));
      network.backward();
      return network.parameters[0].gradient.data[PLACE];
    });
  const slopes = sizes.map(slopesOf), all = meanOf(slopes[sizes.indexOf(largest)]);
  const rows = sizes.map((m, i) => {
    const mean = meanOf(slopes[i]);
    return {
      m,
      mean,
      sigma: Math.sqrt(meanOf(slopes[i].map((slope) => (slope - mean) ** 2))),
      silent: slopes[i].filter((slope) => slope === 0).length,
      wrong: slopes[i].filter((slope) => slope * all < 0).length,
    };
  });
  return { rows, images, all };
}

/** The loss of the first mini-batch, before and after one step with each learning rate. */
export function lossAlongGradient(asked: Asked) {
  const { network, train } = trial(asked), batch = train.batch(0, BATCH);
  const before = network.forward(batch).loss;
  const optimizer = new Sgd(network.engine, network.parameters);
  const start = network.parameters.map(({ value }) => value.data.slice());
  const lossAt = (rate: number) => {
    network.parameters.forEach(({ value }, i) => value.data.set(start[i]));
    network.forward(batch);
    network.backward();
    optimizer.step(rate);
    return network.forward(batch).loss;
  };
  const points = Array.from({ length: 81 }, (_, i) => 10 ** (-3 + i / 20))
    .map((rate) => [rate, lossAt(rate)] as const);
  const [rate, loss] = points.reduce((a, b) => b[1] < a[1] ? b : a);
  return { before, points, lowest: { rate, loss }, lossAt };
}

/** A network whose weights are all zero, after a pass of a mini-batch. */
export function passOfZeros(asked: Asked) {
  const { network, train } = trial(asked, { init: "zero" }), batch = train.batch(0, BATCH);
  network.forward(batch);
  network.backward();
  const now = snapshot(network, batch.labels);
  const learning = ["W1", "b1", "W2", "b2"]
    .filter((name) => Array.from(now.matrix(`d${name}`).data).some((slope) => slope !== 0));
  return { now, label: batch.labels[0], learning };
}

/** The weights into two neurons after an epoch, when all weights started as the same number. */
export function twins(asked: Asked, { from }: { readonly from: number }) {
  const session = trial(asked, { init: "zero", rate: 0.01, epochs: 1 });
  const [W1, , W2] = session.network.parameters.map(({ value }) => value);
  for (const { data } of [W1, W2]) data.fill(from);
  for (const _ of laps(session));
  return (neuron: number) => W1.data.filter((_, place) => place % W1.columns === neuron);
}

/** The mean squares of A and dZ in each of four hidden layers, before any training. */
export function meanSquares(
  asked: Asked,
  { init, images }: { readonly init: InitialisationName; readonly images: number },
) {
  const { network, train } = trial(asked, { init, hidden: DEEP, batch: images });
  network.forward(train.batch(0, images));
  network.backward();
  const matrices = trace(network);
  const of = (name: string) => meanOf(Array.from(matrices.get(name)!.data, (x) => x * x));
  return DEEP.map((_, i) => ({ activations: of(`A${i + 1}`), slopes: of(`dZ${i + 1}`) }));
}

/** How many hidden neurons are on for at least one of so many images. */
export function alive({ network, test }: Session, { images }: { readonly images: number }): number {
  network.forward(test.batch(0, images));
  const { data, columns } = network.last.outputs[1];
  const on = new Set<number>();
  data.forEach((a, i) => a > 0 && on.add(i % columns));
  return on.size;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
