import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type Engine, ENGINE_NAMES, type Matrix } from "../../src/engine/engine.ts";
import { Activation } from "../../src/nn/activation.ts";
import { Conv2d } from "../../src/nn/conv2d.ts";
import { Dense } from "../../src/nn/dense.ts";
import type { Layer } from "../../src/nn/layer.ts";
import { MaxPool } from "../../src/nn/max_pool.ts";
import { Network } from "../../src/nn/network.ts";
import { assertClose } from "../assert_close.ts";
import reference from "./pytorch_reference.json" with { type: "json" };

/** Numbers in PyTorch's order. */
interface Tensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Pixels of the image that the first dense layer reads; PyTorch reads it channel after channel. */
const FLATTENED = [4, 3, 3];

/** Images (m, channels, height, width) with the channels of a pixel side by side. */
function imagesOf({ shape: [m, ...image], data }: Tensor): number[] {
  const [channels, height, width] = image.length === 3
    ? image
    : image[0] === 36
    ? FLATTENED
    : [image[0], 1, 1];
  const ours: number[] = [], pixels = height * width;
  for (let i = 0; i < m; i++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let c = 0; c < channels; c++) ours.push(data[(i * channels + c) * pixels + pixel]);
    }
  }
  return ours;
}

/** A bias; or weights (out, in, …), whose inputs are images, as a matrix (inputs, outputs). */
function parameterOf(tensor: Tensor): number[] {
  if (tensor.shape.length === 1) return [...tensor.data];
  const rows = imagesOf(tensor), n = tensor.shape[0], k = rows.length / n;
  return Array.from(rows, (_, i) => rows[i % n * k + Math.floor(i / n)]);
}

/** Dropout with the mask of the reference. */
class Masked implements Layer {
  readonly description = { kind: "masked", inputs: 36, outputs: 36 };
  readonly parameters = [];
  readonly #engine: Engine;
  readonly #mask: Matrix;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#mask = engine.matrix(2, 36);
    this.#mask.data.set(imagesOf(reference.mask));
  }

  forward(a: Matrix): Matrix {
    const outputs = this.#engine.matrix(2, 36);
    this.#engine.multiply(outputs, { a, b: this.#mask });
    return outputs;
  }

  backward(gradient: Matrix): Matrix {
    return this.forward(gradient);
  }
}

for (const name of ENGINE_NAMES) {
  const tolerance = name === "plain" ? 1e-13 : 2e-6;

  Deno.test(`a network of all layers agrees with PyTorch, step by step (${name})`, () => {
    const engine = createEngine(name);
    const network = new Network(engine, [
      new Conv2d(engine, {
        ...{ height: 9, width: 8, channels: 2, kernel: 3, stride: 1, padding: 1 },
        filters: 3,
      }),
      new Activation(engine, { activation: "relu", size: 216 }),
      new MaxPool(engine, { height: 9, width: 8, channels: 3, kernel: 2, stride: 2 }),
      new Conv2d(engine, {
        ...{ height: 4, width: 4, channels: 3, kernel: 2, stride: 2, padding: 1 },
        filters: 4,
      }),
      new Activation(engine, { activation: "tanh", size: 36 }),
      new Masked(engine),
      new Dense(engine, { inputs: 36, outputs: 5 }),
      new Activation(engine, { activation: "identity", size: 5 }),
      new Dense(engine, { inputs: 5, outputs: 3 }),
    ]);
    const parameters: Record<string, { value: Tensor; gradient: Tensor }> = reference.parameters;
    assert.deepEqual(network.parameters.map(({ name }) => name), Object.keys(parameters));
    for (const { name, value } of network.parameters) {
      value.data.set(parameterOf(parameters[name].value));
    }
    const inputs = engine.matrix(2, 144), labels = engine.bytes(2);
    inputs.data.set(imagesOf(reference.inputs));
    labels.set(reference.labels);

    network.wantsInputGradient(true);
    const { loss } = network.forward({ inputs, labels }), inputGradient = network.backward()!;
    assertClose([loss], [reference.loss], { tolerance, what: "loss" });
    const steps = Object.keys(reference.outputs).filter((step) => step !== "flatten");
    const outputs: Record<string, Tensor> = reference.outputs;
    const gradients: Record<string, Tensor> = reference.gradients;
    // PyTorch's gradients are of the mean loss, the network's of each row's own.
    const ofRows = (tensor: Tensor) => imagesOf(tensor).map((slope) => 2 * slope);
    for (const [i, step] of steps.entries()) {
      const { outputs: found, gradients: slopes } = network.last;
      assertClose(found[i].data, imagesOf(outputs[step]), { tolerance, what: step });
      assertClose(slopes[i].data, ofRows(gradients[step]), { tolerance, what: `d ${step}` });
    }
    const expected = ofRows(reference.inputGradient);
    assertClose(inputGradient.data, expected, { tolerance, what: "d inputs" });
    for (const { name, gradient } of network.parameters) {
      const wanted = parameterOf(parameters[name].gradient);
      assertClose(gradient.data, wanted, { tolerance, what: `d ${name}` });
    }
  });
}
