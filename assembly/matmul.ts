/**
 * The three products that a dense layer needs, on register tiles.
 *
 * All three compute out(i, j) = scale · Σₚ a(i, p)·b(p, j) + bias(j) and differ only in how a and b lie
 * in memory. Parts of both are first copied in the order in which a tile reads them (pack.ts). A tile of
 * sums is then held in registers while p runs from 0 to k − 1 (tile.ts), or from strip to strip of 32 p
 * where there are as many (strips.ts).
 *
 * Every element is summed in the same order, p = 0, 1, 2 … from +0, one product after the other,
 * whatever tile it falls in, so that a row's result does not depend on the rows beside it.
 */
import { F32 } from "./lanes";
import { pack12, pack5, pack8, packStrip } from "./pack";
import { addTiles, PANEL, STEPS, STRIP, TILE } from "./strips";
import { biasLanes, finish, tile3x12, tile5x8 } from "./tile";

/** Rows and columns of out that are summed together, of tiles of 5×8: they stay in the nearer caches. */
// @ts-ignore: decorator
@inline const HEIGHT: i32 = 130;
// @ts-ignore: decorator
@inline const WIDTH: i32 = 128;

/** Bytes of the sums of a block. */
// @ts-ignore: decorator
@inline const SUMS: usize = <usize> (HEIGHT / 5) * (WIDTH / 8) * TILE;

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmul(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  scratch: usize, // 83,584 bytes, or 48·k where that is more
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, a, k, 1, b, n, 1, bias, scratch, m, k, n, 1, false, 0);
}

/** out = scale · aᵀ·b. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedA(
  out: usize, // (m, n)
  a: usize, // (k, m)
  b: usize, // (k, n)
  scratch: usize, // 83,584 bytes, or 48·k where that is more
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  product(out, a, 1, m, b, n, 1, 0, scratch, m, k, n, scale, false, 0);
}

/**
 * w = w − rate · (scale · aᵀ·b): a step of gradient descent down a gradient that is not stored, with the
 * bits of matmulTransposedA followed by sgd. w may not alias a, b or scratch.
 */
export function sgdTransposedA(
  w: usize, // (m, n)
  a: usize, // (k, m)
  b: usize, // (k, n)
  scratch: usize, // 83,584 bytes, or 48·k where that is more
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
  rate: f32,
): void {
  product(w, a, 1, m, b, n, 1, 0, scratch, m, k, n, scale, true, rate);
}

/** out = a·bᵀ. Row-major f32; overwrites out, which may not alias a, b or scratch. */
export function matmulTransposedB(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (n, k)
  scratch: usize, // 83,584 bytes, or 48·k where that is more
  m: i32,
  k: i32,
  n: i32,
): void {
  product(out, a, k, 1, b, 1, k, 0, scratch, m, k, n, 1, false, 0);
}

/**
 * With v = scale · a·b + bias: out = v or, where `step` is true, out = out − rate·v. a(i, p) is number
 * i·aRow + p·aStep of a, and b(p, j) is number p·bStep + j·bColumn of b.
 */
function product(
  out: usize,
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
  step: bool,
  rate: f32,
): void {
  // From here on in bytes.
  const outRow = <usize> n * F32;
  const row = <usize> aRow * F32, next = <usize> aStep * F32;
  const column = <usize> bColumn * F32, down = <usize> bStep * F32;

  if (n <= 12) {
    // All of b is one panel, and a is read once: packing it would not pay.
    pack12(scratch, b, column, down, k, n);
    for (let i = 0; i < m; i += 3) {
      tile3x12(out, outRow, a, row, next, scratch, bias, m - i, k, n, scale, step, rate);
      out += 3 * outRow;
      a += 3 * row;
    }
    return;
  }
  for (let left = 0; left < n; left += WIDTH) {
    const width = min(n - left, WIDTH), right = b + <usize> left * column;
    const offset = bias ? bias + <usize> left * F32 : 0;
    for (let top = 0; top < m; top += HEIGHT) {
      const height = min(m - top, HEIGHT), lower = a + <usize> top * row;
      const place = out + <usize> top * outRow + <usize> left * F32;
      block(
        place,
        outRow,
        lower,
        row,
        next,
        right,
        column,
        down,
        offset,
        scratch,
        height,
        k,
        width,
        scale,
        step,
        rate,
      );
    }
  }
}

