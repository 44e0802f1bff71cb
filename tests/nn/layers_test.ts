import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES } from "../../src/engine/engine.ts";
import { Conv2d } from "../../src/nn/conv2d.ts";
import { Dropout } from "../../src/nn/dropout.ts";
import { makeLayers } from "../../src/nn/layers.ts";
import { MaxPool } from "../../src/nn/max_pool.ts";
import { mlp } from "../../src/nn/mlp.ts";

const plain = createEngine("plain");

Deno.test("mlp() puts an activation between dense layers", () => {
  for (const activation of ACTIVATION_NAMES) {
    const kinds = (sizes: number[]) =>
      mlp(plain, { sizes, activation }).map(({ description: { kind, inputs, outputs } }) =>
        `${kind} ${inputs} ${outputs}`
      );
    assert.deepEqual(kinds([3, 2]), ["dense 3 2"]);
    const a = activation, deep = ["dense 3 5", `${a} 5 5`, "dense 5 4", `${a} 4 4`, "dense 4 2"];
    assert.deepEqual(kinds([3, 5, 4, 2]), deep);
  }
});

Deno.test("mlp() refuses fewer than two sizes, and sizes that are not positive integers", () => {
  for (const sizes of [[], [3], [3, 0], [3, -2, 4], [3, 2.5, 4], [NaN, 4]]) {
    const make = () => mlp(plain, { sizes, activation: "relu" });
    assert.throws(make, { name: "RangeError", message: /two or more positive sizes/ });
  }
});

const WINDOWS = { height: 5, width: 4, channels: 2, kernel: 3, stride: 2, padding: 1 };

Deno.test("makeLayers() makes every kind again from its description", () => {
  for (const activation of ACTIVATION_NAMES) {
    const layers = [
      new Conv2d(plain, { ...WINDOWS, filters: 2 }),
      new MaxPool(plain, { height: 3, width: 2, channels: 2, kernel: 2, stride: 1 }),
      new Dropout(plain, { size: 4, rate: 0.25 }),
      ...mlp(plain, { sizes: [4, 5, 2], activation }),
    ];
    const read = JSON.parse(JSON.stringify(layers.map(({ description }) => description)));
    const again = makeLayers(plain, read);
    assert.deepEqual(again.map(({ description }) => description), read);
    assert.deepEqual(again.map(({ constructor }) => constructor), layers.map((l) => l.constructor));
    assert.deepEqual(again.map((l) => l.parameters), layers.map((l) => l.parameters), "zero");
  }
});

Deno.test("makeLayers() refuses what it does not know, in one printable line", () => {
  const dense = { kind: "dense", inputs: 2, outputs: 3 };
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ kind: "cone" }, /^kind of layer must be one of dense,conv,.*: found "cone"$/],
    [{ kind: undefined }, /found undefined$/],
    [{ kind: { toString: 1 } }, /found \{"toString":1\}$/],
    [{ kind: "\u202e" }, /found "\\u202e"$/],
    [{ inputs: 0 }, /^dense needs positive sizes: found \[0,3\]$/],
    [{ outputs: 2.5 }, /found \[2,2\.5\]$/],
    [{ outputs: "3" }, /found \[2,"3"\]$/],
    [{ kind: "relu" }, /^relu must have sizes \[2,2\]: found \[2,3\]$/],
    [{ kind: "dropout", outputs: 2 }, /^dropout must be a share from 0 to below 1: found NaN$/],
    [{ kind: "conv" }, /^conv needs windows of whole numbers: found undefined$/],
    [{ kind: "maxpool", windows: "\u202e" }, /needs windows of whole numbers: found "\\u202e"$/],
    [{ kind: "conv", windows: { ...WINDOWS, kernel: "3" } }, /found \{.*"kernel":"3"/],
    [{ kind: "conv", windows: { ...WINDOWS, kernel: 9 } }, /leaves no pixel of an image of 5×4/],
    [{ kind: "conv", windows: WINDOWS, inputs: 40 }, /^filters must be .*: found 0\.5$/],
    [
      { kind: "conv", windows: WINDOWS, inputs: 41, outputs: 18 },
      /^conv must have sizes \[40,18\]: found \[41,18\]$/,
    ],
    [
      { kind: "maxpool", windows: WINDOWS, inputs: 40, outputs: 3 },
      /^maxpool must have sizes \[40,4\]: found \[40,3\]$/,
    ],
  ];
  for (const [change, message] of wrong) {
    const make = () => makeLayers(plain, [dense, { ...dense, ...change } as typeof dense]);
    assert.throws(make, { name: "RangeError", message });
  }
});
