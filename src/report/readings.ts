import type { Network } from "../nn/network.ts";
import { largest } from "../train/evaluate.ts";
import type { Examples } from "../train/examples.ts";
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
  /** One entry for each hidden layer, first to last. */
  readonly activations: readonly LayerActivations[];
}

/** Images that pass together. */
const BATCH = 256;

/** Passes every example through the network, and looks at its hidden layers on the way. */
export function readAll(network: Network, examples: Examples): Readings {
  const predictions = new Uint8Array(examples.count);
  const confidences = new Float32Array(examples.count);
  const layers = network.layers.flatMap(({ parameters, description: { outputs } }, layer) =>
    parameters.length > 0
      ? []
      : [{ layer, histogram: new Histogram(), awake: new Uint8Array(outputs) }]
  );
  let place = 0;
  for (const batch of examples.batches(BATCH)) {
    const { probabilities: { rows, columns, data } } = network.forward(batch);
    for (let i = 0; i < rows; i++) {
      const row = data.subarray(i * columns, (i + 1) * columns);
      const image = examples.order[place++];
      predictions[image] = largest(row);
      confidences[image] = row[predictions[image]];
    }
    for (const { layer, histogram, awake } of layers) {
      const { data } = network.last.outputs[layer];
      histogram.add(data);
      for (let neuron = 0; neuron < awake.length; neuron++) {
        // Most are awake after the first batch, and are not looked at again.
        for (let i = neuron; !awake[neuron] && i < data.length; i += awake.length) {
          if (data[i] !== 0) awake[neuron] = 1;
        }
      }
    }
  }
  const activations = layers.map(({ histogram, awake }, i) => ({
    symbol: `A${i + 1}`,
    neurons: awake.length,
    silent: awake.length - awake.reduce((sum, one) => sum + one, 0),
    ...histogram.summary(),
  }));
  return { predictions, confidences, activations };
}
