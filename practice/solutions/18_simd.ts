// en: y[i] ← a·x[i] + y[i]; y and x are addresses.
// fr: y[i] ← a·x[i] + y[i] ; y et x sont des adresses.
export function axpy(y: usize, x: usize, n: i32, a: f32): void {
  // <solution>
  const factors = f32x4.splat(a);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const p = y + (<usize>i << 2), q = x + (<usize>i << 2);
    v128.store(p, f32x4.add(v128.load(p), f32x4.mul(factors, v128.load(q))));
  }
  for (; i < n; i++) {
    const p = y + (<usize>i << 2), q = x + (<usize>i << 2);
    store<f32>(p, load<f32>(p) + a * load<f32>(q));
  }
  // </solution>
}

// en: z = x·w: x (m, k), w (k, n), z (m, n), row by row.
// fr: z = x·w : x (m, k), w (k, n), z (m, n), ligne par ligne.
export function multiply(z: usize, x: usize, w: usize, m: i32, k: i32, n: i32): void {
  // <solution>
  // en: Notice: the inner loop reads w row by row; neighbours in z never wait for one another.
  // fr: À remarquer : la boucle intérieure lit w ligne par ligne ; les voisins de z ne s’attendent jamais.
  for (let i = 0; i < m; i++) {
    const row = x + (<usize>(i * k) << 2), out = z + (<usize>(i * n) << 2);
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      let sum = f32x4.splat(0);
      for (let p = 0; p < k; p++) {
        const value = f32x4.splat(load<f32>(row + (<usize>p << 2)));
        sum = f32x4.add(sum, f32x4.mul(value, v128.load(w + (<usize>(p * n + j) << 2))));
      }
      v128.store(out + (<usize>j << 2), sum);
    }
    for (; j < n; j++) {
      let sum: f32 = 0;
      for (let p = 0; p < k; p++) {
        sum += load<f32>(row + (<usize>p << 2)) * load<f32>(w + (<usize>(p * n + j) << 2));
      }
      store<f32>(out + (<usize>j << 2), sum);
    }
  }
  // </solution>
}
