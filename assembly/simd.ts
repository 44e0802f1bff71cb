/** The product with vectors and nothing else, a rung between plain.ts and the tiles of matmul.ts. */
import { F32, loadFirst, madd, storeFirst } from "./lanes";

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a or b. */
export function matmulSimd(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  m: i32,
  k: i32,
  n: i32,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j * F32, left = n - j;
      const sums = left < 4
        ? fourSums(a, b + at, k, n, left)
        : fourSums(a, b + at, k, n, 4);
      const offset = bias ? loadFirst(bias + at, left) : f32x4.splat(0);
      storeFirst(out + at, f32x4.add(sums, offset), left);
    }
    a += <usize> k * F32;
    out += <usize> n * F32;
  }
}

/** One row of a by the first `count`, at most 4, columns of b, side by side. */
// @ts-ignore: decorator
@inline
function fourSums(a: usize, b: usize, k: i32, n: i32, count: i32): v128 {
  let sums = f32x4.splat(0);
  for (let p = 0; p < k; p++) {
    const x = v128.load32_splat(a); // the same number in all four lanes
    sums = madd(x, loadFirst(b, count), sums);
    a += F32;
    b += <usize> n * F32;
  }
  return sums;
}
