// First mistake: multiply adds to what was in z before; z is never set to 0.

// 18 · Two SIMD kernels
//
// In AssemblyScript, TypeScript's strict cousin that compiles to WebAssembly. Arrays are
// addresses in the memory: y is where the first number lies, y + 4 the second, as an f32 has
// 4 bytes.
// axpy(y, x, n, a): y[i] ← a·x[i] + y[i] for i from 0 to n − 1.
// multiply(z, x, w, m, k, n): z = x·w, x (m, k), w (k, n), z (m, n), row by row.
// Four numbers at a time (v128), and what is left, one by one. n may be any number, 0 too;
// addresses need not be multiples of 16; nothing beyond may be written.
// load<f32>(p), store<f32>(p, v); v128.load(p), v128.store(p, v), f32x4.splat(s),
// f32x4.mul(u, v), f32x4.add(u, v). (The first time, the compiler is downloaded: 24 MB.)
//
// To reread: deno task lesson7 --step 10

// y[i] ← a·x[i] + y[i]; y and x are addresses.
export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  const va = f32x4.splat(a);
  let i: i32 = 0;
  for (; i + 4 <= n; i += 4) {
    const o = (i as usize) * 4;
    v128.store(y + o, f32x4.add(f32x4.mul(va, v128.load(x + o)), v128.load(y + o)));
  }
  for (; i < n; i++) {
    const o = (i as usize) * 4;
    store<f32>(y + o, a * load<f32>(x + o) + load<f32>(y + o));
  }
}

// z = x·w: x (m, k), w (k, n), z (m, n), row by row.
export function multiply(z: usize, x: usize, w: usize, m: i32, k: i32, n: i32): void {
  for (let i: i32 = 0; i < m; i++) {
    const zi = z + (i * n as usize) * 4;
    for (let p: i32 = 0; p < k; p++) {
      const a = load<f32>(x + ((i * k + p) as usize) * 4);
      axpy(zi, w + ((p * n) as usize) * 4, n, a);
    }
  }
}
