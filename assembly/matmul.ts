/**
 * The three products that a dense layer needs, on register tiles.
 *
 * All three compute out(i, j) = scale · Σₚ a(i, p)·b(p, j) + bias(j) and differ only in how a and b lie
 * in memory: a(i, p) at a + i·aRow + p·aStep, and b(p, j) at b + p·bStep + j·bColumn, in bytes. Parts of
 * both are first copied to `scratch` in the order in which a tile reads them (pack.ts); a tile of sums
 * is then held in registers (tile.ts) while p runs from 0 to k − 1.
 *
 * Every element is summed in the same order, p = 0, 1, 2 … from +0, one product after the other,
 * whatever tile it falls in, so that a row's result does not depend on the rows beside it.
 */
import { F32 } from "./lanes";
import { packLines } from "./pack";
import { tile1x12, tile3x12, tile4x8 } from "./tile";

/** Rows of a that are packed together: they stay in the second-level cache. */
// @ts-ignore: decorator
@inline const BLOCK: i32 = 128;

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmul(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  scratch: usize, // (136, k)
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, a, <usize> k * F32, F32, b, <usize> n * F32, F32, bias, scratch, m, k, n, 1);
}

/** out = scale · aᵀ·b. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedA(
  out: usize, // (m, n)
  a: usize, // (k, m)
  b: usize, // (k, n)
  scratch: usize, // (136, k)
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  product(out, a, F32, <usize> m * F32, b, <usize> n * F32, F32, 0, scratch, m, k, n, scale);
}

/** out = a·bᵀ. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedB(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (n, k)
  scratch: usize, // (136, k)
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, a, <usize> k * F32, F32, b, F32, <usize> k * F32, 0, scratch, m, k, n, 1);
}

/** Packing a pays off when several panels of b read it. */
function product(
  out: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  bias: usize,
  scratch: usize,
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  if (n <= 12) narrowProduct(out, a, aRow, aStep, b, bStep, bColumn, bias, scratch, m, k, n, scale);
  else wideProduct(out, a, aRow, aStep, b, bStep, bColumn, bias, scratch, m, k, n, scale);
}

/** At most 12 columns: the whole of b is one panel, and a is read where it lies. */
function narrowProduct(
  out: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  bias: usize,
  panel: usize, // (k, 12)
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  const outRow = <usize> n * F32;
  for (let j = 0; j < 12; j += 4) {
    packLines(panel + <usize> j * F32, 12, b + <usize> j * bColumn, bColumn, bStep, k, n - j);
  }
  let i = 0;
  for (; i + 3 <= m; i += 3) {
    tile3x12(out, outRow, a, aRow, aStep, panel, bias, k, n, scale);
    out += outRow * 3;
    a += aRow * 3;
  }
  for (; i < m; i++) {
    tile1x12(out, a, aStep, panel, bias, k, n, scale);
    out += outRow;
    a += aRow;
  }
}

/** Panels of 8 columns of b, against blocks of rows of a, both packed. */
function wideProduct(
  out: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  bias: usize,
  scratch: usize,
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  const outRow = <usize> n * F32, groupBytes = <usize> k * 16;
  const panel = scratch + <usize> BLOCK * k * F32; // (k, 8)
  for (let top = 0; top < m; top += BLOCK) {
    const bottom = min(top + BLOCK, m);
    // Four rows that lie side by side already (a transposed) need no packing.
    const ready = aRow == F32 ? bottom - (bottom - top) % 4 : top;
    for (let i = ready; i < bottom; i += 4) {
      const group = scratch + <usize> ((i - top) >> 2) * groupBytes;
      packLines(group, 4, a + <usize> i * aRow, aRow, aStep, k, bottom - i);
    }
    for (let j = 0; j < n; j += 8) {
      const columns = n - j, right = b + <usize> j * bColumn;
      packLines(panel, 8, right, bColumn, bStep, k, columns);
      packLines(panel + 16, 8, right + (bColumn << 2), bColumn, bStep, k, columns - 4);
      const panelBias = bias ? bias + <usize> j * F32 : 0;
      let group = scratch, corner = out + (<usize> top * n + j) * F32;
      for (let i = top; i < bottom; i += 4) {
        const isReady = i < ready;
        tile4x8(
          corner,
          outRow,
          isReady ? a + <usize> i * F32 : group,
          isReady ? aStep : 16,
          panel,
          panelBias,
          bottom - i,
          k,
          columns,
          scale,
        );
        corner += outRow << 2;
        group += groupBytes;
      }
    }
  }
}
