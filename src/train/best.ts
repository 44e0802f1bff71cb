import type { FloatArray } from "../engine/engine.ts";
import type { Network } from "../nn/network.ts";
import type { Evaluation } from "./evaluate.ts";

/**
 * The weights of the best epoch so far, by validation: those that read most images right and, of
 * these, those with the smallest loss. Learning on past them is learning by heart (early stopping).
 *
 * L. Prechelt, "Early stopping: but when?", Neural Networks: Tricks of the Trade (1998).
 */
export class Best {
  /** The best epoch, counted from 1; 0 before the first one ends. */
  epoch = 0;
  /** How the validation images were read after it. */
  evaluation?: Pick<Evaluation, "loss" | "accuracy">;
  /** Its weights, as the network's parameters; none before the first epoch ends. */
  weights: readonly FloatArray[] = [];
  readonly #network: Network;
  readonly #patience: number;
  #last = 0;

  /** Of a network, which may be no better for `patience` epochs in a row. */
  constructor(network: Network, { patience }: { patience: number }) {
    this.#network = network;
    this.#patience = patience;
  }

  /** An epoch has ended: copies its weights when it is the best. */
  note(epoch: number, { loss, accuracy }: Pick<Evaluation, "loss" | "accuracy">): void {
    this.#last = epoch;
    const best = this.evaluation;
    const better = !best || accuracy > best.accuracy ||
      accuracy === best.accuracy && loss < best.loss;
    if (!better) return;
    this.epoch = epoch;
    this.evaluation = { loss, accuracy };
    this.weights = this.#network.parameters.map(({ value }) => value.data.slice());
  }

  /** Whether the last epochs, as many as the patience allows, were no better. */
  get isPast(): boolean {
    return this.#last - this.epoch >= this.#patience;
  }

  /** Gives the network the weights of the best epoch, where there is one. */
  restore(): void {
    for (const [i, weights] of this.weights.entries()) {
      this.#network.parameters[i].value.data.set(weights);
    }
  }
}
