import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { ShapeError } from "../../src/errors.ts";
import { assertIntact, ENGINES, fractions, guarded, SIZES, wholeNumbers } from "./guarded.ts";
import { assertClose } from "../assert_close.ts";

interface Sizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** The three products: how a and b lie, and the call. Each gives scale · Σₚ a(i, p)·b(p, j) + bias. */
const PRODUCTS: readonly {
  name: string;
  aShape: (s: Sizes) => [number, number];
  bShape: (s: Sizes) => [number, number];
  aPlace: (i: number, p: number, s: Sizes) => number;
  bPlace: (p: number, j: number, s: Sizes) => number;
  scale: number;
  hasBias: boolean;
  run: (engine: Engine, outputs: Matrix, of: { a: Matrix; b: Matrix; bias: Matrix }) => void;
}[] = [
  {
    name: "matmul() with a bias",
    aShape: ({ m, k }) => [m, k],
    bShape: ({ k, n }) => [k, n],
    aPlace: (i, p, { k }) => i * k + p,
    bPlace: (p, j, { n }) => p * n + j,
    scale: 1,
    hasBias: true,
    run: (engine, outputs, { a, b, bias }) => engine.matmul(outputs, { a, b, bias }),
  },
  {
    name: "matmul() without a bias",
    aShape: ({ m, k }) => [m, k],
    bShape: ({ k, n }) => [k, n],
    aPlace: (i, p, { k }) => i * k + p,
    bPlace: (p, j, { n }) => p * n + j,
    scale: 1,
    hasBias: false,
    run: (engine, outputs, { a, b }) => engine.matmul(outputs, { a, b }),
  },
  {
    name: "matmulTransposedA()",
    aShape: ({ m, k }) => [k, m],
    bShape: ({ k, n }) => [k, n],
    aPlace: (i, p, { m }) => p * m + i,
    bPlace: (p, j, { n }) => p * n + j,
    scale: 0.25,
    hasBias: false,
    run: (engine, outputs, { a, b }) => engine.matmulTransposedA(outputs, { a, b, scale: 0.25 }),
  },
  {
    name: "matmulTransposedB()",
    aShape: ({ m, k }) => [m, k],
    bShape: ({ k, n }) => [n, k],
    aPlace: (i, p, { k }) => i * k + p,
    bPlace: (p, j, { k }) => j * k + p,
    scale: 1,
    hasBias: false,
    run: (engine, outputs, { a, b }) => engine.matmulTransposedB(outputs, { a, b }),
  },
];

type Product = typeof PRODUCTS[number];
type Numbers = (count: number, seed: number) => number[];

/** What a product gives on an engine, and the numbers that went into it. */
function compute(engine: Engine, product: Product, sizes: Sizes, numbers: Numbers) {
  const [aRows, aColumns] = product.aShape(sizes), [bRows, bColumns] = product.bShape(sizes);
  const av = numbers(aRows * aColumns, 1), bv = numbers(bRows * bColumns, 2);
  const biasValues = product.hasBias ? numbers(sizes.n, 3) : new Array<number>(sizes.n).fill(0);
  const a = guarded(engine, { rows: aRows, columns: aColumns, values: av });
  const b = guarded(engine, { rows: bRows, columns: bColumns, values: bv });
  const bias = guarded(engine, { rows: 1, columns: sizes.n, values: biasValues });
  const outputs = guarded(engine, { rows: sizes.m, columns: sizes.n });
  product.run(engine, outputs, { a, b, bias });
  assertIntact(outputs);
  return { outputs, av, bv, biasValues };
}

/** The same by the definition, one element after the other, each operation rounded by `round`. */
function define(
  product: Product,
  sizes: Sizes,
  of: { av: number[]; bv: number[]; biasValues: number[] },
  round: (x: number) => number,
): number[] {
  const expected: number[] = [];
  for (let i = 0; i < sizes.m; i++) {
    for (let j = 0; j < sizes.n; j++) {
      let sum = 0;
      for (let p = 0; p < sizes.k; p++) {
        const x = of.av[product.aPlace(i, p, sizes)], y = of.bv[product.bPlace(p, j, sizes)];
        sum = round(sum + round(x * y));
      }
      expected.push(round(round(sum * product.scale) + of.biasValues[j]));
    }
  }
  return expected;
}

