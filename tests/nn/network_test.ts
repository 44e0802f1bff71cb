import assert from "node:assert/strict";
import { ACTIVATION_NAMES, type Matrix } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { Activation } from "../../src/nn/activation.ts";
import { Dense } from "../../src/nn/dense.ts";
import type { Layer, Mode } from "../../src/nn/layer.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { trace } from "../../src/nn/trace.ts";
import { below } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { randomBatch, randomNetwork } from "./random_network.ts";

const [{ engine: plain }, { engine: strict }] = ENGINES;

/** Dropout: in training, one output in two is zero, and the others are doubled. */
class Dropout implements Layer {
  readonly description = { kind: "dropout", inputs: 5, outputs: 5 };
  readonly parameters = [];
  readonly random = new Xoshiro128(3);
  mode?: Mode;
  #factors: number[] = [];

  forward(inputs: Matrix): Matrix {
    this.#factors = Array.from(
      inputs.data,
      () => this.mode === "training" ? 2 * below(this.random, 2) : 1,
    );
    return this.#scaled(inputs);
  }

  backward(gradient: Matrix): Matrix {
    return this.#scaled(gradient);
  }

  #scaled({ rows, columns, data }: Matrix): Matrix {
    const scaled = plain.matrix(rows, columns);
    for (let i = 0; i < data.length; i++) scaled.data[i] = this.#factors[i] * data[i];
    return scaled;
  }
}

Deno.test("Network takes any list of layers, and names their parameters by kind and number", () => {
  const dense = (inputs: number, outputs: number) => new Dense(plain, { inputs, outputs });
  const relu = new Activation(plain, { activation: "relu", size: 5 });
  const layers = [dense(3, 5), new Dropout(), relu, new Dropout(), dense(5, 6), dense(6, 4)];
  const network = new Network(plain, layers);
  const names = ["dense1", "dense2", "dense3"].flatMap((
    name,
  ) => [`${name}.weight`, `${name}.bias`]);
  assert.deepEqual(network.parameters.map(({ name }) => name), names);
  assert.equal(network.parameters[2].value, layers[4].parameters[0].value);
  assert.deepEqual(network.sizes, [3, 5, 6, 4]);
  assert.equal(network.parameterCount, 15 + 5 + 30 + 6 + 24 + 4);
  assert.throws(() => new Network(plain, []), RangeError);
  assert.throws(
    () => new Network(plain, [dense(3, 5), relu, dense(4, 2)]),
    new ShapeError("layer 3 (dense) takes 4 columns: found 5"),
  );
});

Deno.test("Network tells its layers its mode, and a layer has random numbers of its own", () => {
  const dropout = new Dropout(),
    [first, , ...others] = mlp(plain, {
      sizes: [3, 5, 4],
      activation: "relu",
    });
  const network = new Network(plain, [first, dropout, ...others]);
  assert.deepEqual([network.mode, dropout.mode], ["training", "training"]);
  const random = new Xoshiro128(1), batch = randomBatch(plain, { sizes: [3, 4], rows: 9, random });
  for (const { value } of network.parameters) value.data.forEach((_, i) => value.data[i] = i % 3);
  const { state } = dropout.random;
  const pass = () => network.forward(batch).loss;
  const [once, twice] = [pass(), pass()];
  assert.notEqual(once, twice, "other outputs are dropped");
  dropout.random.state = state;
  assert.deepEqual([pass(), pass()], [once, twice], "from a saved state, the same again");
  network.mode = "evaluation";
  assert.equal(dropout.mode, "evaluation");
  assert.equal(pass(), pass());
});

