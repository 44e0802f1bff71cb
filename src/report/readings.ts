import { ACTIVATION_NAMES, type Matrix } from "../engine/engine.ts";
import type { Network } from "../nn/network.ts";
import { largest } from "../train/evaluate.ts";
import type { Examples } from "../train/examples.ts";
import { Excitement } from "./excitement.ts";
import { Histogram, type HistogramSummary } from "./histogram.ts";

/** The activations of one hidden layer, over all the images that were read. */
export interface LayerActivations extends HistogramSummary {
  /** `A1`, `A2`… as in the lessons. */
  readonly symbol: string;
  /** How many neurons the layer has. */
  readonly neurons: number;
  /** Neurons that gave zero for every image. */
  readonly silent: number;
}

/** What a network reads in a set of images. */
export interface Readings {
  /** The class that it takes each image for, in the images' original order. */
  readonly predictions: Uint8Array;
  /** The probability that it gives to that class, 0 to 1. */
  readonly confidences: Float32Array;
  /** The probability that it gives to what the image shows, 0 to 1. */
  readonly truths: Float32Array;
  /** One entry for each hidden layer, first to last. */
  readonly activations: readonly LayerActivations[];
  /** What excites the neurons that were watched. */
  readonly excitement: Excitement;
}

/** Images that pass together. */
const BATCH = 256;

/**
 * Passes every example through the network, and looks at its hidden layers on the way; at the neurons
 * `watched` of the first one more closely, or of the only layer where there is no hidden one.
 */
export function readAll(
  network: Network,
  examples: Examples,
  { watched }: { readonly watched: readonly number[] },
): Readings {
  const predictions = new Uint8Array(examples.count);
  const confidences = new Float32Array(examples.count);
  const truths = new Float32Array(examples.count);
  // Of what has no weights, pooling and dropout are no activations.
  const hidden = network.layers.flatMap(({ description: { kind } }, i) =>
    ACTIVATION_NAMES.some((name) => name === kind) ? [i] : []
  );
  const layers = hidden.map((layer) => ({
    layer,
    histogram: new Histogram(),
    awake: new Uint8Array(network.layers[layer].description.outputs),
  }));
  const excitement = new Excitement(watched, { classes: network.sizes.at(-1)! });
  const { mode } = network;
  network.mode = "evaluation";
  let place = 0;
  for (const batch of examples.batches(BATCH)) {
    const { probabilities: { rows, columns, data } } = network.forward(batch);
    const indices = examples.order.subarray(place, place += rows);
    for (let i = 0; i < rows; i++) {
      const row = data.subarray(i * columns, (i + 1) * columns), image = indices[i];
      predictions[image] = largest(row);
      confidences[image] = row[predictions[image]];
      truths[image] = row[batch.labels[i]];
    }
    for (const { layer, histogram, awake } of layers) {
      const { data } = network.last.outputs[layer];
      histogram.add(data);
      wake(awake, data);
    }
    excitement.add(network.last.outputs[hidden[0] ?? 0], { indices, labels: batch.labels });
  }
  network.mode = mode;
  const activations = layers.map(({ histogram, awake }, i) => ({
    symbol: `A${i + 1}`,
    neurons: awake.length,
    silent: awake.length - awake.reduce((sum, one) => sum + one, 0),
    ...histogram.summary(),
  }));
  return { predictions, confidences, truths, activations, excitement };
}

/** Marks the neurons that give anything but zero. Most are awake soon, and not looked at again. */
function wake(awake: Uint8Array, data: Matrix["data"]): void {
  for (let neuron = 0; neuron < awake.length; neuron++) {
    for (let i = neuron; !awake[neuron] && i < data.length; i += awake.length) {
      if (data[i] !== 0) awake[neuron] = 1;
    }
  }
}
