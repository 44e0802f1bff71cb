import assert from "node:assert/strict";
import { snapshot } from "../../src/lesson/snapshot.ts";
import { createEngine } from "../../src/engine/create.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

Deno.test("snapshot() copies every matrix by its name, and names its elements", () => {
  const engine = createEngine("plain");
  const network = new Network(engine, mlp(engine, { sizes: [2, 3, 2], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(1)));
  const inputs = engine.matrix(1, 2), labels = engine.bytes(1);
  inputs.data.set([0.5, -1]);
  labels[0] = 1;
  network.forward({ inputs, labels });
  network.backward();
  const now = snapshot(network, labels, { digits: 5 });
  const names = "X Z1 A1 Z2 A2 P Y dZ2 dW2 db2 dA1 dZ1 dW1 db1 W1 b1 W2 b2".split(" ");
  for (const name of names) assert.ok(now.matrix(name).data.length > 0, name);
  assert.deepEqual(now.matrix("Y").data, [0, 1]);
  assert.deepEqual(now.matrix("P").data, now.matrix("A2").data);
  assert.deepEqual(now.shape("W1"), [2, 3]);

  const [weights] = network.parameters, kept = weights.value.data[4];
  weights.value.data.fill(9);
  network.forward({ inputs, labels });
  assert.equal(now.value("W1", 1, 1), kept);
  assert.deepEqual(now.at("W1", 1, 1), { kind: "operand", name: "W1[1,1]", value: kept });
  assert.deepEqual(now.at("W1", { i: 1 }, 1), { kind: "operand", name: "W1[i,1]", value: kept });
  assert.deepEqual(now.left("W1", 1, 1), { name: "W1[1,1]", traced: kept, digits: 5 });
  assert.deepEqual(now.whole("dW1"), { name: "dW1", shape: [2, 3] });
  assert.deepEqual(now.transposed("X"), { kind: "operand", name: "Xᵀ", shape: [2, 1] });
  assert.throws(() => now.matrix("W3"), RangeError);
});
