import assert from "node:assert/strict";

/**
 * Asserts that two lists of numbers agree: |a − b| ≤ tolerance · max(1, |b|), element by element.
 * NaN agrees with NaN, an infinity with itself, −0 with 0.
 */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  options: { tolerance: number; what?: string },
): void {
  const what = options.what ?? "values";
  assert.equal(actual.length, expected.length, `${what}: number of elements`);
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i], b = expected[i];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const limit = options.tolerance * Math.max(1, Math.abs(b));
    if (!(Math.abs(a - b) <= limit)) assert.fail(`${what}: element ${i} is ${a}, expected ${b}`);
  }
}

/** ‖a − b‖ / ‖b‖, Euclidean norms; 0 when both are zero. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0, size = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] ** 2;
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size);
}
