import assert from "node:assert/strict";
import type { Dataset, Split } from "../../src/data/dataset.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { EngineName } from "../../src/engine/engine.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { scheduleFactor } from "../../src/optim/schedule.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import { normalSource, type RandomSource, shuffle } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { Examples } from "../../src/train/examples.ts";
import { DivergenceError } from "../../src/train/divergence.ts";
import { train, type TrainingEvent } from "../../src/train/loop.ts";
import { EpochMeter } from "../../src/train/meter.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { clean, stripes } from "./stripes.ts";

const dataset = stripes({ train: 100, test: 40 });
const PLAN = { epochs: 3, batch: 16, rate: 0.5, schedule: "linear" } as const;

/** A new order for each epoch. */
const shuffled = (random: RandomSource) => (order: Uint32Array) => shuffle(random, order);

/** The same images, with other pixels. */
function everyPixel(dataset: Dataset, change: (byte: number) => number): Dataset {
  const changed = (split: Split) => ({ ...split, images: split.images.map(change) });
  return { ...dataset, train: changed(dataset.train), test: changed(dataset.test) };
}

/** A run on the stripes that has not begun: the network, the examples and the events to come. */
function prepare(
  name: EngineName,
  options: Partial<Parameters<typeof train>[1]> & {
    seed?: number;
    on?: Dataset;
  } = {},
) {
  const { seed = 1, on = dataset, ...plan } = options;
  const engine = createEngine(name);
  const network = new Network(engine, mlp(engine, { sizes: [16, 12, 6], activation: "relu" }));
  network.initialise("he", normalSource(new Xoshiro128(seed)));
  const examples = new Examples(engine, on.train), test = new Examples(engine, on.test);
  const optimizer = new Sgd(engine, network.parameters);
  const events = train(network, { ...PLAN, optimizer, train: examples, test, ...plan });
  return { network, examples, test, events };
}

const weights = (network: Network) => network.parameters.map(({ value }) => value.data.slice());

function epochs(events: Iterable<TrainingEvent>) {
  return [...events].filter((event) => event.kind === "epoch").map(({ metrics }) => metrics);
}

