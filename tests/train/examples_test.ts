import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import type { Split } from "../../src/data/dataset.ts";
import { newMemory } from "../../src/engine/arena.ts";
import {
  type Engine,
  type FloatArray,
  isPixels,
  type Matrix,
  type Pixels,
} from "../../src/engine/engine.ts";
import { WasmEngine } from "../../src/engine/wasm.ts";
import { ShapeError } from "../../src/errors.ts";
import { Examples, examplesBytes, outlineOf } from "../../src/train/examples.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

const { train } = stripes({ train: 7, test: 1 });

/** The numbers of a batch, whether they are pixels still or not. */
function written(engine: Engine, inputs: Matrix | Pixels): FloatArray {
  if (!isPixels(inputs)) return inputs.data;
  const matrix = engine.matrix(inputs.rows, inputs.columns);
  engine.gather(matrix, inputs);
  return matrix.data;
}

/** The same images with three pixels in four gone. */
function sparser(split: Split): Split {
  return { ...split, images: split.images.map((byte, i) => i % 4 === 0 ? byte : 0) };
}

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`Examples.batch() gathers the rows and labels of its places, from 0 to 1 (${name})`, () => {
    const examples = new Examples(engine, train, { batch: 5 });
    assert.equal(examples.count, 7);
    assert.deepEqual([...examples.order], [0, 1, 2, 3, 4, 5, 6]);
    const check = (start: number, end: number) => {
      const { inputs, labels } = examples.batch(start, end);
      const expected = [...examples.order].slice(start, end);
      assert.deepEqual([inputs.rows, inputs.columns], [end - start, 16]);
      assert.deepEqual([...labels], expected.map((i) => train.labels[i]));
      const pixels = expected.flatMap((i) => [...train.images.subarray(16 * i, 16 * i + 16)]);
      assertClose(written(engine, inputs), pixels.map((pixel) => pixel / 255), { tolerance });
    };
    check(0, 5);
    check(5, 7);
    examples.order.set([6, 2, 2, 0, 5, 1, 3]);
    check(0, 3);
    check(2, 7);
    check(3, 3);
  });

  Deno.test(`Examples.batch() scales 0, 128 and 255 as they are (${name})`, () => {
    const images = new Uint8Array([0, 128, 255, 1]);
    const split = { images, labels: new Uint8Array(1), count: 1 };
    const examples = new Examples(engine, split, { batch: 1 });
    const [black, grey, white, dark] = written(engine, examples.batch(0, 1).inputs);
    assert.deepEqual([black, white], [0, 1]);
    assertClose([grey, dark], [128 / 255, 1 / 255], { tolerance: 1e-9 + tolerance / 100 * 6 });
  });

  Deno.test(`Examples keeps its own copy of the pixels (${name})`, () => {
    const images = new Uint8Array([255, 255]), labels = new Uint8Array(2);
    const examples = new Examples(engine, { images, labels, count: 2 }, { batch: 2 });
    images.fill(0);
    assert.deepEqual([...written(engine, examples.batch(0, 2).inputs)], [1, 1]);
  });

  Deno.test(`Examples.batch() refuses more examples than its capacity (${name})`, () => {
    assert.throws(
      () => new Examples(engine, train, { batch: 5 }).batch(0, 6),
      ShapeError,
    );
  });
}

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`Examples.batch() leaves pixels where products skip the zeros, most of them (${name})`, () => {
    const split = sparser(train), examples = new Examples(engine, split, { batch: 5 });
    examples.order.reverse();
    const { inputs, labels } = examples.batch(1, 4);
    assert.ok(isPixels(inputs));
    assert.deepEqual([inputs.rows, inputs.columns], [3, 16]);
    assert.deepEqual([...labels], [5, 4, 3].map((i) => split.labels[i]));
    const expected = [5, 4, 3].flatMap((i) => [...split.images.subarray(16 * i, 16 * i + 16)]);
    assertClose(written(engine, inputs), expected.map((pixel) => pixel / 255), { tolerance });
    const dense = new Examples(engine, train, { batch: 5 }).batch(1, 4).inputs;
    assert.equal(isPixels(dense), name === "plain", "the plain engine always skips them");
  });
}

Deno.test("outlineOf() counts the pixels that are not zero", () => {
  for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 31]) {
    for (let at = 0; at < length; at++) {
      const images = new Uint8Array(length).fill(255);
      images[at] = 0;
      const labels = new Uint8Array(1), { nonZeros } = outlineOf({ images, labels, count: 1 });
      assert.equal(nonZeros, length - 1);
    }
  }
  const { count, columns, nonZeros, contents } = outlineOf(sparser(train));
  assert.deepEqual([count, columns], [7, 16]);
  assert.equal(nonZeros, contents!.images.filter((byte) => byte > 0).length);
});

Deno.test("examplesBytes() is enough for what the kernels' engine allocates, and little more", () => {
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    columns: fc.integer({ min: 1, max: 900 }),
    batch: fc.integer({ min: 1, max: 300 }),
    darkness: fc.integer({ min: 1, max: 9 }),
  });
  const engine = () =>
    new WasmEngine("strict", { module: modules.strict, memory: newMemory(2 ** 22) });
  fc.assert(fc.property(sizes, ({ count, columns, batch, darkness }) => {
    const images = new Uint8Array(count * columns), labels = new Uint8Array(count);
    for (let i = 0; i < images.length; i += darkness) images[i] = 200;
    const split = { images, labels, count }, kernels = engine();
    const before = kernels.bytes(0).byteOffset;
    const examples = new Examples(kernels, split, { batch });
    examples.batch(0, Math.min(count, batch));
    const needed = kernels.bytes(0).byteOffset - before;
    const promised = examplesBytes(outlineOf(split), { batch });
    assert.ok(promised >= needed, `${promised} bytes promised, ${needed} needed`);
    // A batch may have to be written out, a byte stands for a number, a wide gap takes an entry.
    const slack = 4 * columns * batch + 2 * count * Math.floor(columns / 255) + 1024 + 700;
    assert.ok(promised <= needed + slack, `${promised}, ${needed} needed`);
  }));
});
