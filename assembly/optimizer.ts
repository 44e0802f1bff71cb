/**
 * What turns gradients into new weights, element by element, in place: `count` numbers each; none may
 * alias another. NaN and infinities come through. Constants come as f64 and are rounded once, when
 * nothing is left to compute from them: 1 − 0.999 of f32 numbers would be wrong in its fifth digit.
 */
import { F32, loadFirst, storeFirst } from "./lanes";

/** w = w − rate · dw. */
export function sgd(
  w: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f32,
): void {
  const rate4 = f32x4.splat(rate), whole = count & ~3, left = count - whole;
  for (let i = 0; i < whole; i += 4) {
    const at = <usize> i * F32, step = f32x4.mul(rate4, v128.load(dw + at));
    v128.store(w + at, f32x4.sub(v128.load(w + at), step));
  }
  const at = <usize> whole * F32, step = f32x4.mul(rate4, loadFirst(dw + at, left));
  storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), step), left);
}

/** velocity = momentum · velocity + dw; w = w − rate · velocity. */
export function momentum(
  w: usize, // (count)
  velocity: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f32,
  momentum: f32,
): void {
  const rate4 = f32x4.splat(rate), momentum4 = f32x4.splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const old = loadFirst(velocity + at, left);
    const v = f32x4.add(f32x4.mul(momentum4, old), loadFirst(dw + at, left));
    storeFirst(velocity + at, v, left);
    storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), f32x4.mul(rate4, v)), left);
  }
}

/** velocity = momentum · velocity + dw; w = w − rate · (dw + momentum · velocity). */
export function nesterov(
  w: usize, // (count)
  velocity: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f32,
  momentum: f32,
): void {
  const rate4 = f32x4.splat(rate), momentum4 = f32x4.splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const g = loadFirst(dw + at, left);
    const v = f32x4.add(f32x4.mul(momentum4, loadFirst(velocity + at, left)), g);
    storeFirst(velocity + at, v, left);
    const step = f32x4.mul(rate4, f32x4.add(g, f32x4.mul(momentum4, v)));
    storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), step), left);
  }
}

/** v = alpha · v + (1 − alpha) · dw²; w = w − rate · dw / (√v + epsilon). */
export function rmsprop(
  w: usize, // (count)
  v: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f32,
  alpha: f64,
  epsilon: f32,
): void {
  const rate4 = f32x4.splat(rate), epsilon4 = f32x4.splat(epsilon);
  const alpha4 = f32x4.splat(<f32> alpha), rest4 = f32x4.splat(<f32> (1 - alpha));
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const g = loadFirst(dw + at, left);
    const square = f32x4.mul(rest4, f32x4.mul(g, g));
    const mean = f32x4.add(f32x4.mul(alpha4, loadFirst(v + at, left)), square);
    storeFirst(v + at, mean, left);
    const step = f32x4.div(f32x4.mul(rate4, g), f32x4.add(f32x4.sqrt(mean), epsilon4));
    storeFirst(w + at, f32x4.sub(loadFirst(w + at, left), step), left);
  }
}

/**
 * m = beta1 · m + (1 − beta1) · dw; v = beta2 · v + (1 − beta2) · dw²;
 * w = (1 − rate · decay) · w − rate · (m / correction1) / (√(v / correction2) + epsilon).
 */
export function adam(
  w: usize, // (count)
  m: usize, // (count)
  v: usize, // (count)
  dw: usize, // (count)
  count: i32,
  rate: f64,
  beta1: f64,
  beta2: f64,
  correction1: f64,
  correction2: f64,
  epsilon: f32,
  decay: f64,
): void {
  const kept = f32x4.splat(<f32> (1 - rate * decay)), epsilon4 = f32x4.splat(epsilon);
  const rate4 = f32x4.splat(<f32> (rate / correction1));
  const root4 = f32x4.splat(<f32> (1 / sqrt(correction2)));
  const beta1x4 = f32x4.splat(<f32> beta1), rest1 = f32x4.splat(<f32> (1 - beta1));
  const beta2x4 = f32x4.splat(<f32> beta2), rest2 = f32x4.splat(<f32> (1 - beta2));
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const g = loadFirst(dw + at, left);
    const mean = f32x4.add(f32x4.mul(beta1x4, loadFirst(m + at, left)), f32x4.mul(rest1, g));
    const square = f32x4.mul(rest2, f32x4.mul(g, g));
    const spread = f32x4.add(f32x4.mul(beta2x4, loadFirst(v + at, left)), square);
    storeFirst(m + at, mean, left);
    storeFirst(v + at, spread, left);
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(spread), root4), epsilon4);
    const step = f32x4.div(f32x4.mul(rate4, mean), below);
    storeFirst(w + at, f32x4.sub(f32x4.mul(kept, loadFirst(w + at, left)), step), left);
  }
}
