/** The product as its definition says, one number at a time: what the fast ones are compared with. */
import { F32 } from "./lanes";

/** out = a·b + bias. Row-major f32; overwrites out, which may not alias a or b. */
export function matmulPlain(
  out: usize, // (m, n)
  a: usize, // (m, k)
  b: usize, // (k, n)
  bias: usize, // (n), or 0 for none
  m: i32,
  k: i32,
  n: i32,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f32 = 0;
      for (let p = 0; p < k; p++) {
        sum += number(a, i, k, p) * number(b, p, n, j);
      }
      const offset: f32 = bias ? number(bias, 0, 0, j) : 0;
      store<f32>(out + (<usize> i * n + j) * F32, sum + offset);
    }
  }
}

/** matrix[row, column] */
// @ts-ignore: decorator
@inline
function number(matrix: usize, row: i32, columns: i32, column: i32): f32 {
  return load<f32>(matrix + (<usize> row * columns + column) * F32);
}
