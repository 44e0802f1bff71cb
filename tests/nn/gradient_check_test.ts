import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES } from "../../src/engine/engine.ts";
import { gradientCheck } from "../../src/nn/gradient_check.ts";
import { INITIALISATION_NAMES } from "../../src/nn/initialise.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { trace } from "../../src/nn/trace.ts";
import { relativeDifference } from "../assert_close.ts";
import { randomNetwork } from "./random_network.ts";

const plain = createEngine("plain"), strict = createEngine("strict");
const relaxed = createEngine("relaxed");

/**
 * Layers as wide as those of real use, three classes and one row: with small-normal weights, each
 * layer multiplies the gradient by about 0.01·√width, and what reaches the first must stand clear of
 * the rounding of the loss, 1e-16, which is the smaller for fewer classes.
 */
const WIDE = [[], [256], [256, 224], [256, 224, 192]];
/** Several rows, for the mean over the batch, and every single element. */
const NARROW = [[], [7], [7, 6], [7, 6, 5]];

const NETWORKS = ACTIVATION_NAMES.flatMap((activation) =>
  INITIALISATION_NAMES.flatMap((initialisation) => [
    ...WIDE.map((hidden) => ({
      activation,
      initialisation,
      hidden,
      sizes: [20, ...hidden, 3],
      rows: 1,
      sample: 12,
    })),
    ...NARROW.filter((hidden) => initialisation !== "small-normal" || hidden.length < 2).map((
      hidden,
    ) => ({ activation, initialisation, hidden, sizes: [6, ...hidden, 4], rows: 5, sample: 1e9 })),
  ])
).map((from, index) => ({ ...from, seed: 100 + index }));

for (const from of NETWORKS) {
  const { activation, initialisation, hidden, rows } = from;
  const what = `${activation}, ${initialisation}, hidden ${
    hidden.join() || "none"
  }, ${rows} row(s)`;

  Deno.test(`gradientCheck() is below 2e-7 for ${what} (plain)`, () => {
    const { network, batch } = randomNetwork(plain, from);
    const check = gradientCheck(network, batch, { sample: from.sample });
    assert.deepEqual(
      check.matrices.map(({ name }) => name),
      network.parameters.map(({ name }) => name),
    );
    for (const { name, relativeError, checked } of check.matrices) {
      // Small gradients of deep networks: rounding of the loss leaves 1.05e-7 of one of them.
      assert.ok(relativeError < 2e-7, `${name}: ${relativeError}`);
      assert.ok(checked > 0);
    }
    const last = network.parameters[network.parameters.length - 2].gradient.data;
    assert.ok(last.some((x) => x !== 0), "gradients of zero would prove nothing");
  });

  for (const engine of [strict, relaxed]) {
    Deno.test(`backward() agrees with the plain engine for ${what} (${engine.name})`, () => {
      const [expected, actual] = [plain, engine].map((either) => {
        const { network, batch } = randomNetwork(either, from);
        network.forward(batch);
        network.backward();
        return network.parameters;
      });
      for (const [i, { name, value, gradient }] of expected.entries()) {
        assert.deepEqual([...actual[i].value.data], [...value.data], `${name} is the same`);
        const difference = relativeDifference(actual[i].gradient.data, gradient.data);
        assert.ok(difference < 1e-4, `${name}: ${difference}`);
      }
    });
  }
}

/** A network whose backward pass is spoilt by a function, after the true one. */
class Spoilt extends Network {
  spoil: (network: Network) => void = () => {};
  override backward() {
    const gradient = super.backward();
    this.spoil(this);
    return gradient;
  }
}

function spoilt(spoil: Spoilt["spoil"]) {
  const from = {
    sizes: [6, 7, 7, 4],
    activation: "tanh",
    initialisation: "xavier",
    rows: 5,
    seed: 9,
  } as const;
  const { network, batch } = randomNetwork(plain, from, Spoilt);
  assert.ok(gradientCheck(network, batch).relativeError < 1e-7, "right until it is spoilt");
  network.spoil = spoil;
  return { network, batch };
}

const dataOf = (network: Network, symbol: string) => trace(network).get(symbol)!.data;

const MISTAKES: { what: string; name: string; spoil: (network: Network) => void }[] = [
  {
    what: "a forgotten 1/m",
    name: "dense2.weight",
    spoil: (network) => {
      const dW = dataOf(network, "dW2");
      for (let i = 0; i < dW.length; i++) dW[i] *= 5;
    },
  },
  {
    what: "a forgotten derivative of the activation",
    name: "dense1.weight",
    spoil: (network) => {
      const found = trace(network), [a, b] = [found.get("X")!, found.get("dA1")!];
      plain.matmulTransposedA(found.get("dW1")!, { a, b, scale: 1 / 5 });
    },
  },
  {
    what: "a transposed gradient",
    name: "dense2.weight",
    spoil: (network) => {
      const dW = dataOf(network, "dW2"), right = dW.slice();
      for (let i = 0; i < 7; i++) for (let j = 0; j < 7; j++) dW[i * 7 + j] = right[j * 7 + i];
    },
  },
  {
    what: "a bias whose gradient is that of the last row alone",
    name: "dense3.bias",
    spoil: (network) => {
      const db = dataOf(network, "db3"), last = dataOf(network, "dZ3").subarray(4 * 4);
      for (let j = 0; j < 4; j++) db[j] = last[j] / 5;
    },
  },
];

