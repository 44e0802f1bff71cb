import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import { newMemory } from "../../src/engine/arena.ts";
import { createEngine } from "../../src/engine/create.ts";
import { ACTIVATION_NAMES, type Engine, type ImageSource } from "../../src/engine/engine.ts";
import { WasmEngine } from "../../src/engine/wasm.ts";
import { imagesBytes, imagesScratch } from "../../src/engine/wasm_images.ts";
import { ShapeError } from "../../src/errors.ts";
import { type Batch, Network, networkBytes, type NetworkShape } from "../../src/nn/network.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import { below } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { randomBatch, randomNetwork } from "./random_network.ts";

const [{ engine: plain }, { engine: strict }] = ENGINES;

const STORIES: Record<string, number[]> = {
  "X Z1 A1 dZ1 dW1 db1": [3, 4],
  "X Z1 A1 Z2 A2 dZ2 dW2 db2 dA1 dZ1 dW1 db1": [3, 5, 4],
  "X Z1 A1 Z2 A2 Z3 A3 Z4 A4 dZ4 dW4 db4 dA3 dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1": [
    ...[3, 5, 6, 7, 4],
  ],
};

for (const [story, sizes] of Object.entries(STORIES)) {
  Deno.test(`Network.trace() tells the story of ${sizes.length - 2} hidden layer(s)`, () => {
    const from = { sizes, activation: "tanh", initialisation: "he", rows: 2, seed: 1 } as const;
    const { network, batch } = randomNetwork(plain, from);
    assert.equal(network.trace().size, 0, "nothing has happened yet");
    const { probabilities } = network.forward(batch);
    const half = story.slice(0, story.indexOf(" d"));
    assert.deepEqual([...network.trace().keys()].join(" "), half, "before the backward pass");
    network.backward();
    const trace = network.trace();
    assert.deepEqual([...trace.keys()].join(" "), story);

    // The live matrices, not copies of them.
    assert.equal(trace.get("X"), batch.inputs);
    assert.equal(trace.get(`A${sizes.length - 1}`), probabilities);
    for (const { symbol, gradient } of network.parameters) {
      assert.equal(trace.get(`d${symbol}`), gradient);
    }
    // Each of the shape that its letter says.
    for (const [symbol, { rows, columns }] of trace) {
      const number = Number(symbol.match(/\d+$/)?.[0] ?? 0);
      const expected = symbol.startsWith("dW")
        ? [sizes[number - 1], sizes[number]]
        : [symbol.startsWith("db") ? 1 : 2, sizes[number]];
      assert.deepEqual([rows, columns], expected, symbol);
    }
  });
}

Deno.test("Network.trace() follows the next pass without being asked again", () => {
  const from = {
    sizes: [3, 5, 4],
    activation: "relu",
    initialisation: "he",
    rows: 2,
    seed: 2,
  } as const;
  const { network, batch } = randomNetwork(plain, from);
  network.forward(batch);
  const z2 = network.trace().get("Z2")!, before = [...z2.data];
  batch.inputs.data.fill(0);
  network.forward(batch);
  assert.equal(network.trace().get("Z2"), z2);
  assert.notDeepEqual([...z2.data], before);
});

for (const { name, engine } of ENGINES) {
  Deno.test(`Network.forward() gives the mean of the losses of the rows, −ln p (${name})`, () => {
    const from = {
      sizes: [3, 5, 4],
      activation: "relu",
      initialisation: "he",
      rows: 6,
      seed: 3,
    } as const;
    const { network, batch } = randomNetwork(engine, from);
    const { loss, losses, probabilities } = network.forward(batch);
    const own = Array.from(
      batch.labels,
      (label, i) => -Math.log(probabilities.data[i * 4 + label]),
    );
    assertClose(losses.data, own, { tolerance: 1e-6 });
    assertClose([loss], [own.reduce((sum, x) => sum + x) / 6], { tolerance: 1e-6 });
  });

  Deno.test(`Network gives a batch below its capacity what it gives it on its own (${name})`, () => {
    const from = {
      sizes: [9, 17, 5],
      activation: "sigmoid",
      initialisation: "he",
      rows: 8,
      seed: 4,
    } as const;
    const { network, batch } = randomNetwork(engine, from);
    const alone = new Network(engine, { ...network.shape, capacity: 3 });
    for (const [i, { value }] of alone.parameters.entries()) {
      value.data.set(network.parameters[i].value.data);
    }
    network.forward(batch);
    network.backward(); // so that every matrix holds something of a larger batch
    const small = {
      inputs: { rows: 3, columns: 9, data: batch.inputs.data.subarray(0, 27) },
      labels: batch.labels.subarray(0, 3),
    };
    const results = [network, alone].map((either) => {
      const { loss } = either.forward(small);
      either.backward();
      const trace = [...either.trace()].map(([symbol, { rows, columns, data }]) => {
        return { symbol, rows, columns, data };
      });
      return { loss, trace };
    });
    assert.deepEqual(results[0], results[1]);
  });
}

