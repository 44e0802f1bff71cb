/**
 * How far two gradients, or any numbers, are apart.
 *
 * @module
 */

/**
 * ‖a − b‖ / max(‖a‖, ‖b‖) of two lists as long as each other, Euclidean norms: of two numbers, their
 * difference over the larger. 0 when both are zero, and infinite when one of them is not a number.
 */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const difference = norm(Array.from(a, (x, i) => x - b[i]));
  if (!Number.isFinite(difference)) return Infinity;
  return difference === 0 ? 0 : difference / Math.max(norm(a), norm(b));
}

/** ‖values‖, the root of the sum of the squares. */
export function norm(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
}
