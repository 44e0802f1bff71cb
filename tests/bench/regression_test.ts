/**
 * Kernels that became slow: each is compared with another way to the same numbers in the same moments, so
 * that it does not matter how fast the machine is, or how busy. What is wanted is a third of the usual
 * ratio, measured on Zen 4 with Deno 2.9.6; the best of some rounds counts.
 */
import assert from "node:assert/strict";
import { LAYERS, productsOf } from "../../bench/kernels/products.ts";
import { randomMatrix } from "../../bench/kernels/random_matrix.ts";
import { timeInRounds, type Work } from "../../bench/kernels/rounds.ts";
import { createEngine } from "../../src/engine/create.ts";
import type { Engine, Matrix, Pixels } from "../../src/engine/engine.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { Examples } from "../../src/train/examples.ts";
import { noise } from "./noise.ts";

const ROUNDS = 9;

/** Fails when `fast`, at its best, is not so many times as fast as `slow` at its best. */
function assertFaster({ fast, slow }: { fast: Work; slow: Work }, least: number): void {
  const [best, other] = timeInRounds([fast, slow], { rounds: ROUNDS })
    .map((times) => Math.min(...times));
  const ratio = other / best;
  assert.ok(ratio >= least, `${ratio.toFixed(2)} times as fast, ${least.toFixed(2)} wanted`);
}

const plain = createEngine("plain"), strict = createEngine("strict");

for (const build of ["strict", "relaxed"] as const) {
  const [layer] = LAYERS; // 64×784×64
  const fast = productsOf(createEngine(build), layer), slow = productsOf(plain, layer);
  for (const [i, { name, run }] of fast.entries()) {
    Deno.test(`${name} on the ${build} kernels is many times as fast as in plain TypeScript`, () => {
      assertFaster({ fast: run, slow: slow[i].run }, 15 / 3);
    });
  }
}

/** The products of the first layer on CSR images, and on the same as a matrix. */
function firstLayer(engine: Engine) {
  const { train } = noise(1024), random = new Xoshiro128(1);
  const examples = new Examples(engine, train), { inputs } = examples.batch(0, 64);
  const x = engine.matrix(64, 784), w = randomMatrix(engine, { rows: 784, columns: 64, random });
  const dz = randomMatrix(engine, { rows: 64, columns: 64, random });
  const z = engine.matrix(64, 64), gradient = engine.matrix(784, 64);
  engine.gather(x, inputs as Pixels);
  // The same batch again and again would let the processor learn which pixels are zero.
  let start = 0;
  const csr = () => examples.batch(start = (start + 64) % train.count, start + 64).inputs;
  const forward = (a: Matrix | Pixels) => engine.matmul(z, { a, b: w });
  const update = (a: Matrix | Pixels) => {
    engine.matmulTransposedA(gradient, { a, b: dz, scale: 1 / 64 });
    engine.sgd(w, { gradient, rate: 1e-9 }); // in one pass with the product
  };
  return {
    forward: { fast: () => forward(csr()), slow: () => forward(x) },
    update: { fast: () => update(csr()), slow: () => update(x) },
  };
}

Deno.test("X·W of images is faster without their zeros", () => {
  assertFaster(firstLayer(strict).forward, 3.5 / 3);
});

Deno.test("W −= η·Xᵀ·dZ of images is faster without their zeros", () => {
  assertFaster(firstLayer(strict).update, 1);
});

/** What goes element by element, with the usual ratio to plain TypeScript. */
function elements(engine: Engine): { name: string; work: Work; usual: number }[] {
  const random = new Xoshiro128(1), rows = 64;
  const filled = (columns: number) => randomMatrix(engine, { rows, columns, random });
  const z = filled(64), a = filled(64), logits = filled(10), p = filled(10);
  const losses = engine.matrix(rows, 1), labels = engine.bytes(rows), gradient = filled(64);
  const sums = engine.matrix(1, 64);
  const relu = { activation: "relu" } as const;
  return [
    { name: "relu", work: () => engine.activate(a, { ...relu, z }), usual: 2.2 },
    {
      name: "relu′",
      work: () => engine.activateBackward(a, { ...relu, da: gradient, a: z }),
      usual: 4.8,
    },
    {
      name: "softmax",
      work: () => engine.softmaxCrossEntropy(p, { losses, logits, labels }),
      usual: 9,
    },
    { name: "sgd", work: () => engine.sgd(z, { gradient, rate: 1e-9 }), usual: 1.5 },
    { name: "Σ dZ", work: () => engine.sumRows(sums, { a: z, scale: 1 / 64 }), usual: 2.4 },
  ];
}

const slowElements = elements(plain);
for (const [i, { name, work: fast, usual }] of elements(strict).entries()) {
  Deno.test(`${name} on the strict kernels has not lost most of its speed`, () => {
    assertFaster({ fast, slow: slowElements[i].work }, usual / 3);
  });
}
