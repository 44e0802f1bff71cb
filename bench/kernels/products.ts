/**
 * The three products of a dense layer, on matrices.
 *
 * @module
 */
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix } from "../../src/engine/engine.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { median } from "../median.ts";
import { ceilingSpeed, ceilingWorks, type PerBuild, perBuild } from "./ceiling.ts";
import { checkClose } from "./check.ts";
import { randomMatrix } from "./random_matrix.ts";
import { timeInRounds } from "./rounds.ts";

/** A dense layer, with the rows of its batch. */
export interface LayerSize {
  /** Rows of a batch. */
  readonly batch: number;
  /** Columns of X. */
  readonly inputs: number;
  /** Columns of Z. */
  readonly outputs: number;
}

/** Both layers of the default network, and one whose three products are all 256³. */
export const LAYERS: readonly LayerSize[] = [
  { batch: 64, inputs: 784, outputs: 64 },
  { batch: 64, inputs: 64, outputs: 10 },
  { batch: 256, inputs: 256, outputs: 256 },
];

/** A product, ready to be computed again and again. */
export interface Product {
  /** Its formula. */
  readonly name: string;
  /** (m, k)·(k, n). */
  readonly sizes: readonly [m: number, k: number, n: number];
  /** Computes it. */
  readonly run: () => void;
  /** The result. */
  readonly outputs: Matrix;
}

/** The three products of a layer, on matrices of the same random numbers for every engine. */
export function productsOf(engine: Engine, { batch, inputs, outputs }: LayerSize): Product[] {
  const random = new Xoshiro128(1);
  const filled = (rows: number, columns: number) => randomMatrix(engine, { rows, columns, random });
  const x = filled(batch, inputs), w = filled(inputs, outputs), bias = filled(1, outputs);
  const dz = filled(batch, outputs);
  const z = engine.matrix(batch, outputs), dw = engine.matrix(inputs, outputs);
  const dx = engine.matrix(batch, inputs);
  return [
    {
      name: "X·W + b",
      sizes: [batch, inputs, outputs],
      run: () => engine.matmul(z, { a: x, b: w, bias }),
      outputs: z,
    },
    {
      name: "Xᵀ·dZ",
      sizes: [inputs, batch, outputs],
      run: () => {
        engine.matmulTransposedA(dw, { a: x, b: dz, scale: 1 / batch });
        dw.data; // the wasm engine puts this product off until somebody reads it
      },
      outputs: dw,
    },
    {
      name: "dZ·Wᵀ",
      sizes: [batch, outputs, inputs],
      run: () => engine.matmulTransposedB(dx, { a: dz, b: w }),
      outputs: dx,
    },
  ];
}

/** How fast a product is. */
export interface Speed {
  /** One call; the median. */
  readonly microseconds: number;
  /** A multiplication and an addition count as two operations. */
  readonly gigaflops: number;
  /** The part of the ceiling of the same build that this is. */
  readonly share: number;
}

/** What was measured. */
export interface ProductsResult {
  /** GFLOP/s of the ceiling in the same rounds. */
  readonly ceiling: PerBuild<number>;
  /** Every product of every layer. */
  readonly products: readonly ({
    readonly product: string;
    readonly m: number;
    readonly k: number;
    readonly n: number;
  } & PerBuild<Speed>)[];
}

/** Compares every product with the plain engine's, then times it, the ceiling beside it. */
export function measureProducts(rounds: number): ProductsResult {
  const plain = createEngine("plain");
  const expected = LAYERS.flatMap((layer) => productsOf(plain, layer));
  expected.forEach(({ run }) => run());
  const works = perBuild((build) => {
    const engine = createEngine(build);
    const products = LAYERS.flatMap((layer) => productsOf(engine, layer));
    for (const [i, { name, sizes, run, outputs }] of products.entries()) {
      run();
      const what = `${name}, ${sizes.join("×")}, ${build}`, tolerance = 1e-6 * sizes[1];
      checkClose(outputs.data, { expected: expected[i].outputs.data, tolerance, what });
    }
    return [...products.map(({ run }) => run), ...ceilingWorks(build)];
  });
  const all = timeInRounds([...works.strict, ...works.relaxed], { rounds });
  const half = all.length / 2, times = { strict: all.slice(0, half), relaxed: all.slice(half) };
  const ceiling = perBuild((build) => ceilingSpeed(times[build].slice(expected.length)));
  return {
    ceiling,
    products: expected.map(({ name, sizes: [m, k, n] }, i) => ({
      ...{ product: name, m, k, n },
      ...perBuild((build): Speed => {
        const seconds = median(times[build][i]);
        const gigaflops = 2 * m * k * n / seconds / 1e9;
        return { microseconds: seconds * 1e6, gigaflops, share: gigaflops / ceiling[build] };
      }),
    })),
  };
}