for (const { what, name, spoil } of MISTAKES) {
  Deno.test(`gradientCheck() finds ${what}`, () => {
    const { network, batch } = spoilt(spoil);
    const check = gradientCheck(network, batch);
    assert.ok(check.relativeError > 1e-3, `${check.relativeError}`);
    for (const matrix of check.matrices) {
      assert.equal(matrix.relativeError > 1e-3, matrix.name === name, matrix.name);
      assert.ok(matrix.name === name || matrix.relativeError < 1e-7, matrix.name);
    }
    const { gradient } = network.parameters.find((parameter) => parameter.name === name)!;
    const { worst } = check.matrices.find((matrix) => matrix.name === name)!;
    assert.equal(worst.backward, gradient.data[worst.row * gradient.columns + worst.column]);
    assert.ok(Math.abs(worst.numeric - worst.backward) > 1e-5);
  });
}

Deno.test("gradientCheck() points at the one wrong element", () => {
  const { network, batch } = spoilt((network) => dataOf(network, "dW3")[5 * 4 + 2] += 0.125);
  const { matrices } = gradientCheck(network, batch);
  const { worst } = matrices.find(({ name }) => name === "dense3.weight")!;
  assert.deepEqual([worst.row, worst.column], [5, 2]);
  assert.ok(Math.abs(worst.backward - worst.numeric - 0.125) < 1e-8);
});

Deno.test("gradientCheck() is infinite, and points at the place, when a gradient is not a number", () => {
  const { network, batch } = spoilt((network) => dataOf(network, "dW1")[3 * 7 + 1] = NaN);
  const { relativeError, matrices: [first, second] } = gradientCheck(network, batch);
  assert.equal(relativeError, Infinity);
  assert.equal(first.relativeError, Infinity);
  assert.deepEqual([first.worst.row, first.worst.column], [3, 1]);
  assert.ok(second.relativeError < 1e-7);
});

const SMALL = { sizes: [6, 7, 4], activation: "tanh", initialisation: "he", rows: 3 } as const;

Deno.test("gradientCheck() leaves the weights, the gradients and the trace as they were", () => {
  for (const activation of ACTIVATION_NAMES) {
    const { network, batch } = randomNetwork(plain, { ...SMALL, activation, seed: 1 });
    network.forward(batch);
    network.backward();
    const copy = () => [
      ...network.parameters.map(({ value }) => value.data.slice()),
      ...[...trace(network).values()].map(({ data }) => data.slice()),
    ];
    const before = copy();
    gradientCheck(network, batch);
    assert.deepEqual(copy(), before);
  }
});

Deno.test("gradientCheck() takes the same sample for the same seed, and another for another", () => {
  const { network, batch } = randomNetwork(plain, { ...SMALL, seed: 2 });
  const check = (seed?: number) => gradientCheck(network, batch, { sample: 3, seed });
  assert.deepEqual(check(5), check(5));
  assert.deepEqual(check(), check(0));
  const places = Array.from({ length: 8 }, (_, seed) => JSON.stringify(check(seed).matrices[0]));
  assert.ok(new Set(places).size > 4, "eight seeds, hardly ever the same three of 42 elements");
  assert.deepEqual(check().matrices.map(({ checked }) => checked), [3, 3, 3, 3]);
});

Deno.test("gradientCheck() checks every element when the sample is larger, or left out", () => {
  const { network, batch } = randomNetwork(plain, { ...SMALL, seed: 3 });
  const all = gradientCheck(network, batch);
  assert.deepEqual(all.matrices.map(({ checked }) => checked), [42, 7, 28, 4]);
  assert.deepEqual(gradientCheck(network, batch, { sample: 42 }), all);
  assert.deepEqual(gradientCheck(network, batch, { sample: 1000 }), all);
  const some = gradientCheck(network, batch, { sample: 10 });
  assert.deepEqual(some.matrices.map(({ checked }) => checked), [10, 7, 10, 4]);
});

Deno.test("gradientCheck() shortens its step next to the kink of ReLU", () => {
  const network = new Network(plain, mlp(plain, { sizes: [1, 1, 2], activation: "relu" }));
  const [w1, b1, w2] = network.parameters.map(({ value }) => value.data);
  const inputs = plain.matrix(1, 1);
  inputs.data.set([1]);
  w2.set([1, -1]);
  for (const z of [1e-6, -1e-6]) { // the step of 1e-3 asked for passes 0
    w1.set([0.5]);
    b1.set([z - 0.5]);
    const batch = { inputs, labels: new Uint8Array([0]) };
    const { relativeError } = gradientCheck(network, batch, { epsilon: 1e-3 });
    assert.ok(relativeError < 1e-7, `z = ${z}: ${relativeError}`);
  }
});

Deno.test("gradientCheck() ends at the kink itself, where there is no derivative", () => {
  const network = new Network(plain, mlp(plain, { sizes: [1, 1, 2], activation: "relu" }));
  network.parameters[2].value.data.set([1, -1]);
  const batch = { inputs: plain.matrix(1, 1), labels: new Uint8Array([0]) };
  const { matrices } = gradientCheck(network, batch);
  assert.equal(matrices[1].worst.backward, 0);
  assert.ok(Math.abs(matrices[1].worst.numeric + 0.5) < 1e-6, "half the slope of one side, −1");
});
