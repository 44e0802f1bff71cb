import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { convnet, type ConvnetSizes } from "../../src/nn/convnet.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";

const plain = createEngine("plain");
const SIZES: ConvnetSizes = {
  image: { height: 28, width: 28, channels: 1 },
  conv: [16, 32],
  kernel: 5,
  stride: 2,
  hidden: [],
  classes: 10,
  activation: "relu",
};
const kinds = (of: Partial<ConvnetSizes>) =>
  convnet(plain, { ...SIZES, ...of }).map(({ description: { kind, inputs, outputs } }) =>
    kind === "dense" ? `dense ${inputs} ${outputs}` : `${kind} ${outputs}`
  );

Deno.test("convnet() puts an activation behind each convolution, and dense layers at the end", () => {
  assert.deepEqual(kinds({}), ["conv 2304", "relu 2304", "conv 512", "relu 512", "dense 512 10"]);
  const network = new Network(plain, convnet(plain, SIZES));
  assert.equal(network.parameterCount, 18_378);
  assert.deepEqual(network.parameters.map(({ name }) => name), [
    ...["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"],
    ...["dense1.weight", "dense1.bias"],
  ]);
});

Deno.test("convnet() pools behind each activation, and drops before each dense layer", () => {
  const sizes = { stride: 1, pool: 2, padding: 2, hidden: [20], dropout: 0.3 };
  assert.deepEqual(kinds({ ...sizes, conv: [8, 4], activation: "tanh" }), [
    ...["conv 6272", "tanh 6272", "maxpool 1568", "conv 784", "tanh 784", "maxpool 196"],
    ...["dropout 196", "dense 196 20", "tanh 20", "dropout 20", "dense 20 10"],
  ]);
  const dropouts = (seed?: number) =>
    convnet(plain, { ...SIZES, ...sizes, seed }).flatMap((layer) => layer.random?.state ?? []);
  assert.deepEqual(dropouts(3), dropouts(3));
  assert.notDeepEqual(dropouts(3), dropouts(4));
  const [first, second] = [dropouts().slice(0, 4), dropouts().slice(4)];
  assert.notDeepEqual(first, second, "a stream for each layer");
});

Deno.test("convnet() without a convolution is a multilayer perceptron, whose pixels are not dropped", () => {
  const layers = convnet(plain, { ...SIZES, conv: [], hidden: [6, 5] });
  const same = mlp(plain, { sizes: [784, 6, 5, 10], activation: "relu" });
  const descriptions = [layers, same].map((list) => list.map(({ description }) => description));
  assert.deepEqual(descriptions[0], descriptions[1]);
  const dropped = ["dense 784 6", "relu 6", "dropout 6", "dense 6 10"];
  assert.deepEqual(kinds({ conv: [], hidden: [6], dropout: 0.5 }), dropped);
});

Deno.test("convnet() refuses sizes that leave no pixel, and says at which image", () => {
  const wrong: [Partial<ConvnetSizes>, RegExp][] = [
    [{ conv: [4, 4, 4, 4] }, /5×5 with a padding of 0 leaves no pixel of an image of 4×4/],
    [{ pool: 13 }, /13×13 with a padding of 0 leaves no pixel of an image of 12×12/],
    [{ stride: 6 }, /^stride must be at most the kernel, 5/],
    [{ pool: -1 }, /^kernel must be a positive integer: found -1/],
    [{ dropout: 1 }, /^dropout must be a share from 0 to below 1: found 1/],
    [{ dropout: -1 }, /^dropout must be a share from 0 to below 1: found -1/],
    [{ conv: [0] }, /^filters must be a positive integer: found 0/],
    [{ hidden: [3.5] }, /positive sizes: found \[512,3\.5,10\]/],
  ];
  for (const [change, message] of wrong) {
    const make = () => convnet(plain, { ...SIZES, ...change });
    assert.throws(make, { name: "RangeError", message });
  }
});
