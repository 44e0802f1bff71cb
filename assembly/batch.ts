/** From the bytes of a dataset to the matrix of a batch. */
import { F32 } from "./lanes";

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
