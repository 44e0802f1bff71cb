/** Images of a batch, moved, against a plain loop over the pixels. */
import assert from "node:assert/strict";
import type { Engine, Images, Pixels } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import fc from "../fast_check.ts";
import { ENGINES } from "./guarded.ts";

interface Case {
  readonly rows: number;
  readonly width: number;
  /** The share of the pixels that is zero. */
  readonly zeros: number;
  /** The image of each row of the batch. */
  readonly batch: readonly number[];
  /** Down and right, for each row of the batch. */
  readonly moves: readonly number[];
}

const COUNT = 5;

function bytesOf({ rows, width, zeros }: Case): Uint8Array {
  return Uint8Array.from(
    { length: COUNT * rows * width },
    (_, i) => (i * 7919) % 101 < 101 * zeros ? 0 : 1 + (i * 31) % 255,
  );
}

/** The bytes of each image, moved: pixel (y, x) is the one that was (down, right) before it. */
function expected(test: Case): number[] {
  const { rows, width, batch, moves } = test, bytes = bytesOf(test);
  return batch.flatMap((image, i) =>
    Array.from({ length: rows * width }, (_, p) => {
      const y = Math.floor(p / width) - moves[2 * i], x = p % width - moves[2 * i + 1];
      const isInside = y >= 0 && y < rows && x >= 0 && x < width;
      return isInside ? bytes[(image * rows + y) * width + x] : 0;
    })
  );
}

/** The images of a case, and the batch of them. */
function pixelsOf(engine: Engine, test: Case): Pixels {
  const columns = test.rows * test.width, indices = engine.indices(test.batch.length);
  indices.set(test.batch);
  const images = engine.images(bytesOf(test), { count: COUNT, columns });
  return { rows: test.batch.length, columns, images, indices, scale: 1 };
}

/** The bytes of images in the memory of an engine. */
function read(engine: Engine, images: Images): number[] {
  const { count, columns } = images, indices = engine.indices(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  const matrix = engine.matrix(count, columns);
  engine.gather(matrix, { rows: count, columns, images, indices, scale: 1 });
  return [...matrix.data];
}

/** Moves a batch on an engine; behind it is room for one image more, which is to stay as it was. */
function moved(engine: Engine, test: Case): number[] {
  const pixels = pixelsOf(engine, test), { width, moves } = test;
  const outputs = engine.imagesLike(pixels.images, pixels.rows);
  assert.equal(outputs.sparse, pixels.images.sparse);
  // Twice: what the first batch left does not show through the second.
  engine.move(outputs, { pixels, width, moves: moves.map((move) => -move) });
  engine.move(outputs, { pixels, width, moves });
  return read(engine, outputs);
}

const [{ engine: plain }] = ENGINES;

for (const { name, engine } of ENGINES) {
  for (const zeros of [0, 0.3, 0.6, 0.9, 1]) {
    Deno.test(`move() moves each image by its own, ${100 * zeros} % zeros (${name})`, () => {
      for (const [rows, width] of [[1, 1], [3, 5], [5, 3], [28, 28], [1, 600], [600, 1]]) {
        const batch = [0, 4, 4, 1, 2, 3, 0, 4, 2];
        const moves = [0, 0, 1, 0, 0, 1, -1, 0, 0, -1, 2, -2, -rows, 0, 0, width, rows + 9, -9];
        const test = { rows, width, zeros, batch, moves };
        assert.deepEqual(moved(engine, test), expected(test), `${rows}×${width}`);
      }
    });
  }

  Deno.test(`move() gives the bytes of the plain engine, of any images and moves (${name})`, () => {
    const side = fc.integer({ min: 1, max: 40 }), share = fc.constantFrom(0, 0.4, 0.7, 0.95, 1);
    const image = fc.tuple(fc.nat(COUNT - 1), fc.integer(), fc.integer({ min: -40, max: 40 }));
    fc.assert(
      fc.property(
        side,
        side,
        share,
        fc.array(image, { maxLength: 6 }),
        (rows, width, zeros, all) => {
          const moves = all.flatMap(([, down, right]) => [down % (rows + 2), right % (width + 2)]);
          const test = { rows, width, zeros, batch: all.map(([index]) => index), moves };
          assert.deepEqual(moved(engine, test), moved(plain, test));
        },
      ),
      { numRuns: 60 },
    );
  });

  Deno.test(`move() writes the images of its batch only, and keeps the originals (${name})`, () => {
    for (const zeros of [0.2, 0.8]) {
      const test = { rows: 4, width: 4, zeros, batch: [2, 1], moves: [1, 1, 0, -1] };
      const pixels = pixelsOf(engine, test), before = read(engine, pixels.images);
      const outputs = engine.imagesLike(pixels.images, 2), { width, moves } = test;
      const behind = engine.bytes(64).fill(7);
      engine.move(outputs, { pixels, width, moves });
      assert.deepEqual(read(engine, pixels.images), before);
      assert.ok(behind.every((byte) => byte === 7));
    }
  });

  Deno.test(`move() refuses other images, too little room, rows that do not divide (${name})`, () => {
    const test = { rows: 4, width: 4, zeros: 0.7, batch: [2, 1], moves: [1, 1, 0, -1] };
    const pixels = pixelsOf(engine, test), { width, moves } = test, { images } = pixels;
    const other = engine.images(new Uint8Array(18), { count: 2, columns: 9 });
    const room = engine.imagesLike(images, 2);
    for (
      const [outputs, by] of [
        [images, { pixels, width, moves }],
        [engine.imagesLike(images, 1), { pixels, width, moves }],
        [engine.imagesLike(other, 2), { pixels, width, moves }],
        [room, { pixels, width: 3, moves }],
        [room, { pixels, width, moves: [1, 1, 0] }],
      ] as const
    ) {
      assert.throws(() => engine.move(outputs, by), ShapeError);
    }
    pixels.indices[1] = COUNT;
    assert.throws(() => engine.move(room, { pixels, width, moves }), RangeError);
  });
}

for (const { name, engine } of ENGINES.slice(1)) {
  Deno.test(`move() overwrites no images that a gradient still needs (${name})`, () => {
    const test = { rows: 4, width: 4, zeros: 0.7, batch: [2, 1], moves: [1, 1, 0, -1] };
    const pixels = pixelsOf(engine, test), { width, moves } = test;
    const images = engine.imagesLike(pixels.images, 2), places = engine.indices(2);
    places.set([0, 1]);
    engine.move(images, { pixels, width, moves });
    const a = { ...pixels, images, indices: places }, dz = engine.matrix(2, 1);
    dz.data.set([1, 3]);
    const gradient = engine.matrix(16, 1), weights = engine.matrix(16, 1);
    const take = () => engine.matmulTransposedA(gradient, { a, b: dz, scale: 1 });
    take();
    const [first, second] = [expected(test).slice(0, 16), expected(test).slice(16)];
    const wanted = first.map((pixel, i) => pixel + 3 * second[i]);
    engine.move(images, { pixels, width, moves: [0, 0, 0, 0] });
    assert.deepEqual(read(engine, images), expected({ ...test, moves: [0, 0, 0, 0] }));
    assert.deepEqual([...gradient.data], wanted, "read after the next batch");

    take();
    engine.sgd(weights, { gradient, rate: 1 });
    engine.move(images, { pixels, width, moves });
    assert.throws(() => gradient.data, /gone/, "stepped with, and its images are overwritten");
  });
}
