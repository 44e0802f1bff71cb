/**
 * The three products that a dense layer needs, on one register tile.
 *
 * All three compute out[i, j] = scale · Σₚ a(i, p) · b(p, j) + bias[j] and differ only in how a and b
 * lie in memory. For every panel of 8 columns (or of 4, at the right edge), b is first copied into
 * `scratch`, row after row and padded with zeros, where it stays in the first-level cache; a tile of
 * 4 × 8 sums (or 8 × 4) is then held in registers while p runs from 0 to k − 1.
 *
 * Every element is summed in the same order, p = 0, 1, 2 … from +0, one product after the other,
 * whatever tile it falls in, so that a row's result does not depend on the rows beside it.
 */
import { F32, loadFirst, madd, storeFirst } from "./lanes";

/** Columns of a panel. */
// @ts-ignore: decorator
@inline const WIDE: i32 = 8;
// @ts-ignore: decorator
@inline const NARROW: i32 = 4;

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmul(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  scratch: usize, // 8·k
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
  scratch: usize, // 8·k
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
  scratch: usize, // 8·k
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, a, <usize> k * F32, F32, b, F32, <usize> k * F32, 0, scratch, m, k, n, 1);
}

/** a(i, p) lies at a + i·aRow + p·aStep, and b(p, j) at b + p·bStep + j·bColumn, in bytes. */
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
  const outRow = <usize> n * F32;
  for (let j = 0; j < n;) {
    const rest = n - j;
    const width = rest > NARROW ? WIDE : NARROW;
    const columns = min(rest, width);
    pack(scratch, b + <usize> j * bColumn, bStep, bColumn, k, columns, width);
    const tileOut = out + <usize> j * F32;
    const tileBias = bias ? bias + <usize> j * F32 : 0;
    let i = 0;
    if (width == WIDE) {
      for (; i + 4 <= m; i += 4) {
        tile4x8(tileOut + <usize> i * outRow, outRow, a + <usize> i * aRow, aRow, aStep, scratch, tileBias, k, columns, scale);
      }
      for (; i < m; i++) {
        tile1x8(tileOut + <usize> i * outRow, a + <usize> i * aRow, aStep, scratch, tileBias, k, columns, scale);
      }
    } else {
      for (; i + 8 <= m; i += 8) {
        tile8x4(tileOut + <usize> i * outRow, outRow, a + <usize> i * aRow, aRow, aStep, scratch, tileBias, k, columns, scale);
      }
      for (; i < m; i++) {
        tile1x4(tileOut + <usize> i * outRow, a + <usize> i * aRow, aStep, scratch, tileBias, k, columns, scale);
      }
    }
    j += width;
  }
}

/** Copies `columns` columns of b into rows of `width` floats, the rest of each row zero. */
function pack(
  panel: usize, // (k, width)
  b: usize,
  bStep: usize,
  bColumn: usize,
  k: i32,
  columns: i32,
  width: i32,
): void {
  for (let p = 0; p < k; p++) {
    if (bColumn == F32) {
      v128.store(panel, loadFirst(b, min(columns, 4)));
      if (width == WIDE) v128.store(panel, loadFirst(b + 4 * F32, columns - 4), 16);
    } else {
      for (let j = 0; j < width; j++) {
        store<f32>(panel + <usize> j * F32, j < columns ? load<f32>(b + <usize> j * bColumn) : 0);
      }
    }
    panel += <usize> width * F32;
    b += bStep;
  }
}

/** Four rows of `columns` (5 to 8) sums. */
function tile4x8(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  panel: usize,
  bias: usize,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero;
  let s20 = zero, s21 = zero, s30 = zero, s31 = zero;
  let a0 = a, a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
  const end = panel + <usize> k * 32;
  while (panel < end) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(a0);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a3);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    a0 += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
    panel += 32;
  }
  const right = columns - 4;
  const factor = f32x4.splat(scale);
  const c0 = bias ? v128.load(bias) : zero, c1 = bias ? loadFirst(bias + 16, right) : zero;
  finish(out, s00, factor, c0, 4);
  finish(out + 16, s01, factor, c1, right);
  out += outRow;
  finish(out, s10, factor, c0, 4);
  finish(out + 16, s11, factor, c1, right);
  out += outRow;
  finish(out, s20, factor, c0, 4);
  finish(out + 16, s21, factor, c1, right);
  out += outRow;
  finish(out, s30, factor, c0, 4);
  finish(out + 16, s31, factor, c1, right);
}

/** One row of `columns` (5 to 8) sums. */
function tile1x8(
  out: usize,
  a: usize,
  aStep: usize,
  panel: usize,
  bias: usize,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  let s0 = f32x4.splat(0), s1 = s0;
  const end = panel + <usize> k * 32;
  while (panel < end) {
    const x = v128.load32_splat(a);
    s0 = madd(x, v128.load(panel), s0);
    s1 = madd(x, v128.load(panel, 16), s1);
    a += aStep;
    panel += 32;
  }
  const right = columns - 4;
  const zero = f32x4.splat(0), factor = f32x4.splat(scale);
  finish(out, s0, factor, bias ? v128.load(bias) : zero, 4);
  finish(out + 16, s1, factor, bias ? loadFirst(bias + 16, right) : zero, right);
}

/** Eight rows of `columns` (1 to 4) sums. */
function tile8x4(
  out: usize,
  outRow: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  panel: usize,
  bias: usize,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  const zero = f32x4.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
  let a4 = a + (aRow << 2);
  const row2 = aRow + aRow, row3 = row2 + aRow;
  const end = panel + <usize> k * 16;
  while (panel < end) {
    const b0 = v128.load(panel);
    s0 = madd(v128.load32_splat(a), b0, s0);
    s1 = madd(v128.load32_splat(a + aRow), b0, s1);
    s2 = madd(v128.load32_splat(a + row2), b0, s2);
    s3 = madd(v128.load32_splat(a + row3), b0, s3);
    s4 = madd(v128.load32_splat(a4), b0, s4);
    s5 = madd(v128.load32_splat(a4 + aRow), b0, s5);
    s6 = madd(v128.load32_splat(a4 + row2), b0, s6);
    s7 = madd(v128.load32_splat(a4 + row3), b0, s7);
    a += aStep;
    a4 += aStep;
    panel += 16;
  }
  const factor = f32x4.splat(scale);
  const c = bias ? loadFirst(bias, columns) : zero;
  finish(out, s0, factor, c, columns);
  finish(out + outRow, s1, factor, c, columns);
  finish(out + (outRow << 1), s2, factor, c, columns);
  finish(out + outRow * 3, s3, factor, c, columns);
  out += outRow << 2;
  finish(out, s4, factor, c, columns);
  finish(out + outRow, s5, factor, c, columns);
  finish(out + (outRow << 1), s6, factor, c, columns);
  finish(out + outRow * 3, s7, factor, c, columns);
}

/** One row of `columns` (1 to 4) sums. */
function tile1x4(
  out: usize,
  a: usize,
  aStep: usize,
  panel: usize,
  bias: usize,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  let s = f32x4.splat(0);
  const end = panel + <usize> k * 16;
  while (panel < end) {
    s = madd(v128.load32_splat(a), v128.load(panel), s);
    a += aStep;
    panel += 16;
  }
  finish(out, s, f32x4.splat(scale), bias ? loadFirst(bias, columns) : f32x4.splat(0), columns);
}

/** Writes sum·scale + bias, with two roundings in both builds. */
// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, scale: v128, bias: v128, columns: i32): void {
  storeFirst(out, f32x4.add(f32x4.mul(sum, scale), bias), columns);
}
