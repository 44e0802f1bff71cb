import type { Engine, Matrix } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";

/** What turns gradients into new weights, and owns what it must remember from step to step. */
export interface Optimizer {
  /** Takes one step with the gradients that the last backward pass left; `rate` is the learning rate. */
  step(rate: number): void;
  /** What it remembers. Write into it what was saved of another, to go on where that one was. */
  readonly state: OptimizerState;
}

/** What an optimiser remembers from step to step; after each step it is that of the next. */
export interface OptimizerState {
  /** One for each parameter and thing remembered, such as `dense1.weight.velocity`. */
  readonly matrices: ReadonlyMap<string, Matrix>;
  /** What does not depend on the parameter, such as Adam's `beta1Power`. */
  readonly numbers: Record<string, number>;
}

/** A matrix of zeros for each parameter, of its shape. */
export function zerosLike(engine: Engine, parameters: readonly Parameter[]): Matrix[] {
  return parameters.map(({ value }) => engine.matrix(value.rows, value.columns));
}

/** The matrices of a state by name: for `{ velocity: … }`, `dense1.weight.velocity` and so on. */
export function namedMatrices(
  parameters: readonly Parameter[],
  matrices: Readonly<Record<string, readonly Matrix[]>>,
): ReadonlyMap<string, Matrix> {
  return new Map(
    parameters.flatMap(({ name }, i) =>
      Object.entries(matrices).map(([what, all]) => [`${name}.${what}`, all[i]] as const)
    ),
  );
}
