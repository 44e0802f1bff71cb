/**
 * The products on the pixels that are not zero, against the same products on the pixels written out.
 */
import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import type { Engine, Matrix, Pixels } from "../../src/engine/engine.ts";
import { isSparse } from "../../src/engine/wasm_images.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, ENGINES, fractions, guarded } from "./guarded.ts";

/** Columns on both sides of what a sparse sum holds in registers: 16 and 32. */
const WIDTHS = [1, 3, 4, 10, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 130];
const BATCHES = [1, 5, 64];

/** What share of the pixels is zero; a source says how many are not, and that decides how they are kept. */
const ZEROS = [0, 0.19, 1];
const COUNT = 9, PIXELS = 37;

interface Case {
  readonly engine: Engine;
  readonly rows: number;
  readonly n: number;
  readonly zeros: number;
  /** Whether the products are to skip the zeros: what the source claims, true or not. */
  readonly sparse: boolean;
}

/** Images of which a share is zero, and one of them, more than once, in each row of a batch. */
function pixelsOf({ engine, rows, zeros, sparse }: Case): Pixels {
  const bytes = Uint8Array.from(
    { length: COUNT * PIXELS },
    (_, i) => (i * 7919) % 100 < 100 * zeros ? 0 : 1 + (i * 31) % 255,
  );
  const found = bytes.filter((byte) => byte !== 0).length, all = COUNT * PIXELS;
  // Twice as many images, the second half black, so that there are few enough to be listed.
  const count = sparse ? 2 * COUNT : COUNT, nonZeros = sparse ? found : all;
  const padded = new Uint8Array(count * PIXELS);
  padded.set(bytes);
  const source = { count, columns: PIXELS, nonZeros, bytes: padded };
  const images = engine.images(source), indices = engine.indices(rows);
  if (engine.name !== "plain") assert.equal(images.sparse, sparse);
  for (let i = 0; i < rows; i++) indices[i] = (5 * i + 2) % COUNT;
  return { rows, columns: PIXELS, images, indices, scale: 1 / 255 };
}

/** A batch as products take it: as pixels where the zeros are skipped, else written out. */
function inputsOf(test: Case): Matrix | Pixels {
  const pixels = pixelsOf(test);
  return test.sparse ? pixels : writtenOut(test.engine, pixels);
}

function writtenOut(engine: Engine, pixels: Pixels): Matrix {
  const matrix = engine.matrix(pixels.rows, pixels.columns);
  engine.gather(matrix, pixels);
  return matrix;
}

/** The bits of a matrix of f32 numbers, so that −0 is not 0. */
const bits = ({ data }: Matrix) =>
  new Uint32Array(data.buffer, data.byteOffset, data.length).slice();

/** Everything that the first layer computes from its inputs, in guarded matrices. */
function compute(test: Case, values: { w?: number[]; dz?: number[] } = {}) {
  const { engine, rows, n } = test, a = inputsOf(test), scale = 1 / rows, rate = 0.3;
  const matrix = (rows: number, seed: number, given?: number[]) =>
    guarded(engine, { rows, columns: n, values: given ?? fractions(rows * n, seed) });
  const w = matrix(PIXELS, 1, values.w), bias = matrix(1, 2), dz = matrix(rows, 3, values.dz);
  const z = guarded(engine, { rows, columns: n });
  const unbiased = guarded(engine, { rows, columns: n });
  const gradient = guarded(engine, { rows: PIXELS, columns: n });
  engine.matmul(z, { a, b: w, bias });
  engine.matmul(unbiased, { a, b: w });
  engine.matmulTransposedA(gradient, { a, b: dz, scale });
  const stepped = guarded(engine, { rows: PIXELS, columns: n, values: w.data });
  const fused = guarded(engine, { rows: PIXELS, columns: n, values: w.data });
  const still = guarded(engine, { rows: PIXELS, columns: n, values: w.data });
  const spare = guarded(engine, { rows: PIXELS, columns: n });
  engine.sgd(stepped, { gradient, rate });
  engine.descend(fused, { a, b: dz, scale, rate, gradient: spare });
  engine.descend(still, { a, b: dz, scale, rate: 0, gradient: spare });
  for (const each of [z, unbiased, gradient, stepped, fused, still, spare]) assertIntact(each);
  return { w, z, unbiased, gradient, stepped, fused, still };
}

const strict = ENGINES.find(({ name }) => name === "strict")!.engine;
const plain = ENGINES.find(({ name }) => name === "plain")!.engine;

