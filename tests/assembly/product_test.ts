import assert from "node:assert/strict";
import * as modules from "../../assembly/build/modules.js";
import { instantiateKernels, type Kernels } from "../../src/engine/kernels.ts";

/** Sizes on both sides of every tile, vector, strip and block. */
const SIZES = [0, 1, 3, 4, 5, 8, 12, 13, 31, 32, 33, 65, 131];
const LARGEST = 131, BESIDE = 99, RATE = 0.5;
/** The first bytes belong to the kernels; a matrix has a cache line on either side. */
const KERNELS_OWN = 704, MARGIN = 16;

interface Sizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

const memory = new WebAssembly.Memory({ initial: 10, maximum: 10 });
const scratchOf = (k: number) => Math.max(83_584, 48 * k);

/** Room for the largest matrix of this test, and what lies before and behind it. */
function room(index: number) {
  const length = LARGEST * LARGEST + 2 * MARGIN;
  const around = new Float32Array(memory.buffer, KERNELS_OWN + 4 * length * index, length);
  return { pointer: around.byteOffset + 4 * MARGIN, view: around.subarray(MARGIN), around };
}
const [found, expected, a, b, turned] = [0, 1, 2, 3, 4].map(room), bias = room(5);
const values = Float32Array.from(
  { length: LARGEST ** 2 },
  (_, i) => (i * 48271) % 20011 / 10006 - 1,
);
const wholeValues = values.map((x) => Math.round(4 * x)); // products and sums are exact

/** Writes a matrix; what lies behind it is NaN, and spoils what uses it. */
function write({ view }: { view: Float32Array }, length: number, of: Float32Array) {
  view.fill(NaN, length, length + MARGIN);
  view.set(of.subarray(0, length));
}

/** Writes the transpose of a (rows, columns) matrix, as {@linkcode write} does. */
function writeTransposed(rows: number, columns: number, of: Float32Array) {
  const transposed = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) transposed[j * rows + i] = of[i * columns + j];
  }
  write(turned, rows * columns, transposed);
}

/** The products; `result` is what each makes of a sum and of what was there before. */
const PRODUCTS: readonly {
  name: "matmul" | "matmulTransposedA" | "sgdTransposedA" | "matmulTransposedB";
  hasBias?: boolean;
  result: (sum: number) => number;
  run: (kernels: Kernels, sizes: Sizes, of: Float32Array, scratch: number) => void;
}[] = [
  {
    name: "matmul",
    hasBias: true,
    result: (sum) => sum,
    run: (kernels, { m, k, n }, _, scratch) =>
      kernels.matmul(found.pointer, a.pointer, b.pointer, bias.pointer, scratch, m, k, n),
  },
  {
    name: "matmulTransposedA",
    result: (sum) => Math.fround(sum * 0.25),
    run: (kernels, { m, k, n }, of, scratch) => {
      writeTransposed(m, k, of);
      kernels.matmulTransposedA(found.pointer, turned.pointer, b.pointer, scratch, m, k, n, 0.25);
    },
  },
  {
    name: "sgdTransposedA",
    result: (sum) => Math.fround(BESIDE - Math.fround(RATE * Math.fround(sum * 0.25))),
    run: (kernels, { m, k, n }, of, scratch) => {
      writeTransposed(m, k, of);
      const [w, left] = [found.pointer, turned.pointer];
      kernels.sgdTransposedA(w, left, b.pointer, scratch, m, k, n, 0.25, RATE);
    },
  },
  {
    name: "matmulTransposedB",
    result: (sum) => sum,
    run: (kernels, { m, k, n }, of, scratch) => {
      writeTransposed(k, n, of);
      kernels.matmulTransposedB(found.pointer, a.pointer, turned.pointer, scratch, m, k, n);
    },
  },
];

for (const build of ["strict", "relaxed"] as const) {
  const kernels = instantiateKernels(modules[build], memory);
  const of = build === "strict" ? values : wholeValues;

  for (const { name, result, hasBias, run } of PRODUCTS) {
    Deno.test(`${name}() is made of the sums of matmulPlain(), bit by bit, and stays inside (${build})`, () => {
      bias.view.set(of.subarray(7, 7 + LARGEST));
      const offset = hasBias ? bias.pointer : 0;
      for (const m of SIZES) {
        for (const k of SIZES) {
          write(a, m * k, of);
          for (const n of SIZES) {
            const count = m * n;
            write(b, k * n, of);
            found.around.fill(BESIDE, 0, count + 2 * MARGIN);
            kernels.matmulPlain(expected.pointer, a.pointer, b.pointer, offset, m, k, n);
            // Scratch ends where the memory ends, so that a kernel that takes more is stopped.
            run(kernels, { m, k, n }, of, memory.buffer.byteLength - scratchOf(k));
            for (let i = -MARGIN; i < count + MARGIN; i++) {
              const wanted = i >= 0 && i < count ? result(expected.view[i]) : BESIDE;
              if (!Object.is(found.around[MARGIN + i], wanted)) {
                const sizes = `${m}×${k}×${n}: element ${i}`;
                assert.fail(`${sizes} is ${found.around[MARGIN + i]} and should be ${wanted}`);
              }
            }
          }
        }
      }
    });
  }
}

Deno.test("matmulPlain() adds in order, then the bias, with one rounding each (strict)", () => {
  const kernels = instantiateKernels(modules.strict, memory);
  const [m, k, n] = [3, 50, 2];
  write(a, m * k, values);
  write(b, k * n, values);
  bias.view.set([0.1, -0.2]);
  for (const offset of [0, bias.pointer]) {
    kernels.matmulPlain(found.pointer, a.pointer, b.pointer, offset, m, k, n);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum = Math.fround(sum + Math.fround(values[i * k + p] * values[p * n + j]));
        }
        const wanted = offset ? Math.fround(sum + bias.view[j]) : sum;
        assert.equal(found.view[i * n + j], wanted);
      }
    }
  }
});

Deno.test("the products read no further than their matrices, where the memory ends", () => {
  const end = memory.buffer.byteLength,
    [out, other, scratch] = [found, b, turned].map((r) => r.pointer);
  for (const build of ["strict", "relaxed"] as const) {
    const kernels = instantiateKernels(modules[build], memory);
    for (const m of [1, 3, 4, 5, 8, 9]) {
      for (const k of [1, 3, 4, 5, 9, 32, 33]) {
        for (const n of [1, 4, 10, 12, 13, 15, 16, 20]) {
          for (
            const [left, right] of [[end - 4 * m * k, other], [other, end - 4 * k * n]]
          ) {
            kernels.matmul(out, left, right, 0, scratch, m, k, n);
            kernels.matmulTransposedA(out, left, right, scratch, m, k, n, 1);
            kernels.sgdTransposedA(out, left, right, scratch, m, k, n, 1, 1);
            kernels.matmulTransposedB(out, left, right, scratch, m, k, n);
          }
        }
      }
    }
  }
});
