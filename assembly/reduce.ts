/** Sums over the rows of a matrix. */
import { F32, loadFirst, storeFirst } from "./lanes";

/** out[j] = scale · Σᵢ a[i, j], from the first row to the last. Overwrites out, which may not alias a. */
export function sumRows(
  out: usize, // (n)
  a: usize, // (m, n)
  m: i32,
  n: i32,
  scale: f32,
): void {
  const row = <usize> n * F32, factor = f32x4.splat(scale);
  let j = 0;
  // Four sums at a time: one would wait for its last addition.
  for (; j + 16 <= n; j += 16) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let place = a + <usize> j * F32;
    for (let i = 0; i < m; i++) {
      s0 = f32x4.add(s0, v128.load(place));
      s1 = f32x4.add(s1, v128.load(place, 16));
      s2 = f32x4.add(s2, v128.load(place, 32));
      s3 = f32x4.add(s3, v128.load(place, 48));
      place += row;
    }
    const at = out + <usize> j * F32;
    v128.store(at, f32x4.mul(s0, factor));
    v128.store(at, f32x4.mul(s1, factor), 16);
    v128.store(at, f32x4.mul(s2, factor), 32);
    v128.store(at, f32x4.mul(s3, factor), 48);
  }
  for (; j < n; j += 4) {
    let sum = f32x4.splat(0);
    let place = a + <usize> j * F32;
    for (let i = 0; i < m; i++) {
      sum = f32x4.add(sum, loadFirst(place, n - j));
      place += row;
    }
    storeFirst(out + <usize> j * F32, f32x4.mul(sum, factor), n - j);
  }
}