for (const activation of ACTIVATION_NAMES) {
  Deno.test(`Network gives a row the same bits whatever is beside it: ${activation} (strict)`, () => {
    const sizes = [37, 19, 11, 5];
    const from = { sizes, activation, initialisation: "he", rows: 9, seed: 5 } as const;
    const { network, batch } = randomNetwork(strict, from);
    const pass = (start: number, end: number) => {
      const { losses, probabilities } = network.forward({
        inputs: {
          rows: end - start,
          columns: 37,
          data: batch.inputs.data.subarray(start * 37, end * 37),
        },
        labels: batch.labels.subarray(start, end),
      });
      const inputGradient = network.backward({ inputs: true })!;
      const row = (i: number) => [
        losses.data[i],
        ...probabilities.data.subarray(5 * i, 5 * i + 5),
        ...inputGradient.data.subarray(37 * i, 37 * i + 37),
      ];
      return Array.from({ length: end - start }, (_, i) => row(i));
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
    const backward = network.backward({ inputs: true })!;
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
    assert.equal(network.backward(), undefined, "only when they are asked for");
  });
}

/** A batch of images of 37 pixels, one in five of which is not zero; as pixels still, or written out. */
function imageBatch(
  engine: Engine,
  { rows, isWritten }: { rows: number; isWritten: boolean },
): Batch {
  const random = new Xoshiro128(8), bytes = new Uint8Array(6 * 37);
  for (let i = 0; i < bytes.length; i += 5) bytes[i] = 1 + below(random, 255);
  const nonZeros = bytes.filter((byte) => byte > 0).length;
  const images = engine.images({ count: 6, columns: 37, nonZeros, bytes });
  const indices = engine.indices(rows), labels = engine.bytes(rows);
  for (let i = 0; i < rows; i++) [indices[i], labels[i]] = [(5 * i + 2) % 6, i % 4];
  const pixels = { rows, columns: 37, images, indices, scale: 1 / 255 };
  if (!isWritten) return { inputs: pixels, labels };
  const inputs = engine.matrix(rows, 37);
  engine.gather(inputs, pixels);
  return { inputs, labels };
}

for (const { name, engine } of ENGINES) {
  for (const activation of ACTIVATION_NAMES) {
    Deno.test(`Network.backward({ rate }) is backward() and Sgd.step(): ${activation} (${name})`, () => {
      for (const isWritten of [true, false]) {
        for (const hidden of [[], [19], [65, 16]]) {
          const from = { activation, initialisation: "he", rows: 9, seed: 7 } as const;
          const sizes = [37, ...hidden, 4], batch = imageBatch(engine, { rows: 9, isWritten });
          const [fused, apart] = [1, 2].map(() =>
            randomNetwork(engine, { ...from, sizes }).network
          );
          const optimiser = new Sgd(engine, apart.parameters);
          const weights = (network: Network) => network.parameters.map(({ value }) => value.data);
          for (const rate of [0.5, 0.25, 0.1]) {
            fused.forward(batch);
            apart.forward(batch);
            const inputs = rate === 0.25; // by the weights before the step
            const [given, expected] = [
              fused.backward({ inputs, rate }),
              apart.backward({ inputs }),
            ];
            const before = weights(apart).map((data) => data.slice());
            optimiser.step(rate);
            assert.notDeepEqual(before, weights(apart));
            assert.deepEqual(weights(fused), weights(apart), `[${hidden}], ${rate}`);
            assert.deepEqual(given?.data, expected?.data);
          }
        }
      }
    });
  }

  Deno.test(`Network gives images that are pixels still the bits of those written out (${name})`, () => {
    const from = { activation: "relu", initialisation: "he", rows: 9, seed: 9 } as const;
    const [pixels, written] = [false, true].map((isWritten) => {
      const { network } = randomNetwork(engine, { ...from, sizes: [37, 19, 4] });
      network.forward(imageBatch(engine, { rows: 9, isWritten }));
      network.backward();
      return [...network.trace()].map(([symbol, { data }]) => ({ symbol, data }));
    });
    assert.deepEqual(pixels[0].symbol, "X");
    const { tolerance } = ENGINES.find((each) => each.name === name)!;
    for (const [i, { symbol, data }] of pixels.entries()) {
      if (name === "strict") assert.deepEqual(data, written[i].data, symbol);
      else assertClose(data, written[i].data, { tolerance: 10 * tolerance, what: symbol });
    }
  });
}

Deno.test("Network refuses fewer than two sizes, and sizes that are not positive integers", () => {
  for (const sizes of [[], [3], [3, 0], [3, -2, 4], [3, 2.5, 4], [NaN, 4]]) {
    const create = () => new Network(plain, { sizes, activation: "relu", capacity: 1 });
    assert.throws(create, { name: "RangeError", message: /two or more positive sizes/ });
  }
});

for (const { name, engine } of ENGINES) {
  Deno.test(`Network refuses what does not fit, and a backward pass that comes first (${name})`, () => {
    const network = new Network(engine, { sizes: [3, 5, 4], activation: "relu", capacity: 2 });
    assert.throws(() => network.backward(), new TypeError("backward() follows forward()"));
    const random = new Xoshiro128(1);
    const batch = (rows: number, sizes = [3, 4]) => randomBatch(engine, { sizes, rows, random });
    assert.throws(() => network.forward(batch(3)), ShapeError, "more rows than room");
    assert.throws(() => network.forward(batch(2, [2, 4])), ShapeError, "fewer columns");
    const { inputs, labels } = batch(2);
    assert.throws(() => network.forward({ inputs, labels: labels.subarray(1) }), ShapeError);
    labels[1] = 4;
    assert.throws(() => network.forward({ inputs, labels }), RangeError);
  });
}

/** What an engine has handed out so far. */
const used = (engine: Engine) => engine.bytes(0).byteOffset - 64; // address 0 is kept free

/** As many black images as a batch holds. */
function imagesOf({ sizes: [columns], capacity: count }: NetworkShape): ImageSource {
  return { count, columns, nonZeros: 0, bytes: new Uint8Array(count * columns) };
}

/** The bytes that a network really takes, with every pass that there is, and the trace of one. */
function measuredBytes(engine: Engine, shape: NetworkShape): number {
  const { sizes: [columns], capacity: rows } = shape;
  const images = engine.images(imagesOf(shape)), indices = engine.indices(rows);
  const batch = {
    inputs: { rows, columns, images, indices, scale: 1 },
    labels: engine.bytes(rows),
  };
  const first = new Network(engine, { ...shape, sizes: [columns, 1] });
  first.forward(batch); // so that the engine knows what a byte stands for
  const before = used(engine);
  const network = new Network(engine, shape);
  network.forward(batch);
  network.backward({ inputs: true });
  network.trace();
  return used(engine) - before;
}

const engineOf = (capacity: number) =>
  new WasmEngine("strict", { module: modules.strict, memory: newMemory(capacity) });

Deno.test("networkBytes() is enough for what the kernels' engine allocates", () => {
  const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 300 }));
  const shapes = fc.record({
    sizes: fc.array(size, { minLength: 2, maxLength: 6 }),
    activation: fc.constantFrom(...ACTIVATION_NAMES),
    capacity: size,
  });
  fc.assert(fc.property(shapes, (shape) => {
    const promised = networkBytes(shape), needed = measuredBytes(engineOf(2 ** 24), shape);
    assert.ok(promised >= needed, `${promised} bytes promised, ${needed} needed`);
  }));
});

