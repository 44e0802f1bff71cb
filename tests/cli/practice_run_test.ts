import assert from "node:assert/strict";
import { keepRun } from "../../src/cli/practice_run.ts";
import { createEngine } from "../../src/engine/create.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import type { TrainedNetwork } from "../../src/practice/exercise.ts";
import { matrixOf } from "../../src/practice/tensor.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { networkOf } from "../../src/run/model.ts";
import { openModel, readMetrics } from "../../src/run/saved_run.ts";
import { lacks } from "../permission.ts";
import { NEEDS, run, Runs } from "./task.ts";

Deno.test({
  name: `a network of the learner's is kept as a run, which evaluate and report read ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), normal = normalSource(new Xoshiro128(5));
    const layer = (inputs: number, outputs: number) => ({
      W: matrixOf([inputs, outputs], () => 0.1 * normal()),
      b: Array.from({ length: outputs }, normal),
    });
    const trained: TrainedNetwork = {
      ...{ of: "mine", layers: [layer(784, 6), layer(6, 10)], size: 32, rate: 0.3 },
      validation: 5000,
      epochs: [
        { epoch: 1, trainLoss: 2, trainAccuracy: 0.3, seconds: 4, imagesPerSecond: 1000 },
      ],
    };
    const { en, fr } = await keepRun(trained, name);
    for (const text of [en, fr]) assert.match(text, new RegExp(`deno task report --run ${name}`));
    const metrics = await readMetrics(name);
    assert.deepEqual(metrics.architecture, [784, 6, 10]);
    assert.deepEqual(metrics.epochs, trained.epochs);

    // Read right as the learner's numbers say, in plain loops.
    const { images, labels } = (await loadMnist()).test;
    const network = networkOf(createEngine("plain"), (await openModel(name)).model);
    assert.equal(network.parameters[0].value.data[7], trained.layers[0].W[1][1]);
    let right = 0;
    for (let i = 0; i < labels.length; i++) {
      let values = Array.from(images.subarray(784 * i, 784 * i + 784), (x) => x / 255);
      for (const [n, { W, b }] of trained.layers.entries()) {
        const sums = b.map((bias, j) =>
          values.reduce((sum, x, k) => x && sum + x * W[k][j] || sum, bias)
        );
        values = n === 0 ? sums.map((z) => Math.max(0, z)) : sums;
      }
      if (values.indexOf(Math.max(...values)) === labels[i]) right++;
    }
    assert.ok(Math.abs(metrics.testAccuracy - right / labels.length) < 0.0005);
    assert.match((await run("evaluate", ["--run", name])).out, /784-6-10, 10,000 test images/);
    const report = await run("report", ["--run", name]);
    assert.equal(report.code, 0, report.err);
  },
});
