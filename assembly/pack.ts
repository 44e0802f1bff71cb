/**
 * Copying parts of a matrix into the order in which a tile reads them: a few lines (rows of a, columns
 * of b) behind each other in a strip, or side by side, number by number, with zeros past the last line.
 *
 * In each function lines(q, p) lies at lines + q·next + p·step. It becomes strip(q, p); or packed(p, q),
 * which is +0 from line `count` on.
 */
import { F32, loadFirst } from "./lanes";

/** Five lines. */
export function pack5(
  packed: usize, // (k, 5)
  lines: usize,
  next: usize,
  step: usize,
  k: i32,
  count: i32,
): void {
  if (next == F32 && count >= 5) {
    for (let p = 0; p < k; p++) {
      v128.store(packed, v128.load(lines));
      store<f32>(packed, load<f32>(lines, 16), 16);
      packed += 5 * F32;
      lines += step;
    }
  } else {
    packFour(packed, 5 * F32, lines, next, step, k, count);
    packOne(packed + 4 * F32, 5 * F32, lines + 4 * next, step, count < 5 ? 0 : k, k);
  }
}

/** A strip: 32 numbers of each of the first `count`, at most 5, lines. What is behind them stays as it is. */
export function packStrip(
  strip: usize, // (5, 32)
  lines: usize,
  next: usize,
  step: usize,
  count: i32,
): void {
  if (step == F32) {
    for (let q = 0; q < count; q++) {
      for (let p: usize = 0; p < 32 * F32; p += 64) {
        v128.store(strip + p, v128.load(lines + p));
        v128.store(strip + p, v128.load(lines + p, 16), 16);
        v128.store(strip + p, v128.load(lines + p, 32), 32);
        v128.store(strip + p, v128.load(lines + p, 48), 48);
      }
      strip += 32 * F32;
      lines += next;
    }
  } else {
    let q = 0;
    for (; q + 4 <= count; q += 4) {
      for (let p: usize = 0; p < 32; p += 4) transpose4x4(strip + p * F32, 32 * F32, lines + p * step, step);
      strip += 4 * 32 * F32;
      lines += 4 * next;
    }
    for (; q < count; q++) {
      packOne(strip, F32, lines, step, 32, 32);
      strip += 32 * F32;
      lines += next;
    }
  }
}

/** Eight lines. */
export function pack8(
  packed: usize, // (k, 8)
  lines: usize,
  next: usize,
  step: usize,
  k: i32,
  count: i32,
): void {
  if (next == F32 && count >= 8) {
    for (let p = 0; p < k; p++) {
      v128.store(packed, v128.load(lines));
      v128.store(packed, v128.load(lines, 16), 16);
      packed += 8 * F32;
      lines += step;
    }
  } else {
    packFour(packed, 8 * F32, lines, next, step, k, count);
    packFour(packed + 4 * F32, 8 * F32, lines + 4 * next, next, step, k, count - 4);
  }
}

/** Twelve lines. */
export function pack12(
  packed: usize, // (k, 12)
  lines: usize,
  next: usize,
  step: usize,
  k: i32,
  count: i32,
): void {
  for (let q = 0; q < 12; q += 4) {
    packFour(packed + <usize> q * F32, 12 * F32, lines + <usize> q * next, next, step, k, count - q);
  }
}

/** Four lines, into four of the columns of `packed`, whose rows lie `row` bytes apart. */
function packFour(
  packed: usize,
  row: usize,
  lines: usize,
  next: usize,
  step: usize,
  k: i32,
  count: i32,
): void {
  if (next == F32) {
    for (let p = 0; p < k; p++) {
      v128.store(packed, loadFirst(lines, count));
      packed += row;
      lines += step;
    }
  } else if (count >= 4 && k >= 4) {
    // The last four may overlap those before: the same numbers are written twice.
    for (let p = 0; p < k; p += 4) {
      const from = min(p, k - 4);
      transpose4x4(packed + <usize> from * row, row, lines + <usize> from * F32, next);
    }
  } else {
    for (let q = 0; q < 4; q++) {
      packOne(packed + <usize> q * F32, row, lines + <usize> q * next, step, q < count ? k : 0, k);
    }
  }
}

/** The first `count` numbers of a line, then zeros, into one column of k numbers. */
function packOne(packed: usize, row: usize, line: usize, step: usize, count: i32, k: i32): void {
  let p = 0;
  for (; p < count; p++) {
    store<f32>(packed, load<f32>(line));
    packed += row;
    line += step;
  }
  for (; p < k; p++) {
    store<f32>(packed, 0);
    packed += row;
  }
}

/** to(p, q) = from(q, p) for p and q from 0 to 3; the rows lie `toRow` and `fromRow` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose4x4(to: usize, toRow: usize, from: usize, fromRow: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from + fromRow);
  const r2 = v128.load(from + (fromRow << 1)), r3 = v128.load(from + fromRow * 3);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + (toRow << 1), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + toRow * 3, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}
