/**
 * What is paper in a picture, and how far everything else stands out from it.
 *
 * @module
 */
import { type Component, componentsAbove } from "./components.ts";
import { averageAreas, type Plane, planeOf } from "./plane.ts";

/** The longer side of the copy on which the light of the paper is estimated. */
const COARSE = 32;
/** How far around a point its paper is looked for, as a share of the longer side. */
const REACH = 0.25;

/** Steps of brightness in which even paper is looked for. */
const LEVELS = 32;

/** How far ink and paper that are both even lie apart, at least, in brightness. */
const FAR = 0.25;

/**
 * How far each pixel stands out from the paper around it, on the side of the ink: 0 for paper, up to 1;
 * negative on the other side.
 *
 * The light of a photographed sheet is uneven. So where no brightness is that of 40 % of the picture, the paper is estimated for each place from its
 * surroundings. Ink covers less than half of these, so that it is on the side of the median on which
 * few pixels lie far away. The paper is then a quantile on the other side, which is still paper
 * where thick strokes cover more than half.
 */
export function contrast(plane: Plane): Plane {
  const even = evenPaper(plane);
  if (even !== undefined) {
    const sign = skewness(plane, () => even) < 0 ? -1 : 1;
    return planeOf(plane, (i) => sign * (plane.data[i] - even));
  }
  const around = surroundings(plane);
  const middle = paperLevel(plane, around, 0.5);
  const sign = skewness(plane, middle) < 0 ? -1 : 1;
  const paper = paperLevel(plane, around, sign < 0 ? 0.75 : 0.25);
  const raw = planeOf(plane, (i) => sign * (plane.data[i] - paper(i)));
  // A quantile of noisy paper lies above its middle: take that as zero.
  const offset = quantile(sampled(raw.data, (i) => raw.data[i]), 0.5);
  return planeOf(raw, (i) => raw.data[i] - offset);
}

/**
 * The brightness of paper that is the same all over, as in a drawing made on a screen. Where the ink
 * is as even, both together suffice: in a picture that was cut to the ink there is little paper.
 */
function evenPaper(plane: Plane): number | undefined {
  const { data } = plane, counts = new Uint32Array(LEVELS);
  for (const x of data) counts[Math.min(Math.floor(x * LEVELS), LEVELS - 1)]++;
  const most = counts.indexOf(Math.max(...counts));
  const far = counts.filter((_, level) => Math.abs(level - most) > LEVELS / 4);
  if (counts[most] + Math.max(...far) <= 0.4 * data.length) return undefined;
  const paper = (most + 0.5) / LEVELS;
  return isCutDigit(plane, paper) ? farthest(plane, paper).level : paper;
}

/**
 * Whether what is `level` and covers most of a picture is no paper, but a digit that was cut to its
 * ink: in one piece, from edge to edge in both directions, no rectangle, and most of the edge is of
 * the other brightness.
 */
function isCutDigit(plane: Plane, level: number): boolean {
  const { width, height } = plane, { level: other, sign } = farthest(plane, level);
  if (Math.abs(other - level) < FAR) return false;
  const half = (level + other) / 2;
  const rest = componentsAbove(planeOf(plane, (i) => sign * (plane.data[i] - half)), 0);
  const edge = rest.reduce((sum, { onEdge }) => sum + onEdge, 0);
  if (edge < width + height) return false;
  const parts = componentsAbove(planeOf(plane, (i) => sign * (half - plane.data[i])), 0);
  const one = parts.reduce((a, b) => b.pixels.length > a.pixels.length ? b : a);
  const size = ({ pixels }: Component) => pixels.length;
  if (size(one) < 0.9 * parts.reduce((sum, part) => sum + size(part), 0)) return false;
  const { left, top, right, bottom } = one, across = right - left, down = bottom - top;
  if (Math.max(width - across, height - down) > 0.08 * Math.max(width, height)) return false;
  const holes = rest.filter(({ onEdge }) => onEdge === 0);
  return size(one) + holes.reduce((sum, hole) => sum + size(hole), 0) < 0.9 * across * down;
}

