/**
 * The numbers of lesson 6: two trained networks, neurons switched off, how sure is right, pixels that
 * walk.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Engine, FloatArray, Matrix } from "../src/engine/engine.ts";
import type { Snapshot } from "../src/lesson/snapshot.ts";
import { mlp } from "../src/nn/mlp.ts";
import { Network } from "../src/nn/network.ts";
import { shuffle } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { largest } from "../src/train/evaluate.ts";
import type { Session } from "../src/train/session.ts";
import type { Readings } from "./lesson6_readings.ts";

/** What the lesson looks at. */
export interface Asked {
  /** The validation images. */
  readonly seen: Split;
  /** What the network made of these. */
  readonly readings: Readings;
  /** The weights W1 before the training, the same for both networks. */
  readonly drawn: FloatArray;
  /** The weights W1 of the network with weight decay. */
  readonly decayed: FloatArray;
  /** Its λ, and the accuracies of the two networks. */
  readonly decay: { readonly lambda: number; readonly plain: number; readonly decayed: number };
  /** Which pixels have ink in some training image. */
  readonly inked: readonly boolean[];
  /** The neuron to follow. */
  readonly neuron: number;
  /** The training image to follow. */
  readonly digit: number;
  /** What it shows. */
  readonly label: number;
  /** What the network reads in it. */
  readonly answer: number;
  /** The network's numbers for it. */
  readonly now: Snapshot;
}

/** A digit, with what it is called in the loss. */
export interface Digit {
  /** Its pixels, which may be changed. */
  readonly inputs: Matrix;
  /** The class whose loss is asked for. */
  readonly labels: Uint8Array;
}

/** The network of a session, for one digit at a time, with slopes by the pixels. */
export function forOneDigit(engine: Engine, { network: { sizes, parameters } }: Session): Network {
  const network = new Network(engine, mlp(engine, { sizes, activation: "relu" }));
  network.wantsInputGradient(true);
  for (const [i, { value }] of parameters.entries()) {
    network.parameters[i].value.data.set(value.data);
  }
  return network;
}

/** Which pixels have ink in some image. */
export function inkedPixels({ images }: Split): boolean[] {
  const inked = new Array<boolean>(784).fill(false);
  images.forEach((byte, i) => byte !== 0 && (inked[i % 784] = true));
  return inked;
}

/** For how many hidden neurons the answer is another one when that neuron alone is switched off. */
export function decisiveNeurons(now: Snapshot): number {
  return decisive(now, { a: now.matrix("A1").data, z2: now.matrix("Z2").data }).length;
}

/** How many of the images that were read keep their answer, whichever hidden neuron is switched off. */
export function steadyAnswers(now: Snapshot, { z1, predictions }: Readings): number {
  const { data: W2, columns } = now.matrix("W2"), { data: b2 } = now.matrix("b2");
  return Array.from(predictions.keys()).filter((i) => {
    const a = z1.map((z) => Math.max(0, z[i]));
    const z2 = Float64Array.from({ length: columns }, (_, c) => {
      return a.reduce((sum, value, j) => sum + value * W2[j * columns + c], b2[c]);
    });
    return decisive(now, { a, z2 }).length === 0;
  }).length;
}

/** The hidden neurons without which another class has the largest score. */
function decisive(
  now: Snapshot,
  { a, z2 }: { readonly a: ArrayLike<number>; readonly z2: ArrayLike<number> },
): number[] {
  const { data: W2, columns } = now.matrix("W2"), answer = largest(z2);
  return Array.from(a, (_, j) => j).filter((j) => {
    const left = z2[answer] - a[j] * W2[j * columns + answer];
    // The first of equals is the answer, as in `largest`.
    for (let c = 0; c < columns; c++) {
      const other = z2[c] - a[j] * W2[j * columns + c];
      if (other > left || (other === left && c < answer)) return true;
    }
    return false;
  });
}

/** Answers of about the same probability: how many, how many mistakes they announce, how many they are. */
export interface Bin {
  /** The least probability. */
  readonly from: number;
  /** How many images. */
  readonly images: number;
  /** Σ (1 − P): the mistakes among them, if each P were the share of right answers. */
  readonly announced: number;
  /** The mistakes among them. */
  readonly made: number;
}

