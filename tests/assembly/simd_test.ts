import assert from "node:assert/strict";
import * as modules from "../../assembly/build/modules.js";
import { instantiateKernels } from "../../src/engine/kernels.ts";

const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
const bytes = memory.buffer.byteLength;
const SIZES = [0, 1, 3, 4, 5, 8, 17];
const LARGEST = 17 * 17;

/** Small whole numbers: their products and sums are exact, fused or not. */
const fill = (view: Float32Array) => view.forEach((_, i) => view[i] = i * 48271 % 23 - 11);

/** Room for a matrix of `rows` × `columns` that ends where the memory does. */
const atTheEnd = (rows: number, columns: number) => bytes - 4 * rows * columns;

for (const build of ["strict", "relaxed"] as const) {
  const kernels = instantiateKernels(modules[build], memory);

  Deno.test(`matmulSimd() is matmulPlain(), bit by bit, and stays inside its matrices (${build})`, () => {
    const [left, right, plain, bias] = [0, 1, 2, 3].map((i) => 64 + 4 * LARGEST * i);
    fill(new Float32Array(memory.buffer, 0, bytes / 4));
    for (const m of SIZES) {
      for (const k of SIZES) {
        for (const n of SIZES) {
          // Once b ends where the memory ends, once the result does.
          for (const [b, out] of [[atTheEnd(k, n), bytes / 2], [right, atTheEnd(m, n)]]) {
            for (const offset of [0, bias]) {
              const view = (start: number) => new Float32Array(memory.buffer, start, m * n);
              view(out).fill(99);
              view(plain).fill(99);
              kernels.matmulPlain(plain, left, b, offset, m, k, n);
              kernels.matmulSimd(out, left, b, offset, m, k, n);
              assert.deepEqual(view(out), view(plain), `${m}×${k}×${n}`);
            }
          }
        }
      }
    }
  });

  Deno.test(`ceiling() and ceilingOfPairs() do each of their operations (${build})`, () => {
    for (const count of [1, 2, 3, 100]) {
      // Six sums take in six products, which change their sign, twice a turn; four lanes of each.
      let apart = 0, inPairs = 0;
      for (let i = 0; i < 6; i++) {
        let [s, t] = [i, i + 6];
        for (let turn = 0; turn < 2 * count; turn++) [s, t] = [s + t, -t];
        apart += 4 * (s + t);
        for (let sum of [i, i + 6]) {
          for (let turn = 0; turn < count; turn++) sum = 1 - sum;
          inPairs += 4 * sum;
        }
      }
      assert.equal(kernels.ceiling(count), apart);
      assert.equal(kernels.ceilingOfPairs(count), inPairs);
    }
  });
}
