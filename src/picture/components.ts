/**
 * Connected parts of the ink.
 *
 * @module
 */
import type { Box, Plane } from "./plane.ts";

/** Pixels that touch each other, by a side or a corner. */
export interface Component extends Box {
  /** The indices of its pixels. */
  readonly pixels: readonly number[];
  /** How many of its pixels lie on the edge of the plane. */
  readonly onEdge: number;
}

/** The connected parts of all numbers above `least`. */
export function componentsAbove({ width, height, data }: Plane, least: number): Component[] {
  const seen = new Uint8Array(data.length), found: Component[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || !(data[start] > least)) continue;
    seen[start] = 1;
    const pixels = [start];
    let left = width, top = height, right = 0, bottom = 0, onEdge = 0;
    for (let next = 0; next < pixels.length; next++) {
      const x = pixels[next] % width, y = Math.floor(pixels[next] / width);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) onEdge++;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const i = row * width + column;
          if (seen[i] || !(data[i] > least)) continue;
          seen[i] = 1;
          pixels.push(i);
        }
      }
    }
    found.push({ left, top, right, bottom, pixels, onEdge });
  }
  return found;
}

/** The longer side of a rectangle. */
export function longerSide({ left, top, right, bottom }: Box): number {
  return Math.max(right - left, bottom - top);
}

/** The free space between two rectangles: across or down, whichever is more. */
export function gapBetween(a: Box, b: Box): number {
  return Math.max(
    b.left - a.right,
    a.left - b.right,
    b.top - a.bottom,
    a.top - b.bottom,
  );
}
