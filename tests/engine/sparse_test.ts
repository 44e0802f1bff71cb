/**
 * The products on the pixels that are not zero, against the same products on the gathered pixels, and
 * the step of a product that nobody has read against product and step.
 */
import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import type { Engine, Matrix, Pixels } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertClose } from "../assert_close.ts";
import { assertIntact, bits, ENGINES, fractions, guarded } from "./guarded.ts";

/** Columns on both sides of what a sparse sum holds in registers, 16 and 32, and of a panel, 128. */
const WIDTHS = [1, 3, 4, 10, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 130];
const BATCHES = [1, 5, 64];

/** What share of the pixels is zero. */
const ZEROS = [0, 0.19, 1];
const COUNT = 9, PIXELS = 37;

/** The engine, and whether the products are to skip the zeros. */
interface How {
  readonly engine: Engine;
  readonly sparse: boolean;
}

interface Case {
  /** The images, of `pixels` pixels each. */
  readonly bytes: Uint8Array;
  readonly pixels: number;
  /** The image of each row. */
  readonly batch: readonly number[];
  readonly n: number;
  readonly w?: number[];
  readonly dz?: number[];
}

/** Images of which a share is zero, and one of them, more than once, in each row of a batch. */
function caseOf({ rows, n, zeros }: { rows: number; n: number; zeros: number }): Case {
  const bytes = Uint8Array.from(
    { length: COUNT * PIXELS },
    (_, i) => (i * 7919) % 100 < 100 * zeros ? 0 : 1 + (i * 31) % 255,
  );
  const batch = Array.from({ length: rows }, (_, i) => (5 * i + 2) % COUNT);
  return { bytes, pixels: PIXELS, batch, n };
}

/** A batch of images, behind which there are as many black ones, so that they are compressed. */
function pixelsOf(engine: Engine, { bytes, pixels, batch }: Case): Pixels {
  const count = 2 * bytes.length / pixels, padded = new Uint8Array(2 * bytes.length);
  padded.set(bytes);
  const images = engine.images(padded, { count, columns: pixels });
  const indices = engine.indices(batch.length);
  assert.equal(images.sparse, engine.name !== "plain");
  indices.set(batch);
  return { rows: batch.length, columns: pixels, images, indices, scale: 1 / 255 };
}

function gathered(engine: Engine, pixels: Pixels): Matrix {
  const matrix = guarded(engine, pixels);
  engine.gather(matrix, pixels);
  assertIntact(matrix);
  return matrix;
}

/** Everything that the first layer computes from its inputs, in guarded matrices. */
function compute({ engine, sparse }: How, test: Case) {
  const { n, pixels: k } = test, rows = test.batch.length, scale = 0.1, rate = 0.3;
  const pixels = pixelsOf(engine, test), a = sparse ? pixels : gathered(engine, pixels);
  const matrix = (rows: number, values?: ArrayLike<number>) =>
    guarded(engine, { rows, columns: n, values });
  const w = matrix(k, test.w ?? fractions(k * n, 1)), bias = matrix(1, fractions(n, 2));
  const dz = matrix(rows, test.dz ?? fractions(rows * n, 3));
  const z = matrix(rows), unbiased = matrix(rows), gradient = matrix(k);
  const fused = matrix(k, w.data), stepped = matrix(k, w.data);
  engine.matmul(z, { a, b: w, bias });
  engine.matmul(unbiased, { a, b: w });
  engine.matmulTransposedA(gradient, { a, b: dz, scale });
  engine.sgd(fused, { gradient, rate }); // nobody has read the gradient yet
  assertIntact(gradient);
  engine.sgd(stepped, { gradient, rate });
  for (const each of [z, unbiased, fused, stepped]) assertIntact(each);
  return { z, unbiased, gradient, fused, stepped };
}

const RESULTS = ["z", "unbiased", "gradient", "fused", "stepped"] as const;
const [{ engine: plain }, { engine: strict }] = ENGINES;

/** Asserts that the strict products give the same bits whether they skip the zeros or not. */
function assertSameBits(test: Case, what: string) {
  const [skipping, dense] = [true, false].map((sparse) =>
    compute({ engine: strict, sparse }, test)
  );
  for (const result of RESULTS) {
    assert.deepEqual(bits(skipping[result]), bits(dense[result]), `${result} of ${what}`);
  }
  return dense;
}

for (const zeros of ZEROS) {
  const share = `${100 * zeros} % zeros`;
  const cases = BATCHES.flatMap((rows) =>
    WIDTHS.map((n) => ({ what: `${rows}×${n}`, test: caseOf({ rows, n, zeros }) }))
  );

  Deno.test(`sparse products give the bits of dense ones, with ${share} (strict)`, () => {
    for (const { what, test } of cases) assertSameBits(test, what);
  });

  for (const { name, engine, tolerance } of ENGINES.slice(1)) {
    for (const sparse of [true, false]) {
      const how = sparse ? "sparse" : "gathered";

      Deno.test(`products of pixels agree with the plain engine, with ${share}, ${how} (${name})`, () => {
        for (const { what, test } of cases) {
          const own = compute({ engine, sparse }, test);
          const exact = compute({ engine: plain, sparse: false }, test);
          for (const result of RESULTS) {
            const options = { tolerance: 40 * tolerance, what: `${result} of ${what}` };
            assertClose(own[result].data, exact[result].data, options);
          }
          assert.deepEqual(bits(own.fused), bits(own.stepped), `one pass and two, ${what}`);
        }
      });
    }
  }
}

