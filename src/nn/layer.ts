/**
 * What every layer of a network can do.
 *
 * @module
 */
import type { Matrix, Pixels } from "../engine/engine.ts";
import type { Windows } from "../engine/windows.ts";
import type { Xoshiro128 } from "../random/xoshiro128.ts";
import type { InitialisationName, NormalSource } from "./initialise.ts";

/** Numbers that training changes, beside the gradient of the loss by them. */
export interface Parameter {
  /** For instance `weight`; in a network, `dense1.weight`. */
  readonly name: string;
  /** The parameter, W or b. */
  readonly value: Matrix;
  /** The gradient of the mean loss of a batch by it, dW or db; same shape. */
  readonly gradient: Matrix;
}

/** What makes a layer again, up to its parameters: its kind and sizes, as a model file keeps them. */
export interface LayerDescription {
  /** Its name in the table of layers.ts, for instance `dense` or `relu`. */
  readonly kind: string;
  /** Columns of the inputs. */
  readonly inputs: number;
  /** Columns of the outputs. */
  readonly outputs: number;
  /** For a convolution and a pooling: the size of the images, and how windows lie on them. */
  readonly windows?: Windows;
  /** For dropout: the share of the inputs that is dropped. */
  readonly rate?: number;
}

/** What a network is passed through for. Dropout, for instance, only drops in training. */
export type Mode = "training" | "evaluation";

/** A function of a batch of rows, and the chain rule through it. */
export interface Layer {
  /** What makes it again. */
  readonly description: LayerDescription;
  /** What training changes; empty for an activation. */
  readonly parameters: readonly Parameter[];
  /** Draws the first values of the parameters, where there are any. */
  initialise?(name: InitialisationName, normal: NormalSource): void;
  /** Set by the network; a layer may do something else in training than in evaluation. */
  mode?: Mode;
  /** Set by the network on its first layer: nobody needs the gradient by its inputs. */
  skipsInputGradient?: boolean;
  /** The random numbers of a layer that draws some; its state can be saved and restored. */
  readonly random?: Xoshiro128;

  /** The outputs (m, n) of a batch of inputs (m, k). Only a first layer is given pixels. */
  forward(inputs: Matrix | Pixels): Matrix;
  /**
   * From the gradient of the loss by the outputs of the last forward pass (m, n): fills the gradients
   * of the parameters, and returns the gradient by the inputs (m, k), unless that is skipped.
   */
  backward(gradient: Matrix): Matrix | undefined;

  /**
   * For a layer whose slope jumps (ReLU at 0): on which side each output of the last forward pass was.
   * A finite difference across a jump says nothing.
   */
  branches?(): readonly number[];
}
