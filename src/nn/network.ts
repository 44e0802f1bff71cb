/**
 * A list of layers, with softmax and cross-entropy at its end.
 *
 * @module
 */
import type { Engine, Matrix, Pixels } from "../engine/engine.ts";
import { ShapeError } from "../errors.ts";
import type { InitialisationName, NormalSource } from "./initialise.ts";
import type { Layer, Mode, Parameter } from "./layer.ts";
import { SoftmaxCrossEntropy } from "./loss.ts";

/** Rows of inputs (m, k) and the class of each (m). */
export interface Batch {
  /** One row for each example; or images that are still pixels. */
  readonly inputs: Matrix | Pixels;
  /** The class of each row; made by the network's engine, as the inputs are. */
  readonly labels: Uint8Array;
}

/** What a forward pass gives; the matrices are the network's, and overwritten by the next pass. */
export interface Outcome {
  /** Mean loss of the batch, in nats. */
  readonly loss: number;
  /** Loss of each row (m, 1), in nats. */
  readonly losses: Matrix;
  /** Probability of each class (m, classes). */
  readonly probabilities: Matrix;
}

/**
 * A network. Its weights are zero until {@linkcode Network.initialise} draws them.
 *
 * @example
 * ```ts
 * import { createEngine } from "../engine/create.ts";
 * import { normalSource } from "../random/source.ts";
 * import { Xoshiro128 } from "../random/xoshiro128.ts";
 * import { Activation } from "./activation.ts";
 * import { Dense } from "./dense.ts";
 * import { Network } from "./network.ts";
 *
 * const engine = createEngine("plain");
 * const network = new Network(engine, [
 *   new Dense(engine, { inputs: 2, outputs: 3 }),
 *   new Activation(engine, { activation: "tanh", size: 3 }),
 *   new Dense(engine, { inputs: 3, outputs: 2 }),
 * ]);
 * network.initialise("xavier", normalSource(new Xoshiro128(1)));
 *
 * const inputs = engine.matrix(1, 2);
 * inputs.data.set([0.5, -1]);
 * const { loss } = network.forward({ inputs, labels: new Uint8Array([1]) });
 * network.backward();
 * if (!(loss > 0)) throw new Error("a loss is positive");
 * ```
 */
export class Network {
  /** What computes it. */
  readonly engine: Engine;
  /** The layers, first to last. */
  readonly layers: readonly Layer[];
  /** Weights and biases, first layer first, by names such as `dense1.weight`. */
  readonly parameters: readonly Parameter[];
  /** What passed through last, a matrix for each layer: its outputs, and the gradient by them. */
  readonly last: { batch?: Batch; outcome?: Outcome; outputs: Matrix[]; gradients: Matrix[] };
  readonly #loss: SoftmaxCrossEntropy;
  #mode: Mode = "training";

  /**
   * Puts layers in a row, and the loss at its end.
   *
   * @throws {RangeError} When there is no layer.
   * @throws {ShapeError} When a layer does not take what the one before it gives.
   */
  constructor(engine: Engine, layers: readonly Layer[]) {
    if (layers.length === 0) throw new RangeError("a network needs a layer: found none");
    layers.slice(1).forEach(({ description: { kind, inputs } }, i) => {
      const { outputs } = layers[i].description;
      if (inputs === outputs) return;
      throw new ShapeError(`layer ${i + 2} (${kind}) takes ${inputs} columns: found ${outputs}`);
    });
    this.engine = engine;
    this.layers = layers;
    this.parameters = layers.flatMap((layer, i) => {
      const { kind } = layer.description;
      const number = layers.slice(0, i + 1).filter((l) => l.description.kind === kind).length;
      return layer.parameters.map((p) => ({ ...p, name: `${kind}${number}.${p.name}` }));
    });
    this.last = { outputs: [], gradients: [] };
    this.#loss = new SoftmaxCrossEntropy(engine, { classes: layers.at(-1)!.description.outputs });
    this.wantsInputGradient(false);
    this.mode = "training";
  }

  /** Columns of the inputs, of the layers with weights, and of the classes: [784, 64, 10]. */
  get sizes(): number[] {
    const weighted = this.layers.filter(({ parameters }) => parameters.length > 0);
    return [
      this.layers[0].description.inputs,
      ...weighted.map(({ description }) => description.outputs),
    ];
  }

  /** How many weights and biases there are. */
  get parameterCount(): number {
    return this.parameters.reduce((sum, { value }) => sum + value.rows * value.columns, 0);
  }

  /** What it is passed through for; training at first. */
  get mode(): Mode {
    return this.#mode;
  }

  /** Tells every layer what it is passed through for. */
  set mode(mode: Mode) {
    this.#mode = mode;
    for (const layer of this.layers) layer.mode = mode;
  }

  /** Whether backward() is also to give the gradient by the inputs; not at first. */
  wantsInputGradient(wanted: boolean): void {
    this.layers[0].skipsInputGradient = !wanted;
  }

  /** Draws the parameters, first layer first. The same on every engine, up to rounding. */
  initialise(name: InitialisationName, normal: NormalSource): void {
    for (const layer of this.layers) layer.initialise?.(name, normal);
  }

  /** The forward pass: inputs → … → probabilities, and the loss of each row. */
  forward(batch: Batch): Outcome {
    const { last } = this;
    let values = batch.inputs;
    this.layers.forEach((layer, i) => last.outputs[i] = values = layer.forward(values));
    const outcome = this.#loss.forward(values as Matrix, batch.labels);
    last.batch = batch;
    last.gradients.length = 0;
    return last.outcome = { ...outcome, loss: mean(outcome.losses.data) };
  }

  /**
   * The backward pass, through the same layers in reverse: fills the gradient of every parameter.
   *
   * @returns Where {@linkcode wantsInputGradient} asked for it: the gradient of each row's own loss by
   * the inputs.
   */
  backward(): Matrix | undefined {
    if (!this.last.batch) throw new TypeError("backward() follows forward()");
    let gradient: Matrix | undefined = this.#loss.backward(this.last.batch.labels);
    for (let i = this.layers.length - 1; i >= 0; i--) {
      this.last.gradients[i] = gradient!;
      gradient = this.layers[i].backward(gradient!);
    }
    return gradient;
  }
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
