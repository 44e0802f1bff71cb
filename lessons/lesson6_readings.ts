/**
 * For lessons 5 and 6: many digits through a network, and what each hidden neuron made of them.
 *
 * @module
 */
import type { Split } from "../src/data/dataset.ts";
import type { Text } from "../src/errors.ts";
import type { Network } from "../src/nn/network.ts";
import { largest } from "../src/train/evaluate.ts";
import type { Examples } from "../src/train/examples.ts";

/** What a network made of every example of a split, in the order of the split. */
export interface Readings {
  /** The class that it found most probable. */
  readonly predictions: Uint8Array;
  /** How probable. */
  readonly confidences: Float64Array;
  /** Before ReLU: `z1[k][i]` is Z1 of neuron k for example i. */
  readonly z1: readonly Float64Array[];
}

/** Passes every example of a split through a network. */
export function readAll(network: Network, examples: Examples): Readings {
  const { count, order } = examples;
  const predictions = new Uint8Array(count), confidences = new Float64Array(count);
  const z1 = Array.from({ length: network.sizes[1] }, () => new Float64Array(count));
  let place = 0;
  for (const batch of examples.batches(256)) {
    const { probabilities: p } = network.forward(batch), [hidden] = network.last.outputs;
    for (let row = 0; row < p.rows; row++) {
      const example = order[place++];
      const answers = p.data.subarray(row * p.columns, (row + 1) * p.columns);
      predictions[example] = largest(answers);
      confidences[example] = answers[predictions[example]];
      for (let k = 0; k < z1.length; k++) z1[k][example] = hidden.data[row * z1.length + k];
    }
  }
  return { predictions, confidences, z1 };
}

/** The places of the largest values, the largest first. */
export function largestPlaces(values: ArrayLike<number>, many: number): number[] {
  const places = Array.from(values, (_, place) => place);
  return places.sort((a, b) => values[b] - values[a] || a - b).slice(0, many);
}

/** The mean of relu(z) over the examples of each class. */
export function meanByClass(z: ArrayLike<number>, { labels }: Split): number[] {
  const sums = new Array<number>(10).fill(0), counts = new Array<number>(10).fill(0);
  labels.forEach((label, i) => {
    sums[label] += Math.max(0, z[i]);
    counts[label]++;
  });
  return sums.map((sum, label) => sum / counts[label]);
}

/** The examples that were read wrong, the most confident first. */
export function surestMistakes(
  { predictions, confidences }: Readings,
  { labels }: Pick<Split, "labels">,
): number[] {
  const wrong = Array.from(labels.keys()).filter((i) => predictions[i] !== labels[i]);
  return wrong.sort((a, b) => confidences[b] - confidences[a] || a - b);
}

/** The pixels of an image of 28×28. */
export function imageOf(images: Uint8Array, i: number): Uint8Array {
  return images.subarray(784 * i, 784 * (i + 1));
}

/** A digit with its English article: a 7, an 8. */
export function aDigit(digit: number): string {
  return `${digit === 8 ? "an" : "a"} ${digit}`;
}

/** What reads the same in every language. */
export function same(text: string): Text {
  return { en: text, fr: text };
}
