import assert from "node:assert/strict";
import * as modules from "../../assembly/build/modules.js";
import { KERNELS_OWN, newSharedMemory, productScratch } from "../../src/engine/arena.ts";
import { instantiateKernels, type Kernels } from "../../src/engine/kernels.ts";

/** Sizes on both sides of every tile, vector, strip and block. */
const SIZES = [0, 1, 3, 4, 5, 8, 12, 13, 31, 32, 33, 65, 131];
const LARGEST = 131, GAP = 3, BESIDE = 99;

interface Sizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

const memory = new WebAssembly.Memory({ initial: 10, maximum: 10 });

/** Room for the largest matrix of this test: its address, the view of it and the stride of its rows. */
function room(index: number) {
  const length = LARGEST * (LARGEST + GAP), pointer = KERNELS_OWN + 4 * length * index;
  return { pointer, view: new Float32Array(memory.buffer, pointer, length) };
}
const [found, expected, a, b, turned] = [0, 1, 2, 3, 4].map(room), bias = room(5);
const values = Float32Array.from(
  { length: LARGEST ** 2 },
  (_, i) => (i * 48271) % 20011 / 10006 - 1,
);
const wholeValues = values.map((x) => Math.round(4 * x)); // products and sums are exact

/** Writes a (rows, columns) matrix; what lies beside its columns is NaN, and spoils what reads it. */
function write({ view }: { view: Float32Array }, rows: number, columns: number, of: Float32Array) {
  for (let i = 0; i < rows; i++) {
    view.fill(NaN, i * (columns + GAP) + columns, (i + 1) * (columns + GAP));
    view.set(of.subarray(i * columns, (i + 1) * columns), i * (columns + GAP));
  }
}

/** Writes the transpose of a (rows, columns) matrix, as {@linkcode write} does. */
function writeTransposed(rows: number, columns: number, of: Float32Array) {
  const transposed = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) transposed[j * rows + i] = of[i * columns + j];
  }
  write(turned, columns, rows, transposed);
}

/** The products on parts of larger matrices; `scale` is what each multiplies its sums by. */
const PRODUCTS: readonly {
  name: "matmul" | "matmulTransposedA" | "matmulTransposedB";
  scale: number;
  hasBias: boolean;
  run: (kernels: Kernels, sizes: Sizes, of: Float32Array, scratch: number) => void;
}[] = [
  {
    name: "matmul",
    scale: 1,
    hasBias: true,
    run: (kernels, { m, k, n }, _, scratch) =>
      kernels.matmul(
        ...[found.pointer, n + GAP, a.pointer, k + GAP, b.pointer, n + GAP] as const,
        ...[bias.pointer, scratch, 0, m, k, n] as const,
      ),
  },
  {
    name: "matmulTransposedA",
    scale: 0.25,
    hasBias: false,
    run: (kernels, { m, k, n }, of, scratch) => {
      writeTransposed(m, k, of);
      kernels.matmulTransposedA(
        ...[found.pointer, n + GAP, turned.pointer, m + GAP, b.pointer, n + GAP] as const,
        ...[scratch, 0, m, k, n, 0.25, 0] as const,
      );
    },
  },
  {
    name: "matmulTransposedB",
    scale: 1,
    hasBias: false,
    run: (kernels, { m, k, n }, of, scratch) => {
      writeTransposed(k, n, of);
      kernels.matmulTransposedB(
        ...[found.pointer, n + GAP, a.pointer, k + GAP, turned.pointer, k + GAP] as const,
        ...[scratch, 0, m, k, n] as const,
      );
    },
  },
];

for (const build of ["strict", "relaxed"] as const) {
  const kernels = instantiateKernels(modules[build], memory);
  const of = build === "strict" ? values : wholeValues;

  for (const { name, scale, hasBias, run } of PRODUCTS) {
    Deno.test(`${name}() of parts of larger matrices is matmulPlain(), bit by bit (${build})`, () => {
      bias.view.set(of.subarray(7, 7 + LARGEST));
      for (const m of SIZES) {
        for (const k of SIZES) {
          write(a, m, k, of);
          for (const n of SIZES) {
            const columns = n + GAP, count = m * columns;
            write(b, k, n, of);
            found.view.fill(BESIDE, 0, count);
            expected.view.fill(BESIDE, 0, count);
            kernels.matmulPlain(
              ...[expected.pointer, columns, a.pointer, k + GAP, b.pointer, columns] as const,
              ...[hasBias ? bias.pointer : 0, m, k, n] as const,
            );
            // Scratch ends where the memory ends, so that a kernel that takes more is stopped.
            run(kernels, { m, k, n }, of, memory.buffer.byteLength - productScratch(k));
            for (let i = 0; i < count; i++) {
              const isBeside = i % columns >= n;
              const wanted = isBeside ? BESIDE : Math.fround(expected.view[i] * scale);
              if (!Object.is(found.view[i], wanted)) {
                assert.fail(
                  `${m}×${k}×${n}: row ${Math.floor(i / columns)}, column ${i % columns} is ` +
                    `${found.view[i]} and should be ${wanted}`,
                );
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
  write(a, m, k, values);
  write(b, k, n, values);
  bias.view.set([0.1, -0.2]);
  for (const hasBias of [false, true]) {
    kernels.matmulPlain(
      ...[found.pointer, n, a.pointer, k + GAP, b.pointer, n + GAP] as const,
      ...[hasBias ? bias.pointer : 0, m, k, n] as const,
    );
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum = Math.fround(sum + Math.fround(values[i * k + p] * values[p * n + j]));
        }
        const wanted = hasBias ? Math.fround(sum + bias.view[j]) : sum;
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
            const sizes = [m, k, n] as const;
            kernels.matmul(out, n, left, k, right, n, 0, scratch, 0, ...sizes);
            kernels.matmulTransposedA(out, n, left, m, right, n, scratch, 0, ...sizes, 1, 0);
            kernels.matmulTransposedB(out, n, left, k, right, k, scratch, 0, ...sizes);
          }
        }
      }
    }
  }
});

for (const build of ["strict", "relaxed"] as const) {
  Deno.test(`each thread has a strip of its own, and the same product (${build})`, () => {
    const shared = newSharedMemory(),
      kernels = instantiateKernels(modules[`${build}Shared`], shared);
    const [m, k, n] = [13, 70, 21], of = build === "strict" ? values : wholeValues;
    const [left, right, out] = [0, 1, 2].map((i) => KERNELS_OWN + 65536 * i);
    const numbers = new Float32Array(shared.buffer), own = numbers.subarray(0, KERNELS_OWN / 4);
    numbers.set(of.subarray(0, m * k), left / 4);
    numbers.set(of.subarray(0, k * n), right / 4);
    kernels.matmulPlain(out, n, left, k, right, n, 0, m, k, n);
    const wanted = numbers.slice(out / 4, out / 4 + m * n);
    for (let thread = 0; thread < 6; thread++) {
      own.fill(BESIDE);
      kernels.matmul(out, n, left, k, right, n, 0, out + 65536, thread, m, k, n);
      assert.deepEqual(numbers.slice(out / 4, out / 4 + m * n), wanted, `thread ${thread}`);
      const written = [...own.keys()].filter((i) => own[i] !== BESIDE);
      const first = 16 + 160 * thread; // 640 bytes each, from byte 64 on
      const strip = Array.from({ length: thread < 4 ? 160 : 0 }, (_, i) => first + i);
      assert.deepEqual(written, strip, `thread ${thread}`);
    }
  });
}
