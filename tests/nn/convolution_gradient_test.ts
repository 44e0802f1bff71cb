/**
 * Gradients of convolution, pooling and dropout: against finite differences on the plain engine, by
 * weights, biases and inputs; and those of the kernels against the plain engine's.
 */
import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { Activation } from "../../src/nn/activation.ts";
import { Conv2d } from "../../src/nn/conv2d.ts";
import { convnet, type ConvnetSizes } from "../../src/nn/convnet.ts";
import { Dropout } from "../../src/nn/dropout.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import type { Layer } from "../../src/nn/layer.ts";
import { MaxPool } from "../../src/nn/max_pool.ts";
import { Network } from "../../src/nn/network.ts";
import { normal, normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { relativeDifference } from "../assert_close.ts";
import { randomBatch } from "./random_network.ts";

const plain = createEngine("plain");

/** Layers that end in a loss over their outputs, so that each stands alone. */
const CASES: { what: string; rows: number; layers: (engine: Engine) => Layer[] }[] = [];

for (const kernel of [1, 3, 5]) {
  for (const stride of [1, 2].filter((stride) => stride <= kernel)) {
    for (const padding of [0, 1, 2].filter((padding) => padding < kernel)) {
      for (const [channels, filters] of [[1, 2], [3, 2], [2, 3]]) {
        const windows = { height: 6, width: 7, channels, kernel, stride, padding };
        CASES.push({
          what: `conv ${kernel}×${kernel}/${stride}, padding ${padding}, ${channels} to ${filters}`,
          rows: 2,
          layers: (engine) => [new Conv2d(engine, { ...windows, filters })],
        });
      }
    }
  }
}
for (const [kernel, stride] of [[2, 2], [3, 2], [3, 1], [1, 1]]) {
  CASES.push({
    what: `maxpool ${kernel}×${kernel}/${stride}`,
    rows: 3,
    layers: (engine) => [
      new MaxPool(engine, { height: 5, width: 6, channels: 2, kernel, stride }),
    ],
  });
}
CASES.push({
  what: "dropout",
  rows: 3,
  layers: (engine) => [new Dropout(engine, { size: 12, rate: 0.4, random: new Xoshiro128(5) })],
}, {
  what: "identity",
  rows: 3,
  layers: (engine) => [new Activation(engine, { activation: "identity", size: 5 })],
});

const NETWORK: ConvnetSizes = {
  image: { height: 11, width: 10, channels: 1 },
  conv: [3, 4],
  kernel: 3,
  stride: 1,
  hidden: [],
  classes: 4,
  activation: "tanh",
};
const NETWORKS: { what: string; sizes: ConvnetSizes; rows?: number }[] = [
  { what: "tanh, stride 2, one filter", sizes: { ...NETWORK, conv: [1, 2], stride: 2 } },
  { what: "relu, padded, pooled", sizes: { ...NETWORK, padding: 1, pool: 2, activation: "relu" } },
  {
    what: "identity, of 5×5/2",
    sizes: { ...NETWORK, kernel: 5, stride: 2, padding: 2, activation: "identity" },
  },
  {
    what: "sigmoid, colours, hidden, dropout",
    sizes: {
      ...NETWORK,
      image: { height: 9, width: 8, channels: 3 },
      ...{ padding: 2, stride: 2, pool: 2, hidden: [6], dropout: 0.3, activation: "sigmoid" },
    },
  },
  {
    what: "relu, everything",
    sizes: { ...NETWORK, pool: 2, hidden: [7], dropout: 0.5, activation: "relu", seed: 3 },
  },
];
for (const { what, sizes } of NETWORKS) {
  CASES.push({ what: `a network: ${what}`, rows: 3, layers: (engine) => convnet(engine, sizes) });
}

/** The network of a case at random weights and biases that are numbers of f32, and a batch. */
function make(engine: Engine, { layers, rows }: typeof CASES[number]) {
  const network = new Network(engine, layers(engine)), random = new Xoshiro128(rows);
  network.initialise("xavier", normalSource(random));
  for (const { name, value: { data } } of network.parameters) {
    for (let i = 0; i < data.length; i++) {
      data[i] = Math.fround(name.endsWith("bias") ? 0.1 * normal(random) : data[i]);
    }
  }
  const { inputs, outputs } = {
    inputs: network.layers[0].description.inputs,
    outputs: network.layers.at(-1)!.description.outputs,
  };
  const batch = randomBatch(engine, { sizes: [inputs, outputs], rows, random });
  return { network, batch };
}

for (const from of CASES) {
  Deno.test(`gradientCheck() is below 1e-7, by the inputs too, for ${from.what} (plain)`, () => {
    const { network, batch } = make(plain, from);
    const { matrices } = gradientCheck(network, batch, { inputs: true });
    const names = [...network.parameters.map(({ name }) => name), "inputs"];
    assert.deepEqual(matrices.map(({ name }) => name), names);
    for (const { name, relativeError } of matrices) {
      assert.ok(relativeError < 1e-7, `${name}: ${relativeError}`);
    }
    assert.equal(network.layers[0].skipsInputGradient, true, "as it was before");
  });

  for (const name of ["strict", "relaxed"] as const) {
    Deno.test(`backward() agrees with the plain engine for ${from.what} (${name})`, () => {
      const [expected, actual] = [plain, createEngine(name)].map((engine) => {
        const { network, batch } = make(engine, from);
        network.wantsInputGradient(true);
        const { probabilities } = network.forward(batch), inputs = network.backward()!;
        return [probabilities, inputs, ...network.parameters.map(({ gradient }) => gradient)];
      });
      for (const [i, { data }] of expected.entries()) {
        assert.ok(data.some((x) => x !== 0), "gradients of zero would prove nothing");
        const difference = relativeDifference(actual[i].data, data);
        assert.ok(difference < 1e-4, `matrix ${i}: ${difference}`);
      }
    });
  }
}

Deno.test("gradientCheck() keeps clear of ties in a pooling", () => {
  const network = new Network(plain, [
    new MaxPool(plain, { height: 2, width: 3, channels: 1, kernel: 2, stride: 1 }),
  ]);
  const inputs = plain.matrix(1, 6), labels = new Uint8Array([0]);
  inputs.data.set([0, 1, 0, 0, 1 - 1e-6, 2]); // 1 and almost 1 in the first window
  const check = gradientCheck(network, { inputs, labels }, { inputs: true, epsilon: 1e-4 });
  assert.ok(check.relativeError < 1e-7, `${check.relativeError}`);
});

Deno.test("gradientCheck() finds a gradient by the inputs that is wrong", () => {
  class Spoilt extends Activation {
    override backward(gradient: Parameters<Activation["backward"]>[0]) {
      const dz = super.backward(gradient);
      dz.data[1] += 0.5;
      return dz;
    }
  }
  const network = new Network(plain, [new Spoilt(plain, { activation: "tanh", size: 3 })]);
  const inputs = plain.matrix(1, 3), labels = new Uint8Array([0]);
  inputs.data.set([0.5, -1, 1]);
  const { relativeError, matrices: [only] } = gradientCheck(network, { inputs, labels }, {
    inputs: true,
  });
  assert.ok(relativeError > 0.1);
  assert.deepEqual([only.name, only.worst.row, only.worst.column], ["inputs", 0, 1]);
});
