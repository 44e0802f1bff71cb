import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { symbols, trace } from "../../src/nn/trace.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { randomBatch, randomNetwork } from "./random_network.ts";

const plain = createEngine("plain");
const FROM = { activation: "tanh", initialisation: "he", rows: 2, seed: 1 } as const;

const STORIES: Record<string, number[]> = {
  "X Z1 A1 dZ1 dW1 db1": [3, 4],
  "X Z1 A1 Z2 A2 dZ2 dW2 db2 dA1 dZ1 dW1 db1": [3, 5, 4],
  "X Z1 A1 Z2 A2 Z3 A3 dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1": [3, 5, 6, 4],
};

for (const [story, sizes] of Object.entries(STORIES)) {
  Deno.test(`trace() tells the story of ${sizes.length - 2} hidden layer(s)`, () => {
    const { network, batch } = randomNetwork(plain, { ...FROM, sizes });
    assert.equal(trace(network).size, 0, "nothing has happened yet");
    const { probabilities } = network.forward(batch);
    const half = story.slice(0, story.indexOf(" d"));
    assert.equal([...trace(network).keys()].join(" "), half, "before the backward pass");
    network.backward();
    const found = trace(network);
    assert.equal([...found.keys()].join(" "), story);

    // The live matrices, not copies of them.
    assert.equal(found.get("X"), batch.inputs);
    assert.equal(found.get(`A${sizes.length - 1}`), probabilities);
    const expected = sizes.slice(1).flatMap((_, i) => [`W${i + 1}`, `b${i + 1}`]);
    assert.deepEqual([...symbols(network).keys()], expected);
    assert.deepEqual([...symbols(network).values()], network.parameters);
    for (const [symbol, { gradient }] of symbols(network)) {
      assert.equal(found.get(`d${symbol}`), gradient);
    }
    // Each of the shape that its letter says.
    for (const [symbol, { rows, columns }] of found) {
      const number = Number(symbol.match(/\d+$/)?.[0] ?? 0);
      const expected = symbol.startsWith("dW")
        ? [sizes[number - 1], sizes[number]]
        : [symbol.startsWith("db") ? 1 : 2, sizes[number]];
      assert.deepEqual([rows, columns], expected, symbol);
    }
  });
}

Deno.test("trace() follows the next pass, and never mixes two batches", () => {
  const sizes = [3, 5, 4], { network, batch } = randomNetwork(plain, { ...FROM, sizes });
  network.forward(batch);
  network.backward();
  const z2 = trace(network).get("Z2")!, before = [...z2.data];
  batch.inputs.data.fill(0);
  network.forward(batch);
  assert.equal(trace(network).get("Z2"), z2);
  assert.notDeepEqual([...z2.data], before);
  network.backward();
  network.forward(randomBatch(plain, { sizes, rows: 1, random: new Xoshiro128(4) }));
  assert.deepEqual([...trace(network).keys()], ["X", "Z1", "A1", "Z2", "A2"]);
});