for (const { name, engine } of ENGINES) {
  Deno.test(`Network.forward() gives the mean of the losses of the rows, −ln p (${name})`, () => {
    const from = { sizes: [3, 5, 4], activation: "relu", initialisation: "he", rows: 6 } as const;
    const { network, batch } = randomNetwork(engine, { ...from, seed: 3 });
    const { loss, losses, probabilities } = network.forward(batch);
    const own = Array.from(
      batch.labels,
      (label, i) => -Math.log(probabilities.data[i * 4 + label]),
    );
    assertClose(losses.data, own, { tolerance: 1e-6 });
    assertClose([loss], [own.reduce((sum, x) => sum + x) / 6], { tolerance: 1e-6 });
  });

  Deno.test(`Network gives a batch after a larger one what it gives it on its own (${name})`, () => {
    const sizes = [9, 17, 5], activation = "sigmoid";
    const from = { sizes, activation, initialisation: "he", rows: 8, seed: 4 } as const;
    const { network, batch } = randomNetwork(engine, from);
    const alone = new Network(engine, mlp(engine, { sizes, activation }));
    for (const [i, { value }] of alone.parameters.entries()) {
      value.data.set(network.parameters[i].value.data);
    }
    network.forward(batch);
    network.backward(); // so that every matrix holds something of a larger batch
    const small = {
      inputs: engine.firstRows(batch.inputs, 3),
      labels: batch.labels.subarray(0, 3),
    };
    const results = [network, alone].map((either) => {
      const { loss } = either.forward(small);
      either.backward();
      const matrices = [...trace(either)].map(([symbol, { rows, columns, data }]) => {
        return { symbol, rows, columns, data };
      });
      return { loss, matrices };
    });
    assert.deepEqual(results[0], results[1]);
  });

  Deno.test(`Network refuses what does not fit, and a backward pass that comes first (${name})`, () => {
    const network = new Network(engine, mlp(engine, { sizes: [3, 5, 4], activation: "relu" }));
    assert.throws(() => network.backward(), new TypeError("backward() follows forward()"));
    const random = new Xoshiro128(1);
    const batch = (sizes: number[]) => randomBatch(engine, { sizes, rows: 2, random });
    assert.throws(() => network.forward(batch([2, 4])), ShapeError, "fewer columns");
    const { inputs, labels } = batch([3, 4]);
    assert.throws(() => network.forward({ inputs, labels: labels.subarray(1) }), ShapeError);
    labels[1] = 4;
    assert.throws(() => network.forward({ inputs, labels }), RangeError);
  });
}

for (const activation of ACTIVATION_NAMES) {
  Deno.test(`Network gives a row the same bits whatever is beside it: ${activation} (strict)`, () => {
    const sizes = [37, 19, 11, 5];
    const from = { sizes, activation, initialisation: "he", rows: 9, seed: 5 } as const;
    const { network, batch } = randomNetwork(strict, from), rows = [...batch.inputs.data];
    network.wantsInputGradient(true);
    const pass = (start: number, end: number) => {
      const inputs = strict.matrix(end - start, 37);
      inputs.data.set(rows.slice(start * 37, end * 37));
      const labels = batch.labels.subarray(start, end);
      const { losses, probabilities } = network.forward({ inputs, labels });
      const inputGradient = network.backward()!;
      return Array.from({ length: end - start }, (_, i) => [
        losses.data[i],
        ...probabilities.data.subarray(5 * i, 5 * i + 5),
        ...inputGradient.data.subarray(37 * i, 37 * i + 37),
      ]);
    };
    const alone = Array.from({ length: 9 }, (_, i) => pass(i, i + 1)[0]);
    for (let size = 2; size <= 9; size++) {
      for (let start = 0; start + size <= 9; start++) {
        assert.deepEqual(pass(start, start + size), alone.slice(start, start + size));
      }
    }
  });

  Deno.test(`Network.backward() agrees with finite differences by the inputs: ${activation}`, () => {
    const sizes = [6, 8, 7, 4];
    const from = { sizes, activation, initialisation: "he", rows: 3, seed: 6 } as const;
    const { network, batch } = randomNetwork(plain, from);
    network.forward(batch);
    assert.equal(network.backward(), undefined, "only where it is asked for");
    network.wantsInputGradient(true);
    const backward = network.backward()!;
    assert.deepEqual([backward.rows, backward.columns], [3, 6]);
    const { data } = batch.inputs, own = [...backward.data], numeric: number[] = [];
    for (let i = 0; i < data.length; i++) {
      const x = data[i], row = Math.floor(i / 6); // the gradient of each row's own loss
      data[i] = x + 1e-5;
      const above = network.forward(batch).losses.data[row];
      data[i] = x - 1e-5;
      const below = network.forward(batch).losses.data[row];
      data[i] = x;
      numeric.push((above - below) / 2e-5);
    }
    const difference = relativeDifference(own, numeric);
    assert.ok(difference < 1e-8, `${difference}`);
    network.wantsInputGradient(false);
    assert.equal(network.backward(), undefined);
  });
}
