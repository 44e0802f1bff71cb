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
    const step = f32x4.mul(rate4, loadFirst(dw, count - i));
    storeFirst(w, f32x4.sub(loadFirst(w, count - i), step), count - i);
    w += 4 * F32;
    dw += 4 * F32;
  }
}
