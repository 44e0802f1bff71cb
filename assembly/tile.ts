/**
 * Tiles of a product: a few rows and columns of sums that are held in registers while p runs from 0 to
 * k − 1. Sixteen registers hold up to nine sums of four lanes, with what is being multiplied.
 */
import { loadFirst, madd, storeFirst } from "./lanes";

/** The first `rows`, at most 4, rows of `columns`, at most 8, sums. */
export function tile4x8(
  out: usize,
  outRow: usize,
  a: usize, // (k, 4), row p at a + p·aStep
  aStep: usize,
  panel: usize, // (k, 8)
  bias: usize,
  rows: i32,
  k: i32,
  columns: i32,
  scale: f32,
): void {
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero;
  let s20 = zero, s21 = zero, s30 = zero, s31 = zero;
  const end = panel + <usize> k * 32;
  while (panel < end) {
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    const x = v128.load(a);
    const x0 = v128.shuffle<f32>(x, x, 0, 0, 0, 0);
    s00 = madd(x0, b0, s00);
    s01 = madd(x0, b1, s01);
    const x1 = v128.shuffle<f32>(x, x, 1, 1, 1, 1);
    s10 = madd(x1, b0, s10);
    s11 = madd(x1, b1, s11);
    const x2 = v128.shuffle<f32>(x, x, 2, 2, 2, 2);
    s20 = madd(x2, b0, s20);
    s21 = madd(x2, b1, s21);
    const x3 = v128.shuffle<f32>(x, x, 3, 3, 3, 3);
    s30 = madd(x3, b0, s30);
    s31 = madd(x3, b1, s31);
    a += aStep;
    panel += 32;
  }
  const factor = f32x4.splat(scale), right = columns - 4;
  const c0 = biasLanes(bias, 0, columns), c1 = biasLanes(bias, 16, right);
  finish(out, s00, factor, c0, columns);
  finish(out + 16, s01, factor, c1, right);
  if (rows < 2) return;
  out += outRow;
  finish(out, s10, factor, c0, columns);
  finish(out + 16, s11, factor, c1, right);
  if (rows < 3) return;
  out += outRow;
  finish(out, s20, factor, c0, columns);
  finish(out + 16, s21, factor, c1, right);
  if (rows < 4) return;
  out += outRow;
  finish(out, s30, factor, c0, columns);
  finish(out + 16, s31, factor, c1, right);
}

/** Three rows of `columns`, at most 12, sums; a is read where it lies, one number spread over a vector. */
export function tile3x12(
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
export function tile1x12(
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
