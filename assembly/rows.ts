/** Weighted sums of rows that the entries of a compressed row or column name: the inner loop of the sparse products. */
import { loadFirst, madd, storeFirst } from "./lanes";

/**
 * For each column j, with sum = Σ value·rows(r, j) over the entries of a list, from the first to the last:
 *
 *     step = false    out[j] = scale·sum + bias[j]
 *     step = true     out[j] = out[j] − rate·(scale·sum + bias[j])
 *
 * An entry is `r << 8 | byte`, u32; or, with `gaps`, `gap << 8 | byte`, u16, where r is the sum of the gaps
 * so far. Up to 15 numbers are read, and not used, behind the end of a row.
 */
// @ts-ignore: decorator
@inline
export function addRows(
  out: usize, // (n)
  first: usize, // entries, up to end
  end: usize,
  gaps: bool,
  values: usize, // (256): what each byte stands for
  rows: usize, // (…, n), `next` bytes apart
  next: usize,
  bias: usize, // (n), or 0 for none
  n: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  let j = 0;
  for (; j + 32 <= n; j += 32) {
    const at = <usize> j << 2;
    add32(out + at, first, end, gaps, values, rows + at, next, bias ? bias + at : 0, scale, step, rate);
  }
  for (; j < n; j += 16) {
    const at = <usize> j << 2;
    add16(out + at, first, end, gaps, values, rows + at, next, bias ? bias + at : 0, n - j, scale, step, rate);
  }
}

/** Bytes of an entry. */
// @ts-ignore: decorator
@inline
function entrySize(gaps: bool): usize {
  return gaps ? 2 : 4;
}

// @ts-ignore: decorator
@inline
function entryAt(place: usize, gaps: bool): u32 {
  return gaps ? <u32> load<u16>(place) : load<u32>(place);
}

/** 32 columns, their sums in eight registers; two entries a round, which saves a tenth. */
// @ts-ignore: decorator
@inline
function add32(
  out: usize,
  first: usize,
  end: usize,
  gaps: bool,
  values: usize,
  rows: usize,
  next: usize,
  bias: usize,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  let entry: u32, x: v128, row = rows;
  const size = entrySize(gaps);
  if ((end - first) & size) {
    entry = entryAt(first, gaps);
    x = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    row = (gaps ? row : rows) + <usize> (entry >> 8) * next;
    s0 = madd(x, v128.load(row), s0);
    s1 = madd(x, v128.load(row, 16), s1);
    s2 = madd(x, v128.load(row, 32), s2);
    s3 = madd(x, v128.load(row, 48), s3);
    s4 = madd(x, v128.load(row, 64), s4);
    s5 = madd(x, v128.load(row, 80), s5);
    s6 = madd(x, v128.load(row, 96), s6);
    s7 = madd(x, v128.load(row, 112), s7);
    first += size;
  }
  for (; first < end; first += 2 * size) {
    entry = entryAt(first, gaps);
    x = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    const row0 = (gaps ? row : rows) + <usize> (entry >> 8) * next;
    entry = entryAt(first + size, gaps);
    const y = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    row = (gaps ? row0 : rows) + <usize> (entry >> 8) * next;
    s0 = madd(y, v128.load(row), madd(x, v128.load(row0), s0));
    s1 = madd(y, v128.load(row, 16), madd(x, v128.load(row0, 16), s1));
    s2 = madd(y, v128.load(row, 32), madd(x, v128.load(row0, 32), s2));
    s3 = madd(y, v128.load(row, 48), madd(x, v128.load(row0, 48), s3));
    s4 = madd(y, v128.load(row, 64), madd(x, v128.load(row0, 64), s4));
    s5 = madd(y, v128.load(row, 80), madd(x, v128.load(row0, 80), s5));
    s6 = madd(y, v128.load(row, 96), madd(x, v128.load(row0, 96), s6));
    s7 = madd(y, v128.load(row, 112), madd(x, v128.load(row0, 112), s7));
  }
  const scale4 = f32x4.splat(scale), rate4 = f32x4.splat(rate);
  finish(out, s0, bias ? bias : 0, scale4, rate4, step, 4);
  finish(out + 16, s1, bias ? bias + 16 : 0, scale4, rate4, step, 4);
  finish(out + 32, s2, bias ? bias + 32 : 0, scale4, rate4, step, 4);
  finish(out + 48, s3, bias ? bias + 48 : 0, scale4, rate4, step, 4);
  finish(out + 64, s4, bias ? bias + 64 : 0, scale4, rate4, step, 4);
  finish(out + 80, s5, bias ? bias + 80 : 0, scale4, rate4, step, 4);
  finish(out + 96, s6, bias ? bias + 96 : 0, scale4, rate4, step, 4);
  finish(out + 112, s7, bias ? bias + 112 : 0, scale4, rate4, step, 4);
}

/** The first `n` of 16 columns; two entries a round here too, which saves a tenth of the forward product. */
// @ts-ignore: decorator
@inline
function add16(
  out: usize,
  first: usize,
  end: usize,
  gaps: bool,
  values: usize,
  rows: usize,
  next: usize,
  bias: usize,
  n: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let entry: u32, x: v128, row = rows;
  const size = entrySize(gaps);
  if ((end - first) & size) {
    entry = entryAt(first, gaps);
    x = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    row = (gaps ? row : rows) + <usize> (entry >> 8) * next;
    s0 = madd(x, v128.load(row), s0);
    s1 = madd(x, v128.load(row, 16), s1);
    s2 = madd(x, v128.load(row, 32), s2);
    s3 = madd(x, v128.load(row, 48), s3);
    first += size;
  }
  for (; first < end; first += 2 * size) {
    entry = entryAt(first, gaps);
    x = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    const row0 = (gaps ? row : rows) + <usize> (entry >> 8) * next;
    entry = entryAt(first + size, gaps);
    const y = v128.load32_splat(values + (<usize> (entry & 255) << 2));
    row = (gaps ? row0 : rows) + <usize> (entry >> 8) * next;
    s0 = madd(y, v128.load(row), madd(x, v128.load(row0), s0));
    s1 = madd(y, v128.load(row, 16), madd(x, v128.load(row0, 16), s1));
    s2 = madd(y, v128.load(row, 32), madd(x, v128.load(row0, 32), s2));
    s3 = madd(y, v128.load(row, 48), madd(x, v128.load(row0, 48), s3));
  }
  const scale4 = f32x4.splat(scale), rate4 = f32x4.splat(rate);
  finish(out, s0, bias ? bias : 0, scale4, rate4, step, n);
  finish(out + 16, s1, bias ? bias + 16 : 0, scale4, rate4, step, n - 4);
  finish(out + 32, s2, bias ? bias + 32 : 0, scale4, rate4, step, n - 8);
  finish(out + 48, s3, bias ? bias + 48 : 0, scale4, rate4, step, n - 12);
}

// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, bias: usize, scale: v128, rate: v128, step: bool, n: i32): void {
  let value = f32x4.add(f32x4.mul(sum, scale), bias ? loadFirst(bias, n) : f32x4.splat(0));
  if (step) value = f32x4.sub(loadFirst(out, n), f32x4.mul(rate, value));
  storeFirst(out, value, n);
}
