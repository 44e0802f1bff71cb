import type { Engine } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { Adam, type AdamConstants } from "./adam.ts";
import { isWeight } from "./l2.ts";

/**
 * Adam with decoupled weight decay: weights shrink by a share of themselves, apart from the gradient.
 *
 *     W = W − rate · λ · W, then the step of Adam
 *
 * In the loss ({@linkcode L2}), the penalty's gradient λ · W would be divided by √v with the rest, so that
 * weights with large gradients would hardly shrink. Biases do not decay.
 *
 * I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2; with the
 * rate before λ, as PyTorch's `AdamW` has it.
 */
export class AdamW extends Adam {
  readonly #decay: number;

  /** The optimiser of these parameters; `l2` is λ. */
  constructor(
    engine: Engine,
    parameters: readonly Parameter[],
    { l2, ...constants }: AdamConstants & { readonly l2: number },
  ) {
    super(engine, parameters, constants);
    this.#decay = l2;
  }

  /** One step for every parameter. */
  override step(rate: number): void {
    this.stepWithDecay(rate, (parameter) => isWeight(parameter) ? this.#decay : 0);
  }
}
