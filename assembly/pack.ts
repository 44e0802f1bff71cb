/**
 * Copying parts of a matrix into the order in which a tile reads them: four lines (rows of a, columns of
 * b) side by side, number by number, with zeros past the matrix's last line.
 */
import { F32, loadFirst } from "./lanes";

/** Four lines side by side: packed(p, q) = lines(q, p), zero from line `count` on. */
export function packLines(
  packed: usize, // (k, width), of which four columns are written
  width: i32,
  lines: usize, // lines(q, p) lies at lines + q·next + p·step
  next: usize,
  step: usize,
  k: i32,
  count: i32,
): void {
  const row = <usize> width * F32;
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
    for (let p = 0; p < k; p++) {
      for (let q = 0; q < 4; q++) {
        const value = q < count ? load<f32>(lines + <usize> q * next + <usize> p * F32) : 0;
        store<f32>(packed + <usize> q * F32, value);
      }
      packed += row;
    }
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
