/**
 * The three products that a dense layer needs, on register tiles.
 *
 * All three compute out(i, j) = scale · Σₚ a(i, p)·b(p, j) + bias(j) and differ only in how a and b lie
 * in memory. The columns are taken in panels of 8, the last of 1 to 12. A panel of b is first copied
 * to `scratch` (panel.ts), row after row and padded with zeros, where it stays in the first-level
 * cache; a tile of sums is then held in registers while p runs from 0 to k − 1.
 *
 * Every element is summed in the same order, p = 0, 1, 2 … from +0, one product after the other,
 * whatever tile it falls in, so that a row's result does not depend on the rows beside it.
 */
import { F32, loadFirst, madd, storeFirst } from "./lanes";
import { pack, packTransposed } from "./panel";

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmul(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  scratch: usize, // 12·k
  m: i32,
  k: i32,
  n: i32,
): void {
  for (let j = 0, width = 0; j < n; j += width) {
    width = panelWidth(n - j);
    const at = <usize> j * F32;
    pack(scratch, b + at, <usize> n * F32, k, n - j, width);
    multiply(out + at, a, <usize> k * F32, F32, scratch, bias ? bias + at : 0, m, k, n, j, 1);
  }
}

/** out = scale · aᵀ·b. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedA(
  out: usize, // (m, n)
  a: usize, // (k, m)
  b: usize, // (k, n)
  scratch: usize, // 12·k
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  for (let j = 0, width = 0; j < n; j += width) {
    width = panelWidth(n - j);
    const at = <usize> j * F32;
    pack(scratch, b + at, <usize> n * F32, k, n - j, width);
    multiply(out + at, a, F32, <usize> m * F32, scratch, 0, m, k, n, j, scale);
  }
}

/** out = a·bᵀ. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedB(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (n, k)
  scratch: usize, // 12·k
  m: i32,
  k: i32,
  n: i32,
): void {
  for (let j = 0, width = 0; j < n; j += width) {
    width = panelWidth(n - j);
    packTransposed(scratch, b + <usize> j * k * F32, k, n - j, width);
    multiply(out + <usize> j * F32, a, <usize> k * F32, F32, scratch, 0, m, k, n, j, 1);
  }
}

/** Columns of the next panel when `rest` are left: 12 for the last 9 to 12, else 8. */
// @ts-ignore: decorator
@inline
function panelWidth(rest: i32): i32 {
  return rest > 8 && rest <= 12 ? 12 : 8;
}

/** One panel of the product, columns j and on of n: a(i, p) lies at a + i·aRow + p·aStep, in bytes. */
function multiply(
  out: usize, // at column j of row 0
  a: usize,
  aRow: usize,
  aStep: usize,
  panel: usize, // (k, 8 or 12)
  bias: usize, // at column j, or 0 for none
  m: i32,
  k: i32,
  n: i32,
  j: i32,
  scale: f32,
): void {
  const outRow = <usize> n * F32;
  const isWide = panelWidth(n - j) == 12;
  const height = isWide ? 3 : 4;
  let i = 0;
  for (; i + height <= m; i += height) {
    if (isWide) tile3x12(out, outRow, a, aRow, aStep, panel, bias, k, n - j, scale);
    else tile4x8(out, outRow, a, aRow, aStep, panel, bias, k, n - j, scale);
    out += <usize> height * outRow;
    a += <usize> height * aRow;
  }
  for (; i < m; i++) {
    if (isWide) tile1x12(out, a, aStep, panel, bias, k, n - j, scale);
    else tile1x8(out, a, aStep, panel, bias, k, n - j, scale);
    out += outRow;
    a += aRow;
  }
}

/** Four rows of `columns`, at most 8, sums. */
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
  const factor = f32x4.splat(scale);
  const c0 = biasLanes(bias, 0, columns);
  const c1 = biasLanes(bias, 16, columns - 4);
  finish(out, s00, factor, c0, columns);
  finish(out + 16, s01, factor, c1, columns - 4);
  out += outRow;
  finish(out, s10, factor, c0, columns);
  finish(out + 16, s11, factor, c1, columns - 4);
  out += outRow;
  finish(out, s20, factor, c0, columns);
  finish(out + 16, s21, factor, c1, columns - 4);
  out += outRow;
  finish(out, s30, factor, c0, columns);
  finish(out + 16, s31, factor, c1, columns - 4);
}

/** One row of `columns`, at most 8, sums. */
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
  const factor = f32x4.splat(scale);
  const c0 = biasLanes(bias, 0, columns);
  const c1 = biasLanes(bias, 16, columns - 4);
  finish(out, s0, factor, c0, columns);
  finish(out + 16, s1, factor, c1, columns - 4);
}

/** Three rows of `columns`, at most 12, sums. */
function tile3x12(
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
  let s00 = zero, s01 = zero, s02 = zero;
  let s10 = zero, s11 = zero, s12 = zero;
  let s20 = zero, s21 = zero, s22 = zero;
  let a0 = a, a1 = a + aRow, a2 = a1 + aRow;
  const end = panel + <usize> k * 48;
  while (panel < end) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16), b2 = v128.load(panel, 32);
    let x = v128.load32_splat(a0);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    s02 = madd(x, b2, s02);
    x = v128.load32_splat(a1);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    s12 = madd(x, b2, s12);
    x = v128.load32_splat(a2);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    s22 = madd(x, b2, s22);
    a0 += aStep;
    a1 += aStep;
    a2 += aStep;
    panel += 48;
  }
  const factor = f32x4.splat(scale);
  const c0 = biasLanes(bias, 0, columns);
  const c1 = biasLanes(bias, 16, columns - 4);
  const c2 = biasLanes(bias, 32, columns - 8);
  finish(out, s00, factor, c0, columns);
  finish(out + 16, s01, factor, c1, columns - 4);
  finish(out + 32, s02, factor, c2, columns - 8);
  out += outRow;
  finish(out, s10, factor, c0, columns);
  finish(out + 16, s11, factor, c1, columns - 4);
  finish(out + 32, s12, factor, c2, columns - 8);
  out += outRow;
  finish(out, s20, factor, c0, columns);
  finish(out + 16, s21, factor, c1, columns - 4);
  finish(out + 32, s22, factor, c2, columns - 8);
}

/** One row of `columns`, at most 12, sums. */
function tile1x12(
  out: usize,
  a: usize,
  aStep: usize,
  panel: usize,
  bias: usize,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0;
  const end = panel + <usize> k * 48;
  while (panel < end) {
    const x = v128.load32_splat(a);
    s0 = madd(x, v128.load(panel), s0);
    s1 = madd(x, v128.load(panel, 16), s1);
    s2 = madd(x, v128.load(panel, 32), s2);
    a += aStep;
    panel += 48;
  }
  const factor = f32x4.splat(scale);
  const c0 = biasLanes(bias, 0, columns);
  const c1 = biasLanes(bias, 16, columns - 4);
  const c2 = biasLanes(bias, 32, columns - 8);
  finish(out, s0, factor, c0, columns);
  finish(out + 16, s1, factor, c1, columns - 4);
  finish(out + 32, s2, factor, c2, columns - 8);
}

/** The bias of `count` columns, from `offset` bytes on; +0 where there is none. */
// @ts-ignore: decorator
@inline
function biasLanes(bias: usize, offset: usize, count: i32): v128 {
  return bias ? loadFirst(bias + offset, count) : f32x4.splat(0);
}

/** Writes sum·scale + bias, with two roundings in both builds. */
// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, scale: v128, bias: v128, count: i32): void {
  storeFirst(out, f32x4.add(f32x4.mul(sum, scale), bias), count);
}
