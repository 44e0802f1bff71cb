/**
 * What every layer of a network can do.
 *
 * @module
 */
import type { Matrix, Pixels } from "../engine/engine.ts";

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

/** What a backward pass is to do. */
export interface BackwardOptions {
  /** Whether to compute the gradient by the inputs, yes unless told: below a first layer nobody needs it. */
  readonly inputs?: boolean;
  /**
   * Take the step of gradient descent at once, with this learning rate: parameter −= rate · gradient,
   * after the gradient by the inputs was computed. The gradients are then not kept.
   */
  readonly rate?: number;
}

/** A function of a batch of rows, and the chain rule through it. */
export interface Layer {
  /** The letter and number of the outputs in the lessons: `Z1`, `A1`. */
  readonly symbol: string;
  /** What training changes; empty for an activation. */
  readonly parameters: readonly Parameter[];
  /** The outputs (m, n) of a batch of inputs (m, k). Only a first layer is given pixels. */
  forward(inputs: Matrix | Pixels): Matrix;
  /**
   * From the gradient of the loss by the outputs of the last forward pass (m, n): fills the
   * parameters' gradients, and returns the gradient by the inputs (m, k).
   */
  backward(gradient: Matrix, options?: BackwardOptions): Matrix | undefined;
}