for (const zeros of ZEROS) {
  const share = `${100 * zeros} % zeros`;

  Deno.test(`sparse products give the bits of dense ones, with ${share} (strict)`, () => {
    for (const rows of BATCHES) {
      for (const n of WIDTHS) {
        const [skipping, dense] = [true, false].map((sparse) =>
          compute({ engine: strict, rows, n, zeros, sparse })
        );
        for (const what of ["z", "unbiased", "gradient", "fused"] as const) {
          assert.deepEqual(bits(skipping[what]), bits(dense[what]), `${what} of ${rows}×${n}`);
        }
      }
    }
  });

  for (const { name, engine, tolerance } of ENGINES) {
    for (const sparse of [true, false]) {
      const storage = sparse ? "listed" : "all bytes";

      Deno.test(`descend() is matmulTransposedA() and sgd(), with ${share}, ${storage} (${name})`, () => {
        for (const rows of BATCHES) {
          for (const n of WIDTHS) {
            const { w, stepped, fused, still } = compute({ engine, rows, n, zeros, sparse });
            assert.deepEqual(fused.data, stepped.data, `${rows}×${n}`);
            assert.deepEqual(still.data, w.data, "a rate of 0");
          }
        }
      });

      if (name === "plain") continue;
      Deno.test(`products of pixels agree with the plain engine, with ${share}, ${storage} (${name})`, () => {
        for (const rows of BATCHES) {
          for (const n of WIDTHS) {
            const test = { rows, n, zeros, sparse };
            const own = compute({ ...test, engine }), exact = compute({ ...test, engine: plain });
            for (const what of ["z", "gradient", "fused"] as const) {
              assertClose(own[what].data, exact[what].data, { tolerance: 40 * tolerance, what });
            }
          }
        }
      });
    }
  }
}

Deno.test("sparse products give the bits of dense ones where the other factor has −0 (strict)", () => {
  const zeros = (count: number) => fractions(count, 8).map((x, i) => i % 3 === 0 ? -0 : x);
  for (const n of [3, 16, 33]) {
    for (const share of [0.19, 0.81, 1]) {
      const values = { w: zeros(PIXELS * n), dz: zeros(5 * n).map((x) => x < 0 ? -0 : x) };
      const [skipping, dense] = [true, false].map((sparse) =>
        compute({ engine: strict, rows: 5, n, zeros: share, sparse }, values)
      );
      assert.ok(bits(dense.w).includes(0x80000000));
      for (const what of ["z", "unbiased", "gradient", "fused"] as const) {
        assert.deepEqual(bits(skipping[what]), bits(dense[what]), `${what} of ${n} columns`);
      }
      assert.ok(!bits(dense.unbiased).includes(0x80000000), "a sum from +0 is never −0");
      assert.ok(!bits(dense.gradient).includes(0x80000000), "nor is a gradient");
    }
  }
});

Deno.test("sparse products give the bits of dense ones where products underflow (strict)", () => {
  for (const n of [3, 32]) {
    const tiny = (count: number) => fractions(count, 9).map((x) => Math.fround(x * 1e-44));
    const values = { w: tiny(PIXELS * n), dz: tiny(5 * n) };
    const [skipping, dense] = [true, false].map((sparse) =>
      compute({ engine: strict, rows: 5, n, zeros: 0.5, sparse }, values)
    );
    for (const what of ["z", "unbiased", "gradient", "fused"] as const) {
      assert.deepEqual(bits(skipping[what]), bits(dense[what]), what);
    }
  }
});

