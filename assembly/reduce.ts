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
  const row = <usize> n * F32;
  for (let j = 0; j < n; j += 4) {
    let sum = f32x4.splat(0);
    let place = a + <usize> j * F32;
    for (let i = 0; i < m; i++) {
      sum = f32x4.add(sum, loadFirst(place, n - j));
      place += row;
    }
    storeFirst(out + <usize> j * F32, f32x4.mul(sum, f32x4.splat(scale)), n - j);
  }
}
