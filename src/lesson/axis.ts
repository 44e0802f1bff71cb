/**
 * Axes of a chart: where values stand, and round numbers to mark.
 *
 * @module
 */
import type { Axis } from "./chart.ts";

/** Where values stand on an axis. */
export interface Scale {
  /** From 0 at its start to 1 at its end; beyond for what lies outside. */
  place(value: number): number;
  /** Round numbers on it, from start to end. */
  readonly ticks: readonly number[];
}

/** The scale of an axis, with about `most` ticks. Where it may choose its ends, it ends at round numbers. */
export function scaleOf(
  { log = false, min, max }: Axis,
  { values, most }: { readonly values: readonly number[]; readonly most: number },
): Scale {
  const usable = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const least = usable.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = usable.reduce((a, b) => Math.max(a, b), -Infinity);
  // Without a point, any axis will do.
  let low = min ?? (usable.length > 0 ? least : log ? 1 : 0);
  let high = max ?? (usable.length > 0 ? greatest : low + 1);
  const round = log ? roundFactors(low, high) : multiples(low, high, most);
  low = min ?? round.findLast((tick) => tick <= low) ?? low;
  high = max ?? round.find((tick) => tick >= high) ?? high;
  const within = round.filter((tick) => tick >= low && tick <= high);
  const tens = within.filter((tick) => Number.isInteger(Math.log10(tick)));
  const ticks = log && tens.length > 1
    ? tens.filter((_, i) => i % Math.ceil(tens.length / most) === 0)
    : within;
  const forth = log ? Math.log10 : (value: number) => value;
  const start = forth(low), length = forth(high) - start || 1;
  return { place: (value) => (forth(value) - start) / length, ticks };
}

/** Multiples of 1, 2 or 5 times a power of ten, from below `low` to above `high`. */
function multiples(low: number, high: number, most: number): number[] {
  const raw = (high - low || Math.abs(high) || 1) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((factor) => raw <= factor * power * (1 + 1e-9))!;
  const first = Math.floor(low / step), last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, i) => exactly((first + i) * step));
}

/** 1, 2 and 5 times powers of ten, from below `low` to above `high`. */
function roundFactors(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((power) => [1, 2, 5].map((factor) => exactly(factor * 10 ** power)));
}

/** 0.3, not 0.30000000000000004. */
function exactly(value: number): number {
  return Number(value.toPrecision(12));
}
