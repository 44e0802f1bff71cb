/** Right solutions of exercise 18, written differently: AssemblyScript. */
const product = `
export function multiply(z: usize, x: usize, w: usize, m: i32, k: i32, n: i32): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) store<f32>(z + ((i * n + j) << 2), 0);
    for (let p = 0; p < k; p++) {
      const a = load<f32>(x + ((i * k + p) << 2));
      axpy(z + ((i * n) << 2), w + ((p * n) << 2), n, a);
    }
  }
}`;

export default [
  // The product out of axpy: a row of w at a time.
  `export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  const s = f32x4.splat(a);
  const last = y + (<usize>(n & ~3) << 2), end = y + (<usize>n << 2);
  while (y < last) {
    v128.store(y, f32x4.add(f32x4.mul(v128.load(x), s), v128.load(y)));
    y += 16;
    x += 16;
  }
  while (y < end) {
    store<f32>(y, a * load<f32>(x) + load<f32>(y));
    y += 4;
    x += 4;
  }
}${product}`,
  // The rest first.
  `export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  let i = 0;
  const rest = n % 4;
  for (; i < rest; i++) {
    store<f32>(y + (i << 2), a * load<f32>(x + (i << 2)) + load<f32>(y + (i << 2)));
  }
  for (; i < n; i += 4) {
    const at: usize = i << 2;
    v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(f32x4.splat(a), v128.load(x + at))));
  }
}${product}`,
  // Lanes put together by hand, and the sum of a row of w by a column.
  `export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  for (let i = 0; i < n; i++) {
    const at: usize = i << 2;
    if (i + 3 < n) {
      let v = v128.load(x + at);
      v = f32x4.mul(v, f32x4.splat(a));
      v = f32x4.add(v, v128.load(y + at));
      v128.store(y + at, v);
      i += 3;
    } else {
      store<f32>(y + at, load<f32>(y + at) + a * load<f32>(x + at));
    }
  }
}
export function multiply(z: usize, x: usize, w: usize, m: i32, k: i32, n: i32): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f32 = 0;
      for (let p = 0; p < k; p++) {
        sum += load<f32>(x + ((i * k + p) << 2)) * load<f32>(w + ((p * n + j) << 2));
      }
      store<f32>(z + ((i * n + j) << 2), sum);
    }
  }
}`,
  // Eight at a time, then four, then one.
  `function lanes(y: usize, x: usize, s: v128): void {
  v128.store(y, f32x4.add(v128.load(y), f32x4.mul(s, v128.load(x))));
}
export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  const s = f32x4.splat(a);
  let i: usize = 0;
  const length = <usize>n;
  for (; i + 8 <= length; i += 8) {
    lanes(y + 4 * i, x + 4 * i, s);
    lanes(y + 4 * i + 16, x + 4 * i + 16, s);
  }
  if (i + 4 <= length) {
    lanes(y + 4 * i, x + 4 * i, s);
    i += 4;
  }
  for (; i < length; i++) store<f32>(y + 4 * i, load<f32>(y + 4 * i) + a * load<f32>(x + 4 * i));
}${product}`,
];
