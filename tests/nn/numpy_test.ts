import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type ActivationName, ENGINE_NAMES } from "../../src/engine/engine.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { trace } from "../../src/nn/trace.ts";
import { assertClose } from "../assert_close.ts";
import reference from "./numpy_reference.json" with { type: "json" };

for (const name of ENGINE_NAMES) {
  const tolerance = name === "plain" ? 1e-14 : 2e-6;

  for (const expected of reference) {
    Deno.test(`a ${expected.activation} network agrees with NumPy, step by step (${name})`, () => {
      const engine = createEngine(name), rows = expected.labels.length;
      const activation = expected.activation as ActivationName;
      const layers = mlp(engine, { sizes: expected.sizes, activation });
      const network = new Network(engine, layers);
      const values: Record<string, number[]> = expected.parameters;
      for (const parameter of network.parameters) parameter.value.data.set(values[parameter.name]);
      const inputs = engine.matrix(rows, expected.sizes[0]);
      inputs.data.set(expected.trace.X.data);
      const labels = engine.bytes(rows);
      labels.set(expected.labels);

      const { loss } = network.forward({ inputs, labels });
      network.backward();
      assertClose([loss], [expected.loss], { tolerance, what: "loss" });
      const found = trace(network);
      const story = "X Z1 A1 Z2 A2 Z3 A3 dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1".split(" ");
      assert.deepEqual([...found.keys()], story);
      assert.deepEqual(Object.keys(expected.trace).sort(), story.toSorted());
      for (const [symbol, { shape, data }] of Object.entries(expected.trace)) {
        const matrix = found.get(symbol)!;
        assert.deepEqual([matrix.rows, matrix.columns], shape, symbol);
        assertClose(matrix.data, data, { tolerance, what: symbol });
      }
    });
  }
}
