import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { fillNormal, INITIALISATION_NAMES, weightDeviation } from "../../src/nn/initialise.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { normal, normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";

const engines = {
  plain: createEngine("plain"),
  strict: createEngine("strict"),
  relaxed: createEngine("relaxed"),
};

function initialised(
  name: keyof typeof engines,
  how: typeof INITIALISATION_NAMES[number],
  seed = 1,
) {
  const shape = { sizes: [784, 64, 10], activation: "relu" } as const;
  const network = new Network(engines[name], mlp(engines[name], shape));
  for (const { value } of network.parameters) value.data.fill(9); // nothing of it may stay
  network.initialise(how, normalSource(new Xoshiro128(seed)));
  return network.parameters.map(({ value }) => value.data);
}

Deno.test("weightDeviation() is that of the papers", () => {
  const shape = { inputs: 784, outputs: 64 };
  assert.equal(weightDeviation("he", shape), Math.sqrt(2 / 784));
  assert.equal(weightDeviation("xavier", shape), Math.sqrt(2 / 848));
  assert.equal(weightDeviation("small-normal", shape), 0.01);
  assert.equal(weightDeviation("zero", shape), 0);
});

for (const how of INITIALISATION_NAMES) {
  Deno.test(`initialise() draws ${how} weights of the right size, and zero biases`, () => {
    const [weights, bias, lastWeights, lastBias] = initialised("plain", how);
    for (const x of [...bias, ...lastBias]) assert.ok(Object.is(x, 0));
    const expected = weightDeviation(how, { inputs: 784, outputs: 64 });
    if (expected === 0) {
      for (const x of [...weights, ...lastWeights]) assert.ok(Object.is(x, 0));
      return;
    }
    const count = weights.length;
    let mean = 0, squares = 0, past2 = 0;
    for (const x of weights) {
      mean += x / count;
      squares += x * x / count;
      if (Math.abs(x) > 2 * expected) past2++;
    }
    // 50 176 weights: standard deviations of 0.45 %, 0.32 % and 0.09 % of what is bounded here.
    assert.ok(Math.abs(mean) < 0.02 * expected, `mean ${mean}`);
    assert.ok(Math.abs(Math.sqrt(squares) / expected - 1) < 0.013, `deviation ${squares ** 0.5}`);
    assert.ok(Math.abs(past2 / count - 0.0455) < 0.004, "normal, not uniform");
    const last = Math.sqrt([...lastWeights].reduce((sum, x) => sum + x * x / 640, 0));
    const lastExpected = weightDeviation(how, { inputs: 64, outputs: 10 });
    assert.ok(Math.abs(last / lastExpected - 1) < 0.12, "each layer by its own sizes");
  });

  Deno.test(`initialise() gives the same ${how} weights on every engine, up to rounding`, () => {
    const rounded = initialised("plain", how).map((data) => Float32Array.from(data));
    assert.deepEqual(initialised("strict", how), rounded);
    assert.deepEqual(initialised("relaxed", how), rounded);
  });
}

Deno.test("initialise() gives the same weights for the same seed, and others for another", () => {
  assert.deepEqual(initialised("plain", "he", 5), initialised("plain", "he", 5));
  assert.notDeepEqual(initialised("plain", "he", 5), initialised("plain", "he", 6));
});

Deno.test("fillNormal() draws row after row, and nothing for a deviation of zero", () => {
  const weights = new Float64Array(3), random = new Xoshiro128(4), same = new Xoshiro128(4);
  fillNormal(weights, { normal: normalSource(random), deviation: 0 });
  assert.deepEqual([...weights], [0, 0, 0]);
  fillNormal(weights, { normal: normalSource(random), deviation: 2 });
  assert.deepEqual([...weights], [2 * normal(same), 2 * normal(same), 2 * normal(same)]);
});
