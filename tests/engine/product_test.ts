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

/** The products, and which factor is read as its transpose. Each gives scale · Σₚ a(i, p)·b(p, j) + bias. */
const PRODUCTS: readonly {
  name: string;
  transposed?: "a" | "b";
  scale?: number;
  hasBias?: boolean;
  run: (engine: Engine, outputs: Matrix, of: { a: Matrix; b: Matrix; bias: Matrix }) => void;
}[] = [
  {
    name: "matmul() with a bias",
    hasBias: true,
    run: (engine, outputs, { a, b, bias }) => engine.matmul(outputs, { a, b, bias }),
  },
  {
    name: "matmul() without a bias",
    run: (engine, outputs, { a, b }) => engine.matmul(outputs, { a, b }),
  },
  {
    name: "matmulTransposedA()",
    transposed: "a",
    scale: 0.25,
    run: (engine, outputs, { a, b }) => engine.matmulTransposedA(outputs, { a, b, scale: 0.25 }),
  },
  {
    name: "matmulTransposedB()",
    transposed: "b",
    run: (engine, outputs, { a, b }) => engine.matmulTransposedB(outputs, { a, b }),
  },
];

type Product = typeof PRODUCTS[number];

/** The rows and columns of a and b as they lie. */
function shapesOf({ transposed }: Product, { m, k, n }: Sizes) {
  return [transposed === "a" ? [k, m] : [m, k], transposed === "b" ? [n, k] : [k, n]];
}

type Numbers = (count: number, seed: number) => number[];

/** What a product gives on an engine, and the numbers that went into it. */
function compute(engine: Engine, product: Product, sizes: Sizes, numbers: Numbers) {
  const [[aRows, aColumns], [bRows, bColumns]] = shapesOf(product, sizes);
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

/** The same by the definition, one element after the other. */
function define(
  { transposed, scale = 1 }: Product,
  { m, k, n }: Sizes,
  { av, bv, biasValues }: { av: number[]; bv: number[]; biasValues: number[] },
): number[] {
  const a = (i: number, p: number) => av[transposed === "a" ? p * m + i : i * k + p];
  const b = (p: number, j: number) => bv[transposed === "b" ? j * k + p : p * n + j];
  const expected: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a(i, p) * b(p, j);
      expected.push(sum * scale + biasValues[j]);
    }
  }
  return expected;
}

const [{ engine: plain }] = ENGINES;

for (const { name, engine } of ENGINES) {
  for (const product of PRODUCTS) {
    Deno.test(`${product.name} is exact on whole numbers at every edge (${name})`, () => {
      for (const m of SIZES) {
        for (const k of SIZES) {
          for (const n of SIZES) {
            const sizes = { m, k, n };
            const { outputs, ...inputs } = compute(engine, product, sizes, wholeNumbers);
            const expected = define(product, sizes, inputs);
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
        const expected = define(product, sizes, inputs);
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
          const expected = define(product, sizes, inputs);
          assertClose(outputs.data, expected, { tolerance: name === "plain" ? 1e-13 : 1e-4 });
        }),
        { numRuns: 30 },
      );
    });

    Deno.test(`${product.name} refuses sizes that do not fit, and matrices of others (${name})`, () => {
      const a = engine.matrix(2, 3), b = engine.matrix(5, 4), bias = engine.matrix(1, 4);
      assert.throws(() => product.run(engine, engine.matrix(2, 4), { a, b, bias }), ShapeError);
      const shapes = shapesOf(product, { m: 2, k: 3, n: 4 });
      const [left, right] = shapes.map(([rows, columns]) => engine.matrix(rows, columns));
      const fitting = { a: left, b: right, bias };
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