const exact = (x: number) => x;
const [{ engine: plain }, { engine: strict }] = ENGINES;

for (const { name, engine } of ENGINES) {
  for (const product of PRODUCTS) {
    Deno.test(`${product.name} is exact on whole numbers at every edge (${name})`, () => {
      for (const m of SIZES) {
        for (const k of SIZES) {
          for (const n of SIZES) {
            const sizes = { m, k, n };
            const { outputs, ...inputs } = compute(engine, product, sizes, wholeNumbers);
            const expected = define(product, sizes, inputs, exact);
            assertClose(outputs.data, expected, { tolerance: 0, what: `${m}×${k}×${n}` });
          }
        }
      }
    });

    Deno.test(`${product.name} lets NaN and infinities through (${name})`, () => {
      // One NaN in a spoils a row or a column; one infinity in b, never times 0 here, another.
      const special: Numbers = (count, seed) =>
        wholeNumbers(count, seed).map((x, i) =>
          i !== seed + 1 ? x || 1 : seed === 1 ? NaN : Infinity
        );
      for (const sizes of [{ m: 9, k: 5, n: 13 }, { m: 5, k: 17, n: 3 }, { m: 3, k: 8, n: 8 }]) {
        const { outputs, ...inputs } = compute(engine, product, sizes, special);
        const expected = define(product, sizes, inputs, exact);
        for (
          const kind of [Number.isNaN, Number.isFinite, (x: number) => Math.abs(x) === Infinity]
        ) {
          assert.ok(expected.some(kind));
        }
        assertClose(outputs.data, expected, { tolerance: 0 });
      }
    });

    Deno.test(`${product.name} agrees with its definition at random sizes (${name})`, () => {
      const size = fc.integer({ min: 0, max: 70 });
      fc.assert(
        fc.property(size, size, size, (m, k, n) => {
          const sizes = { m, k, n };
          const { outputs, ...inputs } = compute(engine, product, sizes, fractions);
          const expected = define(product, sizes, inputs, exact);
          assertClose(outputs.data, expected, { tolerance: name === "plain" ? 1e-13 : 1e-4 });
        }),
        { numRuns: 30 },
      );
    });

    Deno.test(`${product.name} refuses sizes that do not fit, and matrices of others (${name})`, () => {
      const a = engine.matrix(2, 3), b = engine.matrix(5, 4), bias = engine.matrix(1, 4);
      assert.throws(() => product.run(engine, engine.matrix(2, 4), { a, b, bias }), ShapeError);
      const [aRows, aColumns] = product.aShape({ m: 2, k: 3, n: 4 });
      const [bRows, bColumns] = product.bShape({ m: 2, k: 3, n: 4 });
      const fitting = {
        a: engine.matrix(aRows, aColumns),
        b: engine.matrix(bRows, bColumns),
        bias,
      };
      assert.throws(() => product.run(engine, engine.matrix(2, 5), fitting), ShapeError);
      product.run(engine, engine.matrix(2, 4), fitting);
      if (name === "plain") return;
      const [foreign, own] = [createEngine("strict").matrix(2, 4), engine.matrix(2, 4)];
      for (const outputs of [foreign, plain.matrix(2, 4), { ...own, data: own.data }]) {
        assert.throws(() => product.run(engine, outputs, fitting), TypeError, "of another engine");
      }
    });

    Deno.test(`${product.name} refuses to overwrite its own factors (${name})`, () => {
      const [a, b, bias] = [engine.matrix(4, 4), engine.matrix(4, 4), engine.matrix(1, 4)];
      for (const outputs of [a, b]) {
        assert.throws(() => product.run(engine, outputs, { a, b, bias }), TypeError);
      }
    });
  }
}

for (const product of PRODUCTS) {
  Deno.test(`${product.name} adds in order, with one rounding each, in every tile (strict)`, () => {
    for (
      const sizes of [{ m: 13, k: 50, n: 22 }, { m: 1, k: 784, n: 3 }, { m: 8, k: 9, n: 10 }, {
        m: 131, // past a block of packed rows
        k: 6,
        n: 14,
      }]
    ) {
      const { outputs, ...inputs } = compute(strict, product, sizes, fractions);
      assert.deepEqual([...outputs.data], define(product, sizes, inputs, Math.fround));
    }
  });
}
