import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import * as modules from "../../assembly/build/modules.js";
import { WasmEngine } from "../../src/engine/wasm.ts";
import { ShapeError } from "../../src/errors.ts";
import { Examples, examplesBytes } from "../../src/train/examples.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

const { train } = stripes({ train: 7, test: 1 });

for (const { name, engine, tolerance } of ENGINES) {
  Deno.test(`Examples.batch() gathers the rows and labels of its places, from 0 to 1 (${name})`, () => {
    const examples = new Examples(engine, train, 5);
    assert.equal(examples.count, 7);
    assert.deepEqual([...examples.order], [0, 1, 2, 3, 4, 5, 6]);
    const check = (start: number, end: number) => {
      const { inputs, labels } = examples.batch(start, end);
      const expected = [...examples.order].slice(start, end);
      assert.deepEqual([inputs.rows, inputs.columns], [end - start, 16]);
      assert.deepEqual([...labels], expected.map((i) => train.labels[i]));
      const pixels = expected.flatMap((i) => [...train.images.subarray(16 * i, 16 * i + 16)]);
      assertClose(inputs.data, pixels.map((pixel) => pixel / 255), { tolerance });
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
    const examples = new Examples(engine, { images, labels: new Uint8Array(1), count: 1 }, 1);
    const [black, grey, white, dark] = examples.batch(0, 1).inputs.data;
    assert.deepEqual([black, white], [0, 1]);
    assertClose([grey, dark], [128 / 255, 1 / 255], { tolerance: 1e-9 + tolerance / 100 * 6 });
  });

  Deno.test(`Examples keeps its own copy of the pixels (${name})`, () => {
    const images = new Uint8Array([255, 255]), labels = new Uint8Array(2);
    const examples = new Examples(engine, { images, labels, count: 2 }, 2);
    images.fill(0);
    assert.deepEqual([...examples.batch(0, 2).inputs.data], [1, 1]);
  });

  Deno.test(`Examples.batch() refuses more examples than its capacity (${name})`, () => {
    assert.throws(() => new Examples(engine, train, 5).batch(0, 6), ShapeError);
  });
}

Deno.test("examplesBytes() is enough for what the kernels' engine allocates, and little more", () => {
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    columns: fc.integer({ min: 1, max: 900 }),
    capacity: fc.integer({ min: 1, max: 300 }),
  });
  const engine = () => new WasmEngine("strict", { module: modules.strict, capacity: 2 ** 21 });
  fc.assert(fc.property(sizes, ({ count, columns, capacity }) => {
    const images = new Uint8Array(count * columns), labels = new Uint8Array(count);
    const split = { images, labels, count }, kernels = engine();
    const before = kernels.bytes(0).byteOffset;
    new Examples(kernels, split, capacity).batch(0, Math.min(count, capacity));
    const needed = kernels.bytes(0).byteOffset - before;
    const promised = examplesBytes(split, capacity);
    assert.ok(promised >= needed && promised <= needed + 300, `${promised}, ${needed} needed`);
  }));
});
