/**
 * The products of the first layer on the pixels that are not zero: 19 % of MNIST's.
 *
 * Images are kept as compressed sparse rows (CSR): an entry for each pixel that is not zero, from the first
 * pixel to the last, `gap << 8 | byte` in two bytes. The gap is the distance from the entry before, of the
 * first one from pixel 0; where it would exceed 255, an entry with the byte 0 lies between. What is left out
 * is 0·w, and adding a zero to a sum changes nothing: a sum that starts from +0 never becomes −0. So sparse
 * and dense products give the same bits as long as the other factor is finite; 0·∞ is NaN in the dense
 * product and is skipped in this one.
 *
 * The forward product adds rows of W, one for each entry of an image. The gradient adds rows of dZ, one for
 * each image of the batch in which a pixel is not zero: `csrToCsc` transposes the batch to compressed sparse
 * columns for that. Either way an entry names a row and what it is multiplied by, and `addRows` does the rest.
 */
import { addRows } from "./rows";

/** Bytes of an entry of a compressed row. */
// @ts-ignore: decorator
@inline export const ENTRY: usize = 2;

/** The widest gap of an entry. */
// @ts-ignore: decorator
@inline export const WIDEST = 255;

/** Columns of W that all the images of a batch pass over before the next: few enough to stay in the caches. */
// @ts-ignore: decorator
@inline const PANEL = 128;

/**
 * Compresses `count` images, appending from entry number `place` on. `starts` gets the number of each
 * image's first entry, and the number behind the last one, which is also returned.
 */
export function denseToCsr(
  entries: usize, // u16
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

/** out = X·w + bias, where the rows of X are the images that `indices` names. Overwrites out. */
export function csrMatmul(
  out: usize, // (m, n)
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  values: usize, // (256): what each byte stands for
  w: usize, // (pixels, n)
  bias: usize, // (n), or 0 for none
  m: i32,
  n: i32,
): void {
  if (m > 0 && n > 0) store<u32>(out, prefetch(entries, starts, indices, m));
  const next = <usize> n << 2;
  for (let j = 0; j < n; j += PANEL) {
    const at = <usize> j << 2, width = min(n - j, PANEL), offset = bias ? bias + at : 0;
    let row = out + at;
    for (let i = 0; i < m; i++) {
      const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
      const first = entries + <usize> load<u32>(start) * ENTRY;
      const end = entries + <usize> load<u32>(start, 4) * ENTRY;
      addRows(row, first, end, true, values, w + at, next, offset, width, 1, false, 0);
      row += next;
    }
  }
}

/**
 * Reads one number in every cache line of a batch's entries, and returns something made of all of them, so
 * that no compiler leaves the reads out. The images of a batch lie far apart: fetched together, they come
 * sooner than one after the other, which saves a tenth of a training.
 */
function prefetch(entries: usize, starts: usize, indices: usize, m: i32): u32 {
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
 * Transposes the images of a batch: for each pixel, an entry `row << 8 | byte` for each row in which it is
 * not zero, from the first row to the last.
 */
export function csrToCsc(
  columns: usize, // (pixels, m), u32: the entries of pixel p start at columns + 4·p·m
  ends: usize, // (pixels), u32: the address behind the last entry of a pixel
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  m: i32,
  pixels: i32,
): void {
  for (let p = 0; p < pixels; p++) {
    store<u32>(ends + (<usize> p << 2), <u32> (columns + (<usize> p * m << 2)));
  }
  for (let i = 0; i < m; i++) {
    const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
    const end = entries + <usize> load<u32>(start, 4) * ENTRY;
    let p = 0;
    for (let entry = entries + <usize> load<u32>(start) * ENTRY; entry < end; entry += ENTRY) {
      const gapAndByte = <i32> load<u16>(entry);
      p += gapAndByte >> 8;
      const place = ends + (<usize> p << 2);
      const free = load<u32>(place);
      store<u32>(free, (<u32> i << 8) | (gapAndByte & 255));
      store<u32>(place, free + 4);
    }
  }
}

/** out = scale · Xᵀ·dz, where X is a transposed batch. Overwrites out. */
export function cscMatmul(
  out: usize, // (pixels, n)
  columns: usize, // (pixels, m), u32, from csrToCsc
  ends: usize, // (pixels), u32
  m: i32,
  values: usize, // (256)
  dz: usize, // (m, n)
  pixels: i32,
  n: i32,
  scale: f32,
): void {
  for (let p = 0; p < pixels; p++) {
    const end = <usize> load<u32>(ends + (<usize> p << 2)), next = <usize> n << 2;
    addRows(out, columns, end, false, values, dz, next, 0, n, scale, false, 0);
    out += next;
    columns += <usize> m << 2;
  }
}

/**
 * w = w − rate · (scale · Xᵀ·dz): a step of gradient descent down a gradient that is not stored, with the
 * bits of cscMatmul followed by sgd. The weights of a pixel that is zero in the whole batch stay as they are.
 */
export function cscSgd(
  w: usize, // (pixels, n)
  columns: usize, // (pixels, m), u32, from csrToCsc
  ends: usize, // (pixels), u32
  m: i32,
  values: usize, // (256)
  dz: usize, // (m, n)
  pixels: i32,
  n: i32,
  scale: f32,
  rate: f32,
): void {
  for (let p = 0; p < pixels; p++) {
    const end = <usize> load<u32>(ends + (<usize> p << 2)), next = <usize> n << 2;
    if (columns != end) addRows(w, columns, end, false, values, dz, next, 0, n, scale, true, rate);
    w += next;
    columns += <usize> m << 2;
  }
}
