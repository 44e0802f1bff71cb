/**
 * What every layer of a network can do.
 *
 * @module
 */
import type { Matrix } from "../engine/engine.ts";

/** Numbers that training changes, beside the gradient of the loss by them. */
export interface Parameter {
  /** For instance `dense1.weight`. */
  readonly name: string;
  /** Its letter and number in the lessons: `W1`, `b1`. */
  readonly symbol: string;
  /** The parameter, W or b. */
  readonly value: Matrix;
  /** The gradient of the mean loss of a batch by it, dW or db; same shape. */
  readonly gradient: Matrix;
}

/** A function of a batch of rows, and the chain rule through it. */
export interface Layer {
  /** The letter and number of the outputs in the lessons: `Z1`, `A1`. */
  readonly symbol: string;
  /** What training changes; empty for an activation. */
  readonly parameters: readonly Parameter[];
  /** The outputs (m, n) of a batch of inputs (m, k). */
  forward(inputs: Matrix): Matrix;
  /**
   * From the gradient of the loss by the outputs of the last forward pass (m, n): fills the
   * parameters' gradients, and returns the gradient by the inputs (m, k), which is not computed when
   * `wantInputs` is false (nobody needs it below the first layer).
   */
  backward(gradient: Matrix, wantInputs?: boolean): Matrix | undefined;
}
