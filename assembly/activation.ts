/**
 * The activations a = g(z), each with its backward pass dz = da ⊙ g′(z) below it. The derivative is
 * taken from a, which the forward pass keeps anyway. Element by element: `count` numbers;
 * out may be any of the inputs. NaN and infinities come through.
 */
import { F32, loadFirst, storeFirst } from "./lanes";
import { exp4 } from "./elementary";

/** a = 0 where z < 0, else z. */
export function relu(a: usize, z: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    // pmax(z, 0) is "z < 0 ? 0 : z": unlike z > 0 ? z : 0, it lets NaN through.
    storeFirst(a + at, f32x4.pmax(loadFirst(z + at, left), zero), left);
  }
}

/** dz = da · g′, with g′ = 1 where a > 0, else 0; at the kink g′(0) = 0. A NaN in a stays one. */
export function reluBackward(dz: usize, da: usize, a: usize, count: i32): void {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const y = loadFirst(a + at, left);
    const slope = v128.bitselect(y, v128.and(one, f32x4.gt(y, zero)), f32x4.ne(y, y));
    storeFirst(dz + at, f32x4.mul(loadFirst(da + at, left), slope), left);
  }
}

/** a = 1 / (1 + e⁻ᶻ), computed from e^−|z| so that neither end loses precision; error ≤ 2.5 ulp. */
export function sigmoid(a: usize, z: usize, count: i32): void {
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const x = loadFirst(z + at, left);
    const e = exp4(f32x4.neg(f32x4.abs(x)));
    const numerator = v128.bitselect(e, one, f32x4.lt(x, zero));
    storeFirst(a + at, f32x4.div(numerator, f32x4.add(one, e)), left);
  }
}

/** dz = da · a · (1 − a). */
export function sigmoidBackward(dz: usize, da: usize, a: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const y = loadFirst(a + at, left);
    const slope = f32x4.mul(y, f32x4.sub(one, y));
    storeFirst(dz + at, f32x4.mul(loadFirst(da + at, left), slope), left);
  }
}

/** a = tanh z: z + z³·P(z²) near 0, else sign(z) · (1 − 2 / (e^2|z| + 1)); error ≤ 1.5 ulp. */
export function tanh(a: usize, z: usize, count: i32): void {
  const one = f32x4.splat(1), two = f32x4.splat(2), sign = f32x4.splat(-0.0);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const x = loadFirst(z + at, left);
    const size = f32x4.abs(x);
    const far = f32x4.sub(one, f32x4.div(two, f32x4.add(exp4(f32x4.add(size, size)), one)));

    const s = f32x4.mul(x, x);
    let p = f32x4.add(f32x4.mul(s, f32x4.splat(-5.704226437956095e-3)), f32x4.splat(2.063843421638012e-2));
    p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-5.37395253777504e-2));
    p = f32x4.add(f32x4.mul(p, s), f32x4.splat(0.13331440091133118));
    p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-0.3333328068256378));
    const near = f32x4.add(x, f32x4.mul(f32x4.mul(s, x), p));

    const isFar = f32x4.gt(size, f32x4.splat(0.625));
    storeFirst(a + at, v128.bitselect(v128.or(far, v128.and(sign, x)), near, isFar), left);
  }
}

/** dz = da · (1 − a²). */
export function tanhBackward(dz: usize, da: usize, a: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    const y = loadFirst(a + at, left);
    const slope = f32x4.sub(one, f32x4.mul(y, y));
    storeFirst(dz + at, f32x4.mul(loadFirst(da + at, left), slope), left);
  }
}

/** a = z. */
export function identity(a: usize, z: usize, count: i32): void {
  memory.copy(a, z, <usize> count * F32);
}

/** dz = da. */
export function identityBackward(dz: usize, da: usize, _a: usize, count: i32): void {
  memory.copy(dz, da, <usize> count * F32);
}

/** out = a ⊙ b; out may be a or b. */
export function multiply(out: usize, a: usize, b: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = <usize> i * F32, left = count - i;
    storeFirst(out + at, f32x4.mul(loadFirst(a + at, left), loadFirst(b + at, left)), left);
  }
}
