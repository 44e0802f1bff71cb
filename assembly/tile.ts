/**
 * Tiles of a product: a few rows and columns of sums that are held in registers while p runs from 0 to
 * k − 1. Of sixteen registers nine or ten hold sums, the others hold what is being multiplied.
 *
 * V8 unrolls an inner loop of three turns, which saves part of the counting; it leaves longer ones as
 * they are. In Deno it also checks each load against the size of the memory, so that a load costs two
 * instructions. Tiles are inlined, because a call for each shows where k is small.
 */
import { F32, loadFirst, madd, storeFirst } from "./lanes";

/**
 * The first `rows`, at most 5, rows and `columns`, at most 8, columns of v = scale · a·panel + bias:
 * out = v or, where `step` is true, out = out − rate·v.
 */
// @ts-ignore: decorator
@inline
export function tile5x8(
  out: usize,
  outRow: usize, // bytes from a row to the next
  a: usize, // (k, 5), five rows side by side
  panel: usize, // (k, 8)
  bias: usize, // (8), or 0 for none
  rows: i32,
  k: i32,
  columns: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero;
  let s30 = zero, s31 = zero, s40 = zero, s41 = zero;
  const end = panel + <usize> k * 8 * F32;
  while (panel < end) {
    for (let turn = 0; turn < 3; turn++) {
      const b0 = v128.load(panel), b1 = v128.load(panel, 16);
      // To spread a number, a shuffle keeps an adder waiting and a load is checked: some of both is best.
      const a0123 = v128.load(a);
      let x = v128.shuffle<f32>(a0123, a0123, 0, 0, 0, 0);
      s00 = madd(x, b0, s00);
      s01 = madd(x, b1, s01);
      x = v128.shuffle<f32>(a0123, a0123, 1, 1, 1, 1);
      s10 = madd(x, b0, s10);
      s11 = madd(x, b1, s11);
      x = v128.load32_splat(a, 2 * F32);
      s20 = madd(x, b0, s20);
      s21 = madd(x, b1, s21);
      x = v128.load32_splat(a, 3 * F32);
      s30 = madd(x, b0, s30);
      s31 = madd(x, b1, s31);
      x = v128.load32_splat(a, 4 * F32);
      s40 = madd(x, b0, s40);
      s41 = madd(x, b1, s41);
      a += 5 * F32;
      panel += 8 * F32;
      if (panel == end) break;
    }
  }
  const factor = f32x4.splat(scale), down = f32x4.splat(rate), right = columns - 4;
  const c0 = biasLanes(bias, 0, columns), c1 = biasLanes(bias, 16, right);
  finish(out, s00, factor, c0, step, down, columns);
  finish(out + 16, s01, factor, c1, step, down, right);
  if (rows < 2) return;
  out += outRow;
  finish(out, s10, factor, c0, step, down, columns);
  finish(out + 16, s11, factor, c1, step, down, right);
  if (rows < 3) return;
  out += outRow;
  finish(out, s20, factor, c0, step, down, columns);
  finish(out + 16, s21, factor, c1, step, down, right);
  if (rows < 4) return;
  out += outRow;
  finish(out, s30, factor, c0, step, down, columns);
  finish(out + 16, s31, factor, c1, step, down, right);
  if (rows < 5) return;
  out += outRow;
  finish(out, s40, factor, c0, step, down, columns);
  finish(out + 16, s41, factor, c1, step, down, right);
}

/** The same with at most 3 rows and 12 columns; a is read where it lies. */
// @ts-ignore: decorator
@inline
export function tile3x12(
  out: usize,
  outRow: usize,
  a: usize, // a(i, p) lies at a + i·aRow + p·aStep
  aRow: usize,
  aStep: usize,
  panel: usize, // (k, 12)
  bias: usize, // (12), or 0 for none
  rows: i32,
  k: i32,
  columns: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  const zero = f32x4.splat(0);
  let s00 = zero, s01 = zero, s02 = zero;
  let s10 = zero, s11 = zero, s12 = zero;
  let s20 = zero, s21 = zero, s22 = zero;
  // A row that is missing repeats the first; nobody reads its sums.
  let a0 = a, a1 = rows < 2 ? a : a + aRow, a2 = rows < 3 ? a : a + 2 * aRow;
  const end = panel + <usize> k * 12 * F32;
  while (panel < end) {
    for (let turn = 0; turn < 3; turn++) {
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
      panel += 12 * F32;
      if (panel == end) break;
    }
  }
  const factor = f32x4.splat(scale), down = f32x4.splat(rate);
  const c0 = biasLanes(bias, 0, columns);
  const c1 = biasLanes(bias, 16, columns - 4);
  const c2 = biasLanes(bias, 32, columns - 8);
  finish(out, s00, factor, c0, step, down, columns);
  finish(out + 16, s01, factor, c1, step, down, columns - 4);
  finish(out + 32, s02, factor, c2, step, down, columns - 8);
  if (rows < 2) return;
  out += outRow;
  finish(out, s10, factor, c0, step, down, columns);
  finish(out + 16, s11, factor, c1, step, down, columns - 4);
  finish(out + 32, s12, factor, c2, step, down, columns - 8);
  if (rows < 3) return;
  out += outRow;
  finish(out, s20, factor, c0, step, down, columns);
  finish(out + 16, s21, factor, c1, step, down, columns - 4);
  finish(out + 32, s22, factor, c2, step, down, columns - 8);
}

/** The bias of `count` columns, from `offset` bytes on; +0 where there is none. */
// @ts-ignore: decorator
@inline
export function biasLanes(bias: usize, offset: usize, count: i32): v128 {
  return bias ? loadFirst(bias + offset, count) : f32x4.splat(0);
}

/** v = sum·scale + bias; writes v, or lowers what is there by rate·v. Each is rounded, in both builds. */
// @ts-ignore: decorator
@inline
export function finish(
  out: usize,
  sum: v128,
  scale: v128,
  bias: v128,
  step: bool,
  rate: v128,
  count: i32,
): void {
  let value = f32x4.add(f32x4.mul(sum, scale), bias);
  if (step) value = f32x4.sub(loadFirst(out, count), f32x4.mul(rate, value));
  storeFirst(out, value, count);
}
