/**
 * An engine with something around each of its operations: a clock, for instance.
 *
 * @module
 */
import { type Engine, isPixels, type Matrix, type Pixels } from "../../src/engine/engine.ts";

/** The operations of an engine; each takes what it writes, then what it reads. */
type Operation = Exclude<
  keyof Engine,
  "name" | "matrix" | "firstRows" | "bytes" | "indices" | "images" | "imagesLike" | "move"
>;
/** What an operation reads. */
type Of<Name extends Operation> = Parameters<Engine[Name]>[1];

/** A call of an operation. */
export type Call = {
  [Name in Operation]: {
    readonly operation: Name;
    readonly outputs: Matrix;
    readonly of: Of<Name>;
  };
}[Operation];

/** Called in place of each operation, which `run` does. */
export type Around = (call: Call, run: () => void) => void;

/** What hands out memory is left alone. */
const MEMORY = ["matrix", "firstRows", "bytes", "indices", "images", "imagesLike", "move"];

/** An engine that does what another does, on its matrices. */
export function wrapEngine(engine: Engine, around: Around): Engine {
  const wrapped: Record<string, unknown> = { name: engine.name };
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(engine))) {
    const method = engine[name as keyof Engine];
    if (name === "constructor" || typeof method !== "function") continue;
    const bound = (method as (...values: unknown[]) => unknown).bind(engine);
    wrapped[name] = MEMORY.includes(name)
      ? bound
      : (outputs: Matrix, of: never) =>
        around({ operation: name as Operation, outputs, of }, () => bound(outputs, of));
  }
  return wrapped as unknown as Engine;
}

/** What an operation computes, from the symbols of its matrices. */
const FORMULAS: {
  [Name in Operation]?: (of: Of<Name>, symbol: (of: Matrix | Pixels) => string) => string;
} = {
  gather: () => "= X",
  matmul: ({ a, b, bias }, symbol) =>
    `= ${symbol(a)}·${symbol(b)}${bias ? ` + ${symbol(bias)}` : ""}`,
  matmulTransposedA: ({ a, b }, symbol) => `= ${symbol(a)}ᵀ·${symbol(b)}/m`,
  matmulTransposedB: ({ a, b }, symbol) => `= ${symbol(a)}·${symbol(b)}ᵀ`,
  sumRows: ({ a }, symbol) => `= Σ ${symbol(a)}/m`,
  activate: ({ activation, z }, symbol) => `= ${activation}(${symbol(z)})`,
  activateBackward: ({ activation, da }, symbol) => `= ${symbol(da)} ⊙ ${activation}′`,
  softmaxCrossEntropy: ({ logits }, symbol) => `= softmax(${symbol(logits)})`,
  softmaxCrossEntropyBackward: ({ p }, symbol) => `= ${symbol(p)} − Y`,
  sgd: ({ gradient }, symbol) => `−= η·${symbol(gradient)}`,
};

/**
 * An operation as the formula that it computes, such as `Z1 = X·W1 + b1`.
 *
 * @param symbol The name of a matrix in the lessons.
 */
export function callFormula(
  { operation, outputs, of }: Call,
  symbol: (matrix: Matrix) => string,
): string {
  const name = (factor: Matrix | Pixels) => isPixels(factor) ? "X" : symbol(factor);
  const formula = FORMULAS[operation]?.(of as never, name) ?? `= ${operation}(…)`;
  return `${symbol(outputs)} ${formula}`;
}
