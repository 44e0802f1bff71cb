/** What turns gradients into new weights. */
import { F32, loadFirst, storeFirst } from "./lanes";

/** w = w − rate · dw, in place. */
export function sgd(
  w: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f32,
): void {
  const rate4 = f32x4.splat(rate);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const step = f32x4.mul(rate4, loadFirst(dw + at, left));
    storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), step), left);
  }
}