/** The answers of a network by their probability. */
export function bins(
  { confidences, predictions }: Readings,
  { labels, limits }: { readonly labels: Uint8Array; readonly limits: readonly number[] },
): Bin[] {
  return limits.map((from, i) => {
    const to = limits[i + 1] ?? Infinity;
    const inside = [...labels.keys()].filter((k) => confidences[k] >= from && confidences[k] < to);
    return {
      from,
      images: inside.length,
      announced: inside.reduce((sum, k) => sum + 1 - confidences[k], 0),
      made: inside.filter((k) => predictions[k] !== labels[k]).length,
    };
  });
}

/** How far each step of the pixels goes, how probable the new class is in the end, the most steps. */
export const RATE = 0.05, SURE = 0.9, LONGEST = 300;

/** A digit on its way to another one. */
export interface Walk {
  /** The class that it goes to. */
  readonly target: number;
  /** Its pixels at the start and after each step. */
  readonly frames: readonly (readonly number[])[];
  /** The ten probabilities of each of these. */
  readonly probabilities: readonly (readonly number[])[];
}

/** The pixels walk down their slopes until the network is sure that they are `target`. */
export function walkTo(network: Network, { inputs }: Digit, target: number): Walk {
  const digit = { inputs: copied(network.engine, inputs), labels: only(network.engine, target) };
  const { data } = digit.inputs, frames: number[][] = [], probabilities: number[][] = [];
  for (let taken = 0; taken <= LONGEST; taken++) {
    const p = Array.from(network.forward(digit).probabilities.data);
    frames.push(Array.from(data));
    probabilities.push(p);
    if (p[target] > SURE) break;
    network.backward()!.data.forEach((slope, i) => data[i] = clipped(data[i] - RATE * slope));
  }
  return { target, frames, probabilities };
}

/** After how many steps a walk is first read as its target, or its last step if never. */
export function turn({ target, probabilities }: Walk): number {
  const at = probabilities.findIndex((p) => largest(p) === target);
  return at < 0 ? probabilities.length - 1 : at;
}

/** How much each pixel has changed after so many steps, on average. */
export function amount({ frames }: Walk, steps: number): number {
  const [start] = frames;
  return frames[steps].reduce((sum, x, i) => sum + Math.abs(x - start[i]), 0) / start.length;
}

/** The slopes of the loss of a class by the pixels, and that loss. */
export function pixelSlopes(network: Network, { inputs }: Digit, target: number) {
  const { loss } = network.forward({ inputs, labels: only(network.engine, target) });
  return { loss, slopes: Array.from(network.backward()!.data) };
}

/**
 * The pixels with the changes of a walk dealt to them at random. Where ink would leave the range from
 * 0 to 1, the change turns round: as much ink moves as in the walk.
 */
export function dealtAtRandom({ frames }: Walk, { seed }: { readonly seed: number }): number[] {
  const [start] = frames, change = start.map((x, i) => frames.at(-1)![i] - x);
  const order = Uint32Array.from(start.keys());
  shuffle(new Xoshiro128(seed), order);
  return start.map((x, i) => {
    const by = change[order[i]], fits = x + by === clipped(x + by);
    return clipped(fits ? x + by : x - by);
  });
}

/** The digit that a walk goes to: the truth from a mistake, a 4 and a 9 into each other, or what is next to mind. */
export function targetOf(now: Snapshot, { label, answer }: { label: number; answer: number }) {
  if (answer !== label) return label;
  if (answer === 4) return 9;
  if (answer === 9) return 4;
  return largest(Array.from(now.matrix("P").data, (p, c) => c === answer ? -1 : p));
}

/** How far a pixel can be pushed before half the way to the kink of the first neuron's ReLU. */
export function room(now: Snapshot, pixel: number): number {
  const rooms = Array.from(now.matrix("Z1").data, (z, j) => {
    return Math.abs(z / now.value("W1", pixel, j)) / 2 || Infinity;
  });
  return Math.min(...rooms);
}

/** One label. */
export function only(engine: Engine, label: number): Uint8Array {
  const labels = engine.bytes(1);
  labels[0] = label;
  return labels;
}

function copied(engine: Engine, { rows, columns, data }: Matrix): Matrix {
  const copy = engine.matrix(rows, columns);
  copy.data.set(data);
  return copy;
}

function clipped(x: number): number {
  return Math.min(1, Math.max(0, x));
}
