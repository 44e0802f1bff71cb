/**
 * Copying a few columns of a matrix into a panel: rows of `width` (8 or 12) floats next to each other,
 * so that a tile reads them in order, and with zeros past the matrix's last column.
 */
import { F32, loadFirst } from "./lanes";

/** panel(p, j) = b(p, j) for the first `columns` columns. b's rows lie `bRow` bytes apart. */
export function pack(
  panel: usize, // (k, width)
  b: usize, // (k, columns and more)
  bRow: usize,
  k: i32,
  columns: i32,
  width: i32,
): void {
  for (let p = 0; p < k; p++) {
    v128.store(panel, loadFirst(b, columns));
    v128.store(panel, loadFirst(b + 4 * F32, columns - 4), 16);
    if (width == 12) v128.store(panel, loadFirst(b + 8 * F32, columns - 8), 32);
    panel += <usize> width * F32;
    b += bRow;
  }
}

/** panel(p, j) = b(j, p) for the first `columns` rows of b. */
export function packTransposed(
  panel: usize, // (k, width)
  b: usize, // (columns and more, k)
  k: i32,
  columns: i32,
  width: i32,
): void {
  for (let j = 0; j < width; j += 4) {
    const column = panel + <usize> j * F32, row = b + <usize> j * k * F32;
    if (columns - j >= 4 && k >= 4) {
      for (let p = 0; p < k; p += 4) transpose4x4(column, row, min(p, k - 4), k, width);
    } else {
      for (let p = 0; p < k; p++) {
        for (let q = 0; q < 4; q++) {
          const value = j + q < columns ? load<f32>(row + (<usize> q * k + p) * F32) : 0;
          store<f32>(column + (<usize> p * width + q) * F32, value);
        }
      }
    }
  }
}

/** Four rows of b, from column p on, become four columns of the panel, from row p on. */
// @ts-ignore: decorator
@inline
function transpose4x4(panel: usize, b: usize, p: i32, k: i32, width: i32): void {
  const from = b + <usize> p * F32, fromRow = <usize> k * F32;
  const r0 = v128.load(from), r1 = v128.load(from + fromRow);
  const r2 = v128.load(from + (fromRow << 1)), r3 = v128.load(from + fromRow * 3);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  const to = panel + <usize> p * width * F32, toRow = <usize> width * F32;
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + (toRow << 1), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + toRow * 3, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}