/** The brightness that is farthest from a level, and its side: below the level −1, above 1. */
function farthest({ data }: Plane, level: number): { level: number; sign: number } {
  let least = 1, most = 0;
  for (const x of data) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return level - least > most - level ? { level: least, sign: -1 } : { level: most, sign: 1 };
}

/** On which side of a level most of what is far from it lies: below 0 for the dark one. */
function skewness({ data }: Plane, level: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const far = data[i] - level(i);
    sum += far * far * far;
  }
  return sum;
}

/**
 * The noise of the paper: the standard deviation of a normal one whose neighbours differ as much. Light
 * and strokes change from one pixel to the next in few places only.
 */
export function noiseOf({ data }: Plane): number {
  const differences = sampled(data, (i) => Math.abs(data[i] - data[Math.max(0, i - 1)]));
  return quantile(differences, 0.5) / (0.6745 * Math.SQRT2);
}

/** The sorted brightness around each place of the coarse copy. */
interface Surroundings {
  readonly width: number;
  readonly height: number;
  readonly sorted: Float32Array[];
}

function surroundings(plane: Plane): Surroundings {
  const { width, height } = plane;
  const shrink = Math.max(1, Math.max(width, height) / COARSE);
  const size = {
    width: Math.max(1, Math.round(width / shrink)),
    height: Math.max(1, Math.round(height / shrink)),
  };
  const coarse = averageAreas(plane, {
    box: { left: 0, top: 0, right: width, bottom: height },
    ...size,
  });
  const reach = Math.max(1, Math.round(REACH * Math.max(size.width, size.height)));
  const sorted = [];
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const values = [];
      for (let row = Math.max(0, y - reach); row <= Math.min(size.height - 1, y + reach); row++) {
        const start = row * size.width;
        const from = start + Math.max(0, x - reach);
        const to = start + Math.min(size.width - 1, x + reach);
        for (let i = from; i <= to; i++) values.push(coarse.data[i]);
      }
      sorted.push(Float32Array.from(values).sort());
    }
  }
  return { ...size, sorted };
}

/** The quantile of the surroundings of each pixel of a plane, between places by interpolation. */
function paperLevel(
  plane: Plane,
  { width, height, sorted }: Surroundings,
  share: number,
): (index: number) => number {
  const levels = sorted.map((values) => values[Math.floor(share * (values.length - 1))]);
  const place = (index: number, size: number, count: number) => {
    const at = Math.min(Math.max((index + 0.5) * count / size - 0.5, 0), count - 1);
    const first = Math.min(Math.floor(at), Math.max(0, count - 2));
    return { first, next: Math.min(first + 1, count - 1), part: at - first };
  };
  const columns = Array.from({ length: plane.width }, (_, x) => place(x, plane.width, width));
  const rows = Array.from({ length: plane.height }, (_, y) => place(y, plane.height, height));
  return (index) => {
    const { first, next, part } = columns[index % plane.width];
    const row = rows[Math.floor(index / plane.width)];
    const above = row.first * width, below = row.next * width;
    const top = levels[above + first] + part * (levels[above + next] - levels[above + first]);
    const bottom = levels[below + first] + part * (levels[below + next] - levels[below + first]);
    return top + row.part * (bottom - top);
  };
}

/** What `value` gives at some ten thousand places of the data, evenly taken. */
function sampled(data: Float32Array, value: (index: number) => number): Float32Array {
  const step = Math.ceil(data.length / 10_000);
  const values = new Float32Array(Math.ceil(data.length / step));
  for (let i = 0; i < values.length; i++) values[i] = value(i * step);
  return values;
}

function quantile(values: Float32Array, share: number): number {
  return values.slice().sort()[Math.floor(share * (values.length - 1))];
}