for (const { name, engine } of ENGINES) {
  for (const infinity of [Infinity, -Infinity, NaN]) {
    /** One image of three pixels, 0 then 51 then 255, against one column. */
    const product = (sparse: boolean, w: number[]) => {
      const bytes = Uint8Array.of(0, 51, 255, 0, 0, 0);
      const source = { count: 2, columns: 3, nonZeros: sparse ? 2 : 6, bytes };
      const indices = engine.indices(1), images = engine.images(source);
      const pixels = { rows: 1, columns: 3, images, indices, scale: 1 / 255 };
      const a = sparse ? pixels : writtenOut(engine, pixels);
      const b = guarded(engine, { rows: 3, columns: 1, values: w });
      const dz = guarded(engine, { rows: 1, columns: 1, values: [w[0]] });
      const z = engine.matrix(1, 1), dw = engine.matrix(3, 1), down = engine.matrix(3, 1);
      engine.matmul(z, { a, b });
      engine.matmulTransposedA(dw, { a, b: dz, scale: 1 });
      engine.descend(down, { a, b: dz, scale: 1, rate: 1, gradient: engine.matrix(3, 1) });
      return { z: z.data[0], dw: [...dw.data], down: [...down.data] };
    };

    Deno.test(`a zero pixel times ${infinity} is NaN in the dense form, and skipped in the sparse (${name})`, () => {
      assert.equal(product(false, [infinity, 0, 2]).z, NaN);
      assert.equal(product(true, [infinity, 0, 2]).z, 2);
      assert.deepEqual(product(false, [infinity, 0, 0]).dw, [NaN, infinity, infinity]);
      assert.deepEqual(product(true, [infinity, 0, 0]).dw, [0, infinity, infinity]);
      assert.deepEqual(product(false, [infinity, 0, 0]).down, [NaN, -infinity, -infinity]);
      assert.deepEqual(product(true, [infinity, 0, 0]).down, [0, -infinity, -infinity]);
    });

    Deno.test(`a pixel that is not zero lets ${infinity} through in either form (${name})`, () => {
      for (const sparse of [true, false]) {
        assert.equal(product(sparse, [0, infinity, 2]).z, infinity);
        assert.equal(product(sparse, [0, 1, infinity]).z, infinity);
        assert.equal(product(sparse, [0, Infinity, -Infinity]).z, NaN);
      }
    });
  }

  Deno.test(`products of pixels refuse sizes that do not fit (${name})`, () => {
    const test = { engine, rows: 5, n: 3, zeros: 0.5, sparse: true }, a = pixelsOf(test);
    const b = engine.matrix(PIXELS, 3), dz = engine.matrix(5, 3), z = engine.matrix(5, 3);
    const dw = engine.matrix(PIXELS, 3);
    engine.matmul(z, { a, b });
    engine.matmulTransposedA(dw, { a, b: dz, scale: 1 });
    const short = engine.matrix(PIXELS - 1, 3), few = engine.matrix(4, 3);
    assert.throws(() => engine.matmul(z, { a, b: short }), ShapeError);
    assert.throws(() => engine.matmul(few, { a, b }), ShapeError);
    assert.throws(() => engine.matmulTransposedA(dw, { a, b: few, scale: 1 }), ShapeError);
    assert.throws(() => engine.matmulTransposedA(short, { a, b: dz, scale: 1 }), ShapeError);
    const by = { a, b: few, scale: 1, rate: 1, gradient: engine.matrix(PIXELS, 3) };
    assert.throws(() => engine.descend(dw, by), ShapeError);
    a.indices[4] = 2 * COUNT;
    assert.throws(() => engine.matmul(z, { a, b }), RangeError, "past the last image");
    assert.throws(() => engine.matmulTransposedA(dw, { a, b: dz, scale: 1 }), RangeError);
  });

  if (name === "plain") continue;
  Deno.test(`products refuse pixels with few zeros, which are gathered first (${name})`, () => {
    const test = { engine, rows: 5, n: 3, zeros: 0, sparse: false }, a = pixelsOf(test);
    const refusal = { name: "TypeError", message: /gathered before a product/ };
    const b = engine.matrix(PIXELS, 3), dz = engine.matrix(5, 3), dw = engine.matrix(PIXELS, 3);
    assert.throws(() => engine.matmul(dz, { a, b }), refusal);
    assert.throws(() => engine.matmulTransposedA(dw, { a, b: dz, scale: 1 }), refusal);
  });
}

Deno.test("sparse products give the bits of dense ones, of any images (strict)", () => {
  const images = fc.array(
    fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 255 })), {
      minLength: 19,
      maxLength: 19,
    }),
    { minLength: 1, maxLength: 6 },
  );
  const size = fc.integer({ min: 1, max: 70 }), rows = fc.array(fc.nat(5), { maxLength: 12 });
  fc.assert(
    fc.property(images, rows, size, (images, rows, n) => {
      const bytes = Uint8Array.from(images.flat()), capacity = rows.length;
      const shape = { count: images.length, columns: 19, bytes };
      const found = bytes.filter((byte) => byte !== 0).length;
      const padded = new Uint8Array(2 * bytes.length);
      padded.set(bytes);
      const indices = strict.indices(rows.length);
      indices.set(rows.map((row) => row % images.length));
      const run = (sparse: boolean) => {
        const source = sparse
          ? { ...shape, count: 2 * shape.count, bytes: padded, nonZeros: found }
          : { ...shape, nonZeros: bytes.length };
        const placed = strict.images(source);
        const pixels = { rows: capacity, columns: 19, images: placed, indices, scale: 1 / 255 };
        const matrix = writtenOut(strict, pixels), a = sparse ? pixels : matrix;
        const b = guarded(strict, { rows: 19, columns: n, values: fractions(19 * n, 1) });
        const dz = guarded(strict, {
          rows: capacity,
          columns: n,
          values: fractions(capacity * n, 2),
        });
        const z = guarded(strict, { rows: capacity, columns: n });
        strict.matmul(z, { a, b });
        const by = { a, b: dz, scale: 0.1, rate: 0.7, gradient: guarded(strict, b) };
        strict.descend(b, by);
        for (const each of [z, b]) assertIntact(each);
        return [matrix, z, b].map(bits);
      };
      assert.deepEqual(run(true), run(false));
    }),
    { numRuns: 60 },
  );
});

Deno.test("isSparse() takes lists from half of zeros on", () => {
  const source = { count: 10, columns: 10 };
  assert.deepEqual(
    [0, 49, 50, 51, 100].map((nonZeros) => isSparse({ ...source, nonZeros })),
    [true, true, true, false, false],
  );
});