Deno.test("sparse products give the bits of dense ones where the other factor has −0 (strict)", () => {
  const zeros = (count: number) => fractions(count, 8).map((x, i) => i % 3 === 0 ? -0 : x);
  for (const n of [3, 16, 33]) {
    for (const share of [0.19, 0.81, 1]) {
      const test = caseOf({ rows: 5, n, zeros: share }), w = zeros(PIXELS * n);
      const dz = zeros(5 * n).map((x) => x < 0 ? -0 : x);
      const dense = assertSameBits({ ...test, w, dz }, `${n} columns`);
      assert.ok(!bits(dense.unbiased).includes(0x80000000), "a sum from +0 is never −0");
      assert.ok(!bits(dense.gradient).includes(0x80000000), "nor is a gradient");
    }
  }
});

Deno.test("sparse products give the bits of dense ones where products underflow (strict)", () => {
  for (const n of [3, 32]) {
    const tiny = (count: number) => fractions(count, 9).map((x) => Math.fround(x * 1e-44));
    const test = caseOf({ rows: 5, n, zeros: 0.5 });
    assertSameBits({ ...test, w: tiny(PIXELS * n), dz: tiny(5 * n) }, `${n} columns`);
  }
});

Deno.test("sparse products give the bits of dense ones, of any images (strict)", () => {
  const byte = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 255 }));
  const image = fc.array(byte, { minLength: 19, maxLength: 19 });
  const images = fc.array(image, { minLength: 1, maxLength: 6 });
  const size = fc.integer({ min: 1, max: 70 }), rows = fc.array(fc.nat(5), { maxLength: 12 });
  fc.assert(
    fc.property(images, rows, size, (images, rows, n) => {
      const batch = rows.map((row) => row % images.length), bytes = Uint8Array.from(images.flat());
      assertSameBits({ bytes, pixels: 19, batch, n }, "any images");
    }),
    { numRuns: 60 },
  );
});

for (const { name, engine } of ENGINES) {
  for (const infinity of [Infinity, -Infinity, NaN]) {
    Deno.test(`a zero pixel times ${infinity} is skipped or NaN, by the form of the images (${name})`, () => {
      /** One image of three pixels, 0 then 51 then 255, against one column. */
      const product = (sparse: boolean, w: number[]) => {
        const test = {
          bytes: Uint8Array.of(0, 51, 255),
          pixels: 3,
          batch: [0],
          n: 1,
          w,
          dz: [w[0]],
        };
        const { unbiased, gradient, fused, stepped } = compute({ engine, sparse }, test);
        assert.deepEqual([...fused.data], [...stepped.data]);
        return { z: unbiased.data[0], dw: [...gradient.data] };
      };
      if (name !== "plain") {
        assert.equal(product(false, [infinity, 0, 2]).z, NaN);
        assert.deepEqual(product(false, [infinity, 0, 0]).dw, [NaN, infinity, infinity]);
      }
      const skips = name !== "plain"; // the plain engine skips zeros of any matrix
      assert.equal(product(skips, [infinity, 0, 2]).z, 2);
      assert.deepEqual(product(skips, [infinity, 0, 0]).dw, [0, infinity, infinity]);
      for (const sparse of name === "plain" ? [false] : [true, false]) {
        assert.equal(product(sparse, [0, infinity, 2]).z, infinity, "a pixel that is not zero");
        assert.equal(product(sparse, [0, 1, infinity]).z, infinity);
        assert.equal(product(sparse, [0, Infinity, -Infinity]).z, NaN);
      }
    });
  }
}

for (const { name, engine } of ENGINES.slice(1)) {
  Deno.test(`products of pixels refuse sizes that do not fit (${name})`, () => {
    const a = pixelsOf(engine, caseOf({ rows: 5, n: 3, zeros: 0.5 }));
    const b = engine.matrix(PIXELS, 3), dz = engine.matrix(5, 3), z = engine.matrix(5, 3);
    const dw = engine.matrix(PIXELS, 3);
    engine.matmul(z, { a, b });
    engine.matmulTransposedA(dw, { a, b: dz, scale: 1 });
    const short = engine.matrix(PIXELS - 1, 3), few = engine.matrix(4, 3);
    assert.throws(() => engine.matmul(z, { a, b: short }), ShapeError);
    assert.throws(() => engine.matmul(few, { a, b }), ShapeError);
    assert.throws(() => engine.matmulTransposedA(dw, { a, b: few, scale: 1 }), ShapeError);
    assert.throws(() => engine.matmulTransposedA(short, { a, b: dz, scale: 1 }), ShapeError);
    a.indices[4] = 2 * COUNT;
    assert.throws(() => engine.matmul(z, { a, b }), RangeError, "past the last image");
    assert.throws(() => engine.matmulTransposedA(dw, { a, b: dz, scale: 1 }), RangeError);
  });

  Deno.test(`images() are compressed from half of zeros on, whatever their alignment (${name})`, () => {
    for (const offset of [0, 1]) {
      for (const length of [8, 9, 10, 11, 100]) {
        const lit = [0, Math.floor(length / 2), Math.floor(length / 2) + 1, length];
        for (const nonZeros of lit) {
          const bytes = new Uint8Array(length + offset).subarray(offset);
          for (let i = 0; i < nonZeros; i++) bytes[(7 * i) % length] = [1, 127, 128, 255][i % 4];
          const count = bytes.filter((byte) => byte > 0).length;
          const { sparse } = engine.images(bytes, { count: 1, columns: length });
          assert.equal(sparse, count <= length / 2, `${count} of ${length}`);
        }
      }
    }
  });
}
