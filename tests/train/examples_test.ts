import assert from "node:assert/strict";
import type { Split } from "../../src/data/dataset.ts";
import { type Engine, isPixels, type Matrix, type Pixels } from "../../src/engine/engine.ts";
import { Examples } from "../../src/train/examples.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";
import { stripes } from "./stripes.ts";

const { train } = stripes({ train: 7, test: 1 });
/** The same images with three pixels in four gone. */
const sparser = { ...train, images: train.images.map((byte, i) => i % 4 === 0 ? byte : 0) };

/** The numbers of a batch, whether they are pixels still or not. */
function numbers(engine: Engine, inputs: Matrix | Pixels): number[] {
  if (!isPixels(inputs)) return [...inputs.data];
  const matrix = engine.matrix(inputs.rows, inputs.columns);
  engine.gather(matrix, inputs);
  return [...matrix.data];
}

/** What a batch of these images should hold. */
function expected({ images, labels }: Split, order: readonly number[]) {
  const pixels = order.flatMap((i) => [...images.subarray(16 * i, 16 * i + 16)]);
  return { inputs: pixels.map((pixel) => pixel / 255), labels: order.map((i) => labels[i]) };
}

for (const { name, engine, tolerance } of ENGINES) {
  for (const [kind, split] of Object.entries({ few: train, many: sparser })) {
    const isSparse = kind === "many" && name !== "plain";

    Deno.test(`Examples.batch() has the images and labels of its places, ${kind} zeros (${name})`, () => {
      const examples = new Examples(engine, split);
      assert.equal(examples.count, 7);
      assert.deepEqual([...examples.order], [0, 1, 2, 3, 4, 5, 6]);
      const check = (start: number, end: number) => {
        const { inputs, labels } = examples.batch(start, end);
        const wanted = expected(split, [...examples.order].slice(start, end));
        assert.equal(isPixels(inputs), isSparse, "pixels still where products skip the zeros");
        assert.deepEqual([inputs.rows, inputs.columns], [end - start, 16]);
        assert.deepEqual([...labels], wanted.labels);
        assertClose(numbers(engine, inputs), wanted.inputs, { tolerance });
      };
      check(0, 5);
      check(5, 7);
      examples.order.set([6, 2, 2, 0, 5, 1, 3]);
      check(0, 3);
      check(2, 7);
      check(3, 3);
      check(0, 7);
    });

    Deno.test(`Examples.batches() takes each once, whatever divides, ${kind} zeros (${name})`, () => {
      const examples = new Examples(engine, split);
      examples.order.set([6, 5, 4, 3, 2, 1, 0]);
      for (
        const [size, sizes] of [[1, [1, 1, 1, 1, 1, 1, 1]], [3, [3, 3, 1]], [7, [7]], [9, [7]]]
      ) {
        const found: number[] = [], labels: number[] = [], counts: number[] = [];
        for (const batch of examples.batches(size as number)) {
          found.push(...numbers(engine, batch.inputs));
          labels.push(...batch.labels);
          counts.push(batch.inputs.rows);
        }
        const wanted = expected(split, [...examples.order]);
        assert.deepEqual([counts, labels], [sizes, wanted.labels]);
        assertClose(found, wanted.inputs, { tolerance });
      }
    });
  }

  Deno.test(`Examples scales 0, 128 and 255 as they are, of a copy of the images (${name})`, () => {
    const images = new Uint8Array([0, 128, 255, 1]);
    const examples = new Examples(engine, { images, labels: new Uint8Array(1), count: 1 });
    images.fill(7);
    const [black, grey, white, dark] = numbers(engine, examples.batch(0, 1).inputs);
    assert.deepEqual([black, white], [0, 1]);
    assertClose([grey, dark], [128 / 255, 1 / 255], { tolerance: 1e-9 + tolerance / 100 * 6 });
  });
}

Deno.test("Examples.batches() throws on a size that would never end", () => {
  const examples = new Examples(ENGINES[0].engine, train);
  for (const size of [0, -1, 2.5, NaN]) {
    assert.throws(() => [...examples.batches(size)], { name: "RangeError", message: /must be 1/ });
  }
});
