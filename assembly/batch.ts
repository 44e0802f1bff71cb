/** From the pixels of a dataset to the matrix of a batch: from their bytes, or from their compressed rows. */
import { F32 } from "./lanes";
import { ENTRY } from "./sparse";

/** out[i] = scale · pixels[indices[i]]. Overwrites out, which may not alias pixels or indices. */
export function gather(
  out: usize, // (m, n)
  pixels: usize, // (count, n), u8
  indices: usize, // (m), u32, each below count
  m: i32,
  n: i32,
  scale: f32,
): void {
  const factor = f32x4.splat(scale);
  for (let i = 0; i < m; i++) {
    let pixel = pixels + <usize> load<u32>(indices + <usize> i * 4) * n;
    let j = 0;
    for (; j + 8 <= n; j += 8) {
      const wide = v128.load_ext<u8>(pixel);
      v128.store(out, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(wide)), factor));
      v128.store(out, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(wide)), factor), 16);
      out += 8 * F32;
      pixel += 8;
    }
    for (; j < n; j++) {
      store<f32>(out, <f32> load<u8>(pixel) * scale);
      out += F32;
      pixel += 1;
    }
  }
}

/** The same from the compressed rows of sparse.ts, `values` being what each byte stands for. Overwrites out. */
export function densify(
  out: usize, // (m, n)
  entries: usize,
  starts: usize, // (images + 1), u32
  indices: usize, // (m), u32
  values: usize, // (256)
  m: i32,
  n: i32,
): void {
  const row = <usize> n * F32;
  memory.fill(out, 0, row * m);
  for (let i = 0; i < m; i++) {
    const start = starts + (<usize> load<u32>(indices + (<usize> i << 2)) << 2);
    const end = entries + <usize> load<u32>(start, 4) * ENTRY;
    let place = out;
    for (let entry = entries + <usize> load<u32>(start) * ENTRY; entry < end; entry += ENTRY) {
      place += <usize> load<u8>(entry, 1) * F32;
      store<f32>(place, load<f32>(values + (<usize> load<u8>(entry) << 2)));
    }
    out += row;
  }
}
