/**
 * The products of the first layer, on the pixels that are not zero: 19 % of MNIST's.
 *
 * The images are kept as lists: an entry for each pixel that is not zero, from the first pixel to the last,
 * `gap << 8 | byte` in two bytes. The gap leads from the pixel before, and the first one from pixel 0; where
 * it would exceed 255, an entry of a zero lies between. What is left out is 0·w, and adding a zero to a sum
 * changes nothing: a sum that starts from +0 never becomes −0. So both forms give the same bits, as long as
 * the other factor is finite; 0·∞ is NaN in the dense form and is skipped in this one.
 *
 * The forward pass adds rows of W, one for each entry of an image. The gradient adds rows of dZ, one for
 * each image of a batch in which a pixel is not zero; `filePixels` turns the lists round for that. Either
 * way an entry names a row and what it is multiplied by, and `addRows` does the rest.
 */
import { addRows } from "./rows";

/** Bytes of an entry. */
// @ts-ignore: decorator
@inline export const ENTRY: usize = 2;

/** The widest gap of an entry. */
// @ts-ignore: decorator
@inline const WIDEST = 255;

/** Columns of W that all the images of a batch pass over, before the next: few enough to stay near. */
// @ts-ignore: decorator
@inline const PANEL = 128;

/**
 * Writes the entries of `count` images behind each other. `starts` gets the place of each image's first
 * entry, and one place more. Returns that place: the number of entries, from `place` on.
 */
export function listPixels(
  entries: usize,
  starts: usize, // (count + 1), u32
  pixels: usize, // (count, n), u8
  count: i32,
  n: i32,
  place: u32,
): u32 {
  let entry = entries + <usize> place * ENTRY;
  for (let i = 0; i < count; i++) {
    store<u32>(starts + (<usize> i << 2), <u32> ((entry - entries) / ENTRY));
    let last = 0;
    for (let p = 0; p < n; p++) {
      // Eight zeros at once: most of an image.
      while (p + 8 <= n && load<u64>(pixels + p) == 0) p += 8;
      if (p == n) break;
      const byte = load<u8>(pixels + p);
      if (byte == 0) continue;
      for (; p - last > WIDEST; last += WIDEST, entry += ENTRY) store<u16>(entry, <u16> (WIDEST << 8));
      store<u16>(entry, <u16> ((p - last) << 8 | <i32> byte));
      entry += ENTRY;
      last = p;
    }
    pixels += n;
  }
  const next = <u32> ((entry - entries) / ENTRY);
  store<u32>(starts + (<usize> count << 2), next);
  return next;
}

/** out = X·w + bias, where the rows of X are the listed images that `indices` names. Overwrites out. */
export function sparseMatmul(
  out: usize, // (m, n), rows outStride numbers apart
  outStride: i32,
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  values: usize, // (256): what each byte stands for
  w: usize, // (pixels, n), rows wStride numbers apart
  wStride: i32,
  bias: usize, // (n)
  m: i32,
  n: i32,
): void {
  if (m > 0 && n > 0) store<u32>(out, touch(entries, starts, indices, m));
  for (let j = 0; j < n; j += PANEL) {
    const at = <usize> j << 2, width = min(n - j, PANEL), offset = bias ? bias + at : 0;
    let row = out + at;
    for (let i = 0; i < m; i++) {
      const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
      const first = entries + <usize> load<u32>(start) * ENTRY;
      const end = entries + <usize> load<u32>(start, 4) * ENTRY;
      addRows(row, first, end, true, values, w + at, wStride, offset, width, 1, 0);
      row += <usize> outStride << 2;
    }
  }
}

/**
 * Reads a number in every line of the cache that the lists of a batch lie in, and returns something made
 * of all of them, so that no compiler leaves it out. The images of a batch lie far apart: fetched together,
 * they come sooner than one after the other, which saves a tenth of a training.
 */
function touch(entries: usize, starts: usize, indices: usize, m: i32): u32 {
  let seen: u32 = 0;
  for (let i = 0; i < m; i++) {
    const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
    const end = entries + <usize> load<u32>(start, 4) * ENTRY;
    for (let entry = entries + <usize> load<u32>(start) * ENTRY; entry < end; entry += 64) {
      seen |= load<u16>(entry);
    }
  }
  return seen;
}

/**
 * Turns the lists of a batch round, for the pixels `from` to `to` − 1: for each of them an entry
 * `row << 8 | byte` for each row in which it is not zero, from the first row to the last.
 */
export function filePixels(
  filed: usize, // (pixels, m), u32
  ends: usize, // (pixels), u32: where the entries of a pixel end
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  m: i32,
  from: i32,
  to: i32,
): void {
  for (let p = from; p < to; p++) {
    store<u32>(ends + (<usize> p << 2), <u32> (filed + (<usize> p * m << 2)));
  }
  for (let i = 0; i < m; i++) {
    const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
    const end = entries + <usize> load<u32>(start, 4) * ENTRY;
    let entry = entries + <usize> load<u32>(start) * ENTRY, p = 0;
    // Eight entries at once, up to those before the first pixel that is wanted.
    for (; entry + 8 * ENTRY <= end; entry += 8 * ENTRY) {
      const next = p + sumOfGaps(v128.load(entry));
      if (next >= from) break;
      p = next;
    }
    for (; entry < end; entry += ENTRY) {
      const next = p + <i32> load<u8>(entry, 1);
      if (next >= from) break;
      p = next;
    }
    for (; entry < end; entry += ENTRY) {
      const gapAndByte = <i32> load<u16>(entry);
      p += gapAndByte >> 8;
      if (p >= to) break;
      const place = ends + (<usize> p << 2);
      const free = load<u32>(place);
      store<u32>(free, (<u32> i << 8) | (gapAndByte & 255));
      store<u32>(place, free + 4);
    }
  }
}

/** The sum of the gaps of eight entries. */
// @ts-ignore: decorator
@inline
function sumOfGaps(entries: v128): i32 {
  const four = i32x4.extadd_pairwise_i16x8_u(i16x8.shr_u(entries, 8));
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/**
 * For a batch that was filed, with dw = scale · Xᵀ·dz:
 *
 *     rate = 0    out = dw
 *     else        out = out − rate·dw, and the gradient is never stored
 */
export function sparseTransposedA(
  out: usize, // (pixels, n), rows outStride numbers apart
  outStride: i32,
  filed: usize, // (pixels, m), u32
  ends: usize, // (pixels), u32
  m: i32,
  values: usize, // (256)
  dz: usize, // (m, n), rows dzStride numbers apart
  dzStride: i32,
  pixels: i32,
  n: i32,
  scale: f32,
  rate: f32,
): void {
  for (let p = 0; p < pixels; p++) {
    const end = <usize> load<u32>(ends + (<usize> p << 2));
    // The weights of a pixel that is zero in the whole batch stay as they are.
    if (filed != end || rate == 0) {
      addRows(out, filed, end, false, values, dz, dzStride, 0, n, scale, rate);
    }
    out += <usize> outStride << 2;
    filed += <usize> m << 2;
  }
}
