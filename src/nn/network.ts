/**
 * A stack of dense layers with an activation between them, and softmax with cross-entropy on top.
 *
 * @module
 */
import {
  type ActivationName,
  type Engine,
  isPixels,
  type Matrix,
  type Pixels,
} from "../engine/engine.ts";
import { productScratch } from "../engine/arena.ts";
import { Activation } from "./activation.ts";
import { Dense } from "./dense.ts";
import {
  fillNormal,
  type InitialisationName,
  type NormalSource,
  weightDeviation,
} from "./initialise.ts";
import type { BackwardOptions, Layer, Parameter } from "./layer.ts";
import { SoftmaxCrossEntropy } from "./loss.ts";
import { Rows } from "./rows.ts";

/** What a network is made of. */
export interface NetworkShape {
  /** The sizes of the layers, inputs and classes included: [784, 64, 10]. */
  readonly sizes: readonly number[];
  /** The activation of the hidden layers. */
  readonly activation: ActivationName;
  /** The largest batch that will be passed through it. */
  readonly capacity: number;
}

/** Rows of inputs (m, k) and the class of each (m). */
export interface Batch {
  /** One row for each example; or images that are still pixels. */
  readonly inputs: Matrix | Pixels;
  /** The class of each row; made by the network's engine, as the inputs are. */
  readonly labels: Uint8Array;
}

/** What a forward pass gives; the matrices are the network's, and overwritten by the next pass. */
export interface Outcome {
  /** Mean loss of the batch, in nats; to be taken before the next pass. */
  readonly loss: number;
  /** Loss of each row (m, 1), in nats. */
  readonly losses: Matrix;
  /** Probability of each class (m, classes). */
  readonly probabilities: Matrix;
}

/** A layer with what passed through it last, for the trace. */
interface Stage {
  readonly layer: Layer;
  outputs?: Matrix;
  gradient?: Matrix;
}

/**
 * A network of dense layers. It starts with zero weights: call {@linkcode Network.initialise}.
 *
 * @example
 * ```ts
 * import { createEngine } from "../engine/create.ts";
 * import { normalSource } from "../random/source.ts";
 * import { Xoshiro128 } from "../random/xoshiro128.ts";
 * import { Network } from "./network.ts";
 *
 * const engine = createEngine("plain");
 * const network = new Network(engine, { sizes: [2, 3, 2], activation: "tanh", capacity: 1 });
 * network.initialise("xavier", normalSource(new Xoshiro128(1)));
 *
 * const inputs = engine.matrix(1, 2);
 * inputs.data.set([0.5, -1]);
 * const { loss } = network.forward({ inputs, labels: new Uint8Array([1]) });
 * network.backward();
 * const names = [...network.trace().keys()].join(" ");
 * if (names !== "X Z1 A1 Z2 A2 dZ2 dW2 db2 dA1 dZ1 dW1 db1") throw new Error(names);
 * if (!(loss > 0)) throw new Error("a loss is positive");
 * ```
 */
export class Network {
  /** What computes it. */
  readonly engine: Engine;
  /** What it is made of. */
  readonly shape: NetworkShape;
  /** Weights and biases, first layer first. */
  readonly parameters: readonly Parameter[];
  readonly #stages: readonly Stage[];
  readonly #loss: SoftmaxCrossEntropy;
  #batch?: Batch;
  #inputs?: Rows;
  #probabilities?: Matrix;

  /**
   * Allocates the network.
   *
   * @throws {RangeError} When there are fewer than two sizes, or one is not a positive integer.
   */
  constructor(engine: Engine, shape: NetworkShape) {
    const { sizes, activation, capacity } = shape;
    if (sizes.length < 2 || ![...sizes, capacity].every((n) => Number.isInteger(n) && n > 0)) {
      throw new RangeError(
        `a network needs two or more positive sizes and a capacity: found [${sizes}], ${capacity}`,
      );
    }
    const layers: Layer[] = [];
    for (let number = 1; number < sizes.length; number++) {
      const inputs = sizes[number - 1], outputs = sizes[number];
      layers.push(new Dense(engine, { number, inputs, outputs, capacity }));
      const isLast = number === sizes.length - 1;
      if (!isLast) {
        layers.push(new Activation(engine, { number, activation, size: outputs, capacity }));
      }
    }
    this.engine = engine;
    this.shape = shape;
    this.parameters = layers.flatMap((layer) => layer.parameters);
    this.#stages = layers.map((layer) => ({ layer }));
    this.#loss = new SoftmaxCrossEntropy(engine, { classes: sizes[sizes.length - 1], capacity });
  }

