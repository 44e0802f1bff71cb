/**
 * Softmax and cross-entropy in one pass over the logits.
 *
 * The largest logit of a row is subtracted first: softmax does not change, and exp cannot overflow.
 * The loss comes from the same sum, ln Σ exp(z − max) − (z_label − max), and is finite even where the
 * probability of the label rounds to 0.
 */
import { F32, loadFirst, storeFirst, sumOfLanes } from "./lanes";
import { exp4, log4 } from "./elementary";

/** p = softmax(z), row by row; losses = −ln p[label]. p may be z. Labels lie in 0 … n − 1. */
export function softmaxCrossEntropy(
  p: usize, // (m, n)
  losses: usize, // (m)
  z: usize, // (m, n)
  labels: usize, // (m), u8
  m: i32,
  n: i32,
): void {
  const row = <usize> n * F32;
  for (let i = 0; i < m; i++) {
    let largest: f32 = -Infinity;
    // A NaN loses every comparison here, and comes back below: every exp of its row's sum sees it.
    for (let j = 0; j < n; j++) {
      const value = load<f32>(z + <usize> j * F32);
      if (value > largest) largest = value;
    }
    const label = load<f32>(z + <usize> load<u8>(labels + i) * F32);

    const max4 = f32x4.splat(largest);
    let sum4 = f32x4.splat(0);
    for (let j = 0; j < n; j += 4) {
      const offset = <usize> j * F32;
      const e = exp4(f32x4.sub(loadFirst(z + offset, n - j), max4));
      storeFirst(p + offset, e, n - j);
      sum4 = f32x4.add(sum4, onlyFirst(e, n - j));
    }
    const sum = sumOfLanes(sum4);
    const total = f32x4.splat(sum);
    for (let j = 0; j < n; j += 4) {
      const offset = <usize> j * F32;
      storeFirst(p + offset, f32x4.div(loadFirst(p + offset, n - j), total), n - j);
    }
    store<f32>(losses + <usize> i * F32, f32x4.extract_lane(log4(total), 0) - (label - largest));
    z += row;
    p += row;
  }
}

/** dz = p − y, where y is 1 at the label and 0 elsewhere: the gradient of each row's own loss. dz may be p. */
export function softmaxCrossEntropyBackward(
  dz: usize, // (m, n)
  p: usize, // (m, n)
  labels: usize, // (m), u8
  m: i32,
  n: i32,
): void {
  const count = m * n;
  for (let i = 0; i < count; i += 4) {
    const offset = <usize> i * F32;
    storeFirst(dz + offset, loadFirst(p + offset, count - i), count - i);
  }
  for (let i = 0; i < m; i++) {
    const place = dz + (<usize> i * n + load<u8>(labels + i)) * F32;
    store<f32>(place, load<f32>(place) - 1);
  }
}

/** The first `count` lanes of a, the others +0. */
// @ts-ignore: decorator
@inline
function onlyFirst(a: v128, count: i32): v128 {
  return v128.and(a, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count)));
}