Deno.test("networkBytes() is enough to create the engine with", () => {
  const shape = { sizes: [784, 128, 64, 10], activation: "relu", capacity: 256 } as const;
  const first = networkBytes({ ...shape, sizes: [784, 1] }) - 4 * 136 * 784; // one scratch for both
  const batch = imagesBytes(imagesOf(shape)) + 5 * 256 + 128;
  const promised = networkBytes(shape) + first + batch + imagesScratch(784, 256);
  measuredBytes(engineOf(promised), shape);
  assert.throws(() => measuredBytes(engineOf(promised / 2), shape), {
    name: "RangeError",
    message: /arena of \d+ bytes is full/,
  });
});

Deno.test("networkBytes() is at most twice what a big network takes", () => {
  for (
    const [capacity, ...sizes] of [
      [64, 784, 64, 10],
      [1, 784, 512, 256, 10],
      [1000, 784, 10],
      [256, 16, 400, 400, 400, 3],
    ]
  ) {
    const shape = { sizes, activation: "relu", capacity } as const;
    const promised = networkBytes(shape), needed = measuredBytes(engineOf(2 ** 26), shape);
    assert.ok(promised <= 2 * needed, `[${sizes}]: ${promised} bytes promised, ${needed} needed`);
  }
});

Deno.test("trace() never mixes two batches: a forward pass starts a new one", () => {
  const engine = createEngine("plain");
  const network = new Network(engine, { sizes: [3, 4, 2], activation: "tanh", capacity: 5 });
  const random = new Xoshiro128(4);
  network.forward(randomBatch(engine, { sizes: [3, 4, 2], rows: 5, random }));
  network.backward();
  assert.equal(network.trace().size, 12);
  network.forward(randomBatch(engine, { sizes: [3, 4, 2], rows: 2, random }));
  assert.deepEqual([...network.trace().keys()], ["X", "Z1", "A1", "Z2", "A2"]);
});
