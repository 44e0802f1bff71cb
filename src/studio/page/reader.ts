/**
 * A network that reads one digit, and shows all that passes through it.
 *
 * @module
 */
import type { Engine, Matrix } from "../../engine/engine.ts";
import type { Network } from "../../nn/network.ts";

/** Pixels from 0–255 to 0–1. */
const SCALE = 1 / 255;

/** What a network made of an image. */
export interface Reading {
  /** (28, 28) bytes. */
  readonly pixels: Uint8Array;
  /** The outputs of each layer. */
  readonly outputs: readonly Float32Array[];
  /** The probability of each class. */
  readonly probabilities: Float32Array;
  /** The class that it reads. */
  readonly answer: number;
}

/** Reads images with a network, one at a time. */
export class Reader {
  /** The network, for evaluation. */
  readonly network: Network;
  readonly #inputs: Matrix;
  readonly #labels: Uint8Array;

  /** For a network of one row of `inputs` pixels. */
  constructor(engine: Engine, network: Network) {
    this.network = network;
    this.#inputs = engine.matrix(1, network.sizes[0]);
    this.#labels = engine.bytes(1);
    network.mode = "evaluation";
  }

  /** The forward pass of an image. */
  read(pixels: Uint8Array): Reading {
    const { data } = this.#inputs;
    for (let i = 0; i < data.length; i++) data[i] = SCALE * pixels[i];
    const { probabilities } = this.network.forward({ inputs: this.#inputs, labels: this.#labels });
    const shares = Float32Array.from(probabilities.data);
    return {
      pixels,
      outputs: this.network.last.outputs.map(({ data }) => Float32Array.from(data)),
      probabilities: shares,
      answer: shares.indexOf(Math.max(...shares)),
    };
  }

  /** Takes other weights: those of all parameters, one after the other. */
  load(weights: Float32Array): void {
    let at = 0;
    for (const { value: { data } } of this.network.parameters) {
      data.set(weights.subarray(at, at + data.length));
      at += data.length;
    }
  }
}

/** The weights of all parameters, one after the other. */
export function weightsOf(network: Network): Float32Array {
  const weights = new Float32Array(network.parameterCount);
  let at = 0;
  for (const { value: { data } } of network.parameters) {
    weights.set(data, at);
    at += data.length;
  }
  return weights;
}