  /** How many weights and biases there are. */
  get parameterCount(): number {
    return this.parameters.reduce((sum, { value }) => sum + value.data.length, 0);
  }

  /** Draws the weights, first layer first; biases become zero. The same on every engine, up to rounding. */
  initialise(name: InitialisationName, normal: NormalSource): void {
    for (const { layer } of this.#stages) {
      const [weight, bias] = layer.parameters;
      if (!weight) continue;
      const { rows: inputs, columns: outputs, data } = weight.value;
      fillNormal(data, { normal, deviation: weightDeviation(name, { inputs, outputs }) });
      bias.value.data.fill(0);
    }
  }

  /**
   * The forward pass: inputs → Z1 → A1 → … → probabilities, and the loss of each row.
   *
   * On threads, whoever reads the numbers of a matrix completes it first.
   */
  forward(batch: Batch): Outcome {
    let values: Matrix | Pixels = batch.inputs;
    for (const stage of this.#stages) {
      values = stage.outputs = stage.layer.forward(values);
      stage.gradient = undefined;
    }
    const { engine } = this;
    const { probabilities, losses } = this.#loss.forward(values as Matrix, batch.labels);
    this.#batch = batch;
    this.#probabilities = probabilities;
    return {
      losses,
      probabilities,
      // Only when it is asked for: threads would have to wait for it.
      get loss() {
        engine.complete(losses);
        return mean(losses.data);
      },
    };
  }

  /**
   * The backward pass, through the same layers in reverse: fills the gradient of every parameter.
   *
   * @param options `inputs`: also compute, and return, the gradient of each row's own loss by the
   * inputs. `rate`: also take a step of gradient descent, and keep no gradient of a parameter.
   */
  backward(options: BackwardOptions = {}): Matrix | undefined {
    if (!this.#batch) throw new TypeError("backward() follows forward()");
    let gradient: Matrix | undefined = this.#loss.backward(this.#batch.labels);
    for (let i = this.#stages.length - 1; i >= 0; i--) {
      const stage: Stage = this.#stages[i];
      stage.gradient = gradient;
      const inputs = i > 0 || options.inputs === true;
      gradient = stage.layer.backward(gradient!, { inputs, rate: options.rate });
    }
    return gradient;
  }

  /**
   * Every intermediate of the last forward and backward pass, by its name in the lessons and in the
   * order of the story: `X Z1 A1 Z2 A2 dZ2 dW2 db2 dA1 dZ1 dW1 db1` for one hidden layer. The last A
   * holds the probabilities. Before a backward pass, only the first half is there.
   */
  trace(): Map<string, Matrix> {
    const trace = new Map<string, Matrix>();
    if (!this.#batch) return trace;
    trace.set("X", this.#written(this.#batch.inputs));
    for (const { layer, outputs } of this.#stages) trace.set(layer.symbol, outputs!);
    trace.set(`A${this.shape.sizes.length - 1}`, this.#probabilities!);
    for (const { layer, gradient } of this.#stages.toReversed()) {
      if (!gradient) continue;
      trace.set(`d${layer.symbol}`, gradient);
      for (const parameter of layer.parameters) {
        trace.set(`d${parameter.symbol}`, parameter.gradient);
      }
    }
    return trace;
  }

  /** A batch as a matrix. */
  #written(inputs: Matrix | Pixels): Matrix {
    if (!isPixels(inputs)) return inputs;
    this.#inputs ??= new Rows(this.engine, {
      capacity: this.shape.capacity,
      columns: inputs.columns,
    });
    const matrix = this.#inputs.first(inputs.rows);
    this.engine.gather(matrix, inputs);
    return matrix;
  }
}

/** The bytes of scratch that the largest product of a network takes, on each thread. */
export function scratchBytes({ sizes, capacity }: NetworkShape): number {
  return productScratch(Math.max(capacity, ...sizes));
}

/**
 * The bytes that a network takes on a kernel engine, a little more rather than less: parameters and
 * gradients, the matrices of its largest batch, and the scratch of the products.
 */
export function networkBytes(shape: NetworkShape): number {
  const { sizes, capacity } = shape;
  let numbers = capacity * (1 + sizes[0]); // the loss of each row, and X for the trace
  for (let i = 1; i < sizes.length; i++) {
    const inputs = sizes[i - 1], outputs = sizes[i];
    numbers += 2 * (inputs + 1) * outputs + capacity * (inputs + 3 * outputs);
  }
  numbers += sizes[0] * sizes[1]; // the first weights, where threads take their columns apart
  const lines = 64 * 12 * sizes.length; // each matrix is rounded up to a cache line
  return 4 * numbers + scratchBytes(shape) + lines;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
