import assert from "node:assert/strict";
import type { Split } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { Dense } from "../../src/nn/dense.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { lbfgs } from "../../src/optim/lbfgs.ts";
import { normal } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { Examples } from "../../src/train/examples.ts";
import { LogisticObjective } from "../../src/baseline/logistic.ts";
import { pixelPreconditioner } from "../../src/baseline/pixel_preconditioner.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import { stripes } from "../train/stripes.ts";

interface Options {
  engine?: EngineName;
  c?: number;
  classes?: number;
}

function objectiveOf(split: Split, options: Options = {}): LogisticObjective {
  const { engine: name = "plain", c, classes = 6 } = options;
  const engine = createEngine(name), inputs = split.images.length / split.count;
  const network = new Network(engine, [new Dense(engine, { inputs, outputs: classes })]);
  const examples = new Examples(engine, split);
  return new LogisticObjective(network, { examples, c });
}

const { train } = stripes({ train: 60, test: 6 });

/** Parameters away from zero, where wrong gradients show. */
function randomPoint(length: number): Float64Array {
  const random = new Xoshiro128(3);
  return Float64Array.from({ length }, () => 0.7 * normal(random));
}

function valueAndGradient(objective: LogisticObjective, x: Float64Array) {
  const gradient = new Float64Array(x.length).fill(NaN);
  return { value: objective.evaluate(x, gradient), gradient };
}

for (const c of [0.01, 1, 100]) {
  Deno.test(`LogisticObjective has the gradient that finite differences find, C = ${c}`, () => {
    const objective = objectiveOf(train, { c });
    const x = randomPoint(objective.length), { gradient } = valueAndGradient(objective, x);
    const numeric = x.map((_, i) => {
      const step = 1e-5;
      const at = (value: number) => valueAndGradient(objective, x.with(i, value)).value;
      return (at(x[i] + step) - at(x[i] - step)) / (2 * step);
    });
    assert.equal(x.length, 16 * 6 + 6);
    assert.ok(relativeDifference(gradient, numeric) < 1e-7);
  });
}

Deno.test("LogisticObjective adds ‖W‖²/(2·C·n) to the mean cross-entropy, biases left out", () => {
  const x = randomPoint(102), free = valueAndGradient(objectiveOf(train, { c: Infinity }), x);
  const weights = x.subarray(0, 96);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  for (const c of [undefined, 0.5]) {
    const held = valueAndGradient(objectiveOf(train, { c }), x);
    const strength = 1 / ((c ?? 1) * 60);
    assertClose([held.value - free.value], [strength * squares / 2], { tolerance: 1e-12 });
    const pull = held.gradient.map((g, i) => g - free.gradient[i]);
    assertClose(pull, [...weights.map((w) => strength * w), 0, 0, 0, 0, 0, 0], {
      tolerance: 1e-12,
    });
  }
  const zero = valueAndGradient(objectiveOf(train), new Float64Array(102));
  assertClose([zero.value], [Math.log(6)], { tolerance: 1e-14 });
});

Deno.test("LogisticObjective of several batches is that of one image after the other", () => {
  // The same sixty images sixty times, in four batches of which the last is smaller.
  const repeat = (bytes: Uint8Array) =>
    Uint8Array.from({ length: 60 * bytes.length }, (_, i) => bytes[i % bytes.length]);
  const many = { images: repeat(train.images), labels: repeat(train.labels), count: 3600 };
  const x = randomPoint(102), one = valueAndGradient(objectiveOf(train, { c: 60 }), x);
  const { value, gradient } = valueAndGradient(objectiveOf(many, { c: 1 }), x);
  assertClose([value, ...gradient], [one.value, ...one.gradient], { tolerance: 1e-12 });
});

for (const engine of ["strict", "relaxed"] as const) {
  Deno.test(`LogisticObjective is the same on the kernels, within 1e-4 (${engine})`, () => {
    const x = randomPoint(102), exact = valueAndGradient(objectiveOf(train), x);
    const { value, gradient } = valueAndGradient(objectiveOf(train, { engine }), x);
    assertClose([value], [exact.value], { tolerance: 1e-5 });
    assert.ok(relativeDifference(gradient, exact.gradient) < 1e-4);
  });
}

/** Seven images of two pixels, in three classes. */
const TINY: Split = {
  images: Uint8Array.of(255, 0, 200, 60, 0, 255, 30, 180, 90, 90, 140, 40, 10, 70),
  labels: Uint8Array.of(0, 0, 1, 1, 2, 2, 2),
  count: 7,
};

/*
 * python3 -c '
 * import numpy as np; from scipy.optimize import minimize
 * X = np.array([[255,0],[200,60],[0,255],[30,180],[90,90],[140,40],[10,70]]) / 255
 * t = np.array([0,0,1,1,2,2,2]); Y = np.eye(3)[t]; n = 7; C = 2
 * def f(v):
 *     W = v[:6].reshape(2, 3); Z = X @ W + v[6:]; L = np.log(np.exp(Z).sum(1)); P = np.exp(Z - L[:,None])
 *     return (L - Z[range(n), t]).mean() + (W**2).sum()/2/C/n, np.r_[(X.T@(P-Y)/n + W/C/n).ravel(), (P-Y).mean(0)]
 * r = minimize(f, np.zeros(9), jac=True, method="BFGS", options={"gtol": 1e-13})
 * print(r.fun, r.x.round(9))'
 */
const OPTIMUM = 0.8418676741184739;
const PARAMETERS = [
  [1.188492298, -0.707778337, -0.480713962],
  [-0.525821668, 1.147140483, -0.621318815],
  [-0.456656508, -0.346128416, 0.802784924],
].flat();

for (const [name, tolerance] of [["plain", 1e-7], ["strict", 1e-3]] as const) {
  Deno.test(`lbfgs() on LogisticObjective finds the optimum that SciPy finds (${name})`, () => {
    const objective = objectiveOf(TINY, { engine: name, c: 2, classes: 3 });
    for (const precondition of [undefined, pixelPreconditioner(TINY, { classes: 3 })]) {
      let found: { x: Float64Array; objective: number } | undefined;
      const search = lbfgs((x, gradient) => objective.evaluate(x, gradient), new Float64Array(9), {
        tolerance: 1e-9,
        decrease: 0,
        iterations: 100,
        precondition,
      });
      for (found of search);
      assertClose([found!.objective], [OPTIMUM], { tolerance: name === "plain" ? 1e-13 : 1e-6 });
      assertClose(found!.x, PARAMETERS, { tolerance });
    }
  });
}

Deno.test("LogisticObjective refuses a network with a hidden layer", () => {
  const engine = createEngine("plain");
  const network = new Network(engine, mlp(engine, { sizes: [16, 4, 6], activation: "relu" }));
  const examples = new Examples(engine, train);
  assert.throws(() => new LogisticObjective(network, { examples }), ShapeError);
});