/**
 * A part of out, of at most HEIGHT rows and WIDTH columns. Its sums begin with the first few p, so many as
 * make no whole strip; if there are more, the strips come after them one by one.
 */
function block(
  out: usize,
  outRow: usize,
  a: usize,
  row: usize,
  next: usize,
  b: usize,
  column: usize,
  down: usize,
  bias: usize,
  scratch: usize,
  height: i32,
  k: i32,
  width: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  const panels = scratch + SUMS, few = k % STEPS;
  packPanels(panels, b, column, down, few, width);
  if (few == k) {
    const below = <usize> 5 * outRow;
    sumFew(out, outRow, 8 * F32, below, a, row, next, panels, bias, height, k, width, false, scale, step, rate);
    return;
  }
  const sums = scratch, tiles = (width + 7) / 8, below = <usize> tiles * TILE;
  if (few == 0) memory.fill(sums, 0, <usize> ((height + 4) / 5) * below);
  else sumFew(sums, 8 * F32, TILE, below, a, row, next, panels, 0, height, few, width, true, 1, false, 0);
  for (let p = few; p < k; p += STEPS) {
    packPanels(panels, b + <usize> p * down, column, down, STEPS, width);
    for (let i = 0, five = sums; i < height; i += 5, five += below) {
      packStrip(STRIP, a + <usize> i * row + <usize> p * next, row, next, min(height - i, 5));
      addTiles(five, panels, tiles);
    }
  }
  for (let i = 0, five = sums; i < height; i += 5, five += below) {
    finishTiles(out + <usize> i * outRow, outRow, five, bias, min(height - i, 5), width, scale, step, rate);
  }
}

/** The sums of few terms, in tiles that lie `right` and `below` bytes apart, and are written whole or not. */
function sumFew(
  out: usize,
  outRow: usize,
  right: usize,
  below: usize,
  a: usize,
  row: usize,
  next: usize,
  panels: usize, // (tiles, STEPS, 8)
  bias: usize,
  height: i32,
  few: i32,
  width: i32,
  whole: bool,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  for (let i = 0; i < height; i += 5) {
    pack5(STRIP, a + <usize> i * row, row, next, few, height - i);
    let tile = out, panel = panels, offset = bias;
    for (let j = 0; j < width; j += 8) {
      const rows = whole ? 5 : height - i, columns = whole ? 8 : width - j;
      tile5x8(tile, outRow, STRIP, panel, offset, rows, few, columns, scale, step, rate);
      tile += right;
      panel += PANEL;
      if (offset) offset += 8 * F32;
    }
    out += below;
  }
}

/** Panels of b: `steps` numbers of each of its columns, eight columns side by side. */
function packPanels(panels: usize, b: usize, column: usize, down: usize, steps: i32, width: i32): void {
  for (let j = 0; j < width; j += 8) {
    pack8(panels, b + <usize> j * column, column, down, steps, width - j);
    panels += PANEL;
  }
}

/** out = scale·sums + bias, or out − rate·(scale·sums + bias), from tiles that lie side by side. */
function finishTiles(
  out: usize,
  outRow: usize,
  sums: usize, // (tiles, 5, 8)
  bias: usize,
  rows: i32,
  columns: i32,
  scale: f32,
  step: bool,
  rate: f32,
): void {
  const factor = f32x4.splat(scale), down = f32x4.splat(rate);
  for (let j = 0; j < columns; j += 8) {
    const left = columns - j, right = left - 4;
    const c0 = biasLanes(bias, 0, left), c1 = biasLanes(bias, 16, right);
    let place = out, sum = sums;
    for (let i = 0; i < rows; i++) {
      const s0 = v128.load(sum), s1 = v128.load(sum, 16);
      if (!step && left >= 8) {
        v128.store(place, f32x4.add(f32x4.mul(s0, factor), c0));
        v128.store(place, f32x4.add(f32x4.mul(s1, factor), c1), 16);
      } else {
        finish(place, s0, factor, c0, step, down, left);
        finish(place + 16, s1, factor, c1, step, down, right);
      }
      place += outRow;
      sum += 8 * F32;
    }
    out += 8 * F32;
    sums += TILE;
    if (bias) bias += 8 * F32;
  }
}
