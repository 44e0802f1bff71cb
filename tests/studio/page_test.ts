import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { PlainEngine } from "../../src/engine/plain.ts";
import { passes } from "../../src/lesson/check.ts";
import { convnet } from "../../src/nn/convnet.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { Network } from "../../src/nn/network.ts";
import { symbols, trace } from "../../src/nn/trace.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { readAddress, writeAddress } from "../../src/studio/page/address.ts";
import { columnsOf, grid, place } from "../../src/studio/page/columns.ts";
import { decodeDrawing, encodeDrawing } from "../../src/studio/page/drawing.ts";
import { denseLayers, followedUnits, strongestPaths } from "../../src/studio/page/paths.ts";
import { Reader, weightsOf } from "../../src/studio/page/reader.ts";
import {
  changed,
  commandOf,
  DEFAULT_CHOICE,
  NETWORKS,
  recipeOf,
} from "../../src/studio/page/recipe.ts";
import { Pass, plainCopy } from "../../src/studio/page/steps.ts";
import { CONV_RECIPE, DEFAULT_RECIPE } from "../../src/train/recipe.ts";

/** A network of random weights, and an image for it. */
function sample(hidden: number[], activation: "relu" | "sigmoid" | "tanh" | "identity" = "relu") {
  const engine = new PlainEngine();
  const network = new Network(engine, mlp(engine, { sizes: [784, ...hidden, 10], activation }));
  const normal = normalSource(new Xoshiro128(7));
  network.initialise("he", normal);
  for (const { name, value } of network.parameters) {
    if (name.endsWith("bias")) value.data.forEach((_, i) => value.data[i] = 0.1 * normal());
  }
  const pixels = Uint8Array.from({ length: 784 }, (_, i) => i % 5 === 0 ? i * 37 % 256 : 0);
  return { engine, network, pixels };
}

Deno.test("a drawing comes back from its address", () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const stroke = fc.record({
    erases: fc.boolean(),
    width: fc.integer({ min: 1, max: 127 }),
    points: fc.array(fc.tuple(byte, byte), { minLength: 1, maxLength: 600 }).map((all) =>
      all.flat()
    ),
  });
  fc.assert(fc.property(
    fc.array(stroke, { maxLength: 5 }),
    fc.option(fc.integer({ min: 0, max: 9999 }), { nil: undefined }),
    (strokes, index) => {
      const digit = index === undefined
        ? undefined
        : { index, pixels: new Uint8Array(784), label: 0 };
      const plain = strokes.map((stroke) => ({ ...stroke }));
      assert.deepEqual(decodeDrawing(encodeDrawing({ digit, strokes })), { index, strokes: plain });
    },
  ));
});

Deno.test("a drawing that is damaged leaves what can be read", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const { strokes } = decodeDrawing(text);
    assert.ok(strokes.every(({ points }) => points.length >= 2 && points.length % 2 === 0));
  }));
  assert.deepEqual(decodeDrawing("t12345678"), { index: undefined, strokes: [] });
  assert.deepEqual(decodeDrawing("t10000"), { index: undefined, strokes: [] });
});

Deno.test("an address says what it was written from, and only what differs", () => {
  assert.equal(writeAddress(readAddress("")), "");
  const address = {
    tab: "train",
    language: "fr",
    theme: "dark",
    choice: { ...DEFAULT_CHOICE, network: "128-64", rate: 0.1, seed: 7 },
    drawing: "t12.FAAB",
    lesson: "3",
    pinned: { kind: "neuron", layer: 2, index: 17 },
  } as const;
  assert.deepEqual(readAddress(writeAddress(address)), address);
  assert.deepEqual(readAddress("#pin=7").pinned, { kind: "class", index: 7 });
  const { choice } = readAddress("#network=conv");
  assert.deepEqual([choice.optimizer, choice.rate, choice.epochs], [
    CONV_RECIPE.optimizer,
    CONV_RECIPE.rate,
    CONV_RECIPE.epochs,
  ]);
  assert.equal(
    readAddress("#rate=-1&batch=x&seed=1e99&tab=none&network=constructor").choice.rate,
    0.3,
  );
});

Deno.test("the choices are recipes of the command line", () => {
  assert.deepEqual(recipeOf(DEFAULT_CHOICE), DEFAULT_RECIPE);
  assert.deepEqual(recipeOf(changed(DEFAULT_CHOICE, { network: "conv" })), CONV_RECIPE);
  assert.equal(commandOf(DEFAULT_CHOICE), "deno task train");
  assert.equal(
    commandOf(changed(DEFAULT_CHOICE, { network: "conv" })),
    "deno task train --recipe conv",
  );
  assert.equal(
    commandOf({ ...changed(DEFAULT_CHOICE, { network: "128-64" }), seed: 1 }),
    "deno task train --hidden 128,64 --seed 1",
  );
  assert.equal(changed(DEFAULT_CHOICE, { optimizer: "adam" }).rate, 0.001);
});

