/**
 * Numbers on a grid, and how a grid is made smaller.
 *
 * @module
 */

/** A grid of numbers: brightness, ink, distances. */
export interface Plane {
  /** How many columns. */
  readonly width: number;
  /** How many rows. */
  readonly height: number;
  /** (height, width), row by row. */
  readonly data: Float32Array;
}

/** A rectangle of a plane; `right` and `bottom` are the first column and row outside it. */
export interface Box {
  /** The first column. */
  readonly left: number;
  /** The first row. */
  readonly top: number;
  /** The column after the last. */
  readonly right: number;
  /** The row after the last. */
  readonly bottom: number;
}

/** A plane whose numbers are those of a function. */
export function planeOf(
  { width, height }: Pick<Plane, "width" | "height">,
  value: (index: number) => number,
): Plane {
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) data[i] = value(i);
  return { width, height, data };
}

/** The rectangle around all numbers above `least`, or nothing where there are none. */
export function boxAbove({ width, height, data }: Plane, least: number): Box | undefined {
  let left = width, top = height, right = 0, bottom = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!(data[i] > least)) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return right > 0 ? { left, top, right, bottom } : undefined;
}

/**
 * A rectangle of a plane, resized to `width` by `height` by averaging areas: each number is the mean of
 * the area that it covers, and a number that lies in it by a part counts by that part. Made larger,
 * numbers are repeated. Rows and columns are averaged one after the other, which gives the same.
 */
export function averageAreas(
  plane: Plane,
  { box, width, height }: { readonly box: Box } & Pick<Plane, "width" | "height">,
): Plane {
  const across = shares(box.left, box.right, width), down = shares(box.top, box.bottom, height);
  const rows = new Map<number, Float32Array>();
  const rowOf = (y: number) => {
    const row = rows.get(y) ?? new Float32Array(width);
    if (!rows.has(y)) {
      for (let x = 0; x < width; x++) {
        for (const { index, share } of across[x]) {
          row[x] += share * plane.data[y * plane.width + index];
        }
      }
      rows.set(y, row);
    }
    return row;
  };
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (const { index, share } of down[y]) {
      const row = rowOf(index);
      for (let x = 0; x < width; x++) data[y * width + x] += share * row[x];
    }
  }
  return { width, height, data };
}

/** For each of `count` equal parts of [from, to): the indices that it covers, with shares that sum to 1. */
function shares(from: number, to: number, count: number): { index: number; share: number }[][] {
  const length = (to - from) / count;
  return Array.from({ length: count }, (_, part) => {
    const start = from + part * length, end = start + length, covered = [];
    for (let index = Math.floor(start); index < end - 1e-9; index++) {
      const share = (Math.min(end, index + 1) - Math.max(start, index)) / length;
      if (share > 1e-9) covered.push({ index, share });
    }
    return covered;
  });
}
