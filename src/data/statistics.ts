/**
 * What the bytes of a dataset are like: how often each one occurs, and what follows from that.
 *
 * @module
 */
import type { TestSet } from "./dataset.ts";

/** Bytes in numbers. All of them but `zeros` are in the unit of the bytes after their division. */
export interface ByteStatistics {
  /** The smallest. */
  readonly min: number;
  /** The largest. */
  readonly max: number;
  /** The mean, Σx / n. */
  readonly mean: number;
  /** The deviation of the whole population, √(Σx²/n − mean²), as `numpy.std` gives it. */
  readonly deviation: number;
  /** The share of the bytes that are zero, from 0 to 1. */
  readonly zeros: number;
}

/**
 * How often each byte occurs: 256 numbers, the one at `b` for byte `b`. Of labels, they are the sizes
 * of the classes; of pixels, the histogram that {@linkcode byteStatistics} reads.
 */
export function countBytes(bytes: Uint8Array): Uint32Array {
  // Four tables: in a run of equal bytes, such as paper, an addition would wait for the last one.
  const counts = new Uint32Array(4 * 256);
  const end = bytes.length - bytes.length % 4;
  for (let i = 0; i < end; i += 4) {
    counts[bytes[i]]++;
    counts[256 + bytes[i + 1]]++;
    counts[512 + bytes[i + 2]]++;
    counts[768 + bytes[i + 3]]++;
  }
  for (let i = end; i < bytes.length; i++) counts[bytes[i]]++;
  for (let i = 256; i < counts.length; i++) counts[i % 256] += counts[i];
  return counts.slice(0, 256);
}

/**
 * The statistics of bytes that occur `counts[b]` times each (see {@linkcode countBytes}), once they
 * are divided by `divisor`: 1 by default, 255 for pixels from 0 to 1.
 *
 * Sums are exact, in integers: what is rounded is only the last quotient, and for the deviation
 * √(n·Σx² − (Σx)²) / n, its root. Of no bytes at all, everything is `NaN`.
 */
export function byteStatistics(
  counts: ArrayLike<number>,
  { divisor = 1 }: { readonly divisor?: number } = {},
): ByteStatistics {
  // n·Σx² passes 2⁵³ with a few million pixels.
  let n = 0n, sum = 0n, squares = 0n;
  let min = NaN, max = NaN;
  for (let byte = 0; byte < 256; byte++) {
    if (!counts[byte]) continue;
    const count = BigInt(counts[byte]), value = BigInt(byte);
    n += count;
    sum += count * value;
    squares += count * value * value;
    if (Number.isNaN(min)) min = byte;
    max = byte;
  }
  const total = Number(n) * divisor;
  return {
    min: min / divisor,
    max: max / divisor,
    mean: Number(sum) / total,
    deviation: Math.sqrt(Number(n * squares - sum * sum)) / total,
    zeros: counts[0] / Number(n),
  };
}

/**
 * Whether the corners of the test images are full, 192 or more on average. Those of ink on paper are
 * empty: the two are probably exchanged.
 */
export function areCornersFull({ rows, columns, test }: TestSet): boolean {
  const size = rows * columns, corners = [0, columns - 1, size - columns, size - 1];
  let sum = 0;
  for (let start = 0; start < test.images.length; start += size) {
    for (const corner of corners) sum += test.images[start + corner];
  }
  return sum >= 192 * corners.length * test.count;
}

/**
 * The first image of each class, by label, up to ten of them; of fewer classes, then the second image
 * of each, and so on.
 */
export function oneOfEachClass(labels: Uint8Array): number[] {
  const seen = new Uint32Array(256);
  const turns = Array.from(labels, (label, index) => ({ index, label, turn: seen[label]++ }));
  return turns.filter(({ turn }) => turn < 10)
    .sort((a, b) => a.turn - b.turn || a.label - b.label).slice(0, 10)
    .sort((a, b) => a.label - b.label || a.index - b.index).map(({ index }) => index);
}