Deno.test("every network is drawn inside its picture, no unit over another", () => {
  for (const name of Object.keys(NETWORKS)) {
    const engine = new PlainEngine(), recipe = recipeOf(changed(DEFAULT_CHOICE, { network: name }));
    const image = { height: 28, width: 28, channels: 1 };
    const layers = convnet(engine, {
      ...recipe,
      kernel: 5,
      stride: 2,
      padding: 0,
      pool: 0,
      image,
      classes: 10,
    });
    for (const size of [{ width: 400, height: 420 }, { width: 900, height: 640 }]) {
      const places = place(columnsOf(new Network(engine, layers)), size).flatMap(({ places }) =>
        places
      );
      for (const { x, y, width, height } of places) {
        assert.ok(x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height, name);
        assert.ok(width >= 8, `${name}: ${width}`);
      }
      const overlaps = places.some((a, i) =>
        places.some((b, j) =>
          i < j && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
          b.y < a.y + a.height
        )
      );
      assert.ok(!overlaps, name);
    }
  }
  assert.equal(grid(64, { x: 0, y: 0, width: 400, height: 400 }).length, 64);
});

Deno.test("a reading is the network's, and the paths are its activations times its weights", () => {
  const { engine, network, pixels } = sample([16, 12]);
  const reader = new Reader(engine, network), reading = reader.read(pixels);
  const last = denseLayers(network).at(-1)!;
  const all = strongestPaths(network, reading, { kind: "class", index: reading.answer });
  const own = all.filter(({ layer }) => layer === last);
  const W = network.layers[last].parameters[0].value;
  const terms = Array.from(
    { length: 12 },
    (_, j) => reading.outputs[3][j] * W.data[10 * j + reading.answer],
  );
  const sorted = terms.filter((x) => x !== 0).map(Math.abs).sort((a, b) => b - a).slice(0, 10);
  assert.deepEqual(own.map(({ value }) => Math.abs(value)), sorted);
  for (const { from, value } of own) assert.equal(value, terms[from]);
  const units = followedUnits(network, reading, { label: 3 });
  assert.equal(units.length, 4);
  assert.equal(units[3], 3);
  const pinned = { kind: "neuron", layer: 2, index: 5 } as const;
  assert.equal(followedUnits(network, reading, { label: 3, pinned })[2], 5);

  const weights = weightsOf(network);
  reader.load(weights.map((x) => 2 * x));
  assert.notDeepEqual(reader.read(pixels).outputs, reading.outputs);
  reader.load(weights);
  const again = reader.read(pixels);
  for (const [i, outputs] of again.outputs.entries()) {
    outputs.forEach((x, j) => assert.ok(Math.abs(x - reading.outputs[i][j]) < 1e-4));
  }
});

for (const activation of ["relu", "sigmoid", "tanh", "identity"] as const) {
  for (const hidden of [[], [9], [9, 8]]) {
    Deno.test(`the stages of a pass have the numbers of the plain engine: ${["784", ...hidden, 10].join("-")}, ${activation}`, () => {
      const { engine, network, pixels } = sample(hidden, activation);
      const inputs = engine.matrix(1, 784);
      inputs.data.set(Array.from(pixels, (pixel) => pixel / 255));
      const { loss } = network.forward({ inputs, labels: Uint8Array.of(4) });
      network.backward();
      const expected = trace(network), reader = new Reader(engine, network);
      const values = new Map([...expected].map(([name, { data }]) => [name, Array.from(data)]));
      const units = [35, ...hidden.map((_, i) => i + 2), 4];
      const pass = new Pass(plainCopy(network)!, { pixels, label: 4, units, rate: 0.01 });
      const stages = pass.stages();
      assert.equal(stages.length, 2 + 3 * hidden.length + 3);
      assert.equal(pass.loss, loss);
      for (const { name, blocks, pushed } of stages) {
        for (const block of blocks) {
          if (block.kind === "formula") assert.ok(block.agrees, `${name}: ${block.name}`);
          if (block.kind === "check") assert.ok(passes(block), `${name}: ${block.claim.en}`);
        }
        if (!pushed) continue;
        const { row, column } = pushed, columns = expected.get(name)!.columns;
        assert.equal(pass.now.value(name, row, column), values.get(name)![row * columns + column]);
        const { slope } = pass.measure(pushed, 1e-4);
        assert.ok(Math.abs(slope - pass.now.value(name, row, column)) < 1e-5, name);
      }
      // The step at the end is taken back.
      assert.deepEqual(
        pass.network.parameters[0].value.data,
        symbols(network).get("W1")!.value.data,
      );
      assert.ok(reader.network === network);
    });
  }
}

Deno.test("a convolutional network has no stages", () => {
  const engine = new PlainEngine(), image = { height: 28, width: 28, channels: 1 };
  const layers = convnet(engine, {
    image,
    conv: [2],
    kernel: 5,
    stride: 2,
    hidden: [],
    classes: 10,
    activation: "relu",
  });
  assert.equal(plainCopy(new Network(engine, layers)), undefined);
});
