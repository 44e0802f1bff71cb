/**
 * The first rungs of lesson 7, in TypeScript: one product, twice the same loops.
 *
 * @module
 */

/** The sizes of a product, (m, k)·(k, n), and its factors, row-major. */
export interface Product {
  /** Rows of the left factor. */
  readonly m: number;
  /** What the sums run over. */
  readonly k: number;
  /** Columns of the right factor. */
  readonly n: number;
  /** The left factor. */
  readonly a: Float32Array;
  /** The right factor. */
  readonly b: Float32Array;
}

/** out = a·b, as its definition says: one number of the result after the other. */
export function naive(out: Float32Array, of: Product): void {
  const { a, b, m, k, n } = of;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p] * b[p * n + j];
      out[i * n + j] = sum;
    }
  }
}

/** out = a·b, the two inner loops exchanged: a whole row of the result grows at a time. */
export function byRows(out: Float32Array, of: Product): void {
  const { a, b, m, k, n } = of;
  out.fill(0);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const x = a[i * k + p];
      for (let j = 0; j < n; j++) out[i * n + j] += x * b[p * n + j];
    }
  }
}

/** The turns of `byRows` without its arithmetic: each fetches a number and puts one back. */
export function onlyCopies(out: Float32Array, of: Product): void {
  const { b, m, k, n } = of;
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      for (let j = 0; j < n; j++) out[i * n + j] = b[p * n + j];
    }
  }
}

/** Adds x to one sum, `count` times: each addition waits for the one before it. */
export function oneSum(count: number, x: number): number {
  let s = 0;
  for (let i = 0; i < count; i++) s += x;
  return s;
}

/** Adds x to four sums, `count` times each: none waits for another. */
export function fourSums(count: number, x: number): number {
  let s = 0, t = 0, u = 0, v = 0;
  for (let i = 0; i < count; i++) {
    s += x;
    t += x;
    u += x;
    v += x;
  }
  return s + t + u + v;
}
