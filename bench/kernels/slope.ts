/**
 * How fast cost grows with size.
 *
 * @module
 */

/** A size, and what it costs. */
export interface Cost {
  /** Above zero. */
  readonly size: number;
  /** Above zero. */
  readonly cost: number;
}

/**
 * The exponent b of cost ≈ a·sizeᵇ: the slope of the straight line through ln cost over ln size, by least
 * squares. 1 where twice the size costs twice as much, 0 where size makes no difference. `null` where
 * there are not two different sizes.
 */
export function fittedSlope(costs: readonly Cost[]): number | null {
  const x = costs.map(({ size }) => Math.log(size)), y = costs.map(({ cost }) => Math.log(cost));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(x), meanY = mean(y);
  let above = 0, below = 0;
  for (let i = 0; i < x.length; i++) {
    above += (x[i] - meanX) * (y[i] - meanY);
    below += (x[i] - meanX) ** 2;
  }
  return below > 0 ? above / below : null;
}
