/** What turns gradients into new weights. */
import { F32, loadFirst, storeFirst } from "./lanes";

/** w = w − rate · dw, in place; both (m, n), with rows `stride` numbers apart. */
export function sgd(w: usize, dw: usize, m: i32, n: i32, stride: i32, rate: f32): void {
  const row = <usize> stride * F32, rate4 = f32x4.splat(rate);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j * F32, left = n - j;
      const step = f32x4.mul(rate4, loadFirst(dw + at, left));
      storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), step), left);
    }
    w += row;
    dw += row;
  }
}
