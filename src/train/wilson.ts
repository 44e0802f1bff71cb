/** The quantile of the normal distribution that leaves 2.5 % on each side. */
const Z = 1.959963984540054;

/**
 * The 95 % confidence interval of a share that was found in a sample, by Wilson's score:
 *
 *     (p + z²/2n ± z·√(p·(1 − p)/n + z²/4n²)) / (1 + z²/n)        p = found / n, z = 1.96
 *
 * Unlike p ± z·√(p·(1 − p)/n), it stays within 0 and 1, and has a width where p is 0 or 1.
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 *
 * @param found How many of the sample, 0 to `total`.
 * @param total The size of the sample; of no sample at all, the interval is 0 to 1.
 */
export function wilsonInterval(found: number, total: number): [low: number, high: number] {
  if (total === 0) return [0, 1];
  const p = found / total, z2 = Z ** 2 / total;
  const middle = p + z2 / 2, half = Z * Math.sqrt(p * (1 - p) / total + z2 / (4 * total));
  const bound = (x: number) => Math.min(1, Math.max(0, x / (1 + z2)));
  return [found === 0 ? 0 : bound(middle - half), found === total ? 1 : bound(middle + half)];
}
