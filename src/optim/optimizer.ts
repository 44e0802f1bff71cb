/** What turns gradients into new weights, and owns what it must remember from step to step. */
export interface Optimizer {
  /** Takes one step with the gradients that the last backward pass left; `rate` is the learning rate. */
  step(rate: number): void;
}
