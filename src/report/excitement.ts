import type { Matrix } from "../engine/engine.ts";

/** Images that are kept for each neuron. */
export const MOST_EXCITING = 5;

/** What excites some neurons of a layer: single images, and whole classes. */
export class Excitement {
  readonly #neurons: readonly number[];
  readonly #best: { image: number; value: number }[][];
  readonly #sums: Float64Array[];
  readonly #counts: Float64Array;

  /** Watches the neurons with these numbers. */
  constructor(neurons: readonly number[], { classes }: { classes: number }) {
    this.#neurons = neurons;
    this.#best = neurons.map(() => []);
    this.#sums = neurons.map(() => new Float64Array(classes));
    this.#counts = new Float64Array(classes);
  }

  /** Looks at the activations (m, n) of a batch: which image each row is, and its class. */
  add(
    { rows, columns, data }: Matrix,
    { indices, labels }: { indices: Uint32Array; labels: Uint8Array },
  ): void {
    for (let row = 0; row < rows; row++) this.#counts[labels[row]]++;
    this.#neurons.forEach((neuron, place) => {
      const best = this.#best[place], sums = this.#sums[place];
      for (let row = 0; row < rows; row++) {
        const value = data[row * columns + neuron];
        if (value === 0) continue; // a neuron that is off is not excited
        sums[labels[row]] += value;
        if (best.length === MOST_EXCITING && !(value > best[MOST_EXCITING - 1].value)) continue;
        best.push({ image: indices[row], value });
        best.sort((a, b) => b.value - a.value || a.image - b.image);
        if (best.length > MOST_EXCITING) best.pop();
      }
    });
  }

  /** The images that excite each neuron most, the most exciting first. */
  images(): number[][] {
    return this.#best.map((best) => best.map(({ image }) => image));
  }

  /** The mean activation of each neuron over the images of each class; 0 where there are none. */
  means(): number[][] {
    return this.#sums.map((sums) =>
      Array.from(sums, (sum, label) => sum / (this.#counts[label] || 1))
    );
  }
}
