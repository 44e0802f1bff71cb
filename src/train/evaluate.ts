import { log } from "../elementary.ts";
import type { Matrix } from "../engine/engine.ts";
import type { Network } from "../nn/network.ts";
import type { Examples } from "./examples.ts";

/** How a network does on a set of examples. */
export interface Evaluation {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Share of the examples that are read right, 0 to 1. */
  readonly accuracy: number;
  /** The class with the largest probability, for each example in its original order. */
  readonly predictions: Uint8Array;
}

/** Images that pass through the network together when it is only read. */
const BATCH = 256;

/** How a reading of many images can be ended from outside: an `AbortSignal`, or what acts like one. */
export interface Abortable {
  /** Throws, between two batches, when the work is not wanted any more. */
  readonly signal?: Pick<AbortSignal, "throwIfAborted">;
}

/** Passes every example through the network. */
export function evaluate(
  network: Network,
  examples: Examples,
  options?: Abortable,
): Evaluation {
  const predictions = new Uint8Array(examples.count);
  let sum = 0, right = 0;
  for (const { start, labels, losses, probabilities } of passes(network, examples, options)) {
    const { columns, data } = probabilities;
    for (let i = 0; i < labels.length; i++) {
      const prediction = largest(data.subarray(i * columns, (i + 1) * columns));
      predictions[examples.order[start + i]] = prediction;
      if (prediction === labels[i]) right++;
      sum += losses.data[i];
    }
  }
  return { loss: sum / examples.count, accuracy: right / examples.count, predictions };
}

/** Probabilities are kept this far from 0 and 1 before their logarithm is taken. */
const CLIP = 1e-12;

/**
 * The mean cross-entropy as the notebook of the course computes it, in nats: from probabilities that
 * are clipped to [1e-12, 1 − 1e-12], where {@linkcode evaluate} needs no clipping. With it, the share
 * of the examples that are read right.
 */
export function clippedEvaluation(
  network: Network,
  examples: Examples,
  options?: Abortable,
): { loss: number; accuracy: number } {
  let sum = 0, right = 0;
  for (const { labels, probabilities } of passes(network, examples, options)) {
    right += countRight(probabilities, labels);
    for (let i = 0; i < labels.length; i++) {
      const p = probabilities.data[i * probabilities.columns + labels[i]];
      sum -= log(Math.min(Math.max(p, CLIP), 1 - CLIP));
    }
  }
  return { loss: sum / examples.count, accuracy: right / examples.count };
}

/** How many rows of probabilities (m, classes) have their largest at the label. */
export function countRight({ columns, data }: Matrix, labels: Uint8Array): number {
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    if (largestOfRow(data, row * columns, columns) === labels[row]) right++;
  }
  return right;
}
function largestOfRow(data: ArrayLike<number>, start: number, columns: number): number {
  let best = 0, most = data[start];
  for (let j = 1; j < columns; j++) {
    const x = data[start + j];
    if (x > most) {
      most = x;
      best = j;
    }
  }
  return best;
}

/** The place of the largest number; the first of equals. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The forward passes over all the examples; each overwrites what the one before gave. */
function* passes(network: Network, examples: Examples, { signal }: Abortable = {}) {
  const { mode } = network;
  network.mode = "evaluation";
  let start = 0;
  try {
    for (const batch of examples.batches(BATCH)) {
      signal?.throwIfAborted();
      const { losses, probabilities } = network.forward(batch), { labels } = batch;
      yield { start, labels, losses, probabilities };
      start += labels.length;
    }
  } finally {
    network.mode = mode;
  }
}
