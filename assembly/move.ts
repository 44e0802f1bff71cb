/**
 * The images of a batch, each moved by some pixels down and to the right (up and to the left where negative).
 * What leaves an image is lost, and what comes in is zero.
 */
import { ENTRY, WIDEST } from "./sparse";

/** out[i] = pixels[indices[i]], moved. Overwrites out, which may not alias pixels. */
export function moveBytes(
  out: usize, // (m, rows, width), u8
  pixels: usize, // (images, rows, width), u8
  indices: usize, // (m), u32
  moves: usize, // (m, 2), i32: down, right
  m: i32,
  rows: i32,
  width: i32,
): void {
  const size = rows * width;
  memory.fill(out, 0, <usize> m * size);
  for (let i = 0; i < m; i++) {
    const image = pixels + <usize> load<u32>(indices + (<usize> i << 2)) * size;
    const down = load<i32>(moves), right = load<i32>(moves, 4), kept = width - abs(right);
    if (kept > 0) {
      for (let y = max(down, 0), end = min(rows, rows + down); y < end; y++) {
        memory.copy(out + y * width + max(right, 0), image + (y - down) * width + max(-right, 0), kept);
      }
    }
    out += size;
    moves += 8;
  }
}

/** The same for the compressed rows of sparse.ts: `out` gets at most one entry for each pixel. */
export function moveCsr(
  out: usize, // entries, u16
  outStarts: usize, // (m + 1), u32
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  moves: usize, // (m, 2), i32: down, right
  m: i32,
  rows: i32,
  width: i32,
): void {
  const size = rows * width;
  let free = out;
  for (let i = 0; i < m; i++) {
    store<u32>(outStarts + (<usize> i << 2), <u32> ((free - out) / ENTRY));
    const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
    const end = entries + <usize> load<u32>(start, 4) * ENTRY;
    const down = load<i32>(moves), right = load<i32>(moves, 4), offset = down * width + right;
    let p = 0, column = 0, last = 0;
    for (let entry = entries + <usize> load<u32>(start) * ENTRY; entry < end; entry += ENTRY) {
      const gapAndByte = <i32> load<u16>(entry), byte = gapAndByte & 255;
      p += gapAndByte >> 8;
      column += gapAndByte >> 8;
      while (column >= width) column -= width;
      if (byte == 0 || <u32> (column + right) >= <u32> width || <u32> (p + offset) >= <u32> size) continue;
      const place = p + offset;
      for (; place - last > WIDEST; last += WIDEST, free += ENTRY) store<u16>(free, <u16> (WIDEST << 8));
      store<u16>(free, <u16> ((place - last) << 8 | byte));
      free += ENTRY;
      last = place;
    }
    moves += 8;
  }
  store<u32>(outStarts + (<usize> m << 2), <u32> ((free - out) / ENTRY));
}
