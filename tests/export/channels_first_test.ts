import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { UserError } from "../../src/errors.ts";
import { channelsFirst } from "../../src/export/channels_first.ts";
import { encodeOnnx } from "../../src/export/onnx.ts";
import { encodePytorch } from "../../src/export/pytorch.ts";
import { Activation } from "../../src/nn/activation.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { Conv2d } from "../../src/nn/conv2d.ts";
import { Dense } from "../../src/nn/dense.ts";
import type { Layer } from "../../src/nn/layer.ts";
import { Network } from "../../src/nn/network.ts";

const engine = createEngine("plain");
const image = { rows: 3, columns: 4 };

Deno.test("channelsFirst() gives every weight its place: channels before pixels", () => {
  const network = new Network(
    engine,
    convnet(engine, {
      image: { height: 3, width: 4, channels: 1 },
      ...{ conv: [2, 3], kernel: 2, stride: 1, hidden: [], classes: 2, activation: "relu" },
    }),
  );
  // Each weight tells its own place here: row·100 + column.
  for (const { value: { data, columns } } of network.parameters) {
    for (let i = 0; i < data.length; i++) data[i] = Math.floor(i / columns) * 100 + i % columns;
  }
  const { input, layers } = channelsFirst(network, { image });
  assert.deepEqual(input, [1, 3, 4]);
  assert.deepEqual(
    layers.map(({ name }) => name),
    ["conv1", "relu1", "conv2", "relu2", "flatten1", "dense1"],
  );
  const [conv, dense] = ["conv2", "dense1"].map((name) => layers.find((l) => l.name === name)!);
  assert.deepEqual(conv.weight!.shape, [3, 2, 2, 2]);
  // Filter 1: the four pixels of channel 0, then of channel 1; rows go by pixel, then channel.
  assert.deepEqual([...conv.weight!.data.subarray(8, 16)], [1, 201, 401, 601, 101, 301, 501, 701]);
  assert.deepEqual([...conv.bias!.data], [0, 1, 2]);
  assert.deepEqual(dense.weight!.shape, [2, 6]); // from an image of 1×2 pixels and 3 channels
  assert.deepEqual([...dense.weight!.data.subarray(6)], [1, 301, 101, 401, 201, 501]);
});

Deno.test("a network without a known size of images reads rows of pixels", () => {
  const network = new Network(engine, [new Dense(engine, { inputs: 12, outputs: 2 })]);
  const { input, layers } = channelsFirst(network, { image: undefined });
  assert.deepEqual([input, layers.map(({ kind }) => kind)], [[12], ["dense"]]);
});

Deno.test("networks that no command makes are refused in one line: other images, another end", () => {
  const windows = { kernel: 1, stride: 1, padding: 0 };
  const conv = (height: number, width: number, filters = 2) =>
    new Conv2d(engine, { ...windows, height, width, channels: 1, filters });
  const dense = (inputs: number, outputs: number) => new Dense(engine, { inputs, outputs });
  const unknown = new Activation(engine, { activation: "x" as never, size: 12 });
  const refused: [string, Layer[]][] = [
    ["conv", [conv(3, 4)]],
    ["conv", [conv(4, 3), dense(24, 2)]],
    ["conv", [dense(12, 12), conv(3, 4), dense(24, 2)]],
    ["x", [unknown, dense(12, 2)]],
  ];
  for (const [kind, layers] of refused) {
    const network = new Network(engine, layers), options = { labels: [0, 1], image };
    for (
      const encode of [
        () => encodeOnnx(network, { ...options, name: "x" }),
        () => encodePytorch(network, options),
      ]
    ) {
      assert.throws(encode, (error) => {
        assert.ok(error instanceof UserError, String(error));
        assert.ok(error.text.en.includes(`its layer ${kind} `), error.text.en);
        assert.ok(error.text.fr.includes(`sa couche ${kind} `) && !error.text.fr.includes("\n"));
        return true;
      });
    }
  }
});
