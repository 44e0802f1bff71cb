/** How the values of a histogram lie. */
export interface HistogramSummary {
  /** How many values were counted, zeros included. */
  readonly count: number;
  /** How many of them are exactly zero: ReLU gives many. They are in no bin. */
  readonly zeros: number;
  /** The smallest value; 0 when none was counted. */
  readonly min: number;
  /** The largest value; 0 when none was counted. */
  readonly max: number;
  /** The mean of all values; 0 when none was counted. */
  readonly mean: number;
  /** Where the first bin starts. */
  readonly start: number;
  /** The width of each bin. */
  readonly width: number;
  /** How many values fell in each bin; empty bins at both ends are left out. */
  readonly bins: readonly number[];
}

/** Bins on each side of zero. */
const SIDE = 32;

/**
 * Counts values in one pass, without knowing their range: a value past the last bin doubles the
 * width of all, and pairs of bins become one. The width stays a power of two, so that no bin's edge
 * is rounded.
 */
export class Histogram {
  readonly #bins = new Float64Array(2 * SIDE);
  #width = 2 ** -8;
  #count = 0;
  #zeros = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;

  /** Counts every value; what is not a finite number is passed over. */
  add(values: ArrayLike<number>): void {
    const bins = this.#bins;
    let scale = 1 / this.#width, zeros = 0, sum = 0, odd = 0, min = this.#min, max = this.#max;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === 0) {
        zeros++;
        continue;
      }
      let place = Math.floor(value * scale) + SIDE;
      while (!(place >= 0 && place < 2 * SIDE)) {
        if (!Number.isFinite(value)) break;
        this.#widen();
        scale = 1 / this.#width;
        place = Math.floor(value * scale) + SIDE;
      }
      if (!(place >= 0 && place < 2 * SIDE)) {
        odd++;
        continue;
      }
      bins[place]++;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (zeros > 0) {
      min = Math.min(min, 0);
      max = Math.max(max, 0);
    }
    this.#min = min;
    this.#max = max;
    this.#zeros += zeros;
    this.#sum += sum;
    this.#count += values.length - odd;
  }

  /** What was counted so far. */
  summary(): HistogramSummary {
    const bins = Array.from(this.#bins);
    const first = bins.findIndex((count) => count > 0);
    const last = bins.findLastIndex((count) => count > 0);
    const some = this.#count > 0;
    return {
      count: this.#count,
      zeros: this.#zeros,
      min: some ? this.#min : 0,
      max: some ? this.#max : 0,
      mean: some ? this.#sum / this.#count : 0,
      start: first < 0 ? 0 : (first - SIDE) * this.#width,
      width: this.#width,
      bins: first < 0 ? [] : bins.slice(first, last + 1),
    };
  }

  #widen(): void {
    const bins = this.#bins;
    // From zero outwards on each side, so that no bin is read after it was overwritten.
    for (let i = 0; i < SIDE; i++) {
      const kept = 2 * i < SIDE;
      bins[SIDE + i] = kept ? bins[SIDE + 2 * i] + bins[SIDE + 2 * i + 1] : 0;
      bins[SIDE - 1 - i] = kept ? bins[SIDE - 1 - 2 * i] + bins[SIDE - 2 - 2 * i] : 0;
    }
    this.#width *= 2;
  }
}
