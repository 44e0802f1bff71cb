/**
 * Noticing that a training has gone astray.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Network } from "../nn/network.ts";

/** Where in a training something happened, and the learning rate of its first step. */
export interface Place {
  /** The epoch, counted from 1. */
  readonly epoch: number;
  /** The step in it, counted from 1. */
  readonly step: number;
  /** The learning rate of the first step. */
  readonly rate: number;
}

/** The loss, or a weight, is infinite or not a number: the weights are lost. */
export class DivergenceError extends Error {
  /** The message in every language; `message` is the English one. */
  readonly text: Text;
  /** The name of the class. */
  override name = "DivergenceError";

  /** Says where it happened. */
  constructor(at: Place & { what?: "loss" | "weight" }) {
    const isLoss = at.what !== "weight";
    const smaller = Number((at.rate / 10).toPrecision(2)); // 0.07, not 0.06999999999999999
    const text = {
      en: `${isLoss ? "the loss" : "a weight"} is no longer finite at step ${at.step} of epoch ` +
        `${at.epoch}: try a smaller rate, for instance --rate ${smaller}`,
      fr: `${isLoss ? "la perte n’est plus finie" : "un poids n’est plus fini"} au pas ` +
        `${at.step} de l’époque ${at.epoch}\u00a0: essayez un taux plus petit, par exemple --rate ${smaller}`,
    };
    super(text.en);
    this.text = text;
  }
}

/**
 * Checks a loss.
 *
 * @throws {DivergenceError} When it is not finite.
 */
export function checkLoss(loss: number, at: Place): void {
  if (!Number.isFinite(loss)) throw new DivergenceError(at);
}

/**
 * Checks every parameter. One that is not finite may stay unseen in the loss: a ReLU makes −∞ a zero, and
 * products that skip the zeros of a pixel never read its weights.
 *
 * @throws {DivergenceError} When one is not finite.
 */
export function checkWeights({ parameters }: Network, at: Place): void {
  for (const { value: { data } } of parameters) {
    for (let i = 0; i < data.length; i++) {
      if (!Number.isFinite(data[i])) throw new DivergenceError({ ...at, what: "weight" });
    }
  }
}
