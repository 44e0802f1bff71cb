import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { Network } from "../../src/nn/network.ts";
import { networkText } from "../../src/nn/network_text.ts";

const plain = createEngine("plain");
const image = { height: 28, width: 28, channels: 1 };
const NETWORKS: [
  text: string,
  of: { conv: number[]; hidden: number[] } & Record<string, unknown>,
][] = [
  ["784-10", { conv: [], hidden: [] }],
  ["784-64-32-10", { conv: [], hidden: [64, 32] }],
  ["784-16C5S2-32C5S2-10", { conv: [16, 32], hidden: [], stride: 2 }],
  ["784-8C3P1-MP2-4C3P1-MP2-20-10", {
    ...{ conv: [8, 4], hidden: [20], kernel: 3, padding: 1, pool: 2, dropout: 0.5 },
  }],
  ["784-6C3S2P2-10", { conv: [6], hidden: [], kernel: 3, stride: 2, padding: 2 }],
];

for (const [text, of] of NETWORKS) {
  Deno.test(`networkText() of ${text}`, () => {
    const sizes = { kernel: 5, stride: 1, ...of, image, classes: 10, activation: "tanh" as const };
    assert.equal(networkText(new Network(plain, convnet(plain, sizes))), text);
  });
}