for (const { name: engine } of ENGINES as readonly { name: EngineName }[]) {
  Deno.test(`train() learns: the loss falls, and nine in ten are read (${engine})`, () => {
    const { events, network, test } = prepare(engine, {
      epochs: 12,
      reorder: shuffled(new Xoshiro128(1, 1)),
    });
    const metrics = epochs(events);
    assert.deepEqual(
      metrics.map(({ epoch }) => epoch),
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
    const [first, last] = [metrics[0], metrics[11]];
    assert.ok(last.trainLoss < first.trainLoss / 3, `${first.trainLoss} to ${last.trainLoss}`);
    assert.ok(last.testLoss < first.testLoss / 3, `${first.testLoss} to ${last.testLoss}`);
    assert.ok(last.testAccuracy > 0.9, `${last.testAccuracy}`);
    const { predictions, loss } = evaluate(network, test);
    const right = predictions.filter((digit, i) => digit === dataset.test.labels[i]).length;
    assert.equal(last.testAccuracy, right / 40);
    assert.equal(last.testLoss, loss);
  });

  Deno.test(`train() tells of each step and each epoch, in order (${engine})`, () => {
    const { events } = prepare(engine);
    const told = [...events].map((event) => {
      if (event.kind === "epoch") return `epoch ${event.metrics.epoch}`;
      assert.ok(event.trainLoss > 0 && event.imagesPerSecond > 0);
      return `${event.epoch}: ${event.step}/${event.steps}`;
    });
    const expected = [1, 2, 3].flatMap((epoch) => [
      ...Array.from({ length: 7 }, (_, i) => `${epoch}: ${i + 1}/7`), // 100 = 6·16 + 4
      `epoch ${epoch}`,
    ]);
    assert.deepEqual(told, expected);
  });

  Deno.test(`train() gives the same weights for the same seed, and others for another (${engine})`, () => {
    const run = (seed: number, stream: number) => {
      const { events, network } = prepare(engine, {
        seed,
        reorder: shuffled(new Xoshiro128(1, stream)),
      });
      for (const _ of events);
      return weights(network);
    };
    assert.deepEqual(run(1, 1), run(1, 1));
    assert.notDeepEqual(run(1, 1), run(2, 1), "other weights to start from");
    assert.notDeepEqual(run(1, 1), run(1, 2), "another order");
  });

  Deno.test(`train() takes every image once an epoch, in a new order only where asked (${engine})`, () => {
    const inOrder = Uint32Array.from({ length: 100 }, (_, i) => i);
    for (const reorder of [undefined, shuffled(new Xoshiro128(1))]) {
      const { events, examples } = prepare(engine, { reorder }), orders = new Set<string>();
      for (const event of events) {
        if (event.kind === "epoch") orders.add(examples.order.join());
        assert.deepEqual(examples.order.toSorted(), inOrder);
      }
      assert.equal(orders.size, reorder ? 3 : 1);
      if (!reorder) assert.deepEqual(examples.order, inOrder);
    }
    const { events, network } = prepare(engine, { epochs: 0 }), before = weights(network);
    assert.deepEqual([[...events], weights(network)], [[], before], "nothing in no epochs");
  });

  Deno.test(`train() is forward, backward, update, with the rate of the schedule (${engine})`, () => {
    const { events, network } = prepare(engine, { schedule: "cosine" });
    const { network: own, examples } = prepare(engine);
    const optimizer = new Sgd(own.engine, own.parameters);
    const all = [...events];
    let step = 0;
    for (let epoch = 0; epoch < 3; epoch++) {
      let sum = 0;
      for (let start = 0; start < 100; start += 16) {
        const end = Math.min(start + 16, 100);
        const { losses } = own.forward(examples.batch(start, end));
        for (const loss of losses.data) sum += loss;
        own.backward();
        optimizer.step(0.5 * scheduleFactor({ schedule: "cosine" }, { step: step++, steps: 21 }));
        const event = all[step + epoch - 1];
        assert.ok(event.kind === "step");
        assertClose([event.trainLoss], [sum / end], { tolerance: 1e-14, what: "loss so far" });
      }
      const event = all[8 * epoch + 7];
      assert.ok(event.kind === "epoch");
      const what = "the mean over the images, not over the steps";
      assertClose([event.metrics.trainLoss], [sum / 100], { tolerance: 1e-14, what });
    }
    assert.deepEqual(weights(network), weights(own));
  });

  Deno.test(`train() works with batches of one, and larger than the dataset (${engine})`, () => {
    for (const [batch, steps] of [[1, 100], [100, 1], [300, 1], [5, 20]]) {
      const told = [...prepare(engine, { batch, rate: 0.05 }).events];
      assert.equal(told.length, 3 * (steps + 1), `batches of ${batch}`);
      const [first, , last] = epochs(told);
      assert.ok(last.testLoss < first.testLoss);
    }
  });

  for (
    const [steps, en, fr] of [
      [11, "at step 4 of epoch 2: ", "au pas 4 de l’époque 2\u00a0: "], // 7 steps, the epoch, 3 steps
      [7, "at step 7 of epoch 1: ", "au pas 7 de l’époque 1\u00a0: "], // seen in the evaluation
    ] as const
  ) {
    Deno.test(`train() stops where the loss is not finite, ${en}(${engine})`, () => {
      const { events, network } = prepare(engine);
      for (let step = 1; step <= steps; step++) assert.ok(!events.next().done);
      network.parameters[0].value.data[5] = NaN;
      assert.throws(() => events.next(), (error) => {
        assert.ok(error instanceof DivergenceError);
        assert.ok(error.text.en.startsWith(`the loss is no longer finite ${en}`), error.text.en);
        assert.ok(error.text.fr.startsWith(`la perte n’est plus finie ${fr}`), error.text.fr);
        return true;
      });
    });
  }

  Deno.test(`train() stops soon at a rate that makes the weights overflow (${engine})`, () => {
    // A rate of 1e9 does not: every ReLU dies at once, and the loss stays in the billions.
    const rate = engine === "plain" ? 1e300 : 1e38;
    for (const on of [dataset, clean(dataset)]) {
      assert.throws(() => [...prepare(engine, { rate, on }).events], DivergenceError);
    }
  });

  for (const weight of [-Infinity, Infinity, NaN]) {
    Deno.test(`train() stops after an epoch that left a weight of ${weight} (${engine})`, () => {
      // −∞ is hidden by ReLU, and any by a pixel that is always zero, where zeros are skipped.
      for (const on of [dataset, clean(dataset), everyPixel(dataset, () => 0)]) {
        const { events, network } = prepare(engine, { on });
        for (let step = 1; step <= 3; step++) events.next();
        network.parameters[0].value.data[5] = weight;
        assert.throws(() => [...events], { name: "DivergenceError", message: / of epoch 1: / });
      }
    });
  }

  Deno.test(`train() says which it is that is no longer finite, a weight or the loss (${engine})`, () => {
    const { events, network } = prepare(engine, { on: everyPixel(dataset, (byte) => byte || 1) });
    events.next();
    network.parameters[0].value.data[5] = -Infinity; // ReLU makes it 0: the loss stays finite
    assert.throws(() => [...events], (error) => {
      assert.ok(error instanceof DivergenceError);
      assert.match(error.text.en, /^a weight is no longer finite at step 7 of epoch 1: /);
      assert.match(error.text.fr, /^un poids n’est plus fini au pas 7 de l’époque 1\u00a0: /);
      return true;
    });
  });
}

Deno.test("train() goes forward, backward and a step, in this order, with any optimizer", () => {
  const calls: string[] = [], rates: number[] = [];
  const optimizer = {
    state: { matrices: new Map(), numbers: {} },
    step(rate: number) {
      calls.push("step");
      rates.push(rate);
    },
  };
  const { events, network } = prepare("plain", { optimizer, epochs: 1, batch: 50 });
  const { forward, backward } = network, before = weights(network);
  network.forward = (batch) => {
    calls.push(`${network.mode}: forward`);
    return forward.call(network, batch);
  };
  network.backward = () => {
    calls.push("backward");
    return backward.call(network);
  };
  for (const _ of events);
  const step = ["training: forward", "backward", "step"];
  assert.deepEqual(calls, [...step, ...step, "evaluation: forward"]);
  assert.deepEqual(rates, [0.5, 0.25]);
  assert.deepEqual(weights(network), before, "nothing else changes them");
});

Deno.test("EpochMeter means over images, and counts no time between two steps", async () => {
  const meter = new EpochMeter({ epoch: 3, steps: 9 });
  meter.start();
  const first = meter.add({ images: 3, loss: 2, right: 1 });
  assert.deepEqual([first.epoch, first.step, first.steps, first.trainLoss], [3, 1, 9, 2]);
  assert.ok(first.imagesPerSecond > 0 && Number.isFinite(first.imagesPerSecond));
  await new Promise((done) => setTimeout(done, 150));
  meter.start();
  assert.equal(meter.add({ images: 1, loss: 6, right: 1 }).trainLoss, 3);
  const test = { loss: 0.5, accuracy: 0.25 }, own = meter.finish(test);
  assert.ok(own.seconds > 0 && own.seconds < 0.1, `${own.seconds}`);
  assertClose([own.imagesPerSecond], [4 / own.seconds], { tolerance: 1e-12 });
  const { seconds: _, imagesPerSecond: __, ...measured } = own;
  const tested = { epoch: 3, testLoss: 0.5, testAccuracy: 0.25 };
  assert.deepEqual(measured, { ...tested, trainLoss: 3, trainAccuracy: 0.5 });
  const { trainLoss, trainAccuracy } = meter.finish(test, { loss: 7, accuracy: 1 });
  assert.deepEqual([trainLoss, trainAccuracy], [7, 1], "measured after the epoch");
});

Deno.test("DivergenceError proposes a tenth of the rate, as the command line reads it", () => {
  for (const [rate, proposed] of [[0.7, "0.07"], [0.3, "0.03"], [1e9, "100000000"], [3, "0.3"]]) {
    const { text, message } = new DivergenceError({ epoch: 1, step: 2, rate: Number(rate) });
    assert.equal(message, text.en);
    for (const sentence of [text.en, text.fr]) assert.ok(sentence.endsWith(`--rate ${proposed}`));
  }
});
