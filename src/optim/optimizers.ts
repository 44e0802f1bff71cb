/**
 * Every optimiser that there is, by name.
 *
 * @module
 */
import type { Engine } from "../engine/engine.ts";
import type { Parameter } from "../nn/layer.ts";
import { Adam } from "./adam.ts";
import { AdamW } from "./adamw.ts";
import { L2 } from "./l2.ts";
import { Momentum } from "./momentum.ts";
import { Nesterov } from "./nesterov.ts";
import type { Optimizer } from "./optimizer.ts";
import { Rmsprop } from "./rmsprop.ts";
import { Sgd } from "./sgd.ts";

/** The names of the optimisers. */
export const OPTIMIZER_NAMES = ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"] as const;
/** The name of an optimiser. */
export type OptimizerName = typeof OPTIMIZER_NAMES[number];

/** The names of the constants that an optimiser may have, as in PyTorch. */
export const CONSTANT_NAMES = ["momentum", "alpha", "beta1", "beta2", "epsilon"] as const;
/** The constants of the optimisers. */
export type OptimizerConstants = Readonly<Record<typeof CONSTANT_NAMES[number], number>>;

/** An optimiser, its constants, and its penalty on the weights: λ of {@linkcode L2}, or {@linkcode AdamW}'s. */
export type OptimizerChoice = Partial<OptimizerConstants> & {
  /** Which one. */
  readonly optimizer: OptimizerName;
  /** λ; 0 by default. */
  readonly l2?: number;
};

/** What is to be known of an optimiser. */
export interface OptimizerKind {
  /** The constants that it has, with what they are where nothing is said. */
  readonly constants: Partial<OptimizerConstants>;
  /** A learning rate to start from. */
  readonly rate: number;
  /** The penalty on the weights to start from. */
  readonly l2: number;
  /** Makes it; `of` has the constants. */
  readonly make: (
    engine: Engine,
    parameters: readonly Parameter[],
    of: OptimizerConstants & { l2: number },
  ) => Optimizer;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The optimisers by name. The constants are PyTorch's; a momentum of 0.9 makes steps ten times as long. */
export const OPTIMIZERS: Readonly<Record<OptimizerName, OptimizerKind>> = {
  sgd: { constants: {}, rate: 0.3, l2: 0, make: (engine, all) => new Sgd(engine, all) },
  momentum: {
    constants: { momentum: 0.9 },
    rate: 0.03,
    l2: 0,
    make: (engine, all, of) => new Momentum(engine, all, of),
  },
  nesterov: {
    constants: { momentum: 0.9 },
    rate: 0.03,
    l2: 0,
    make: (engine, all, of) => new Nesterov(engine, all, of),
  },
  rmsprop: {
    constants: { alpha: 0.99, epsilon: 1e-8 },
    rate: 0.001,
    l2: 0,
    make: (engine, all, of) => new Rmsprop(engine, all, of),
  },
  adam: {
    constants: ADAM,
    rate: 0.001,
    l2: 0,
    make: (engine, all, of) => new Adam(engine, all, of),
  },
  adamw: {
    constants: ADAM,
    rate: 0.001,
    l2: 0.01,
    make: (engine, all, of) => new AdamW(engine, all, of),
  },
};

/**
 * Makes an optimiser of these parameters. A constant that is left out is that of the table; a penalty is
 * decoupled with `adamw`, and in the loss with every other.
 */
export function makeOptimizer(
  engine: Engine,
  parameters: readonly Parameter[],
  choice: OptimizerChoice,
): Optimizer {
  const { constants, make } = OPTIMIZERS[choice.optimizer], { l2 = 0 } = choice;
  const all = { ...constants, ...choice, l2 } as OptimizerConstants & { l2: number };
  const optimizer = make(engine, parameters, all);
  if (l2 === 0 || choice.optimizer === "adamw") return optimizer;
  return new L2(engine, parameters, { optimizer, l2 });
}
