/**
 * The three products that a dense layer needs, on register tiles.
 *
 * All three compute out(i, j) = scale · Σₚ a(i, p)·b(p, j) + bias(j) and differ only in how a and b lie
 * in memory. Parts of both are first copied to `scratch` in the order in which a tile reads them
 * (pack.ts); a tile of sums is then held in registers (tile.ts) while p runs from 0 to k − 1.
 *
 * Every element is summed in the same order, p = 0, 1, 2 … from +0, one product after the other,
 * whatever tile it falls in, so that a row's result does not depend on the rows beside it.
 *
 * A stride is the distance between the starts of two rows, in numbers: the columns of the matrix that
 * out, a or b is a part of.
 */
import { F32 } from "./lanes";
import { pack12, pack5, pack8 } from "./pack";
import { tile3x12, tile5x8 } from "./tile";

/** Rows of a that are packed together, a multiple of 5: they stay in the second-level cache. */
// @ts-ignore: decorator
@inline const BLOCK: i32 = 130;

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmul(
  out: usize, // (m, n)
  outStride: i32,
  a: usize, // (m, k)
  aStride: i32,
  b: usize, // (k, n)
  bStride: i32,
  bias: usize, // (n), or 0 for none
  scratch: usize, // (138, k)
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, outStride, a, aStride, 1, b, bStride, 1, bias, scratch, m, k, n, 1, 0);
}

/**
 * With v = scale · aᵀ·b: out = v where rate is 0, else out = out − rate·v, a step down a gradient that is
 * never stored. Row-major f32; out may not alias a, b or scratch.
 */
export function matmulTransposedA(
  out: usize, // (m, n)
  outStride: i32,
  a: usize, // (k, m)
  aStride: i32,
  b: usize, // (k, n)
  bStride: i32,
  scratch: usize, // (138, k)
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
  rate: f32,
): void {
  product(out, outStride, a, 1, aStride, b, bStride, 1, 0, scratch, m, k, n, scale, rate);
}

/** out = a·bᵀ. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedB(
  out: usize, // (m, n)
  outStride: i32,
  a: usize, // (m, k)
  aStride: i32,
  b: usize, // (n, k)
  bStride: i32,
  scratch: usize, // (138, k)
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, outStride, a, aStride, 1, b, 1, bStride, 0, scratch, m, k, n, 1, 0);
}

/** a(i, p) is number i·aRow + p·aStep of a, and b(p, j) is number p·bStep + j·bColumn of b. */
function product(
  out: usize,
  outStride: i32,
  a: usize,
  aRow: i32,
  aStep: i32,
  b: usize,
  bStep: i32,
  bColumn: i32,
  bias: usize,
  scratch: usize,
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
  rate: f32,
): void {
  // From here on in bytes.
  const outRow = <usize> outStride * F32, line = <usize> k * F32;
  const row = <usize> aRow * F32, step = <usize> aStep * F32;
  const column = <usize> bColumn * F32, down = <usize> bStep * F32;

  if (n <= 12) {
    // All of b is one panel, and a is read once: packing it would not pay.
    pack12(scratch, b, column, down, k, n);
    for (let i = 0; i < m; i += 3) {
      tile3x12(out, outRow, a, row, step, scratch, bias, m - i, k, n, scale, rate);
      out += 3 * outRow;
      a += 3 * row;
    }
    return;
  }
  const panel = scratch + <usize> BLOCK * line;
  for (let top = 0; top < m; top += BLOCK) {
    const rows = min(m - top, BLOCK);
    for (let i = 0; i < rows; i += 5) {
      pack5(scratch + <usize> i * line, a + <usize> i * row, row, step, k, rows - i);
    }
    for (let j = 0; j < n; j += 8) {
      pack8(panel, b + <usize> j * column, column, down, k, n - j);
      const corner = out + <usize> j * F32, panelBias = bias ? bias + <usize> j * F32 : 0;
      for (let i = 0; i < rows; i += 5) {
        const group = scratch + <usize> i * line, place = corner + <usize> i * outRow;
        tile5x8(place, outRow, group, panel, panelBias, rows - i, k, n - j, scale, rate);
      }
    }
    a += <usize> BLOCK * row;
    out += <usize> BLOCK * outRow;
  }
}
