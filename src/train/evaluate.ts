import type { Network } from "../nn/network.ts";
import type { Examples } from "./examples.ts";

/** How a network does on a set of examples. */
export interface Evaluation {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** The class with the largest probability, for each example in its original order. */
  readonly predictions: Uint8Array;
}

/** Passes every example through the network, in batches as large as the network takes. */
export function evaluate(network: Network, examples: Examples): Evaluation {
  const predictions = new Uint8Array(examples.count);
  let sum = 0;
  for (let start = 0; start < examples.count; start += network.shape.capacity) {
    const end = Math.min(start + network.shape.capacity, examples.count);
    const { losses, probabilities } = network.forward(examples.batch(start, end));
    for (const loss of losses.data) sum += loss;
    const { columns, data } = probabilities;
    for (let i = start; i < end; i++) {
      const row = (i - start) * columns;
      predictions[examples.order[i]] = largest(data.subarray(row, row + columns));
    }
  }
  return { loss: sum / examples.count, predictions };
}

/** The place of the largest number; the first of equals. */
export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
