/**
 * `deno task bench`: how fast the three products of a dense layer are.
 *
 * Each product is first compared with the plain engine, then timed: many short rounds, of which the
 * median is shown, because a shared machine is noisy. A multiplication and an addition count as two
 * operations.
 *
 * @module
 */
import { createEngine } from "../src/engine/create.ts";
import type { Engine, EngineName, Matrix } from "../src/engine/engine.ts";
import { uniform } from "../src/random/source.ts";
import { Xoshiro128 } from "../src/random/xoshiro128.ts";
import { formatNumber } from "../src/terminal/format.ts";
import { formatTable } from "../src/terminal/table.ts";
import { command } from "../src/cli/command.ts";
import { integer } from "../src/cli/number_option.ts";
import { runCommand } from "../src/cli/run.ts";

const bench = command({
  name: "bench",
  summary: {
    en: "Time the three matrix products of a dense layer on both builds of the kernels.",
    fr:
      "Chronométrer les trois produits matriciels d’une couche dense, sur les deux versions des " +
      "noyaux.",
  },
  description: {
    en: "X·W is the forward pass, Xᵀ·dZ the gradient of the weights, dZ·Wᵀ the gradient of the " +
      "inputs. m, k and n are the sizes of the product (m, k)·(k, n). Every result is compared with " +
      "the plain engine before it is timed.",
    fr:
      "X·W est la passe avant, Xᵀ·dZ le gradient des poids, dZ·Wᵀ le gradient des entrées. m, k et " +
      "n sont les tailles du produit (m, k)·(k, n). Chaque résultat est comparé au moteur plain " +
      "avant d’être chronométré.",
  },
  options: {
    rounds: integer({
      min: 1,
      max: 10_000,
      default: 200,
      text: {
        en: "How often each product is measured, for half a millisecond",
        fr: "Nombre de mesures par produit, d’une demi-milliseconde chacune",
      },
    }),
  },
});

/** The layers whose products are timed: batch of 64, inputs, outputs. */
const LAYERS = [
  { batch: 64, inputs: 784, outputs: 64 },
  { batch: 64, inputs: 64, outputs: 10 },
  { batch: 256, inputs: 256, outputs: 256 },
];

interface Product {
  readonly name: string;
  /** (m, k)·(k, n). */
  readonly sizes: readonly [m: number, k: number, n: number];
  readonly run: () => void;
  readonly outputs: Matrix;
}

/** The three products of a layer, on matrices of fixed random numbers. */
function products(engine: Engine, layer: typeof LAYERS[number]): Product[] {
  const { batch, inputs, outputs } = layer;
  const random = new Xoshiro128(1);
  const filled = (rows: number, columns: number) => {
    const matrix = engine.matrix(rows, columns);
    for (let i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = Math.fround(uniform(random) - 0.5);
    }
    return matrix;
  };
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
      run: () => engine.matmulTransposedA(dw, { a: x, b: dz, scale: 1 / batch }),
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

/** The median time of one call, in milliseconds. */
function medianTime(run: () => void, rounds: number): number {
  // Called briefly and often first: that is what makes V8 compile with its optimising compiler.
  for (let i = 0; i < 300; i++) run();
  const once = time(run, 10);
  const calls = Math.max(1, Math.round(0.5 / once));
  const times = Array.from({ length: rounds }, () => time(run, calls)).sort((a, b) => a - b);
  return times[rounds >> 1];
}

function time(run: () => void, calls: number): number {
  const started = performance.now();
  for (let i = 0; i < calls; i++) run();
  return (performance.now() - started) / calls;
}

function assertEqual(found: Product, expected: Product): void {
  const [, k] = found.sizes;
  for (const [i, value] of expected.outputs.data.entries()) {
    if (Math.abs(found.outputs.data[i] - value) > 1e-6 * k) {
      throw new Error(`${found.name} is wrong at element ${i}: ${found.outputs.data[i]}, ${value}`);
    }
  }
}

if (import.meta.main) {
  await runCommand(bench, ({ rounds }, { language, terminal, say }) => {
    const plain = createEngine("plain");
    const builds = (["strict", "relaxed"] satisfies EngineName[]).map((name) => createEngine(name));
    const rows: string[][] = [];
    for (const layer of LAYERS) {
      const expected = products(plain, layer);
      const timed = builds.map((engine) => products(engine, layer));
      for (const [i, product] of expected.entries()) {
        product.run();
        const [m, k, n] = product.sizes;
        const cells = timed.map((list) => {
          list[i].run();
          assertEqual(list[i], product);
          const milliseconds = medianTime(list[i].run, rounds);
          const gigaflops = 2 * m * k * n / milliseconds / 1e6;
          return [1000 * milliseconds, gigaflops];
        });
        rows.push([
          product.name,
          `${m}×${k}×${n}`,
          ...cells.flat().map((x) => formatNumber(x, { language, digits: 1 })),
        ]);
      }
    }
    const head = {
      en: ["product", "m×k×n", "strict µs", "GFLOP/s", "relaxed µs", "GFLOP/s"],
      fr: ["produit", "m×k×n", "strict µs", "GFLOP/s", "relaxed µs", "GFLOP/s"],
    };
    const { width, colour } = terminal;
    terminal.print(formatTable(rows, { head: head[language], width, colour }));
    terminal.print();
    say({
      en: `medians of ${rounds} rounds, one thread`,
      fr: `médianes de ${rounds} tours, un fil d’exécution`,
    });
  });
}
