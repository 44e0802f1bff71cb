import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES } from "../../src/engine/engine.ts";
import { makeLayers } from "../../src/nn/layers.ts";
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

Deno.test("makeLayers() makes every kind again from its description", () => {
  for (const activation of ACTIVATION_NAMES) {
    const layers = mlp(plain, { sizes: [3, 5, 2], activation });
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
    [{ kind: "conv" }, /^kind of layer must be one of dense,relu,.*: found "conv"$/],
    [{ kind: undefined }, /found undefined$/],
    [{ kind: { toString: 1 } }, /found \{"toString":1\}$/],
    [{ kind: "\u202e" }, /found "\\u202e"$/],
    [{ inputs: 0 }, /^dense needs positive sizes: found \[0,3\]$/],
    [{ outputs: 2.5 }, /found \[2,2\.5\]$/],
    [{ outputs: "3" }, /found \[2,"3"\]$/],
    [{ kind: "relu" }, /^relu has as many outputs as inputs: found \[2,3\]$/],
  ];
  for (const [change, message] of wrong) {
    const make = () => makeLayers(plain, [dense, { ...dense, ...change } as typeof dense]);
    assert.throws(make, { name: "RangeError", message });
  }
});
