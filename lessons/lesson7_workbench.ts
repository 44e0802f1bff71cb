/**
 * Where lesson 7 works: one product, every way to compute it, and a stopwatch.
 *
 * @module
 */
import { digits } from "../src/lesson/digits.ts";
import type { Dataset } from "../src/data/dataset.ts";
import { Arena } from "../src/engine/memory.ts";
import type { Engine } from "../src/engine/engine.ts";
import { instantiateKernels } from "../src/engine/kernels.ts";
import { fillNormal, weightDeviation } from "../src/nn/initialise.ts";
import { normalSource } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { byRows, naive, type Product } from "./lesson7_products.ts";

/** A build of the kernels. */
export type Build = "strict" | "relaxed";

/** One way to compute the product. */
export interface Way {
  /** Computes it once. */
  readonly run: () => void;
  /** Where the result is then. */
  readonly result: Float32Array;
}

/** The product of the first layer: the first 64 training digits times W1 as it was drawn. */
export const SIZES = { m: 64, k: 784, n: 64 };

/** A product, and every way to compute it. */
export interface Workbench {
  /** X and W1, and their sizes. */
  readonly factors: Product;
  /** The ways, slow to fast. */
  readonly ways: Readonly<Record<"naive" | "byRows" | "plain" | "simd" | "tiles" | "sparse", Way>>;
  /** Operations in registers: `turns` of 96 each, in one way and in another. */
  readonly ceilings: readonly ((turns: number) => void)[];
}

/** Puts the same factors where each way wants them. */
export function workbench(
  { train }: Dataset,
  { engine, module, seed }: { engine: Engine; module: WebAssembly.Module; seed: number },
): Workbench {
  const { m, k, n } = SIZES;
  const { inputs } = digits(train, { engine, first: 0, count: m }), w = engine.matrix(k, n);
  const normal = normalSource(new Xoshiro128(seed));
  fillNormal(w.data, { normal, deviation: weightDeviation("he", { inputs: k, outputs: n }) });
  const factors = { ...SIZES, a: new Float32Array(inputs.data), b: new Float32Array(w.data) };

  const arena = new Arena(), kernels = instantiateKernels(module, arena.memory);
  const place = (values: Float32Array) => {
    const start = arena.allocate(values.byteLength);
    new Float32Array(arena.buffer, start, values.length).set(values);
    return start;
  };
  const a = place(factors.a), b = place(factors.b);
  const onKernel = (name: "matmulPlain" | "matmulSimd"): Way => {
    const out = arena.allocate(4 * m * n);
    const run = () => kernels[name](out, a, b, 0, m, k, n);
    return { run, result: new Float32Array(arena.buffer, out, m * n) };
  };
  const inScript = (product: typeof naive): Way => {
    const result = new Float32Array(m * n);
    return { result, run: () => product(result, factors) };
  };

  const images = engine.images(train.images.subarray(0, m * k), { count: m, columns: k });
  const indices = engine.indices(m);
  for (let i = 0; i < m; i++) indices[i] = i;
  const pixels = { rows: m, columns: k, images, indices, scale: 1 / 255 };
  const onEngine = (left: typeof inputs | typeof pixels): Way => {
    const out = engine.matrix(m, n);
    return { result: out.data as Float32Array, run: () => engine.matmul(out, { a: left, b: w }) };
  };
  return {
    factors,
    ways: {
      naive: inScript(naive),
      byRows: inScript(byRows),
      plain: onKernel("matmulPlain"),
      simd: onKernel("matmulSimd"),
      tiles: onEngine(inputs),
      sparse: onEngine(pixels),
    },
    ceilings: [kernels.ceiling, kernels.ceilingOfPairs],
  };
}

/** The seconds of the first call of a function, and of its fastest one. */
export interface Times {
  /** V8 has only compiled it quickly. */
  readonly first: number;
  /** V8 has compiled it well, and nothing else ran at that moment. */
  readonly best: number;
}

/** Seconds of the two orders of the loops, for one digit and a W1 of so many columns. */
export function bothOrders({ a, b, k }: Product, columns: number) {
  const wide = { m: 1, k, n: columns, a: a.subarray(0, k), b: new Float32Array(k * columns) };
  for (let start = 0; start < wide.b.length; start += b.length) {
    wide.b.set(b.subarray(0, wide.b.length - start), start);
  }
  const out = new Float32Array(columns);
  const [defined, rows] = [naive, byRows].map((product) =>
    stopwatch(() => product(out, wide), { least: 3 }).best
  );
  return { defined, rows };
}

/** A browser: its clock ticks every 0.1 or 1 ms, so that nobody can spy by it. */
const IS_PAGE = "crossOriginIsolated" in globalThis;

/**
 * Calls a function again and again for 0.3 s, or, where other programs leave it little time, until it
 * was called `least` times, for 0.9 s at most. What disturbs only adds time: the least is kept.
 *
 * Calls are timed together for `together` milliseconds, so that the clock ticks often meanwhile.
 */
export function stopwatch(
  run: () => void,
  { least = 50, together = IS_PAGE ? 20 : 0 }: {
    readonly least?: number;
    readonly together?: number;
  } = {},
): Times {
  const started = performance.now();
  let first = 0, best = Infinity, calls = 0, timed = 0, from = started, now = started;
  while (now - started < 300 || (calls < least && now - started < 900)) {
    run();
    calls++;
    timed++;
    now = performance.now();
    const time = (now - from) / 1000 / timed;
    first ||= time;
    if (now - from < together) continue;
    best = Math.min(best, time);
    timed = 0;
    from = now;
  }
  return { first, best };
}
